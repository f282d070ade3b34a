#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "core/time.hpp"
#include "harness/contract/compare.hpp"

namespace drydock::harness::contract {

/// One of several that ask at the same time.
struct RaceClient {
    std::vector<RecordedRequest> requests;  ///< Each is sent after the answer to the one before.
    Duration service{};                     ///< That each try of a request takes.
    Duration pause{};                       ///< After an answer.
};

struct RaceEnding {
    Answer answer;
    unsigned tries = 0;  ///< Of the server, until it answered.
};

/// An Odoo that can be asked: a mock in this process, or one over the network.
class Server {
public:
    Server() = default;
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    virtual ~Server() = default;

    /// Says what time it is from now on, where the clock is ours. Never earlier than before.
    virtual void set_time(UnixSeconds /*now*/) {}
    [[nodiscard]] virtual UnixSeconds time() const = 0;

    /// One request and its answer; the error says why there is none.
    [[nodiscard]] virtual expected<Answer, std::string> ask(const RecordedRequest& request) = 0;

    /// How each client's requests ended, all clients starting now. Before every try ends, `rival`
    /// is sent and done. The error says why that cannot be.
    [[nodiscard]] virtual expected<std::vector<std::vector<RaceEnding>>, std::string> race(
        const std::vector<RaceClient>& /*clients*/, const std::optional<RecordedRequest>& /*rival*/
    ) {
        return unexpected<std::string>{"needs concurrent clients"};
    }

    /// One more, fresh, of the same release: for what must leave no trace here. Null for none.
    [[nodiscard]] virtual std::unique_ptr<Server> fresh_one() const { return nullptr; }

    /// True for a database that only this replay uses, fresh like that of the recordings.
    [[nodiscard]] virtual bool is_fresh() const = 0;
};

/// Whom to log in as, and where: what replaces the recorded database, user and key.
struct Account {
    std::string database;
    std::string login;
    std::string password;
    std::string api_key;    ///< Replaces "<api key>" in requests.
    std::int64_t user = 0;  ///< The uid on a database that others use; 0 for a fresh one.
};

}  // namespace drydock::harness::contract
