#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "harness/contract/binding.hpp"
#include "harness/contract/server.hpp"

namespace drydock::harness::contract {

/// The x2many command that makes a record of these values: [0, 0, values].
[[nodiscard]] Json create_command(Json values);

/// Calls a set-up makes by itself, as an administrator over /jsonrpc. Each is noted in words.
class Console {
public:
    using Note = std::function<void(const std::string& line)>;

    Console(Server& server, const Account& account, Note note);

    /// What call() sends.
    [[nodiscard]] RecordedRequest request(
        const std::string& model,
        const std::string& method,
        const Json& positional,
        const Json& keywords = Json::object()
    );
    /// The result; null where the method returned None; nullopt after an error, which is noted.
    std::optional<Json> call(
        const std::string& model,
        const std::string& method,
        const Json& positional,
        const Json& keywords = Json::object()
    );
    /// Without a note: looking changes nothing.
    [[nodiscard]] Json read(
        const std::string& model,
        const Json& domain,
        const Json& fields,
        const std::string& order = "id"
    );
    /// The value of one field of one record; null when there is none.
    [[nodiscard]] Json field(const std::string& model, std::int64_t id, const std::string& name);
    /// True when one of the calls above created the record, or the database is ours alone.
    [[nodiscard]] bool created(const std::string& model, std::int64_t id) const;
    [[nodiscard]] bool is_fresh() const { return server_.is_fresh(); }
    void note(const std::string& line) const { note_(line); }

private:
    std::optional<Json> ask(
        const std::string& model,
        const std::string& method,
        const Json& positional,
        const Json& keywords,
        std::string& error
    );
    [[nodiscard]] std::int64_t uid();

    Server& server_;
    const Account& account_;
    Note note_;
    std::int64_t uid_ = 0;
    std::set<std::pair<std::string, std::int64_t>> created_;
};

}  // namespace drydock::harness::contract
