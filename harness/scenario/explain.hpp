#pragma once

#include <string>

#include "core/landscape/demand.hpp"
#include "harness/scenario/scenario.hpp"
#include "integration/strategy.hpp"

namespace drydock::harness {

/// What a rehearsal of this scenario would do, for a person: landscape, load over days and hours,
/// timeline of faults, strategy in words, expectations. Instants of the demand count from midnight
/// of the first day of the workload's window.
[[nodiscard]] std::string explain(const Scenario& scenario, const Demand& demand);

/// A strategy in words, one sentence a line.
[[nodiscard]] std::string explain_strategy(const integration::Strategy& strategy);

}  // namespace drydock::harness
