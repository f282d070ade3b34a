#include "mocks/wms/working_hours.hpp"

#include <gtest/gtest.h>

namespace drydock::mocks::wms {
namespace {

class WorkingHoursTest : public ::testing::Test {
protected:
    static WorkingHours hours(Duration collection_interval = {}) {
        WmsSettings settings;
        settings.collection_interval = collection_interval;
        settings.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}};
        settings.wave_interval = 4 * one_hour;
        return WorkingHours{settings};
    }
    // 2011-11-01 was a Tuesday.
    static Instant at(int day, Duration time) { return Instant{(day - 1) * one_day + time}; }
};

TEST_F(WorkingHoursTest, OpenFromOpeningToBeforeClosingOnWorkingDays) {
    EXPECT_FALSE(hours().open_at(at(4, 7 * one_hour - one_second)));
    EXPECT_TRUE(hours().open_at(at(4, 7 * one_hour)));
    EXPECT_TRUE(hours().open_at(at(4, 18 * one_hour - one_second)));
    EXPECT_FALSE(hours().open_at(at(4, 18 * one_hour)));
    EXPECT_FALSE(hours().open_at(at(5, 12 * one_hour)));
    EXPECT_FALSE(hours().open_at(at(6, 12 * one_hour)));
}

TEST_F(WorkingHoursTest, WavesComeAtMultiplesAfterOpeningAndBeforeTheCutOff) {
    EXPECT_EQ(hours().next_wave(at(1, {})), at(1, 7 * one_hour));
    EXPECT_EQ(hours().next_wave(at(1, 7 * one_hour)), at(1, 11 * one_hour));
    EXPECT_EQ(hours().next_wave(at(1, 11 * one_hour - one_second)), at(1, 11 * one_hour));
    EXPECT_EQ(hours().next_wave(at(1, 15 * one_hour)), at(2, 7 * one_hour));
    EXPECT_EQ(hours().next_wave(at(4, 15 * one_hour)), at(7, 7 * one_hour));
}

TEST_F(WorkingHoursTest, a_carrier_that_comes_more_often_also_comes_at_the_cut_off) {
    const WorkingHours often = hours(3 * one_hour);
    EXPECT_EQ(often.next_collection(at(4, 6 * one_hour)), at(4, 17 * one_hour));
    EXPECT_EQ(often.next_collection(at(4, 7 * one_hour)), at(4, 10 * one_hour));
    EXPECT_EQ(often.next_collection(at(4, 15 * one_hour)), at(4, 16 * one_hour));
    EXPECT_EQ(often.next_collection(at(4, 16 * one_hour)), at(4, 17 * one_hour));
    EXPECT_EQ(often.next_collection(at(4, 17 * one_hour)), at(7, 17 * one_hour));
}

TEST_F(WorkingHoursTest, TheCutOffOfFridayIsFollowedByThatOfMonday) {
    EXPECT_EQ(hours().next_collection(at(4, 16 * one_hour)), at(4, 17 * one_hour));
    EXPECT_EQ(hours().next_collection(at(4, 17 * one_hour)), at(7, 17 * one_hour));
    EXPECT_EQ(hours().next_opening(at(5, 7 * one_hour)), at(7, 7 * one_hour));
}

}  // namespace
}  // namespace drydock::mocks::wms
