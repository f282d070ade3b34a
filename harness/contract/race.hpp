#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/contract/console.hpp"
#include "harness/contract/contest.hpp"

namespace drydock::harness::contract {

/// Runs what a recording says of clients at once, against records set up for it by ordinary calls,
/// and compares how the calls ended. Which client is the one that loses is random and not compared;
/// of tries repeated by the server it is compared whether there were any.
[[nodiscard]] std::vector<Difference> replay_race(
    const Recording& recording,
    const std::vector<Contest>& contests,
    Server& server,
    Console& console,
    const ExchangeTimes& times
);

/// True for an exchange that was answered only after all tries had lost to other clients.
[[nodiscard]] bool is_outrun(const Recording& recording, const Call& call);

/// The request of another client that writes the same record, with what stands there anyway;
/// nullopt when the call is no write of a record that there is.
[[nodiscard]] std::optional<RecordedRequest> rival_of(const Call& call, Console& console);

/// The answer to a request while the rival commits before each of its tries ends.
[[nodiscard]] expected<Answer, std::string> ask_outrun(
    Server& server, const RecordedRequest& request, const RecordedRequest& rival
);

}  // namespace drydock::harness::contract
