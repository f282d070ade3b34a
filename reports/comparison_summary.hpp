#pragma once

#include <string>

#include "harness/campaign/comparison.hpp"

namespace drydock::reports {

/// Strategies side by side, for people: what each figure is, how much the others differ from the
/// first, with 95 % intervals, and a sentence for each difference that is more than chance.
[[nodiscard]] std::string comparison_summary(const harness::StrategyComparison& comparison);

/// The same for machines.
[[nodiscard]] std::string comparison_json(const harness::StrategyComparison& comparison);

}  // namespace drydock::reports
