#include "core/landscape/link.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock {
namespace {

const Draws link_draws{1};

Fault fault_of(FaultKind kind, std::uint32_t share_ppm = 1'000'000, Duration delay = {}) {
    Fault fault;
    fault.id = "fault";
    fault.kind = kind;
    fault.to = Instant{one_hour};
    fault.share_ppm = share_ppm;
    fault.delay = delay;
    return fault;
}

TEST(LinkTest, a_way_costs_latency_and_a_jitter_of_its_own) {
    const Link link{{.latency = one_second, .jitter_max = one_minute}};
    bool differs = false;
    for (std::uint64_t entity = 0; entity < 100; ++entity) {
        const Duration there = link.request(link_draws, entity, 0).delay;
        const Duration back = link.response(link_draws, entity, 0);
        ASSERT_GE(there, one_second);
        ASSERT_LE(there, one_second + one_minute);
        differs |= there != back;
    }
    EXPECT_TRUE(differs);
}

TEST(LinkTest, a_fault_meets_its_share_and_its_operation_only) {
    FaultTimeline timeline{{{fault_of(FaultKind::loss, 250'000)}}};
    Link link;
    link.begin(timeline.activate(0, 1));
    std::uint64_t lost = 0;
    for (std::uint64_t entity = 0; entity < 10'000; ++entity) {
        ASSERT_EQ(link.request(link_draws, entity, 0).fate, Link::Fate::arrives);
        lost += link.request(link_draws, entity, 1).fate == Link::Fate::vanishes ? 1U : 0U;
    }
    EXPECT_NEAR(static_cast<double>(lost), 2'500.0, 150.0);
    EXPECT_EQ(timeline.hits().counts()[0], lost);
}

TEST(LinkTest, a_response_that_a_partition_holds_back_is_met_by_it) {
    FaultTimeline timeline{
        {{fault_of(FaultKind::latency), fault_of(FaultKind::one_way_partition)}}};
    Link link;
    link.begin(timeline.activate(0, any_operation));
    EXPECT_FALSE(link.loses_response());
    link.begin(timeline.activate(1, any_operation));
    EXPECT_TRUE(link.loses_response());
    EXPECT_EQ(timeline.hits().counts()[0], 0U);
    EXPECT_EQ(timeline.hits().counts()[1], 1U);
}

TEST(LinkTest, what_never_arrives_is_neither_copied_nor_acknowledged) {
    FaultTimeline timeline{
        {{fault_of(FaultKind::duplicate, 1'000'000, one_second),
          fault_of(FaultKind::acknowledgement_lost),
          fault_of(FaultKind::reset_before)}}};
    Link link;
    link.begin(timeline.activate(0, any_operation));
    link.begin(timeline.activate(1, any_operation));
    EXPECT_TRUE(link.request(link_draws, 1, 0).delays_of_copies.size() == 1);
    EXPECT_TRUE(link.request(link_draws, 1, 0).acknowledgement_lost);
    link.begin(timeline.activate(2, any_operation));
    const Link::Passage passage = link.request(link_draws, 1, 0);
    EXPECT_EQ(passage.fate, Link::Fate::reset);
    EXPECT_TRUE(passage.delays_of_copies.empty());
    EXPECT_FALSE(passage.acknowledgement_lost);
}

TEST(LinkTest, two_faults_of_one_share_meet_different_requests) {
    FaultPlan plan{
        {fault_of(FaultKind::latency, 500'000, one_second),
         fault_of(FaultKind::latency, 500'000, one_minute)}};
    plan.faults[1].id = "another";
    FaultTimeline timeline{plan};
    Link link;
    link.begin(timeline.activate(0, any_operation));
    link.begin(timeline.activate(1, any_operation));
    int both = 0;
    for (std::uint64_t entity = 0; entity < 1'000; ++entity) {
        const Duration delay = link.request(link_draws, entity, 0).delay;
        ASSERT_EQ(delay, link.response(link_draws, entity, 0));
        both += delay == one_second + one_minute ? 1 : 0;
    }
    EXPECT_NEAR(both, 250, 60);
}

}  // namespace
}  // namespace drydock
