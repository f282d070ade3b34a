#pragma once

#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/reader.hpp"
#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

/// Complains of what no single value shows: windows that end before they begin, names of systems
/// and operations that the landscape does not have, faults that miss what their kind needs,
/// expectations that cannot be read. Says nothing of values that are broken already.
void check_rules(const Scenario& scenario, const Places& places, Diagnostics& diagnostics);

/// Operations that the door of such a system can tell apart.
[[nodiscard]] std::vector<std::string_view> operations_of(const SystemSpec& system);

}  // namespace drydock::harness
