#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/expected.hpp"
#include "harness/campaign/swarm.hpp"
#include "harness/rehearsal/rehearsal.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/verdict/verdict.hpp"
#include "harness/workload/workload.hpp"

namespace drydock::harness {

/// What a campaign keeps of one finished run.
struct TrialResult {
    /// Worst first: a run that breaks a rule and does not settle is unsafe.
    enum class Class : std::uint8_t {
        passed,
        crash,     ///< The process of the run died.
        safety,    ///< Something happened that never may: lost, doubled, oversold, refunded twice.
        liveness,  ///< Something that must happen has not, after the faults' end.
        metastable,  ///< All came to its end, but long after the faults work stood still under
                     ///< normal load.
        excused,     ///< As liveness, but only for want of a partner that never came back.
        bound,       ///< An expectation on a figure was missed; all orders are right.
        unknown,     ///< It took too long, or there was no data.
    };
    struct Oracle {
        std::string name;
        std::uint64_t count = 0;
        std::string first_key;    ///< Of the worst offender.
        std::string explanation;  ///< Likewise.
        std::string stage{};      ///< Likewise: where it is stuck; empty for what is not.
    };

    std::uint64_t seed = 0;
    Class outcome = Class::passed;
    std::vector<Oracle> oracles;            ///< Those that found something.
    std::vector<std::string> expectations;  ///< Those that were missed, as written.
    std::vector<std::string> fault_kinds;   ///< Of the plan, each once, sorted.
    std::vector<std::pair<std::string, std::int64_t>> figures;  ///< By name; times in nanoseconds.
    std::string excused_by{};                                   ///< excused: the fault's id.
    /// How often each rare branch was taken, by name; empty when nobody counted.
    std::vector<std::pair<std::string, std::uint64_t>> probes{};
    /// crash, unknown: what the process said last; metastable: when, and how little went on.
    std::string words{};
    std::uint64_t exchanges = 0;
    std::uint64_t fingerprint = 0;

    [[nodiscard]] bool failed() const {
        return outcome != Class::passed && outcome != Class::excused;
    }
};

[[nodiscard]] std::string_view to_text(TrialResult::Class outcome);

/// All that a figure of a run may be called. A run need not have each: without a fault there is no
/// recovery.
[[nodiscard]] std::vector<std::string> figure_names();

/// One line of JSON, and back.
[[nodiscard]] std::string to_json_line(const TrialResult& result);
[[nodiscard]] expected<TrialResult, std::string> trial_of_json(std::string_view line);

/// The scenario of one seed of a campaign: its own seed, and its swarm of faults after those that
/// it has, when there is one.
[[nodiscard]] Scenario scenario_of_seed(
    const Scenario& base, std::uint64_t seed, const SwarmSettings* swarm
);

/// By number of an order whose channel is gone for good: the fault that excuses what is stuck.
using Excuses = std::map<std::string, std::string, std::less<>>;

/// What came of a run, by its verdict alone: all but its seed and the kinds of its faults.
[[nodiscard]] TrialResult result_of(const Verdict& verdict, const Excuses& excuses);

/// Rehearses a scenario and says what came of it. At most once a process.
struct Trial {
    TrialResult result;
    Verdict verdict;
};
[[nodiscard]] Trial run_trial(
    const Scenario& scenario, RecordedWorkload recorded, const RehearsalHooks& hooks = {}
);

}  // namespace drydock::harness
