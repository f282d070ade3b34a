#include "harness/verdict/expectation.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/oracles/oracles.hpp"
#include "harness/verdict/expectation_value.hpp"
#include "harness/verdict/figures.hpp"
#include "harness/verdict/nearest.hpp"

namespace drydock::harness {

const std::vector<MetricName>& metric_names() {
    static const std::vector<MetricName> names = [] {
        std::vector<MetricName> list;
        for (const std::string_view oracle : oracle_names) {
            list.push_back({oracle, MetricKind::count, MetricSubject::none});
        }
        for (const std::string_view count :
             {"orders_accepted",
              "lines",
              "orders_unplaced",
              "lines_unplaced",
              "exceptions_open",
              "oversold_units",
              "backordered_orders",
              "parcels",
              "missed_cut_offs",
              "hammered_outages",
              "queue_length_max",
              "violations",
              "metastable_faults"}) {
            list.push_back({count, MetricKind::count, MetricSubject::none});
        }
        list.push_back({"orders", MetricKind::count, MetricSubject::none, MetricPhase::may});
        list.push_back({"exceptions", MetricKind::count, MetricSubject::owner});
        for (const std::string_view distribution : distribution_names) {
            const bool of_orders = distribution.starts_with("order_");
            const MetricPhase phase = of_orders ? MetricPhase::may : MetricPhase::none;
            list.push_back({distribution, MetricKind::distribution, MetricSubject::none, phase});
        }
        list.push_back({"backlog_drain_time", MetricKind::duration, MetricSubject::none});
        list.push_back({"goodput", MetricKind::ratio, MetricSubject::none, MetricPhase::must});
        list.push_back({"time_to_recover", MetricKind::duration, MetricSubject::fault});
        list.push_back({"fault_hits", MetricKind::count, MetricSubject::fault});
        list.push_back({"calls", MetricKind::count, MetricSubject::system});
        list.push_back({"errors", MetricKind::count, MetricSubject::system});
        list.push_back({"overflows", MetricKind::count, MetricSubject::system});
        list.push_back({"retries_a_minute", MetricKind::count, MetricSubject::system});
        list.push_back(
            {"retry_amplification", MetricKind::ratio, MetricSubject::system, MetricPhase::instead}
        );
        return list;
    }();
    return names;
}

namespace {

using Error = std::string;

struct Parts {
    std::string_view function;  ///< Before the parenthesis; empty when there is none.
    std::string_view name;      ///< In it, or all there is without one.
    std::string_view phase;     ///< In it, after "phase="; empty for none.
    std::string_view comparison;
    std::string_view value;
};

/// Where the comparison begins: after the parenthesis, which may hold a "phase=".
std::size_t find_comparison(std::string_view text) {
    const std::size_t first = text.find_first_of("<>=!");
    const std::size_t open = text.find('(');
    const std::size_t close = open < first ? text.find(')', open) : std::string_view::npos;
    return close == std::string_view::npos ? first : text.find_first_of("<>=!", close);
}

/// ", did you mean \"x\"?" or nothing.
std::string hint(std::string_view word, const std::vector<std::string_view>& candidates) {
    const std::string_view close = nearest(word, candidates);
    return close.empty() ? "" : fmt::format(", did you mean \"{}\"?", close);
}

/// `inside` is what the parenthesis holds: a name, "phase=...", or one after the other.
expected<void, Error> split_arguments(std::string_view inside, Parts& parts) {
    parts.name = {};
    while (!inside.empty()) {
        const std::size_t comma = std::min(inside.find(','), inside.size());
        const std::string_view argument = trimmed(inside.substr(0, comma));
        inside.remove_prefix(std::min(comma + 1, inside.size()));
        const std::size_t equals = argument.find('=');
        if (equals == std::string_view::npos) {
            if (!parts.name.empty()) {
                return unexpected{fmt::format("\"{}\" is one name too many", argument)};
            }
            parts.name = argument;
            continue;
        }
        const std::string_view key = trimmed(argument.substr(0, equals));
        if (key != "phase") {
            return unexpected{
                fmt::format("there is no argument \"{}\"{}", key, hint(key, {"phase"}))};
        }
        parts.phase = trimmed(argument.substr(equals + 1));
        if (parts.phase.empty()) {
            return unexpected{fmt::format("say which phase: {}", fmt::join(phase_names, ", "))};
        }
    }
    return {};
}

expected<Parts, Error> split(std::string_view text) {
    const std::size_t begin = find_comparison(text);
    if (begin == std::string_view::npos) {
        return unexpected{Error{"there is no comparison; write for example \"lost_orders == 0\""}};
    }
    const std::size_t end = text.find_first_not_of("<>=!", begin);
    Parts parts;
    parts.comparison = text.substr(begin, end == std::string_view::npos ? end : end - begin);
    parts.value = end == std::string_view::npos ? "" : trimmed(text.substr(end));
    parts.name = trimmed(text.substr(0, begin));
    if (const std::size_t open = parts.name.find('('); open != std::string_view::npos) {
        if (parts.name.back() != ')') {
            return unexpected{fmt::format("\"{}\" has no closing parenthesis", parts.name)};
        }
        parts.function = trimmed(parts.name.substr(0, open));
        const std::string_view inside = parts.name.substr(open + 1, parts.name.size() - open - 2);
        if (auto arguments = split_arguments(inside, parts); !arguments) {
            return unexpected{std::move(arguments).error()};
        }
    }
    return parts;
}

expected<MetricName, Error> metric_of(std::string_view name) {
    const auto& names = metric_names();
    const auto found = std::ranges::find(names, name, &MetricName::name);
    if (found != names.end()) {
        return *found;
    }
    std::vector<std::string_view> candidates;
    for (const MetricName& metric : names) {
        candidates.push_back(metric.name);
    }
    return unexpected{fmt::format("there is no metric \"{}\"{}", name, hint(name, candidates))};
}

expected<void, Error> check_known(
    std::string_view what, std::string_view name, const std::vector<std::string>& known
) {
    if (std::ranges::find(known, name) != known.end()) {
        return {};
    }
    const std::vector<std::string_view> candidates(known.begin(), known.end());
    return unexpected{fmt::format("there is no {} \"{}\"{}", what, name, hint(name, candidates))};
}

/// Fills in the phase.
expected<void, Error> read_phase(std::string_view text, Expectation& expectation) {
    const MetricName& metric = expectation.metric;
    if (text.empty()) {
        if (metric.phase == MetricPhase::must) {
            return unexpected{fmt::format("say of which phase: {}(phase=recovery)", metric.name)};
        }
        return {};
    }
    if (metric.phase == MetricPhase::none) {
        return unexpected{fmt::format("\"{}\" is known for the whole run only", metric.name)};
    }
    const auto* const found = std::ranges::find(phase_names, text);
    if (found == phase_names.end()) {
        const std::vector<std::string_view> names(phase_names.begin(), phase_names.end());
        std::string close = hint(text, names);
        return unexpected{fmt::format(
            "there is no phase \"{}\"{}",
            text,
            close.empty() ? fmt::format("; there are {}", fmt::join(names, ", ")) : close
        )};
    }
    expectation.phase = static_cast<Phase>(found - phase_names.begin());
    return {};
}

/// Fills in the subject. `has_subject`: there is a parenthesis, and it is no quantile's.
expected<void, Error> read_subject(
    bool has_subject,
    const Parts& parts,
    const ExpectationSubjects& subjects,
    Expectation& expectation
) {
    const MetricName& metric = expectation.metric;
    const bool named = has_subject && !parts.name.empty();
    if (has_subject) {
        expectation.subject = parts.name;
    }
    switch (metric.subject) {
        case MetricSubject::none:
            if (named || (has_subject && parts.phase.empty())) {
                return unexpected{fmt::format("\"{}\" takes nothing in parentheses", metric.name)};
            }
            return {};
        case MetricSubject::owner:
            return {};
        case MetricSubject::system:
            if (metric.phase == MetricPhase::instead && !parts.phase.empty()) {
                if (named) {
                    return unexpected{fmt::format(
                        "\"{}\" is asked of a system or of a phase, not of both", metric.name
                    )};
                }
                return {};
            }
            if (!named) {
                return unexpected{fmt::format("say of which system: {}(odoo)", metric.name)};
            }
            return check_known("system", parts.name, subjects.systems);
        case MetricSubject::fault:
            if (!named) {
                return unexpected{fmt::format("say after which fault: {}(fault-id)", metric.name)};
            }
            return check_known("fault", parts.name, subjects.faults);
    }
    return {};
}

/// Fills in metric, subject, phase and quantile.
expected<void, Error> read_metric(
    const Parts& parts, const ExpectationSubjects& subjects, Expectation& expectation
) {
    const auto quantile = quantile_of(parts.function);
    const bool has_subject = !parts.function.empty() && !quantile;
    auto metric = metric_of(has_subject ? parts.function : parts.name);
    if (!metric) {
        return unexpected{std::move(metric).error()};
    }
    expectation.metric = *metric;
    const std::string_view name = metric->name;
    if (metric->kind == MetricKind::distribution && !quantile) {
        return unexpected{
            fmt::format("\"{0}\" is a distribution; write p95({0}) or max({0})", name)};
    }
    if (metric->kind != MetricKind::distribution && quantile) {
        return unexpected{
            fmt::format("\"{0}\" is one number; write {0} without {1}", name, parts.function)};
    }
    expectation.quantile_permille = quantile.value_or(0);
    if (auto subject = read_subject(has_subject, parts, subjects, expectation); !subject) {
        return subject;
    }
    return read_phase(parts.phase, expectation);
}

bool fits(MetricKind kind, BoundUnit unit) {
    switch (kind) {
        case MetricKind::count:
            return unit != BoundUnit::nanoseconds;
        case MetricKind::distribution:
        case MetricKind::duration:
            return unit == BoundUnit::nanoseconds;
        case MetricKind::ratio:
            return unit == BoundUnit::millionths;
    }
    return false;
}

std::string_view wanted_value(MetricKind kind) {
    switch (kind) {
        case MetricKind::count:
            return "a whole number, or a percentage of the orders (\"0\", \"1%\")";
        case MetricKind::distribution:
        case MetricKind::duration:
            return "a duration (\"500ms\", \"10min\", \"4h\")";
        case MetricKind::ratio:
            return "a percentage (\"120%\")";
    }
    return {};
}

}  // namespace

std::string_view to_text(Grade grade) {
    constexpr std::array<std::string_view, 3> texts{"must", "key", "warn"};
    return texts[static_cast<std::size_t>(grade)];
}

GradedText split_grade(std::string_view text) {
    text = trimmed(text);
    for (const Grade grade : {Grade::key, Grade::warn}) {
        const std::string_view word = to_text(grade);
        if (text.starts_with(word) && text.substr(word.size()).starts_with(' ')) {
            return {grade, trimmed(text.substr(word.size()))};
        }
    }
    return {Grade::must, text};
}

expected<Expectation, std::string> parse_expectation(
    std::string_view text, const ExpectationSubjects& subjects
) {
    const auto [grade, condition] = split_grade(text);
    const auto parts = split(condition);
    if (!parts) {
        return unexpected{parts.error()};
    }
    Expectation expectation;
    expectation.text = condition;
    expectation.grade = grade;
    if (auto read = read_metric(*parts, subjects, expectation); !read) {
        return unexpected{std::move(read).error()};
    }
    const auto comparison = comparison_of(parts->comparison);
    if (!comparison) {
        return unexpected{
            fmt::format("\"{}\" is no comparison; there are == != < <= > >=", parts->comparison)};
    }
    const auto bound = bound_of(parts->value);
    if (!bound || !fits(expectation.metric.kind, bound->unit)) {
        return unexpected{fmt::format(
            "\"{}\" is compared with {}, not with \"{}\"",
            expectation.metric.name,
            wanted_value(expectation.metric.kind),
            parts->value
        )};
    }
    expectation.comparison = *comparison;
    expectation.unit = bound->unit;
    expectation.bound = bound->value;
    return expectation;
}

}  // namespace drydock::harness
