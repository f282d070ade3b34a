#pragma once

#include <cstdint>
#include <vector>

#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

/// Every kind of the catalogue but bandwidth, and those that need the name of a field.
[[nodiscard]] std::vector<FaultKind> swarm_kinds();

/// How hard a swarm blows. Source of the method: A. Groce et al., "Swarm Testing", ISSTA 2012: a
/// random subset of features a run finds more than all of them at once; and FoundationDB's
/// simulation: faults come and go in phases, not by a coin a message.
struct SwarmSettings {
    std::uint32_t fault_share_ppm = 300'000;  ///< Of all possible faults, on in one seed.
    Duration dwell_min = 10 * one_minute;  ///< A phase of a fault, on or off, lasts at least this.
    Duration dwell_max = 4 * one_hour;     ///< And at most this.
    /// In so many seeds a partner goes down in the storm and never comes back.
    std::uint32_t lasting_outage_ppm = 100'000;
    std::vector<FaultKind> kinds = swarm_kinds();  ///< To draw from.
};

/// The faults of one seed: a random subset of what can go wrong in this landscape, each of random
/// strength, in phases on and off, within the workload's window (the storm). Nothing begins after
/// it (the calm), but a lasting outage goes on to the end. The same scenario, settings and seed
/// give the same faults; ids are "swarm-<what>-<phase>".
[[nodiscard]] std::vector<FaultSpec> swarm_faults(
    const Scenario& scenario, const SwarmSettings& settings, std::uint64_t seed
);

}  // namespace drydock::harness
