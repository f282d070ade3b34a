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

}  // namespace
}  // namespace drydock
