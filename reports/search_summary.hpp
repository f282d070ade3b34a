#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/campaign/search.hpp"

namespace drydock::reports {

/// For people: the Pareto front, by the first objective, and how the scenario as it is does beside
/// it.
[[nodiscard]] std::string search_summary(
    const std::vector<harness::SearchResult>& results,
    const std::vector<std::string>& objectives,
    std::uint64_t seeds
);

/// All points, for machines. `format` is 1.
[[nodiscard]] std::string search_json(
    const std::vector<harness::SearchResult>& results,
    const std::vector<std::string>& objectives,
    std::uint64_t seeds
);

}  // namespace drydock::reports
