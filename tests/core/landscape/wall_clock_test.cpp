#include "core/landscape/wall_clock.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock {
namespace {

constexpr Instant minute(int count) {
    return Instant{count * one_minute};
}

TEST(WallClockTest, one_that_was_never_set_shows_the_time_of_the_world) {
    WallClock clock;
    EXPECT_TRUE(clock.always_right());
    EXPECT_EQ(clock.read(minute(5)), minute(5));
    EXPECT_EQ(clock.when(minute(5)), minute(5));
}

TEST(WallClockTest, what_it_showed_while_ahead_is_told_back) {
    WallClock clock;
    clock.advance(minute(10), 5 * one_minute);
    EXPECT_EQ(clock.read(minute(11)), minute(16));
    EXPECT_EQ(clock.when(minute(9)), minute(9));
    EXPECT_EQ(clock.when(minute(16)), minute(11));
}

TEST(WallClockTest, set_back_to_right_it_shows_the_same_times_again_and_tells_them_apart) {
    WallClock clock;
    clock.advance(minute(10), 5 * one_minute);
    const Instant before = clock.read(minute(17));
    clock.advance(minute(20), -5 * one_minute);
    const Instant again = clock.read(minute(22));
    EXPECT_LE(again - before, Duration{1});
    EXPECT_EQ(clock.when(before), minute(17));
    EXPECT_EQ(clock.when(again), minute(22));
    // Past all that it has shown, nothing is to be told apart.
    EXPECT_EQ(clock.read(minute(26)), minute(26));
    EXPECT_EQ(clock.when(minute(26)), minute(26));
}

TEST(WallClockTest, set_behind_it_shows_the_time_before_again) {
    WallClock clock;
    clock.advance(minute(10), -5 * one_minute);
    const Instant shown = clock.read(minute(12));
    EXPECT_EQ(shown, minute(7) + Duration{1});
    EXPECT_EQ(clock.when(minute(7)), minute(7));
    EXPECT_EQ(clock.when(shown), minute(12));
    EXPECT_EQ(clock.read(minute(16)), minute(11));
    EXPECT_EQ(clock.when(minute(11)), minute(16));
    clock.advance(minute(20), 5 * one_minute);
    EXPECT_EQ(clock.read(minute(21)), minute(21));
    EXPECT_EQ(clock.when(minute(21)), minute(21));
    EXPECT_EQ(clock.when(minute(14)), minute(19));
}

TEST(WallClockTest, one_instant_of_the_world_is_one_on_the_clock) {
    WallClock clock;
    clock.advance(minute(10), -5 * one_minute);
    EXPECT_EQ(clock.read(minute(11)), clock.read(minute(11)));
}

TEST(WallClockTest, settings_add_up) {
    WallClock clock;
    clock.advance(minute(10), 5 * one_minute);
    clock.advance(minute(20), one_minute);
    EXPECT_EQ(clock.ahead(), 6 * one_minute);
    EXPECT_EQ(clock.when(clock.read(minute(21))), minute(21));
    clock.advance(minute(30), -5 * one_minute);
    clock.advance(minute(31), -one_minute);
    EXPECT_EQ(clock.ahead(), Duration::zero());
    for (int count = 31; count < 40; ++count) {
        EXPECT_EQ(clock.when(clock.read(minute(count))), minute(count)) << count;
    }
}

}  // namespace
}  // namespace drydock
