#pragma once

#include <string_view>

#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

/// As scenarios write it: "odoo".
[[nodiscard]] std::string_view kind_name(const SystemSpec& system);

/// Whether one scenario can be driven on the other's systems: the same names and kinds in the same
/// order, and the same ones elsewhere.
[[nodiscard]] bool same_systems(const Scenario& left, const Scenario& right);

}  // namespace drydock::harness
