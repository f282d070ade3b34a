#include "integration/delivery/courier.hpp"

#include <gtest/gtest.h>

#include "integration/delivery/retry_budget.hpp"

namespace drydock::integration {
namespace {

using namespace std::chrono_literals;

constexpr Instant courier_start{};

Strategy::Limiter limits() {
    return {
        .enabled = true,
        .concurrency_start = 2,
        .concurrency_max = 3,
        .decrease_permille = 900,
        .queue_length_max = 4};
}

Courier courier() {
    return Courier{limits(), Strategy::Breaker{}};
}

TEST(LimiterTest, GrowsByOneWhileAtLeastHalfOfItIsInUseAndNeverAboveTheLargest) {
    Limiter limiter{limits()};
    limiter.left();
    limiter.ended(false);
    EXPECT_EQ(limiter.limit(), 3U);
    limiter.left();
    limiter.left();
    limiter.ended(false);
    EXPECT_EQ(limiter.limit(), 3U);
}

TEST(LimiterTest, ShrinksByATenthWithEachDroppedCallAndNeverBelowOne) {
    Limiter limiter{limits()};
    for (int call = 0; call < 50; ++call) {
        limiter.left();
        limiter.ended(true);
    }
    EXPECT_EQ(limiter.limit(), 1U);
    EXPECT_TRUE(limiter.allows());
}

TEST(CourierTest, HandsOutTicketsInOrderWithinTheLimit) {
    Courier sent = courier();
    for (const WorkTicket ticket : {7U, 8U, 9U}) {
        ASSERT_TRUE(sent.enqueue(ticket));
    }
    EXPECT_EQ(sent.next(courier_start), 7U);
    EXPECT_EQ(sent.next(courier_start), 8U);
    EXPECT_EQ(sent.next(courier_start), std::nullopt);
    sent.ended(courier_start, true);
    EXPECT_EQ(sent.next(courier_start), std::nullopt)
        << "the limit fell to one, and one is under way";
    sent.ended(courier_start, false);
    EXPECT_EQ(sent.next(courier_start), 9U);
}

TEST(CourierTest, RefusesTicketsAboveItsBound) {
    Courier sent = courier();
    for (WorkTicket ticket = 0; ticket < 4; ++ticket) {
        EXPECT_TRUE(sent.enqueue(ticket));
    }
    EXPECT_FALSE(sent.enqueue(4));
}

TEST(CourierTest, SendsNothingDuringAPauseAndSaysWhenToAskAgain) {
    Courier sent = courier();
    ASSERT_TRUE(sent.enqueue(1));
    sent.pause(courier_start + 90s);
    EXPECT_EQ(sent.next(courier_start + 89s), std::nullopt);
    EXPECT_EQ(sent.wakes_at(courier_start), courier_start + 90s);
    EXPECT_EQ(sent.next(courier_start + 90s), 1U);
}

TEST(CourierTest, SwitchedOffLimiterSendsEverythingAtOnce) {
    auto off = limits();
    off.enabled = false;
    Courier sent{off, Strategy::Breaker{}};
    for (WorkTicket ticket = 0; ticket < 4; ++ticket) {
        ASSERT_TRUE(sent.enqueue(ticket));
        EXPECT_TRUE(sent.next(courier_start).has_value());
    }
}

TEST(RetryBudgetTest, AllowsTheFloorAndThenATenthOfTheCalls) {
    Strategy::Retry settings;
    settings.budget_floor = 2;
    RetryBudget budget{settings};
    EXPECT_TRUE(budget.spend());
    EXPECT_TRUE(budget.spend());
    EXPECT_FALSE(budget.spend());
    for (int call = 0; call < 9; ++call) {
        budget.first_call();
    }
    EXPECT_FALSE(budget.spend());
    budget.first_call();
    EXPECT_TRUE(budget.spend());
}

}  // namespace
}  // namespace drydock::integration
