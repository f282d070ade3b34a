#include "harness/campaign/search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/check.hpp"
#include "harness/scenario/unit_text.hpp"

namespace drydock::harness {

namespace {

/// How values of one kind are read and written.
struct ValueKind {
    std::optional<std::int64_t> (*read)(std::string_view);
    std::string (*write)(std::int64_t);
};

constexpr std::array<ValueKind, 4> value_kinds{{
    {[](std::string_view text) -> std::optional<std::int64_t> {
         const auto duration = parse_duration(text);
         return duration ? std::optional{duration->count()} : std::nullopt;
     },
     [](std::int64_t value) { return write_duration(Duration{value}); }},
    {parse_integer, [](std::int64_t value) { return std::to_string(value); }},
    {parse_share_ppm, write_share_ppm},
    {parse_factor_permille, write_factor_permille},
}};

/// To three digits, so that people can read and copy what was tried.
std::int64_t rounded(double value) {
    if (value == 0.0) {
        return 0;
    }
    const double unit = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - 2.0);
    return unit <= 1.0 ? std::llround(value) : std::llround(std::round(value / unit) * unit);
}

std::vector<std::string> cut(
    const ValueKind& kind, std::int64_t low, std::int64_t high, std::size_t steps
) {
    std::vector<std::string> values;
    for (std::size_t step = 0; step < steps; ++step) {
        const double part = static_cast<double>(step) / static_cast<double>(steps - 1);
        const auto from = static_cast<double>(low);
        const auto to = static_cast<double>(high);
        const double between =
            low > 0 ? from * std::pow(to / from, part) : from + (to - from) * part;
        const std::int64_t value = step == 0 ? low : step + 1 == steps ? high : rounded(between);
        std::string text = kind.write(value);
        if (values.empty() || values.back() != text) {
            values.push_back(std::move(text));
        }
    }
    return values;
}

/// The number's digits in base `base`, mirrored at the point: evenly spread over [0, 1).
double halton(std::size_t number, std::size_t base) {
    double result = 0.0;
    double part = 1.0;
    for (; number > 0; number /= base) {
        part /= static_cast<double>(base);
        result += part * static_cast<double>(number % base);
    }
    return result;
}

/// Bases of the sequences, one an axis: primes, so that they do not run in step.
constexpr std::array<std::size_t, 12> primes{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};

std::vector<std::string> point_of(
    const std::vector<SearchAxis>& axes, const std::vector<std::size_t>& places
) {
    std::vector<std::string> point;
    for (std::size_t axis = 0; axis < axes.size(); ++axis) {
        point.push_back(axes[axis].path + "=" + axes[axis].values[places[axis]]);
    }
    return point;
}

Interval figure_of(
    const StrategyComparison& comparison, std::size_t variant, const std::string& figure
) {
    // The first variant has no differences of its own; each of another's holds its figure, too.
    const std::string& name = comparison.variants[std::max<std::size_t>(variant, 1)];
    for (const PairedDifference& difference : comparison.differences) {
        if (difference.variant == name && difference.figure == figure) {
            return variant == 0 ? difference.of_first : difference.of_variant;
        }
    }
    return {};
}

}  // namespace

expected<SearchAxis, std::string> parse_axis(std::string_view text, std::size_t steps) {
    DRYDOCK_CHECK(steps >= 2);
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string_view::npos || equals + 1 == text.size()) {
        return unexpected{
            fmt::format("\"{}\": expected PATH=LOW..HIGH or PATH=VALUE,VALUE,...", text)};
    }
    SearchAxis axis;
    axis.path = text.substr(0, equals);
    std::string_view values = text.substr(equals + 1);
    if (const std::size_t dots = values.find(".."); dots != std::string_view::npos) {
        const std::string_view low_text = values.substr(0, dots);
        const std::string_view high_text = values.substr(dots + 2);
        for (const ValueKind& kind : value_kinds) {
            const auto low = kind.read(low_text);
            const auto high = kind.read(high_text);
            if (low && high && *low < *high) {
                axis.values = cut(kind, *low, *high, steps);
                return axis;
            }
        }
        return unexpected{fmt::format(
            "\"{}\": {} to {} is no range: expected two durations, shares, factors or whole "
            "numbers, the smaller one first",
            text,
            low_text,
            high_text
        )};
    }
    while (!values.empty()) {
        const std::size_t comma = values.find(',');
        axis.values.emplace_back(values.substr(0, comma));
        values = comma == std::string_view::npos ? std::string_view{} : values.substr(comma + 1);
    }
    return axis;
}

std::vector<std::vector<std::string>> search_points(
    const std::vector<SearchAxis>& axes, std::size_t points_max
) {
    DRYDOCK_CHECK(axes.size() <= primes.size());
    std::size_t combinations = 1;
    for (const SearchAxis& axis : axes) {
        combinations = std::min(combinations * axis.values.size(), points_max + 1);
    }
    const bool all = combinations <= points_max;
    std::set<std::vector<std::size_t>> seen;
    std::vector<std::vector<std::string>> points;
    // A sequence that only repeats itself is given up.
    const std::size_t tries_max = points_max * 20;
    for (std::size_t number = 0; number < (all ? combinations : tries_max); ++number) {
        std::vector<std::size_t> places;
        std::size_t rest = number;
        for (std::size_t axis = 0; axis < axes.size(); ++axis) {
            const std::size_t count = axes[axis].values.size();
            places.push_back(
                all ? rest % count
                    : static_cast<std::size_t>(
                          halton(number + 1, primes[axis]) * static_cast<double>(count)
                      )
            );
            rest /= count;
        }
        if (points.size() < points_max && seen.insert(places).second) {
            points.push_back(point_of(axes, places));
        }
    }
    return points;
}

std::vector<SearchResult> judge_search(
    const StrategyComparison& comparison,
    const std::vector<std::vector<std::string>>& points,
    const std::vector<std::string>& objectives
) {
    DRYDOCK_CHECK(comparison.variants.size() == points.size() + 1);
    std::vector<SearchResult> results;
    std::vector<std::vector<double>> means;
    std::vector<std::size_t> safe;
    for (std::size_t variant = 0; variant < comparison.variants.size(); ++variant) {
        SearchResult& result = results.emplace_back();
        const std::string& name = comparison.variants[variant];
        if (variant > 0) {
            result.settings = points[variant - 1];
        }
        result.safe = comparison.failed.at(name) == 0 && comparison.without_figures.at(name) == 0;
        std::vector<double> of_point;
        for (const std::string& objective : objectives) {
            result.objectives.push_back(figure_of(comparison, variant, objective));
            of_point.push_back(result.objectives.back().mean);
            result.safe = result.safe && result.objectives.back().count > 0;
        }
        if (result.safe) {
            safe.push_back(variant);
            means.push_back(std::move(of_point));
        }
    }
    for (const std::size_t place : pareto_front(means)) {
        results[safe[place]].on_front = true;
    }
    return results;
}

}  // namespace drydock::harness
