#include "harness/scenario/unit_text.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <span>

#include <fmt/format.h>

namespace drydock::harness {

namespace {

struct Unit {
    std::string_view name;
    std::int64_t size;
};

/// Largest first, for writing.
constexpr std::array<Unit, 7> duration_units{
    {{"d", one_day.count()},
     {"h", one_hour.count()},
     {"min", one_minute.count()},
     {"s", one_second.count()},
     {"ms", 1'000'000},
     {"us", 1'000},
     {"ns", 1}}};

/// In bits a second.
constexpr std::array<Unit, 8> bandwidth_units{
    {{"Gbit/s", 1'000'000'000},
     {"Mbit/s", 1'000'000},
     {"kbit/s", 1'000},
     {"bit/s", 1},
     {"GB/s", 8'000'000'000},
     {"MB/s", 8'000'000},
     {"kB/s", 8'000},
     {"B/s", 8}}};

/// An exact decimal number, digits / 10^decimals, and what follows it.
struct Decimal {
    std::int64_t digits = 0;
    int decimals = 0;
    std::string_view rest;
};

std::optional<Decimal> parse_decimal(std::string_view text) {
    Decimal number;
    bool any_digit = false;
    bool point = false;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const char character = text[at];
        if (character == '.' && !point && any_digit) {
            point = true;
        } else if (character >= '0' && character <= '9') {
            if (number.digits > std::numeric_limits<std::int64_t>::max() / 10 - 1) {
                return std::nullopt;
            }
            number.digits = number.digits * 10 + (character - '0');
            number.decimals += point ? 1 : 0;
            any_digit = true;
        } else {
            break;
        }
    }
    if (!any_digit || (point && number.decimals == 0)) {
        return std::nullopt;
    }
    while (at < text.size() && text[at] == ' ') {
        ++at;
    }
    number.rest = text.substr(at);
    return number;
}

/// The number times `unit`, when that is whole and in range.
std::optional<std::int64_t> times(const Decimal& number, std::int64_t unit) {
    __extension__ using Wide = __int128;
    Wide value = static_cast<Wide>(number.digits) * unit;
    for (int index = 0; index < number.decimals; ++index) {
        if (value % 10 != 0) {
            return std::nullopt;
        }
        value /= 10;
    }
    if (value > std::numeric_limits<std::int64_t>::max()) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(value);
}

template <std::size_t count>
std::optional<std::int64_t> parse_with(
    std::string_view text, const std::array<Unit, count>& units
) {
    const auto number = parse_decimal(text);
    if (!number) {
        return std::nullopt;
    }
    for (const Unit& unit : units) {
        if (number->rest == unit.name) {
            return times(*number, unit.size);
        }
    }
    return std::nullopt;
}

/// `value` / 10^decimals without trailing zeros.
std::string write_decimal(std::int64_t value, int decimals) {
    while (decimals > 0 && value % 10 == 0) {
        value /= 10;
        --decimals;
    }
    std::int64_t one = 1;
    for (int index = 0; index < decimals; ++index) {
        one *= 10;
    }
    return decimals == 0 ? fmt::to_string(value)
                         : fmt::format("{}.{:0{}}", value / one, value % one, decimals);
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
    const auto count = parse_with(text, duration_units);
    return count ? std::optional{Duration{*count}} : std::nullopt;
}

std::string write_duration(Duration duration) {
    if (duration == Duration::zero()) {
        return "0s";
    }
    constexpr std::int64_t millisecond = 1'000'000;
    constexpr std::int64_t microsecond = 1'000;
    if (duration.count() > millisecond && duration.count() % millisecond != 0 &&
        duration.count() % microsecond == 0) {
        return write_decimal(duration.count() / microsecond, 3) + "ms";
    }
    for (const Unit& unit : duration_units) {
        if (duration.count() % unit.size == 0) {
            return fmt::format("{}{}", duration.count() / unit.size, unit.name);
        }
    }
    return fmt::format("{}ns", duration.count());
}

std::optional<std::int64_t> parse_share_ppm(std::string_view text) {
    constexpr std::array<Unit, 1> percent{{{"%", 10'000}}};
    return parse_with(text, percent);
}

std::string write_share_ppm(std::int64_t share_ppm) {
    return write_decimal(share_ppm, 4) + "%";
}

std::optional<std::int64_t> parse_factor_permille(std::string_view text) {
    constexpr std::array<Unit, 1> factor{{{"x", 1'000}}};
    return parse_with(text, factor);
}

std::string write_factor_permille(std::int64_t factor_permille) {
    return write_decimal(factor_permille, 3) + "x";
}

std::optional<std::int64_t> parse_bandwidth(std::string_view text) {
    const auto bits = parse_with(text, bandwidth_units);
    return bits && *bits % 8 == 0 ? std::optional{*bits / 8} : std::nullopt;
}

std::string write_bandwidth(std::int64_t bytes_per_second) {
    for (const Unit& unit : std::span{bandwidth_units}.first<3>()) {
        if (bytes_per_second > 0 &&
            bytes_per_second <= std::numeric_limits<std::int64_t>::max() / 8 &&
            bytes_per_second * 8 % unit.size == 0) {
            return fmt::format("{}{}", bytes_per_second * 8 / unit.size, unit.name);
        }
    }
    return fmt::format("{}B/s", bytes_per_second);
}

std::optional<DateTime> parse_date_text(std::string_view text) {
    constexpr std::size_t size_without_seconds = std::string_view{"2011-11-23T12:30"}.size();
    if (text.size() == size_without_seconds) {
        return parse_date_time(fmt::format("{}:00", text));
    }
    return parse_date_time(text);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool all = error == std::errc{} && end == text.data() + text.size();
    return all ? std::optional{value} : std::nullopt;
}

}  // namespace drydock::harness
