#pragma once

#include <vector>

#include "core/expected.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/workload/workload.hpp"

namespace drydock::harness {

/// Every single fault at every step: the scenario is run once as it is, in a process of its own,
/// and for each second in which one system said something to another that an order depends on there
/// is each fault that could have met it, alone, for that second. Outages and crashes last ten.
///
/// Source of the idea: SimGrid's chaos monkey, which lists every instant of a first run and then
/// runs once for each. Ids are "single-<number>-<kind>-<sender>-<system>". The error says why the
/// first run did not come to its end.
[[nodiscard]] expected<std::vector<FaultSpec>, std::string> single_faults(
    const Scenario& scenario, const RecordedWorkload& recorded
);

}  // namespace drydock::harness
