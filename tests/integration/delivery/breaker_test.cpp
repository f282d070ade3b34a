#include "integration/delivery/breaker.hpp"

#include <gtest/gtest.h>

namespace drydock::integration {
namespace {

using namespace std::chrono_literals;

constexpr Instant start{};

Strategy::Breaker settings() {
    return {
        .enabled = true,
        .calls_min = 4,
        .window = 10s,
        .failure_percent = 50,
        .open = 15s,
        .open_max = 1min,
        .probes = 2};
}

void fail(Breaker& breaker, Instant at, int count) {
    for (int call = 0; call < count; ++call) {
        breaker.left();
        breaker.ended(at, true);
    }
}

TEST(BreakerTest, OpensWhenHalfOfTheLastCallsFailed) {
    Breaker breaker{settings()};
    breaker.ended(start, false);
    breaker.ended(start, false);
    breaker.ended(start, true);
    EXPECT_TRUE(breaker.allows(start));
    breaker.ended(start, true);
    EXPECT_FALSE(breaker.allows(start));
    EXPECT_EQ(breaker.reopens_at(), start + 15s);
}

TEST(BreakerTest, OpensForARemoteThatIsSeldomCalled) {
    Breaker breaker{settings()};
    for (int call = 0; call < 3; ++call) {
        breaker.ended(start + call * 1h, true);
    }
    EXPECT_TRUE(breaker.allows(start + 3h));
    breaker.ended(start + 3h, true);
    EXPECT_FALSE(breaker.allows(start + 3h));
}

TEST(BreakerTest, LooksAtAllCallsOfTheWindowWhereTheyAreMore) {
    Breaker breaker{settings()};
    for (int call = 0; call < 6; ++call) {
        breaker.ended(start, false);
    }
    fail(breaker, start + 10s, 5);
    EXPECT_TRUE(breaker.allows(start + 10s));
    breaker.ended(start + 10s, true);
    EXPECT_FALSE(breaker.allows(start + 10s));
}

TEST(BreakerTest, ForgetsCallsThatAreOlderThanTheWindow) {
    Breaker breaker{settings()};
    for (int call = 0; call < 100; ++call) {
        breaker.ended(start, false);
    }
    fail(breaker, start + 11s, 1);
    EXPECT_TRUE(breaker.allows(start + 11s));
    fail(breaker, start + 11s, 1);
    EXPECT_FALSE(breaker.allows(start + 11s));
}

TEST(BreakerTest, LetsThroughAsManyProbesAsSetAndClosesWhenAllSucceed) {
    Breaker breaker{settings()};
    fail(breaker, start, 4);
    const Instant later = start + 15s;
    ASSERT_TRUE(breaker.allows(later));
    breaker.left();
    ASSERT_TRUE(breaker.allows(later));
    breaker.left();
    EXPECT_FALSE(breaker.allows(later));
    breaker.ended(later, false);
    breaker.ended(later, false);
    EXPECT_EQ(breaker.state(), Breaker::State::closed);
}

TEST(BreakerTest, StaysOpenTwiceAsLongAfterEachFailedProbeUpToTheLongest) {
    Breaker breaker{settings()};
    fail(breaker, start, 4);
    Instant at = start + 15s;
    for (const Duration open : {30s, 60s, 60s}) {
        ASSERT_TRUE(breaker.allows(at));
        fail(breaker, at, 1);
        EXPECT_EQ(breaker.reopens_at(), at + open);
        at = breaker.reopens_at();
    }
}

TEST(BreakerTest, DoesNothingWhenSwitchedOff) {
    auto off = settings();
    off.enabled = false;
    Breaker breaker{off};
    fail(breaker, start, 100);
    EXPECT_TRUE(breaker.allows(start));
}

}  // namespace
}  // namespace drydock::integration
