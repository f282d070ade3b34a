#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "harness/contract/binding.hpp"
#include "harness/contract/console.hpp"
#include "harness/contract/knowledge.hpp"
#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

enum class CaseResult : std::uint8_t { passed, differs, not_modelled };

struct CaseReport {
    std::string name;
    CaseResult result = CaseResult::passed;
    std::vector<Difference> differences;  ///< Of one that differs.
    std::string reason;                   ///< Of one that is not modelled.
    std::vector<std::string> notes;       ///< What was set up before it, in words.
    std::string unanswered;               ///< Why the server gave no answer; empty when it did.
};

/// Why a case, or a model's method, is not replayed; empty when it is.
using NotModelled = std::function<std::string(const Recording& recording, const Call& call)>;

/// Replays recordings of one release against one server, in their order: what is created in one
/// case is used in the next.
class Replayer {
public:
    /// `recordings`, `server` and `account` live as long as this. An account other than that of the
    /// recordings takes its place in every request.
    Replayer(
        const std::vector<Recording>& recordings,
        Server& server,
        const Account& account,
        NotModelled not_modelled
    );

    [[nodiscard]] CaseReport replay(std::size_t index);

private:
    [[nodiscard]] RecordedRequest rewritten(std::size_t index);
    void rewrite_account(RecordedRequest& request) const;
    void rewrite_arguments(Json& arguments, bool common) const;
    [[nodiscard]] std::int64_t own_id(std::string_view model, std::int64_t recorded) const;
    [[nodiscard]] std::string lacking(std::size_t index) const;
    [[nodiscard]] Answer without_proxies(const Recording& recording, Answer answer) const;
    void mask_password(CaseReport& report) const;
    void rewrite_cookie(const Recording& recording, RecordedRequest& request);
    void use_session(const Recording& recording, const std::string& session);
    void learn_cookie(const Recording& recording, const Answer& answer);
    [[nodiscard]] ExchangeTimes times_of(const Recording& recording);
    void exchange(std::size_t index, CaseReport& report);
    [[nodiscard]] expected<Answer, std::string> ask(std::size_t index);
    void race(const Recording& recording, CaseReport& report);

    const std::vector<Recording>& recordings_;
    Server& server_;
    const Account& account_;
    NotModelled not_modelled_;
    Knowledge knowledge_;
    Binding binding_;
    std::vector<std::string> notes_;
    Console console_;
    SetUp set_up_;
    UnixSeconds recorded_now_ = 0;
    std::map<std::string, std::string> cookies_;  ///< The server's, by the recorded one.
};

}  // namespace drydock::harness::contract
