#include "harness/season/axis.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock::harness {
namespace {

TEST(AxisTest, AShortRunIsShownInUnits) {
    const Axis axis = axis_for(3 * one_hour, one_minute);
    EXPECT_EQ(axis.step, one_minute);
    EXPECT_EQ(axis.points, 180U);
}

TEST(AxisTest, ALongRunIsThinnedToTheMostPointsThereMayBe) {
    const Axis most = axis_for(static_cast<std::int64_t>(axis_points_max) * one_hour, one_hour);
    EXPECT_EQ(most.step, one_hour);
    EXPECT_EQ(most.points, axis_points_max);
    const Axis thinned = axis_for(most.step * 2'000 + Duration{1}, one_hour);
    EXPECT_EQ(thinned.step, 2 * one_hour);
    EXPECT_EQ(thinned.points, 1'001U);
}

TEST(AxisTest, NoTimeAtAllIsOnePoint) {
    EXPECT_EQ(axis_for(Duration::zero(), one_hour).points, 1U);
}

TEST(AxisTest, AnIntervalBeginsWithItsFirstInstant) {
    const Axis axis = axis_for(10 * one_hour, one_hour);
    EXPECT_EQ(axis.index_of(Instant{one_hour - Duration{1}}), 0U);
    EXPECT_EQ(axis.index_of(Instant{one_hour}), 1U);
    EXPECT_EQ(axis.index_of(Instant{99 * one_hour}), 9U);
    EXPECT_EQ(axis.index_of(Instant{-one_hour}), 0U);
}

TEST(AxisTest, an_axis_that_starts_later_counts_from_there) {
    const Axis axis = axis_for(10 * one_second, one_second, Instant{one_hour});
    EXPECT_EQ(axis.points, 10U);
    EXPECT_EQ(axis.index_of(Instant{}), 0U);
    EXPECT_EQ(axis.index_of(Instant{one_hour + 3 * one_second}), 3U);
    EXPECT_EQ(axis.index_of(Instant{2 * one_hour}), 9U);
}

}  // namespace
}  // namespace drydock::harness
