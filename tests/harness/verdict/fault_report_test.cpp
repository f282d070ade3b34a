#include "harness/verdict/fault_report.hpp"

#include <gtest/gtest.h>

#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

constexpr Instant accepted{one_hour + one_second};

FaultReport fault(FaultPlace place, Instant from, Instant to) {
    FaultReport made;
    made.id = "some";
    made.place = place;
    made.from = from;
    made.to = to;
    return made;
}

FaultReport judged(const Landscape& landscape, FaultReport made) {
    std::vector faults{std::move(made)};
    judge_recovery(landscape.evidence(), Landscape::hour(100), faults);
    return faults.front();
}

TEST(FaultReportTest, RecoveryLastsUntilNoMoreWaitsThanBeforeTheFault) {
    const auto report =
        judged(Landscape{}, fault(FaultPlace::elsewhere, accepted, accepted + one_second));
    EXPECT_EQ(report.recovered, Recovered::yes);
    // The second order is booked two minutes after the hour.
    EXPECT_EQ(report.time_to_recover, 2 * one_minute - 2 * one_second);
}

TEST(FaultReportTest, AFaultThatLeavesNothingIsGotOverAtOnce) {
    const auto report =
        judged(Landscape{}, fault(FaultPlace::carrier, Landscape::hour(20), Landscape::hour(21)));
    EXPECT_EQ(report.recovered, Recovered::yes);
    EXPECT_EQ(report.time_to_recover, Duration::zero());
}

TEST(FaultReportTest, ACarriersFaultIsMeasuredByParcelsWithoutLabel) {
    const auto report = judged(
        Landscape{}, fault(FaultPlace::carrier, Landscape::hour(2), Landscape::hour(3) + one_minute)
    );
    EXPECT_EQ(report.time_to_recover, 59 * one_minute);
}

TEST(FaultReportTest, WorkLeftOverForeverIsNeverRecovered) {
    Landscape landscape;
    landscape.books.sale_orders.erase(landscape.books.sale_orders.begin());
    auto some = fault(FaultPlace::elsewhere, Landscape::hour(1), Landscape::hour(2));
    EXPECT_EQ(judged(landscape, some).recovered, Recovered::never);
    landscape.settled = false;
    EXPECT_EQ(judged(landscape, some).recovered, Recovered::not_known);
}

TEST(FaultReportTest, AFaultThatWasThereFromTheStartIsNotKnown) {
    const auto report =
        judged(Landscape{}, fault(FaultPlace::elsewhere, Instant{}, Landscape::hour(50)));
    EXPECT_EQ(report.recovered, Recovered::not_known);
}

TEST(FaultReportTest, AFaultThatLastsToTheEndIsNotKnown) {
    const auto report =
        judged(Landscape{}, fault(FaultPlace::elsewhere, Landscape::hour(1), Landscape::hour(100)));
    EXPECT_EQ(report.recovered, Recovered::not_known);
}

}  // namespace
}  // namespace drydock::harness
