#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/time.hpp"

namespace drydock {

inline constexpr Duration one_second{1'000'000'000};
inline constexpr Duration one_minute = 60 * one_second;
inline constexpr Duration one_hour = 60 * one_minute;
inline constexpr Duration one_day = 24 * one_hour;

/// A date and time of day of the proleptic Gregorian calendar, without zone: the scenario's own.
struct DateTime {
    std::int32_t year = 1970;
    std::uint8_t month = 1;  ///< 1 to 12.
    std::uint8_t day = 1;    ///< 1 to 31.
    std::uint8_t hour = 0;
    std::uint8_t minute = 0;
    std::uint8_t second = 0;

    friend constexpr auto operator<=>(const DateTime&, const DateTime&) = default;
};

enum class Weekday : std::uint8_t {
    monday,
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday,
    sunday
};

/// Ties Instants, which count from the start of a run, to the dates of its scenario.
class Calendar {
public:
    /// The run starts at midnight of `start`'s date plus its time of day.
    Calendar() : Calendar{DateTime{}} {}
    explicit Calendar(DateTime start);

    [[nodiscard]] Instant instant_of(const DateTime& when) const;
    [[nodiscard]] DateTime date_time_of(Instant instant) const;
    [[nodiscard]] Weekday weekday_of(Instant instant) const;
    /// Time since midnight of the instant's day.
    [[nodiscard]] Duration time_of_day(Instant instant) const;
    [[nodiscard]] Instant midnight_before(Instant instant) const;

private:
    std::int64_t start_seconds_;
};

/// Days since 1970-01-01. Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
[[nodiscard]] std::int64_t days_of_civil(std::int32_t year, std::uint32_t month, std::uint32_t day);

/// "2011-11-01" or "2011-11-01T12:30:00"; nullopt for anything else, impossible dates included.
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view text);

/// "2011-11-01T12:30:00".
[[nodiscard]] std::string to_text(const DateTime& when);

/// "2011-11-01 12:30:00", as Odoo writes it. Source: shared facts of Odoo 18, section 3.
[[nodiscard]] std::string to_odoo_text(const DateTime& when);

}  // namespace drydock
