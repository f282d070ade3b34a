#pragma once

#include <string>

#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

/// The scenario as YAML with landscape, strategy and all defaults written out. Loaded from the same
/// folder it gives the same scenario, whatever the defaults of that version are.
[[nodiscard]] std::string effective_yaml(const Scenario& scenario);

}  // namespace drydock::harness
