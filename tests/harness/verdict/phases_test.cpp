#include "harness/verdict/phases.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock::harness {
namespace {

constexpr Instant day_end{24 * one_hour};

Instant day_hour(int count) {
    return Instant{count * one_hour};
}

FaultReport fault_on(int from, int to, std::optional<int> recovered) {
    FaultReport fault;
    fault.from = day_hour(from);
    fault.to = day_hour(to);
    fault.recovered = recovered ? Recovered::yes : Recovered::never;
    if (recovered) {
        fault.time_to_recover = day_hour(*recovered) - fault.to;
    }
    return fault;
}

std::vector<PhaseSpan> spans_of(const std::vector<FaultReport>& faults) {
    return phase_spans(fault_windows(faults, day_end), day_end);
}

std::string shape(const std::vector<PhaseSpan>& spans) {
    std::string text;
    for (const PhaseSpan& span : spans) {
        text += std::string{to_text(span.phase)} + " " +
                std::to_string(span.from.time_since_epoch() / one_hour) + "-" +
                std::to_string(span.to.time_since_epoch() / one_hour) + ";";
    }
    return text;
}

TEST(PhasesTest, FollowEachOtherWithoutGaps) {
    EXPECT_EQ(
        shape(spans_of({fault_on(4, 6, 9)})), "baseline 0-4;fault 4-6;recovery 6-9;drain 9-24;"
    );
}

TEST(PhasesTest, ThereIsCalmBetweenFaultsThatWereGotOver) {
    EXPECT_EQ(
        shape(spans_of({fault_on(12, 13, 13), fault_on(4, 6, 9)})),
        "baseline 0-4;fault 4-6;recovery 6-9;baseline 9-12;fault 12-13;drain 13-24;"
    );
}

TEST(PhasesTest, AFaultEndsTheRecoveryFromAnother) {
    EXPECT_EQ(
        shape(spans_of({fault_on(4, 6, 9), fault_on(8, 10, 11)})),
        "baseline 0-4;fault 4-6;recovery 6-8;fault 8-10;recovery 10-11;drain 11-24;"
    );
}

TEST(PhasesTest, FaultsThatOverlapAreOneWindow) {
    const auto windows = fault_windows({fault_on(4, 8, 9), fault_on(5, 6, 12)}, day_end);
    ASSERT_EQ(windows.size(), 1U);
    EXPECT_EQ(windows[0].to, day_hour(8));
    EXPECT_EQ(windows[0].recovered, day_hour(12));
    EXPECT_EQ(windows[0].faults, (std::vector<std::size_t>{0, 1}));
}

TEST(PhasesTest, WhatIsNeverGotOverIsRecoveredFromToTheEnd) {
    EXPECT_EQ(
        shape(spans_of({fault_on(4, 6, std::nullopt)})), "baseline 0-4;fault 4-6;recovery 6-24;"
    );
}

TEST(PhasesTest, AFaultFromTheFirstInstantIsPartOfTheLandscape) {
    EXPECT_TRUE(spans_of({fault_on(0, 6, 6)}).empty());
}

TEST(PhasesTest, AFaultThatLastsToTheEndLeavesNoRecovery) {
    FaultReport lasting = fault_on(4, 48, 48);
    lasting.recovered = Recovered::not_known;
    EXPECT_EQ(shape(spans_of({lasting})), "baseline 0-4;fault 4-24;");
}

TEST(PhasesTest, AMomentBelongsToThePhaseThatBeginsWithIt) {
    const auto spans = spans_of({fault_on(4, 6, 9)});
    EXPECT_EQ(phase_at(spans, day_hour(4) - Duration{1}), Phase::baseline);
    EXPECT_EQ(phase_at(spans, day_hour(4)), Phase::fault);
    EXPECT_EQ(phase_at(spans, day_hour(6)), Phase::recovery);
    EXPECT_EQ(phase_at(spans, day_hour(30)), Phase::drain);
}

}  // namespace
}  // namespace drydock::harness
