#pragma once

#include <string>

#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

/// The scenario as YAML with landscape, strategy and all defaults written out. Loaded from the same
/// folder it gives the same scenario, whatever the defaults of that version are.
[[nodiscard]] std::string effective_yaml(const Scenario& scenario);

/// The scenario with the paths of its data from the root, so that it can be saved anywhere.
[[nodiscard]] Scenario at_home_anywhere(Scenario scenario);

/// effective_yaml() that gives the same scenario from whatever folder it is loaded.
[[nodiscard]] std::string portable_yaml(const Scenario& scenario);

}  // namespace drydock::harness
