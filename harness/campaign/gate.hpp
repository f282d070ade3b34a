#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "harness/campaign/sweep.hpp"
#include "harness/campaign/trial.hpp"
#include "harness/verdict/verdict.hpp"

namespace drydock::harness {

/// One scenario that a release has to pass.
struct GateScenario {
    Scenario scenario;
    RecordedWorkload recorded;
};

struct GateExpectation {
    std::string text;
    Judgement judgement = Judgement::inconclusive;
    std::string observed;  ///< "0", "1 h 32 min", "no data".
    Grade grade = Grade::must;

    /// It does not keep a gate from passing.
    [[nodiscard]] bool met() const {
        return judgement == Judgement::passed || grade == Grade::warn;
    }
};

/// A figure that is worse than it was, by more than chance.
struct GateRegression {
    std::string figure;
    double before = 0.0;  ///< Means over the seeds that both have.
    double now = 0.0;
    double low = 0.0;  ///< The 95 % interval of the paired difference.
    double high = 0.0;
    std::size_t seeds = 0;
};

struct GateResult {
    std::string name;
    std::string file;
    ResultOutcome outcome = ResultOutcome::inconclusive;
    std::vector<GateExpectation> expectations;  ///< Of the first seed that failed, else the first.
    std::vector<std::string> findings;  ///< "doubled_orders 3, for example 536365: ...", likewise.
    std::string broken;                 ///< What the process said when it died; else empty.
    std::vector<TrialResult> trials;    ///< By seed.
    std::vector<GateRegression> regressions;
    double seconds = 0.0;  ///< Wall time of all its runs together.

    [[nodiscard]] bool passed() const {
        return outcome == ResultOutcome::passed && regressions.empty();
    }
};

struct GateSettings {
    std::uint64_t seeds = 1;
    std::size_t jobs = 1;
    Duration limit = 10 * one_minute;
    std::string baseline{};   ///< A directory that an earlier gate wrote; empty for none.
    std::string directory{};  ///< Where to write this one's; empty for nowhere.
};

/// Runs every scenario with each seed from its own on. Results are in the order of the scenarios.
/// The error says what of baseline or directory cannot be read or written.
[[nodiscard]] expected<std::vector<GateResult>, std::string> run_gate(
    const std::vector<GateScenario>& scenarios,
    const GateSettings& settings,
    const SweepHooks& hooks
);

/// Figures whose paired difference says that they rose; all figures are better when smaller, but
/// for `orders`.
[[nodiscard]] std::vector<GateRegression> regressions_of(
    const std::vector<TrialResult>& before, const std::vector<TrialResult>& now
);

}  // namespace drydock::harness
