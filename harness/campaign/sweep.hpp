#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "harness/campaign/swarm.hpp"
#include "harness/campaign/trial.hpp"

namespace drydock::harness {

struct SweepSettings {
    std::uint64_t seed_first = 1;
    std::uint64_t seeds = 100;
    std::size_t jobs = 1;
    std::optional<SwarmSettings> swarm{};  ///< None: the scenario's own faults only.
    /// In place of seeds: each of these alone, all with the scenario's seed. The n-th is trial n.
    std::vector<FaultSpec> singles{};
    std::string directory;  ///< Of results; made when it is not there.
    /// Tells one build of the program from another, whose results would be others.
    std::string program{};
    Duration limit = 10 * one_minute;     ///< Wall time of one run; longer ones are `unknown`.
    std::size_t failures_kept_max = 100;  ///< Saved for shrink and replay; the rest is counted.
    std::optional<std::uint64_t> failures_wanted{};  ///< Ends after so many.
};

/// Failures of one kind: the same class and the same rules broken.
struct FailureGroup {
    std::string name;  ///< "safety: doubled_orders, duplicate_labels"
    std::vector<std::uint64_t> seeds;
    std::string example;  ///< Of the first seed: what was found, in words.
    /// Kinds of faults that were on more often in these seeds than in those that passed, strongest
    /// first: where to look. Only those that are on in at least twice the share.
    std::vector<std::string> suspects;
};

struct SweepReport {
    std::vector<TrialResult> trials;   ///< By seed.
    std::vector<FailureGroup> groups;  ///< Largest first.
    bool complete = true;              ///< False when it was stopped before its last seed.
    bool satisfied = false;            ///< It has found the failures that were wanted.

    [[nodiscard]] std::size_t failed_count() const;
};

struct SweepProgress {
    std::uint64_t done = 0;
    std::uint64_t failed = 0;
    std::uint64_t seeds = 0;
};

struct SweepHooks {
    std::function<void(const SweepProgress&)> progress = [](const SweepProgress&) {};
    std::function<bool()> stopped = [] { return false; };
};

/// Runs the scenario once for each seed, every run a process of its own. Results go to
/// <directory>/runs.jsonl as they come, each failure's scenario and verdict to
/// <directory>/failures/<seed>/. A sweep that was stopped goes on where it was when it is started
/// again with the same program, scenario and settings; another in the same directory is refused.
[[nodiscard]] expected<SweepReport, std::string> sweep(
    const Scenario& scenario,
    const RecordedWorkload& recorded,
    const SweepSettings& settings,
    const SweepHooks& hooks
);

/// Groups failures by what they broke.
[[nodiscard]] std::vector<FailureGroup> group_failures(const std::vector<TrialResult>& trials);

}  // namespace drydock::harness
