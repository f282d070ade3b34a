#include "core/calendar.hpp"

#include <array>

#include "core/check.hpp"

namespace drydock {

namespace {

constexpr std::int64_t seconds_a_day = 86'400;
constexpr std::int64_t nanoseconds_a_second = 1'000'000'000;

std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
    const std::int64_t quotient = value / divisor;
    return value % divisor < 0 ? quotient - 1 : quotient;
}

bool is_leap(std::int32_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

std::uint32_t days_in_month(std::int32_t year, std::uint32_t month) {
    constexpr std::array<std::uint32_t, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days.at(month - 1);
}

/// All characters of `text` as digits, or nullopt.
std::optional<std::uint32_t> digits(std::string_view text) {
    std::uint32_t value = 0;
    for (const char character : text) {
        if (character < '0' || character > '9') {
            return std::nullopt;
        }
        value = value * 10 + static_cast<std::uint32_t>(character - '0');
    }
    return value;
}

}  // namespace

std::int64_t days_of_civil(std::int32_t year, std::uint32_t month, std::uint32_t day) {
    const std::int64_t shifted_year = month <= 2 ? std::int64_t{year} - 1 : year;
    const std::int64_t era = floor_divide(shifted_year, 400);
    const auto year_of_era = shifted_year - era * 400;
    const std::int64_t shifted_month = (month + 9) % 12;
    const std::int64_t day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

Calendar::Calendar(DateTime start)
    : start_seconds_{
          days_of_civil(start.year, start.month, start.day) * seconds_a_day + start.hour * 3'600 +
          start.minute * 60 + start.second} {}

Instant Calendar::instant_of(const DateTime& when) const {
    const std::int64_t seconds = days_of_civil(when.year, when.month, when.day) * seconds_a_day +
                                 when.hour * 3'600 + when.minute * 60 + when.second;
    return Instant{Duration{(seconds - start_seconds_) * nanoseconds_a_second}};
}

DateTime Calendar::date_time_of(Instant instant) const {
    const std::int64_t seconds =
        start_seconds_ + floor_divide(instant.time_since_epoch().count(), nanoseconds_a_second);
    const std::int64_t days = floor_divide(seconds, seconds_a_day);
    const std::int64_t second_of_day = seconds - days * seconds_a_day;
    // Source: as days_of_civil, the inverse.
    const std::int64_t shifted = days + 719'468;
    const std::int64_t era = floor_divide(shifted, 146'097);
    const std::int64_t day_of_era = shifted - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    const std::int64_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return {
        .year = static_cast<std::int32_t>(year),
        .month = static_cast<std::uint8_t>(month),
        .day = static_cast<std::uint8_t>(day),
        .hour = static_cast<std::uint8_t>(second_of_day / 3'600),
        .minute = static_cast<std::uint8_t>(second_of_day / 60 % 60),
        .second = static_cast<std::uint8_t>(second_of_day % 60)};
}

Duration Calendar::time_of_day(Instant instant) const {
    const std::int64_t start_of_day = start_seconds_ % seconds_a_day * nanoseconds_a_second;
    const std::int64_t since = instant.time_since_epoch().count() + start_of_day;
    constexpr std::int64_t day = seconds_a_day * nanoseconds_a_second;
    return Duration{since - floor_divide(since, day) * day};
}

Instant Calendar::midnight_before(Instant instant) const {
    return instant - time_of_day(instant);
}

Weekday Calendar::weekday_of(Instant instant) const {
    const std::int64_t seconds =
        start_seconds_ + floor_divide(instant.time_since_epoch().count(), nanoseconds_a_second);
    // 1970-01-01 was a Thursday, three days after a Monday.
    const std::int64_t days = floor_divide(seconds, seconds_a_day) + 3;
    return static_cast<Weekday>(days - floor_divide(days, 7) * 7);
}

std::optional<DateTime> parse_date_time(std::string_view text) {
    const bool with_time =
        text.size() == 19 && text[10] == 'T' && text[13] == ':' && text[16] == ':';
    if ((text.size() != 10 && !with_time) || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    const auto hour = with_time ? digits(text.substr(11, 2)) : 0;
    const auto minute = with_time ? digits(text.substr(14, 2)) : 0;
    const auto second = with_time ? digits(text.substr(17, 2)) : 0;
    if (!year || !month || !day || !hour || !minute || !second) {
        return std::nullopt;
    }
    const auto whole_year = static_cast<std::int32_t>(*year);
    if (*month < 1 || *month > 12 || *day < 1 || *day > days_in_month(whole_year, *month) ||
        *hour > 23 || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    return DateTime{
        .year = whole_year,
        .month = static_cast<std::uint8_t>(*month),
        .day = static_cast<std::uint8_t>(*day),
        .hour = static_cast<std::uint8_t>(*hour),
        .minute = static_cast<std::uint8_t>(*minute),
        .second = static_cast<std::uint8_t>(*second)};
}

std::string to_text(const DateTime& when) {
    // By hand, since every listed order carries two dates: a format string costs ten times this.
    std::string text = "0000-00-00T00:00:00";
    const auto put = [&](std::size_t last, std::uint32_t value) {
        for (; value > 0; value /= 10) {
            text[last--] = static_cast<char>('0' + value % 10);
        }
    };
    DRYDOCK_CHECK(when.year >= 0 && when.year <= 9'999);
    put(3, static_cast<std::uint32_t>(when.year));
    put(6, when.month);
    put(9, when.day);
    put(12, when.hour);
    put(15, when.minute);
    put(18, when.second);
    return text;
}

std::string to_odoo_text(const DateTime& when) {
    std::string text = to_text(when);
    text[10] = ' ';
    return text;
}

}  // namespace drydock
