#include "mocks/odoo/orm/time_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace drydock::mocks::odoo {

namespace {

struct Part {
    int value = 0;
    std::size_t size = 0;  ///< 0: not a number of that kind.
};

/// As many digits as strptime would take for a number from `least` to `most`.
Part number_in(std::string_view text, int least, int most, std::size_t digits) {
    for (std::size_t size = std::min(digits, text.size()); size > 0; --size) {
        int value = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + size, value);
        if (parsed.ptr == text.data() + size && value >= least && value <= most &&
            (digits != 4 || size == 4)) {
            return {value, size};
        }
    }
    return {};
}

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

int days_of_month(int year, int month) {
    constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(month) - 1);
}

/// Python's datetime.strptime for the directives of Odoo's formats.
expected<DateTime, Error> parse_time(std::string_view text, std::string_view format) {
    const auto mismatch = [&] {
        return value_error(fmt::format("time data '{}' does not match format '{}'", text, format));
    };
    std::array<int, 6> values{1900, 1, 1, 0, 0, 0};
    std::string_view rest = text;
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '%') {
            if (rest.empty() || rest.front() != format[at]) {
                return mismatch();
            }
            rest.remove_prefix(1);
            continue;
        }
        struct Directive {
            char letter;
            int least;
            int most;
        };
        constexpr std::array<Directive, 6> directives{
            {{'Y', 0, 9999}, {'m', 1, 12}, {'d', 1, 31}, {'H', 0, 23}, {'M', 0, 59}, {'S', 0, 61}}};
        ++at;
        const auto* const directive =
            std::find_if(directives.begin(), directives.end(), [&](const Directive& one) {
                return at < format.size() && one.letter == format[at];
            });
        if (directive == directives.end()) {
            return value_error(fmt::format("stray %% in format '{}'", format));
        }
        const Part part =
            !rest.empty() && is_digit(rest.front())
                ? number_in(
                      rest, directive->least, directive->most, directive->letter == 'Y' ? 4 : 2
                  )
                : Part{};
        if (part.size == 0) {
            return mismatch();
        }
        values.at(static_cast<std::size_t>(directive - directives.begin())) = part.value;
        rest.remove_prefix(part.size);
    }
    if (!rest.empty()) {
        return value_error(fmt::format("unconverted data remains: {}", rest));
    }
    if (values[0] < 1) {
        return value_error("year 0 is out of range");
    }
    if (values[2] > days_of_month(values[0], values[1])) {
        return value_error("day is out of range for month");
    }
    return DateTime{
        values[0],
        static_cast<std::uint8_t>(values[1]),
        static_cast<std::uint8_t>(values[2]),
        static_cast<std::uint8_t>(values[3]),
        static_cast<std::uint8_t>(values[4]),
        static_cast<std::uint8_t>(values[5])};
}

constexpr std::string_view date_format = "%Y-%m-%d";
constexpr std::string_view datetime_format = "%Y-%m-%d %H:%M:%S";

}  // namespace

expected<DateTime, Error> parse_odoo_date(std::string_view text) {
    constexpr std::size_t date_size = 10;
    return parse_time(text.substr(0, date_size), date_format);
}

expected<DateTime, Error> parse_odoo_datetime(std::string_view text) {
    // The format is two characters shorter than what it describes: a year has four digits.
    const std::size_t size = text.size() >= 2 ? text.size() - 2 : 0;
    return parse_time(text, datetime_format.substr(0, size));
}

}  // namespace drydock::mocks::odoo
