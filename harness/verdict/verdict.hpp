#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/calendar.hpp"
#include "harness/oracles/finding.hpp"
#include "harness/verdict/expectation.hpp"
#include "harness/verdict/fault_report.hpp"
#include "harness/verdict/figures.hpp"
#include "harness/verdict/phase_report.hpp"
#include "harness/verdict/traffic.hpp"

namespace drydock::harness {

enum class Judgement : std::uint8_t { passed, failed, inconclusive };

enum class ResultOutcome : std::uint8_t { passed, failed, inconclusive, interrupted };

/// What was seen of one expectation's metric.
struct Observation {
    enum class State : std::uint8_t {
        value,    ///< `value` holds it, in the unit of the expectation's bound.
        never,    ///< A duration that has no end: worse than any bound.
        no_data,  ///< Nothing to measure, or the run ended too soon.
    };
    State state = State::no_data;
    std::int64_t value = 0;
};

struct ExpectationResult {
    Expectation expectation;
    Judgement judgement = Judgement::inconclusive;
    Observation observed;
};

/// The answer of one rehearsal. Holds nothing that differs between machines, so that two runs of
/// one seed give the same bytes.
struct Verdict {
    std::string scenario;
    std::string strategy;
    std::uint64_t seed = 0;
    std::uint32_t scale = 1;
    DateTime from;
    DateTime to;
    Calendar calendar;  ///< Of all Instants here.
    Instant end;        ///< When the last thing happened.
    std::uint64_t steps = 0;
    std::uint64_t exchanges = 0;
    std::uint64_t fingerprint = 0;
    ResultOutcome outcome = ResultOutcome::inconclusive;
    std::string repeat_command;  ///< The line that repeats this run.

    std::vector<ExpectationResult> expectations;  ///< As the scenario lists them.
    std::vector<Finding> findings;                ///< In the order of oracle_names.
    Figures figures;
    std::vector<SystemTraffic> traffic;  ///< In the landscape's order.
    std::vector<FaultReport> faults;     ///< In the scenario's order.
    PhaseReport phases;
    /// Rare branches that this run took, and how often: in the order of their list; empty when they
    /// were not counted.
    std::vector<std::pair<std::string, std::uint64_t>> probes{};
    /// What was read from the order files: name and number.
    std::vector<std::pair<std::string, std::int64_t>> workload;

    /// Of the system at that place in the landscape; its number when it is not known.
    [[nodiscard]] std::string system_name(std::size_t place) const;
};

[[nodiscard]] std::string_view to_text(Judgement judgement);
[[nodiscard]] std::string_view to_text(ResultOutcome outcome);

/// Holds one expectation against the rest of the verdict.
[[nodiscard]] ExpectationResult evaluate(const Expectation& expectation, const Verdict& verdict);

/// Failed when an expectation failed, else inconclusive when one was, else passed. Those of
/// Grade::warn do not count.
[[nodiscard]] ResultOutcome outcome_of(const std::vector<ExpectationResult>& results);

/// The observed value as a person reads it: "0", "0.125%", "1 h 32 min", "never", "no data".
[[nodiscard]] std::string observed_text(const ExpectationResult& result);

/// The two largest units: "1 h 32 min", "12 s 5 ms", "0 ms". Below a millisecond is cut off.
[[nodiscard]] std::string duration_text(Duration duration);

}  // namespace drydock::harness
