#include "harness/verdict/expectation_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "core/calendar.hpp"

namespace drydock::harness {

namespace {

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

}  // namespace

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
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

}  // namespace drydock::harness
