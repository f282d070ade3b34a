#include "harness/rehearsal/exchange_log.hpp"

#include <gtest/gtest.h>

#include "tests/harness/rehearsal/exchange_log_builder.hpp"

namespace drydock::harness {
namespace {

TEST(ExchangeLogTest, FollowsARequestThatAFaultMetToTheEndOfItsWork) {
    LogTeller teller;
    const std::uint32_t create = teller.job_calls(1, 5);
    teller.log.on_fault(LogTeller::second(1), create, 0);
    teller.handled(create, 2);
    teller.cut_off(create, 3);
    ASSERT_EQ(teller.log.meetings().size(), 1U);
    const FaultMeeting& meeting = teller.log.meetings()[0];
    EXPECT_EQ(meeting.order, 0U);
    EXPECT_TRUE(meeting.arrived);
    EXPECT_TRUE(meeting.done);
    EXPECT_FALSE(meeting.ended_well);
    EXPECT_FALSE(meeting.settled_later);

    teller.answered(teller.job_calls(4, 6), 5);
    EXPECT_TRUE(teller.log.meetings()[0].settled_later);
    EXPECT_FALSE(teller.log.meetings()[0].said_again);
    EXPECT_EQ(teller.count(Probe::look_up_after_unknown), 1U);
}

TEST(ExchangeLogTest, ARequestOfAnotherJobSettlesNothing) {
    LogTeller teller;
    const std::uint32_t create = teller.job_calls(1, 5);
    teller.log.on_fault(LogTeller::second(1), create, 0);
    teller.cut_off(create, 3);
    teller.answered(teller.shop_tells(4, 31, "1000"), 5);
    EXPECT_FALSE(teller.log.meetings()[0].settled_later);
}

TEST(ExchangeLogTest, OneFaultMeetsARequestOnce) {
    LogTeller teller{{FaultKind::latency, FaultKind::slow_down}};
    const std::uint32_t create = teller.job_calls(1, 5);
    for (const std::uint32_t fault : {0U, 0U, 1U, 0U}) {
        teller.log.on_fault(LogTeller::second(1), create, fault);
    }
    EXPECT_EQ(teller.log.meetings().size(), 2U);
    teller.answered(create, 2);
    EXPECT_TRUE(teller.log.meetings()[0].ended_well);
    EXPECT_TRUE(teller.log.meetings()[1].ended_well);
}

TEST(ExchangeLogTest, AnAlteredAnswerIsSettledOnlyByTheSameRequestAgain) {
    LogTeller teller{{FaultKind::field_missing}};
    const std::uint32_t first = teller.job_calls(1, 5);
    teller.log.on_fault(LogTeller::second(1), first, 0);
    teller.answered(first, 2);
    teller.answered(teller.job_calls(3, 6), 4);
    EXPECT_FALSE(teller.log.meetings()[0].settled_later);
    teller.answered(teller.job_calls(5, 5), 6);
    EXPECT_TRUE(teller.log.meetings()[0].settled_later);
}

TEST(ExchangeLogTest, CountsTheCallsForEachOrder) {
    LogTeller teller;
    teller.answered(teller.job_calls(1, 5), 2);
    teller.answered(teller.job_calls(3, 6), 4);
    teller.answered(teller.shop_tells(5, 31, "1001"), 6);
    EXPECT_EQ(teller.log.calls_by_order()[0], 2U);
    EXPECT_EQ(teller.log.calls_by_order()[1], 0U);
}

TEST(ExchangeLogTest, CallsBeforeAJobNamesItsOrderCountToo) {
    LogTeller teller;
    teller.answered(teller.job_calls(1, 5, "/customers"), 2);
    teller.answered(teller.job_calls(3, 5, "/customers"), 4);
    EXPECT_EQ(teller.log.calls_by_order()[0], 0U);
    teller.answered(teller.job_calls(5, 6), 6);
    EXPECT_EQ(teller.log.calls_by_order()[0], 3U);
}

TEST(ExchangeLogTest, WhatTheRuntimeTurnsAwayIsARefusalAndWhatAFaultDoesIsNone) {
    LogTeller teller;
    teller.answered(teller.shop_tells(1, 31, "1000"), 2, 503);
    const std::uint32_t met = teller.shop_tells(3, 32, "1001");
    teller.log.on_fault(LogTeller::second(3), met, 0);
    teller.answered(met, 4, 503);
    ASSERT_EQ(teller.log.refusals().size(), 1U);
    EXPECT_EQ(teller.log.refusals()[0].order, 0U);
    EXPECT_EQ(teller.count(Probe::gateway_refused), 1U);
}

TEST(ExchangeLogTest, ProbesTellRetriesOfTheRuntimeApart) {
    LogTeller teller;
    teller.answered(teller.job_calls(1, 5), 2, 500);
    teller.answered(teller.job_calls(10, 5), 11, 500);
    EXPECT_EQ(teller.count(Probe::same_request_again), 1U);
    EXPECT_EQ(teller.count(Probe::late_try), 0U);
    static_cast<void>(teller.job_calls(11 + 600, 5));
    EXPECT_EQ(teller.count(Probe::late_try), 1U);
    // The runtime crashed before that one ended.
    static_cast<void>(teller.job_calls(700, 5));
    EXPECT_EQ(teller.count(Probe::job_resumed_after_restart), 1U);
    EXPECT_EQ(teller.count(Probe::look_up_after_unknown), 0U);
}

TEST(ExchangeLogTest, ABreakerLetsAProbeThroughAfterFailuresAndAPause) {
    LogTeller teller;
    for (int each = 0; each < 5; ++each) {
        teller.answered(teller.job_calls(each, 5), each, 503);
    }
    EXPECT_EQ(teller.count(Probe::breaker_probe), 0U);
    teller.answered(teller.job_calls(18, 5), 18, 503);
    EXPECT_EQ(teller.count(Probe::breaker_probe), 0U);
    static_cast<void>(teller.job_calls(33, 5));
    EXPECT_EQ(teller.count(Probe::breaker_probe), 1U);
}

TEST(ExchangeLogTest, ProbesTellWhatBecameOfEvents) {
    LogTeller teller;
    const std::uint32_t early = teller.shop_tells(1, 31, "1000");
    teller.cut_off(early, 2);
    teller.answered(teller.shop_tells(3, 32, "1000"), 4);
    EXPECT_EQ(teller.count(Probe::event_overtaken), 0U);
    const std::uint32_t late = teller.shop_tells(5, 33, "1000");
    teller.answered(teller.shop_tells(6, 34, "1000"), 7);
    teller.answered(late, 8);
    EXPECT_EQ(teller.count(Probe::event_overtaken), 1U);
    EXPECT_EQ(teller.count(Probe::late_original_payload), 0U);
    teller.answered(teller.shop_tells(9, 31, "1000"), 10);
    EXPECT_EQ(teller.count(Probe::event_redelivered), 1U);
    teller.handled(teller.copy_of_event(11), 12);
    EXPECT_EQ(teller.count(Probe::copy_taken_once), 1U);
    EXPECT_EQ(teller.log.first_told()[0], LogTeller::second(3));
    EXPECT_EQ(teller.log.first_told()[1], Instant::max());
}

TEST(ExchangeLogTest, NothingIsFollowedBeyondTheBound) {
    const Demand demand = LogTeller::two_orders();
    ExchangeLog log{
        demand,
        LogTeller::plan_of({FaultKind::latency}),
        {.runtime = LogTeller::runtime, .storefront = LogTeller::shop, .meetings_max = 1}};
    Request request;
    for (std::uint32_t place = 0; place < 3; ++place) {
        log.on_call(
            Instant{}, {.place = place, .from = {}, .to = {}, .call = {}, .request = request}
        );
        log.on_fault(Instant{}, place, 0);
    }
    EXPECT_EQ(log.meetings().size(), 1U);
}

}  // namespace
}  // namespace drydock::harness
