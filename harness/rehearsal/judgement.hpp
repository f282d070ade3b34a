#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/books.hpp"
#include "core/landscape/demand.hpp"
#include "core/landscape/traffic.hpp"
#include "core/world.hpp"
#include "harness/oracles/evidence.hpp"
#include "harness/rehearsal/exchange_log.hpp"
#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/verdict/verdict.hpp"
#include "harness/workload/workload.hpp"

namespace drydock::harness {

/// What a World has to say of a run that is over, on whichever clock.
struct RunFacts {
    RunStatus status{};
    std::uint64_t fingerprint = 0;
    std::vector<TrafficCount> traffic{};
    std::vector<SystemCount> counts{};
    std::span<const std::uint64_t> fault_hits{};  ///< In the plan's order.
    const ExchangeLog* exchanges = nullptr;       ///< Null where nobody followed them.
};

/// The last thing that scenario or demand make happen.
[[nodiscard]] Instant last_event(const Demand& demand, const FaultPlan& faults);

/// One count a system, all its operations together, in the landscape's order.
[[nodiscard]] std::vector<SystemTraffic> traffic_of(
    const Scenario& scenario,
    const std::vector<TrafficCount>& operations,
    const std::vector<SystemCount>& counts
);

/// The ledgers of the first `system_count` systems.
[[nodiscard]] Books gather_books(const World& world, std::size_t system_count);

/// The verdict of a run: everything but the line that repeats it. Interrupted when the evidence has
/// not settled.
[[nodiscard]] Verdict judge(
    const Scenario& scenario,
    const RehearsalPlan& plan,
    const WorkloadStatistics& workload,
    const Evidence& evidence,
    const RunFacts& facts
);

}  // namespace drydock::harness
