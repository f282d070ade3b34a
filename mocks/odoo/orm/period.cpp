#include "mocks/odoo/orm/period.hpp"

#include <array>

#include <fmt/format.h>

namespace drydock::mocks::odoo {

namespace {

constexpr std::array<std::string_view, 12> months{
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"};

int days_of(const DateTime& date) {
    return static_cast<int>(days_of_civil(date.year, date.month, date.day));
}

/// The inverse. Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
DateTime date_of(int days) {
    const int shifted = days + 719'468;
    const int era = shifted / 146'097;
    const int day_of_era = shifted - era * 146'097;
    const int year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int month = (5 * day_of_year + 2) / 153;
    DateTime date{};
    date.day = static_cast<std::uint8_t>(day_of_year - (153 * month + 2) / 5 + 1);
    date.month = static_cast<std::uint8_t>(month < 10 ? month + 3 : month - 9);
    date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
    return date;
}

/// Monday is 0.
int weekday_of(int days) {
    return (days + 3) % 7;
}

/// ISO 8601: the week with the year's first Thursday is its first.
int week_of(const DateTime& monday) {
    const DateTime thursday = date_of(days_of(monday) + 3);
    DateTime first = thursday;
    first.month = 1;
    first.day = 1;
    return (days_of(thursday) - days_of(first)) / 7 + 1;
}

}  // namespace

Granularity granularity_of(std::string_view name) {
    constexpr std::array<std::string_view, 6> names{
        "hour", "day", "week", "month", "quarter", "year"};
    for (std::size_t place = 0; place < names.size(); ++place) {
        if (names[place] == name) {
            return static_cast<Granularity>(place);
        }
    }
    return Granularity::month;
}

DateTime period_start(DateTime when, Granularity granularity) {
    DateTime start{};
    start.year = when.year;
    start.month = when.month;
    start.day = when.day;
    switch (granularity) {
        case Granularity::hour:
            start.hour = when.hour;
            return start;
        case Granularity::day:
            return start;
        case Granularity::week: {
            const int days = days_of(start);
            return date_of(days - weekday_of(days));
        }
        case Granularity::month:
            break;
        case Granularity::quarter:
            start.month = static_cast<std::uint8_t>((when.month - 1) / 3 * 3 + 1);
            break;
        case Granularity::year:
            start.month = 1;
            break;
    }
    start.day = 1;
    return start;
}

DateTime period_end(DateTime start, Granularity granularity) {
    switch (granularity) {
        case Granularity::hour: {
            constexpr int hours = 24;
            if (start.hour + 1 < hours) {
                start.hour = static_cast<std::uint8_t>(start.hour + 1);
                return start;
            }
            return date_of(days_of(start) + 1);
        }
        case Granularity::day:
            return date_of(days_of(start) + 1);
        case Granularity::week:
            return date_of(days_of(start) + 7);
        case Granularity::month:
        case Granularity::quarter: {
            const int month = start.month + (granularity == Granularity::month ? 1 : 3);
            start.year += month > 12 ? 1 : 0;
            start.month = static_cast<std::uint8_t>(month > 12 ? month - 12 : month);
            return start;
        }
        case Granularity::year:
            start.year += 1;
            return start;
    }
    return start;
}

std::string period_label(DateTime start, Granularity granularity) {
    const std::string_view month = months.at(static_cast<std::size_t>(start.month - 1));
    switch (granularity) {
        case Granularity::hour:
            return fmt::format("{:02}:00 {:02} {}", start.hour, start.day, month.substr(0, 3));
        case Granularity::day:
            return fmt::format("{:02} {} {}", start.day, month.substr(0, 3), start.year);
        case Granularity::week:
            return fmt::format("W{} {}", week_of(start), date_of(days_of(start) + 3).year);
        case Granularity::month:
            return fmt::format("{} {}", month, start.year);
        case Granularity::quarter:
            return fmt::format("Q{} {}", (start.month - 1) / 3 + 1, start.year);
        case Granularity::year:
            return fmt::format("{}", start.year);
    }
    return {};
}

}  // namespace drydock::mocks::odoo
