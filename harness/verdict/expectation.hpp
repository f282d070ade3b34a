#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/expected.hpp"

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

struct MetricName {
    std::string_view name;
    MetricKind kind = MetricKind::count;
    MetricSubject subject = MetricSubject::none;
};

/// All metrics that an expectation may name, oracles first.
[[nodiscard]] const std::vector<MetricName>& metric_names();

enum class Comparison : std::uint8_t { equal, not_equal, less, at_most, greater, at_least };

enum class BoundUnit : std::uint8_t { count, millionths, nanoseconds };

/// `metric op value`, `pNN(metric) op duration`, `max(metric) op duration` or
/// `metric(subject) op value`; op is one of == != < <= > >=.
struct Expectation {
    std::string text;  ///< As written.
    MetricName metric;
    std::string subject;                  ///< A system, a fault's id or an owner; may be empty.
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

/// Durations are a whole number and ns, us, ms, s, min, h or d; percentages may have three
/// decimals. The error is one line that says what is wrong, with the nearest name for one that is
/// not known.
[[nodiscard]] expected<Expectation, std::string> parse_expectation(
    std::string_view text, const ExpectationSubjects& subjects
);

}  // namespace drydock::harness
