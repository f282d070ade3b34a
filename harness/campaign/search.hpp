#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/expected.hpp"
#include "harness/campaign/comparison.hpp"
#include "harness/campaign/statistics.hpp"

namespace drydock::harness {

/// One setting that a search varies, with the values that it may take.
struct SearchAxis {
    std::string path;                 ///< "strategy.retry.base".
    std::vector<std::string> values;  ///< As in YAML, "100ms"; at least one.
};

/// `path=low..high` or `path=a,b,c`. A range is cut into `steps` values, at least 2, ends included:
/// with equal ratios where both ends are above zero, else with equal differences. Ends are
/// durations, shares, factors or whole numbers, both of one kind.
[[nodiscard]] expected<SearchAxis, std::string> parse_axis(
    std::string_view text, std::size_t steps
);

/// What to try: lists of "path=value", one value an axis. All combinations where there are at most
/// `points_max`; else so many that fill the space evenly (J. H. Halton, "On the efficiency of
/// certain quasi-random sequences of points", 1960), each once.
[[nodiscard]] std::vector<std::vector<std::string>> search_points(
    const std::vector<SearchAxis>& axes, std::size_t points_max
);

/// What came of one point.
struct SearchResult {
    std::vector<std::string> settings;  ///< Empty: the scenario as it is.
    /// In every seed each rule was kept and there was a verdict. Others are never on the front.
    bool safe = false;
    std::vector<Interval> objectives;  ///< In the order asked for.
    bool on_front = false;  ///< No safe point is as good in every objective and better in one.
};

/// Reads the results of a comparison whose first variant is the scenario as it is and whose other
/// variants are `points`, in order. Smaller is better in every objective, a figure of
/// TrialResult::figures.
[[nodiscard]] std::vector<SearchResult> judge_search(
    const StrategyComparison& comparison,
    const std::vector<std::vector<std::string>>& points,
    const std::vector<std::string>& objectives
);

}  // namespace drydock::harness
