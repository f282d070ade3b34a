#include "core/landscape/door.hpp"

#include <array>

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock {
namespace {

constexpr std::array<std::string_view, 2> operations{"read", "write"};
const Draws draws{1};

Door::Visit visit(std::uint64_t ticket, std::uint16_t operation = 0, std::uint32_t lines = 0) {
    return {.ticket = ticket, .entity = ticket, .operation = {operation, lines}};
}

TEST(DoorTest, workers_then_the_queue_then_refusal) {
    Door door{{.workers = 2, .accept_queue_max = 1}, operations};
    EXPECT_EQ(door.arrive(visit(1), Instant{}, draws).admission, Door::Admission::served);
    EXPECT_EQ(door.arrive(visit(2), Instant{}, draws).admission, Door::Admission::served);
    EXPECT_EQ(door.arrive(visit(3), Instant{}, draws).admission, Door::Admission::waits);
    EXPECT_EQ(door.arrive(visit(4), Instant{}, draws).admission, Door::Admission::refused);
    EXPECT_EQ(door.busy(), 2U);
    const auto next = door.leave(draws);
    ASSERT_TRUE(next.has_value());
    EXPECT_EQ(next->ticket, 3U);
    EXPECT_EQ(door.busy(), 2U);
    EXPECT_FALSE(door.leave(draws).has_value());
    EXPECT_EQ(door.busy(), 1U);
}

TEST(DoorTest, service_takes_its_operations_time_and_some_for_each_line) {
    Door door{
        {.workers = 9,
         .service_times =
             {{.operation = "write",
               .base = Quantiles::constant(one_second),
               .per_line = one_minute},
              {.operation = "*", .base = Quantiles::constant(one_hour)}}},
        operations};
    EXPECT_EQ(
        door.arrive(visit(1, 1, 25), Instant{}, draws).service.time, one_second + 25 * one_minute
    );
    EXPECT_EQ(door.arrive(visit(2, 0, 25), Instant{}, draws).service.time, one_hour);
}

TEST(DoorTest, a_bucket_gives_its_burst_and_then_one_token_an_interval) {
    Door door{
        {.workers = 100,
         .rate_limits =
             {{.operation = "*", .burst = 3, .interval = 2 * one_second, .status = 420}}},
        operations};
    auto status_at = [&door, ticket = std::uint64_t{0}](Duration when) mutable {
        return door.arrive(visit(++ticket), Instant{when}, draws).status;
    };
    const Duration start = one_hour;
    EXPECT_EQ(status_at(start), 0);
    EXPECT_EQ(status_at(start), 0);
    EXPECT_EQ(status_at(start), 0);
    EXPECT_EQ(status_at(start), 420);
    EXPECT_EQ(status_at(start + 2 * one_second - Duration{1}), 420);
    EXPECT_EQ(status_at(start + 2 * one_second), 0);
    EXPECT_EQ(status_at(start + 2 * one_second), 420);
}

TEST(DoorTest, what_one_bucket_turns_away_costs_no_token_of_another) {
    Door door{
        {.workers = 100,
         .rate_limits =
             {{.operation = "*", .burst = 2, .interval = one_hour},
              {.operation = "write", .burst = 1, .interval = one_hour}}},
        operations};
    EXPECT_EQ(door.arrive(visit(1, 1), Instant{}, draws).status, 0);
    EXPECT_EQ(door.arrive(visit(2, 1), Instant{}, draws).status, 429);
    EXPECT_EQ(door.arrive(visit(3, 0), Instant{}, draws).status, 0);
    EXPECT_EQ(door.arrive(visit(4, 0), Instant{}, draws).status, 429);
}

TEST(DoorTest, faults_act_from_begin_to_end) {
    FaultPlan plan;
    for (const FaultKind kind : {FaultKind::outage, FaultKind::slow_down}) {
        Fault fault;
        fault.kind = kind;
        fault.to = Instant{one_hour};
        fault.factor_permille = 3'000;
        plan.faults.push_back(fault);
    }
    FaultTimeline timeline{plan};
    Door door{
        {.workers = 9,
         .service_times = {{.operation = "*", .base = Quantiles::constant(one_second)}}},
        operations};
    door.begin(timeline.activate(0, any_operation));
    EXPECT_EQ(door.arrive(visit(1), Instant{}, draws).admission, Door::Admission::refused);
    door.end(0);
    door.begin(timeline.activate(1, 1));
    EXPECT_EQ(door.arrive(visit(2, 0), Instant{}, draws).service.time, one_second);
    EXPECT_EQ(door.arrive(visit(3, 1), Instant{}, draws).service.time, 3 * one_second);
    door.end(1);
    EXPECT_EQ(door.arrive(visit(4, 1), Instant{}, draws).service.time, one_second);
    EXPECT_EQ(timeline.hits().counts()[0], 1U);
    EXPECT_EQ(timeline.hits().counts()[1], 1U);
}

TEST(DoorTest, a_crash_empties_it) {
    Door door{{.workers = 1, .accept_queue_max = 5}, operations};
    EXPECT_EQ(door.arrive(visit(1), Instant{}, draws).admission, Door::Admission::served);
    EXPECT_EQ(door.arrive(visit(2), Instant{}, draws).admission, Door::Admission::waits);
    door.clear();
    EXPECT_EQ(door.busy(), 0U);
    EXPECT_EQ(door.waiting(), 0U);
    EXPECT_EQ(door.arrive(visit(3), Instant{}, draws).admission, Door::Admission::served);
}

}  // namespace
}  // namespace drydock
