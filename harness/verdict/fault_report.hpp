#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/oracles/evidence.hpp"
#include "harness/verdict/fault_effect.hpp"

namespace drydock::harness {

/// What a fault takes away from, and so what has to be worked off after it.
enum class FaultPlace : std::uint8_t {
    channel,    ///< Orders placed and not yet accepted.
    warehouse,  ///< Orders confirmed and not yet with the warehouse.
    carrier,    ///< Parcels packed and not yet labelled.
    elsewhere,  ///< Orders accepted and not yet in Odoo.
};

enum class Recovered : std::uint8_t {
    yes,
    never,      ///< The run came to its end, and work was still left over.
    not_known,  ///< The fault was there from the start or to the end, or the run was stopped first.
};

/// One fault of the plan: what it did, and how long the landscape took to get over it.
struct FaultReport {
    std::string id{};
    std::string kind{};
    std::string system{};
    Instant from{};
    Instant to{};
    FaultPlace place = FaultPlace::elsewhere;
    std::uint64_t hits = 0;  ///< Requests that it touched.
    Recovered recovered = Recovered::not_known;
    /// From the end of the fault until no more waits than just before it. With Recovered::yes only.
    Duration time_to_recover{};
    FaultEffects effects{};
};

/// Whether an outage of a partner was met by more calls than one that is known to be down should
/// be: twice what a circuit breaker with the strategy's defaults lets through, which is 20 calls,
/// then 3 probes each time it opens, at 15 s doubling to 5 min. Source: docs/architecture.md.
[[nodiscard]] bool hammered(const FaultReport& fault);

/// Fills in whether and when `fault` was got over. `end` is the end of the run.
void judge_recovery(const Evidence& evidence, Instant end, std::vector<FaultReport>& faults);

}  // namespace drydock::harness
