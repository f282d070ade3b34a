#include "core/landscape/fault_timeline.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock {
namespace {

Fault fault_of(Duration from, Duration to) {
    Fault fault;
    fault.from = Instant{from};
    fault.to = Instant{to};
    return fault;
}

TEST(FaultTimelineTest, edges_come_by_time_and_ends_come_before_begins) {
    const FaultTimeline timeline{
        {{fault_of(one_minute, one_hour),
          fault_of(one_second, one_minute),
          fault_of(one_hour, one_hour),
          fault_of(one_hour, one_minute)}}};
    const auto edges = timeline.edges();
    ASSERT_EQ(edges.size(), 4U);
    EXPECT_EQ(edges[0].fault, 1U);
    EXPECT_EQ(edges[1].fault, 1U);
    EXPECT_EQ(edges[1].kind, FaultTimeline::EdgeKind::ends);
    EXPECT_EQ(edges[2].fault, 0U);
    EXPECT_EQ(edges[2].kind, FaultTimeline::EdgeKind::begins);
    EXPECT_EQ(edges[3].at, Instant{one_hour});
}

TEST(FaultTimelineTest, a_fault_is_added_without_moving_the_counts_of_those_that_are_active) {
    FaultTimeline timeline{{{fault_of(one_minute, one_hour)}}};
    const ActiveFault first = timeline.activate(0, any_operation);
    for (std::size_t count = 0; count < added_faults_max; ++count) {
        ASSERT_TRUE(timeline.add(fault_of(one_second, one_minute)));
    }
    EXPECT_FALSE(timeline.add(fault_of(one_second, one_minute)));
    EXPECT_EQ(timeline.edges().size(), 2 * (added_faults_max + 1));
    EXPECT_EQ(timeline.edges()[2].fault, 1U);
    EXPECT_TRUE(first.strikes(Draws{1}, 1, 0));
    EXPECT_EQ(timeline.hits().counts()[0], 1U);
    EXPECT_EQ(timeline.hits().counts().size(), added_faults_max + 1);
}

}  // namespace
}  // namespace drydock
