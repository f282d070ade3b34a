#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "core/time.hpp"
#include "harness/live/external.hpp"
#include "live/http/simple_client.hpp"

namespace drydock::app {

/// Where the control API of running mocks is, and what opens it.
struct ControlOptions {
    std::string url;
    std::string token_file;  ///< Empty: the environment variable DRYDOCK_CONTROL_TOKEN.
    live::http::Trust trust{};
};

inline constexpr const char* control_token_variable = "DRYDOCK_CONTROL_TOKEN";

/// The token from the file or the environment; empty when there is none. The error: the file cannot
/// be read.
[[nodiscard]] expected<std::string, std::string> control_token(const std::string& token_file);

/// Why running mocks have not given what they were asked for.
struct ControlError {
    enum class Kind : std::uint8_t {
        refused,  ///< They say no, or what is there are no mocks.
        absent,   ///< Nobody listens.
        silent,   ///< No answer in time, or the connection broke: stopped, or very busy.
        renewing  ///< They begin anew; asked again in a moment they will answer.
    };
    Kind kind = Kind::refused;
    std::string detail{};  ///< A whole sentence for the operator.
};

/// How far running mocks are.
struct MocksStatus {
    bool driven = false;
    bool settled = false;
    std::string drive{};  ///< Of which drive this is told: another has another name.
    Instant now{};
    Instant end{};
    std::uint64_t orders = 0;
    std::uint64_t orders_due = 0;
};

/// Asks running mocks. Errors are whole sentences for the operator.
class ControlClient {
public:
    [[nodiscard]] static expected<ControlClient, std::string> open(const ControlOptions& options);

    /// The text of a JSON answer.
    [[nodiscard]] expected<std::string, std::string> get(const std::string& path);
    [[nodiscard]] expected<std::string, std::string> post(
        const std::string& path, const std::string& json
    );
    [[nodiscard]] expected<MocksStatus, ControlError> status();
    [[nodiscard]] expected<std::vector<harness::KnownAddress>, ControlError> systems();

private:
    ControlClient(live::http::SimpleClient client, live::http::Url url, std::string token);
    [[nodiscard]] expected<std::string, ControlError> call(Request request, Duration timeout);
    /// The answer as `read` takes it, which throws when it is no such JSON.
    template <class Read>
    [[nodiscard]] auto read_from(const std::string& path, Read read)
        -> expected<decltype(read(std::string{})), ControlError>;

    live::http::SimpleClient client_;
    live::http::Url url_;
    std::string token_;
};

}  // namespace drydock::app
