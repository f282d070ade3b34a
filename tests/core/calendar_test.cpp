#include "core/calendar.hpp"

#include <gtest/gtest.h>

namespace drydock {
namespace {

TEST(CalendarTest, instants_and_dates_convert_both_ways) {
    const Calendar calendar{{.year = 2011, .month = 11, .day = 1, .hour = 6}};
    const DateTime later{.year = 2012, .month = 3, .day = 1, .hour = 5, .minute = 4, .second = 3};
    const Instant instant = calendar.instant_of(later);
    EXPECT_EQ(
        instant.time_since_epoch(), 121 * one_day - one_hour + 4 * one_minute + 3 * one_second
    );
    EXPECT_EQ(calendar.date_time_of(instant), later);
    EXPECT_EQ(calendar.date_time_of(Instant{}).hour, 6);
}

TEST(CalendarTest, every_day_of_four_centuries_follows_the_one_before) {
    const Calendar calendar{{.year = 1900, .month = 1, .day = 1}};
    std::int64_t previous = days_of_civil(1900, 1, 1) - 1;
    for (int day = 0; day < 100'000; ++day) {
        const DateTime date = calendar.date_time_of(Instant{day * one_day});
        const std::int64_t number = days_of_civil(date.year, date.month, date.day);
        ASSERT_EQ(number, previous + 1) << to_text(date);
        previous = number;
    }
}

TEST(CalendarTest, weekdays_are_those_of_the_wall_calendar) {
    const Calendar calendar{{.year = 2011, .month = 11, .day = 1}};
    EXPECT_EQ(calendar.weekday_of(Instant{}), Weekday::tuesday);
    EXPECT_EQ(calendar.weekday_of(Instant{5 * one_day}), Weekday::sunday);
    EXPECT_EQ(calendar.weekday_of(Instant{6 * one_day}), Weekday::monday);
    EXPECT_EQ(calendar.weekday_of(Instant{-one_second}), Weekday::monday);
}

TEST(CalendarTest, a_day_begins_at_its_midnight_whatever_hour_the_run_begins) {
    const Calendar calendar{{.year = 2011, .month = 11, .day = 1, .hour = 6}};
    EXPECT_EQ(calendar.time_of_day(Instant{one_hour}), 7 * one_hour);
    EXPECT_EQ(calendar.time_of_day(Instant{18 * one_hour}), Duration::zero());
    EXPECT_EQ(calendar.midnight_before(Instant{one_hour}), Instant{-6 * one_hour});
    EXPECT_EQ(calendar.midnight_before(Instant{18 * one_hour}), Instant{18 * one_hour});
}

TEST(CalendarTest, dates_are_read_as_they_are_written) {
    const auto date = parse_date_time("2011-11-01T12:30:05");
    ASSERT_TRUE(date.has_value());
    EXPECT_EQ(to_text(*date), "2011-11-01T12:30:05");
    EXPECT_EQ(to_odoo_text(*date), "2011-11-01 12:30:05");
    EXPECT_EQ(parse_date_time("2012-02-29")->day, 29);
}

TEST(CalendarTest, impossible_dates_are_refused) {
    for (const std::string_view text :
         {"2011-02-29",
          "2011-13-01",
          "2011-00-01",
          "2011-04-31",
          "1900-02-29",
          "2011-11-01T24:00:00",
          "2011-11-01T12:60:00",
          "2011-11-01 12:00:00",
          "2011-11-1",
          "2011/11/01",
          "2011-11-01T12:00",
          "+011-11-01",
          ""}) {
        EXPECT_EQ(parse_date_time(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace drydock
