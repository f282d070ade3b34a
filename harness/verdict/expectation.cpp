#include "harness/verdict/expectation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/calendar.hpp"
#include "harness/oracles/oracles.hpp"
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
             {"orders",
              "orders_accepted",
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
              "violations"}) {
            list.push_back({count, MetricKind::count, MetricSubject::none});
        }
        list.push_back({"exceptions", MetricKind::count, MetricSubject::owner});
        for (const std::string_view distribution : distribution_names) {
            list.push_back({distribution, MetricKind::distribution, MetricSubject::none});
        }
        list.push_back({"time_to_recover", MetricKind::duration, MetricSubject::fault});
        list.push_back({"fault_hits", MetricKind::count, MetricSubject::fault});
        list.push_back({"calls", MetricKind::count, MetricSubject::system});
        list.push_back({"errors", MetricKind::count, MetricSubject::system});
        list.push_back({"overflows", MetricKind::count, MetricSubject::system});
        list.push_back({"retry_amplification", MetricKind::ratio, MetricSubject::system});
        return list;
    }();
    return names;
}

namespace {

using Error = std::string;

struct Parts {
    std::string_view function;  ///< Before the parenthesis; empty when there is none.
    std::string_view name;
    std::string_view comparison;
    std::string_view value;
};

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

expected<Parts, Error> split(std::string_view text) {
    const std::size_t begin = text.find_first_of("<>=!");
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
        parts.name = trimmed(parts.name.substr(open + 1, parts.name.size() - open - 2));
    }
    return parts;
}

std::optional<Comparison> comparison_of(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, Comparison>, 6> comparisons{
        {{"==", Comparison::equal},
         {"!=", Comparison::not_equal},
         {"<", Comparison::less},
         {"<=", Comparison::at_most},
         {">", Comparison::greater},
         {">=", Comparison::at_least}}};
    const auto* const found =
        std::ranges::find(comparisons, text, &std::pair<std::string_view, Comparison>::first);
    return found == comparisons.end() ? std::nullopt : std::optional{found->second};
}

/// "max" is 1000, "p95" 950, "p99.9" 999.
std::optional<std::uint32_t> quantile_of(std::string_view text) {
    if (text == "max") {
        return 1'000;
    }
    if (text.size() < 2 || text.front() != 'p') {
        return std::nullopt;
    }
    text.remove_prefix(1);
    std::uint32_t percent = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), percent);
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    if (error != std::errc{} || percent >= 100) {
        return std::nullopt;
    }
    if (text.empty()) {
        return percent * 10;
    }
    if (text.size() == 2 && text[0] == '.' && text[1] >= '0' && text[1] <= '9') {
        return percent * 10 + static_cast<std::uint32_t>(text[1] - '0');
    }
    return std::nullopt;
}

struct Bound {
    BoundUnit unit = BoundUnit::count;
    std::int64_t value = 0;
};

/// Millionths of "0.125%"; `text` without the sign.
std::optional<std::int64_t> millionths_of(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string_view decimals = point == std::string_view::npos ? "" : text.substr(point + 1);
    if (decimals.size() > 3 || (point != std::string_view::npos && decimals.empty())) {
        return std::nullopt;
    }
    std::string digits{text.substr(0, point)};
    digits += decimals;
    digits.append(4 - decimals.size(), '0');
    std::int64_t value = 0;
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = error == std::errc{} && rest == digits.data() + digits.size();
    return whole && point != 0 ? std::optional{value} : std::nullopt;
}

std::optional<Bound> bound_of(std::string_view text) {
    if (text.ends_with('%')) {
        const auto value = millionths_of(trimmed(text.substr(0, text.size() - 1)));
        return value ? std::optional<Bound>{{BoundUnit::millionths, *value}} : std::nullopt;
    }
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) {
        return std::nullopt;
    }
    const std::string_view unit =
        trimmed(text.substr(static_cast<std::size_t>(rest - text.data())));
    if (unit.empty()) {
        return Bound{BoundUnit::count, number};
    }
    constexpr std::array<std::pair<std::string_view, Duration>, 7> units{
        {{"ns", Duration{1}},
         {"us", Duration{1'000}},
         {"ms", Duration{1'000'000}},
         {"s", one_second},
         {"min", one_minute},
         {"h", one_hour},
         {"d", one_day}}};
    const auto* const found =
        std::ranges::find(units, unit, &std::pair<std::string_view, Duration>::first);
    // Ten thousand days: far beyond any run, and far from overflow.
    if (found == units.end() || number < 0 || number > 10'000 * one_day / found->second) {
        return std::nullopt;
    }
    return Bound{BoundUnit::nanoseconds, number * found->second.count()};
}

/// ", did you mean \"x\"?" or nothing.
std::string hint(std::string_view word, const std::vector<std::string_view>& candidates) {
    const std::string_view close = nearest(word, candidates);
    return close.empty() ? "" : fmt::format(", did you mean \"{}\"?", close);
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

/// Fills in metric, subject and quantile.
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
    if (has_subject) {
        expectation.subject = parts.name;
    }
    switch (metric->subject) {
        case MetricSubject::none:
            if (has_subject) {
                return unexpected{fmt::format("\"{}\" takes nothing in parentheses", name)};
            }
            return {};
        case MetricSubject::owner:
            return {};
        case MetricSubject::system:
            if (!has_subject) {
                return unexpected{fmt::format("say of which system: {}(odoo)", name)};
            }
            return check_known("system", parts.name, subjects.systems);
        case MetricSubject::fault:
            if (!has_subject) {
                return unexpected{fmt::format("say after which fault: {}(fault-id)", name)};
            }
            return check_known("fault", parts.name, subjects.faults);
    }
    return {};
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

expected<Expectation, std::string> parse_expectation(
    std::string_view text, const ExpectationSubjects& subjects
) {
    const auto parts = split(text);
    if (!parts) {
        return unexpected{parts.error()};
    }
    Expectation expectation;
    expectation.text = trimmed(text);
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
