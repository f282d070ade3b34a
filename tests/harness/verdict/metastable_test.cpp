#include "harness/verdict/metastable.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock::harness {
namespace {

Instant calm_minute(std::int64_t count) {
    return Instant{count * one_minute};
}

/// Orders every three minutes over ten hours, each done after one minute; a fault in the fifth
/// hour, in which nothing goes on. After it every `every`-th goes on as it should, and the others
/// after the ten hours.
std::vector<Wait> waits_after_fault(int every) {
    std::vector<Wait> waits;
    for (int at = 0; at < 600; at += 3) {
        const bool held = at >= 240 && at < 300;
        const bool late = at >= 300 && (at / 3) % every != 0;
        waits.push_back({calm_minute(at), calm_minute(late ? 900 : held ? 301 : at + 1)});
    }
    return waits;
}

std::optional<Metastable> judge_waits(
    const std::vector<Wait>& waits, Instant next = calm_minute(600)
) {
    const FaultWindow window{
        .from = calm_minute(240),
        .to = calm_minute(300),
        .faults = {7},
        .recovered = calm_minute(301)};
    const std::vector<PhaseSpan> spans{
        {Phase::baseline, calm_minute(0), calm_minute(240)},
        {Phase::fault, calm_minute(240), calm_minute(300)},
        {Phase::drain, calm_minute(300), calm_minute(1'000)}};
    return metastable_after(window, next, spans, waits);
}

TEST(MetastableTest, IsAnHourOfNormalLoadInWhichTooLittleGoesOn) {
    const auto found = judge_waits(waits_after_fault(2));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->fault, 7U);
    EXPECT_EQ(found->from, calm_minute(330));
    EXPECT_EQ(found->to, calm_minute(390));
    EXPECT_EQ(found->came, 20U);
    EXPECT_EQ(found->went_on, 10U);
}

TEST(MetastableTest, IsNotSeenWhereAllGoesOnAgain) {
    EXPECT_FALSE(judge_waits(waits_after_fault(1)));
}

TEST(MetastableTest, LeavesTimeToComeBack) {
    // All that came within the grace goes on at its end.
    std::vector<Wait> waits = waits_after_fault(1);
    for (Wait& wait : waits) {
        if (wait.from >= calm_minute(300) && wait.from < calm_minute(330)) {
            wait.to = calm_minute(330);
        }
    }
    EXPECT_FALSE(judge_waits(waits));
}

TEST(MetastableTest, IsNotSeenUnderMoreLoadThanEverBefore) {
    std::vector<Wait> waits = waits_after_fault(2);
    for (int at = 301; at < 600; at += 2) {
        waits.push_back({calm_minute(at), calm_minute(900)});
    }
    EXPECT_FALSE(judge_waits(waits));
}

TEST(MetastableTest, IsNotSeenWhereTheNextFaultComesTooSoon) {
    EXPECT_FALSE(judge_waits(waits_after_fault(2), calm_minute(389)));
    EXPECT_TRUE(judge_waits(waits_after_fault(2), calm_minute(390)));
}

TEST(MetastableTest, IsNotSeenWhereTooLittleWentOnBeforeTheFaultAlready) {
    std::vector<Wait> waits = waits_after_fault(2);
    for (std::size_t place = 0; place < 80; place += 5) {
        waits[place].to.reset();
    }
    EXPECT_FALSE(judge_waits(waits));
}

TEST(MetastableTest, AnOldBacklogThatNobodyAddsToIsNone) {
    // Five orders hang for good, the others go on: goodput is what the load is.
    std::vector<Wait> waits = waits_after_fault(1);
    for (int each = 0; each < 5; ++each) {
        waits.push_back({calm_minute(250), std::nullopt});
    }
    EXPECT_FALSE(judge_waits(waits));
}

}  // namespace
}  // namespace drydock::harness
