#include "mocks/carrier/transit.hpp"

#include <set>

#include <gtest/gtest.h>

namespace drydock::mocks::carrier {
namespace {

class TransitTest : public ::testing::Test {
protected:
    TransitTest() { settings_.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}}; }
    [[nodiscard]] TransitPlan plan(Instant handed_over, std::uint64_t label) const {
        return plan_transit(settings_, {handed_over, draws_}, label);
    }

    CarrierSettings settings_;
    Draws draws_{1};
    // 2011-11-01 was a Tuesday.
    Instant tuesday_cut_off_{17 * one_hour};
};

TEST_F(TransitTest, EventsRiseAndAParcelIsDeliveredOnTheDayOfItsTourAndNeverOnASunday) {
    for (int day = 0; day < 7; ++day) {
        for (std::uint64_t label = 1; label <= 200; ++label) {
            const TransitPlan events = plan(tuesday_cut_off_ + day * one_day, label);
            ASSERT_LT(events[0], events[1]);
            ASSERT_LT(events[1], events[2]);
            ASSERT_EQ(
                settings_.calendar.midnight_before(events[1]),
                settings_.calendar.midnight_before(events[2])
            );
            ASSERT_NE(settings_.calendar.weekday_of(events[2]), Weekday::sunday);
        }
    }
}

TEST_F(TransitTest, TheFirstScanIsInTheNightAndTheTourDaysLater) {
    std::set<std::int64_t> days;
    for (std::uint64_t label = 1; label <= 200; ++label) {
        const TransitPlan events = plan(tuesday_cut_off_, label);
        ASSERT_GE(events[0], tuesday_cut_off_ + 2 * one_hour);
        ASSERT_LE(events[0], tuesday_cut_off_ + 10 * one_hour);
        days.insert((events[1] - Instant{}) / one_day);
    }
    // One to four days from Tuesday, 17:00; day 5 is Sunday.
    EXPECT_EQ(days, (std::set<std::int64_t>{1, 2, 3, 4}));
}

TEST_F(TransitTest, WhatMissesTheVanLeavesADayLater) {
    const Instant last = tuesday_cut_off_ + settings_.collection_window;
    EXPECT_EQ(plan(last, 1)[0] - last, plan(tuesday_cut_off_, 1)[0] - tuesday_cut_off_);
    EXPECT_EQ(plan(last + Duration{1}, 1), plan(tuesday_cut_off_ + one_day, 1));
}

TEST_F(TransitTest, AWayWithoutDaysStillRises) {
    settings_.transit_min = settings_.transit_max = Duration::zero();
    for (std::uint64_t label = 1; label <= 200; ++label) {
        const TransitPlan events = plan(tuesday_cut_off_, label);
        ASSERT_LT(events[0], events[1]);
        ASSERT_EQ((events[1] - Instant{}) / one_day, 1);
    }
}

}  // namespace
}  // namespace drydock::mocks::carrier
