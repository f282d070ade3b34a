#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/expected.hpp"
#include "harness/verdict/phases.hpp"

namespace drydock::harness {

/// What kind of number a metric is, and with that what it may be compared with.
enum class MetricKind : std::uint8_t {
    count,         ///< A whole number; or, against a percentage, its share of the placed orders.
    distribution,  ///< Durations; asked as p50(...) to p99(...) or max(...).
    duration,
    ratio,  ///< Against a percentage: 100 % is one to one.
};

/// What a metric has to name in parentheses.
enum class MetricSubject : std::uint8_t { none, system, fault, owner };

/// Whether a metric is known for each phase of a run.
enum class MetricPhase : std::uint8_t {
    none,
    may,
    must,
    instead,  ///< Of its subject: it is asked of a subject, or of a phase.
};

struct MetricName {
    std::string_view name;
    MetricKind kind = MetricKind::count;
    MetricSubject subject = MetricSubject::none;
    MetricPhase phase = MetricPhase::none;
};

/// All metrics that an expectation may name, oracles first.
[[nodiscard]] const std::vector<MetricName>& metric_names();

enum class Comparison : std::uint8_t { equal, not_equal, less, at_most, greater, at_least };

enum class BoundUnit : std::uint8_t { count, millionths, nanoseconds };

/// What it means when an expectation is not met.
enum class Grade : std::uint8_t {
    must,  ///< The run has failed.
    key,   ///< Likewise; it is listed first.
    warn,  ///< It is said, and the run may pass all the same.
};

/// `metric op value`, `pNN(metric) op duration`, `max(metric) op duration` or
/// `metric(subject) op value`; op is one of == != < <= > >=. In the parentheses `phase=recovery`
/// may follow; before all `key` or `warn` may stand.
struct Expectation {
    std::string text;  ///< As written, without its grade.
    Grade grade = Grade::must;
    MetricName metric;
    std::string subject;                  ///< A system, a fault's id or an owner; may be empty.
    std::optional<Phase> phase;           ///< None: the whole run.
    std::uint32_t quantile_permille = 0;  ///< Of a distribution; 1000 for max.
    Comparison comparison = Comparison::equal;
    BoundUnit unit = BoundUnit::count;
    std::int64_t bound = 0;
};

/// What one scenario's expectations may name in parentheses. Owners are free text.
struct ExpectationSubjects {
    std::vector<std::string> systems;
    std::vector<std::string> faults;
};

[[nodiscard]] std::string_view to_text(Grade grade);

/// What stands before the metric of an expectation, and the rest.
struct GradedText {
    Grade grade = Grade::must;
    std::string_view condition{};
};
[[nodiscard]] GradedText split_grade(std::string_view text);

/// Durations are a whole number and ns, us, ms, s, min, h or d; percentages may have three
/// decimals. The error is one line that says what is wrong, with the nearest name for one that is
/// not known.
[[nodiscard]] expected<Expectation, std::string> parse_expectation(
    std::string_view text, const ExpectationSubjects& subjects
);

}  // namespace drydock::harness
