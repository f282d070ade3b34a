#include "integration/delivery/retry_policy.hpp"

#include <set>

#include <gtest/gtest.h>

namespace drydock::integration {
namespace {

using namespace std::chrono_literals;

// delay_max is 1 ns above a doubled delay_base, so that the last step up to it is no doubling.
RetryLimits retry_limits() {
    return {
        .delay_base = 100ms, .delay_max = 1'600ms + 1ns, .attempts_max = 7, .later = {1min, 5min}};
}

TEST(RetryPolicyTest, BoundDoublesWithEachFailureUpToDelayMax) {
    const auto policy = RetryPolicy::create(retry_limits()).value();
    EXPECT_EQ(policy.delay_bound(1), 100ms);
    EXPECT_EQ(policy.delay_bound(2), 200ms);
    EXPECT_EQ(policy.delay_bound(5), 1'600ms);
    EXPECT_EQ(policy.delay_bound(6), 1'600ms + 1ns);
    EXPECT_EQ(policy.delay_bound(4'000'000'000), retry_limits().delay_max);
}

TEST(RetryPolicyTest, BoundReachesTheLongestDurationWithoutOverflow) {
    const RetryLimits widest{
        .delay_base = 1ns, .delay_max = Duration::max(), .attempts_max = 99, .later = {}};
    const auto policy = RetryPolicy::create(widest).value();
    EXPECT_EQ(policy.delay_bound(63), Duration{Duration::rep{1} << 62});
    EXPECT_EQ(policy.delay_bound(64), Duration::max());
}

// With a bound of 3 ns there are four delays. 100 entities miss one of them with probability
// 4 * 0.75^100, about 1e-12; the seed is fixed, so the test passes always or never.
TEST(RetryPolicyTest, DrawsEveryDelayFromZeroToTheBoundAndNoOther) {
    const RetryLimits narrow{.delay_base = 3ns, .delay_max = 3ns, .attempts_max = 2, .later = {}};
    const auto policy = RetryPolicy::create(narrow).value();
    const Draws draws{1};
    std::set<Duration> delays;
    for (std::uint64_t entity = 0; entity < 100; ++entity) {
        delays.insert(policy.delay_after(1, draws, entity).value_or(-1ns));
    }
    EXPECT_EQ(delays, (std::set<Duration>{0ns, 1ns, 2ns, 3ns}));
}

TEST(RetryPolicyTest, GoesThroughTheLaterDelaysWithinAFifthAndThenGivesUp) {
    const auto policy = RetryPolicy::create(retry_limits()).value();
    const Draws draws{1};
    for (std::uint64_t entity = 0; entity < 50; ++entity) {
        const Duration first = policy.delay_after(7, draws, entity).value();
        EXPECT_GE(first, 48s);
        EXPECT_LE(first, 72s);
        EXPECT_GE(policy.delay_after(8, draws, entity).value(), 4min);
    }
    EXPECT_EQ(policy.delay_after(9, draws, 0), std::nullopt);
}

TEST(RetryPolicyTest, CreateNamesTheLimitThatIsWrong) {
    using enum RetryLimitsError;
    auto wrong = retry_limits();
    wrong.delay_base = 0ms;
    EXPECT_EQ(RetryPolicy::create(wrong), unexpected{delay_base_not_positive});
    wrong = retry_limits();
    wrong.delay_max = wrong.delay_base - 1ms;
    EXPECT_EQ(RetryPolicy::create(wrong), unexpected{delay_max_below_base});
    wrong = retry_limits();
    wrong.attempts_max = 0;
    EXPECT_EQ(RetryPolicy::create(wrong), unexpected{attempts_max_zero});
}

TEST(RetryPolicyDeathTest, ADelayBeforeAnyFailureIsABug) {
    const auto policy = RetryPolicy::create(retry_limits()).value();
    EXPECT_DEATH((void)policy.delay_bound(0), "check failed: failures >= 1");
}

}  // namespace
}  // namespace drydock::integration
