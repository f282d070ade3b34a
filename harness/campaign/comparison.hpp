#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "harness/campaign/statistics.hpp"
#include "harness/campaign/swarm.hpp"
#include "harness/campaign/sweep.hpp"
#include "harness/campaign/trial.hpp"

namespace drydock::harness {

/// One of the scenarios that are compared; they differ in their strategy or in single settings.
struct Variant {
    std::string name;  ///< "event-driven".
    Scenario scenario;
};

struct ComparisonSettings {
    std::uint64_t seed_first = 1;
    std::uint64_t seeds = 30;
    std::size_t jobs = 1;
    std::optional<SwarmSettings> swarm{};
    Duration limit = 10 * one_minute;  ///< Wall time of one run.
};

/// One figure of one variant against the same figure of the first variant, seed by seed: the same
/// orders and the same faults (common random numbers), so that only the strategy differs.
struct PairedDifference {
    std::string figure;  ///< As in TrialResult::figures.
    std::string variant;
    Interval of_first;  ///< The figure itself, for the first variant.
    Interval of_variant;
    Interval difference;  ///< Variant less first, over the pairs that have both.
};

struct StrategyComparison {
    std::vector<std::string> variants;
    std::uint64_t seeds = 0;
    /// Runs that ended without figures, by variant: crashed or too long.
    std::map<std::string, std::uint64_t> without_figures;
    /// Runs in which a rule was broken, by variant.
    std::map<std::string, std::uint64_t> failed;
    std::vector<PairedDifference> differences;  ///< By variant, then in the order of the figures.
    bool complete = true;
};

/// Runs every variant with every seed, each run a process. All variants share the recording.
[[nodiscard]] StrategyComparison compare(
    const std::vector<Variant>& variants,
    const RecordedWorkload& recorded,
    const ComparisonSettings& settings,
    const SweepHooks& hooks
);

}  // namespace drydock::harness
