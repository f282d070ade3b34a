#pragma once

#include <span>
#include <string_view>

#include "harness/scenario/format.hpp"

namespace drydock::harness {

/// The whole format of a scenario file; its struct is Scenario.
[[nodiscard]] const Mapping& scenario_format();

/// The parts of it that may stand in files of their own.
[[nodiscard]] Mapping landscape_format();
[[nodiscard]] Mapping strategy_format();

/// Kinds of systems in the order of SystemSpec::Settings.
[[nodiscard]] std::span<const std::string_view> system_kinds();

/// Kinds of faults in the order of FaultKind.
[[nodiscard]] std::span<const std::string_view> fault_kinds();

}  // namespace drydock::harness
