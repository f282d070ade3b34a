#include "sim/virtual_world.hpp"

#include <gtest/gtest.h>

#include "tests/sim/toy_nodes.hpp"

namespace drydock::sim {
namespace {

using toy::at;
using toy::one_millisecond;
using toy::Pair;

TEST(VirtualWorldTest, an_exchange_costs_its_link_twice_and_its_service_once) {
    Pair pair;
    pair.link.latency = 10 * one_millisecond;
    pair.service(5 * one_millisecond);
    pair.call(one_second);
    const auto world = pair.run();
    ASSERT_EQ(pair.server.requests.size(), 1U);
    EXPECT_EQ(pair.server.requests[0].at, at(one_second + 15 * one_millisecond));
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(pair.client.ends[0].at, at(one_second + 25 * one_millisecond));
    EXPECT_EQ(pair.client.ends[0].outcome.response.status, 200);
    const TrafficCount write = world->traffic()[2];
    EXPECT_EQ(write.operation, "write");
    EXPECT_EQ(write.calls, 1U);
    EXPECT_EQ(write.answered_2xx, 1U);
    EXPECT_EQ(write.busy, 5 * one_millisecond);
}

TEST(VirtualWorldTest, a_request_is_handled_at_the_end_of_its_service_though_its_caller_gave_up) {
    Pair pair;
    pair.service(10 * one_second);
    pair.call(one_second, "/slow", 3 * one_second);
    const auto world = pair.run();
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(pair.client.ends[0].outcome.delivery, Delivery::timed_out);
    EXPECT_EQ(pair.client.ends[0].at, at(4 * one_second));
    ASSERT_EQ(pair.server.requests.size(), 1U);
    EXPECT_EQ(pair.server.requests[0].at, at(11 * one_second));
    EXPECT_EQ(world->traffic()[2].timed_out, 1U);
    EXPECT_EQ(world->traffic()[2].handled, 1U);
}

TEST(VirtualWorldTest, one_worker_serves_one_after_the_other_in_order_of_arrival) {
    Pair pair;
    pair.service(2 * one_second);
    pair.call(one_second, "/a");
    pair.call(one_second, "/b");
    pair.call(2 * one_second, "/c");
    const auto world = pair.run();
    ASSERT_EQ(pair.client.ends.size(), 3U);
    EXPECT_EQ(pair.client.ends[0].at, at(3 * one_second));
    EXPECT_EQ(pair.client.ends[1].at, at(5 * one_second));
    EXPECT_EQ(pair.client.ends[2].at, at(7 * one_second));
    EXPECT_EQ(world->traffic()[2].waited, (2 + 3) * one_second);
    EXPECT_EQ(world->system_counts()[1].waiting_max, 2U);
}

TEST(VirtualWorldTest, a_worker_is_held_until_its_node_has_replied) {
    Pair pair;
    pair.think = 4 * one_second;
    pair.call(one_second, "/a");
    pair.call(one_second, "/b");
    pair.run();
    ASSERT_EQ(pair.server.requests.size(), 2U);
    EXPECT_EQ(pair.server.requests[1].at, at(5 * one_second));
}

TEST(VirtualWorldTest, a_full_accept_queue_refuses) {
    Pair pair;
    pair.service(10 * one_second);
    pair.door.accept_queue_max = 1;
    pair.call(one_second, "/served");
    pair.call(one_second, "/waits");
    pair.call(one_second, "/refused");
    const auto world = pair.run();
    ASSERT_EQ(pair.client.ends.size(), 3U);
    EXPECT_EQ(pair.client.ends[0].call, 2U);
    EXPECT_EQ(pair.client.ends[0].outcome.delivery, Delivery::refused);
    EXPECT_EQ(pair.server.requests.size(), 2U);
    EXPECT_EQ(world->traffic()[2].refused, 1U);
}

TEST(VirtualWorldTest, a_rate_limit_answers_429_with_the_time_to_the_next_token) {
    Pair pair;
    pair.door.rate_limits = {
        {.operation = "write", .burst = 2, .interval = 10 * one_second, .status = 429}};
    for (int call = 0; call < 3; ++call) {
        pair.call(one_second, "/");
    }
    pair.call(one_second, "/", one_minute, Method::get);
    pair.call(11 * one_second, "/");
    const auto world = pair.run();
    EXPECT_EQ(world->traffic()[2].answered_429, 1U);
    EXPECT_EQ(world->traffic()[2].answered_2xx, 3U);
    EXPECT_EQ(world->traffic()[1].answered_2xx, 1U);
    for (const toy::Seen::End& end : pair.client.ends) {
        if (end.outcome.response.status == 429) {
            EXPECT_EQ(end.call, 2U);
            EXPECT_EQ(end.outcome.response.retry_after, 10 * one_second);
        }
    }
}

TEST(VirtualWorldTest, deadlines_of_many_different_lengths_all_fire_in_time) {
    Pair pair;
    pair.service(one_hour);
    pair.door.workers = 100;
    for (int call = 0; call < 60; ++call) {
        pair.call(one_second, "/", (call % 50 + 1) * one_second);
    }
    pair.run(10 * one_minute);
    ASSERT_EQ(pair.client.ends.size(), 60U);
    for (const toy::Seen::End& end : pair.client.ends) {
        EXPECT_EQ(end.outcome.delivery, Delivery::timed_out);
        const auto length = static_cast<Duration::rep>(end.call % 50) + 1;
        EXPECT_EQ(end.at, at((1 + length) * one_second));
    }
}

TEST(VirtualWorldTest, a_run_can_be_stopped_by_its_watcher_and_gone_on_with) {
    Pair pair;
    for (int call = 0; call < 10; ++call) {
        pair.call((call + 1) * one_second);
    }
    const auto world = pair.world();
    bool stop = true;
    world->watch(7, [&stop](const RunStatus&) {
        return stop ? RunDecision::stop : RunDecision::go_on;
    });
    const RunStatus first = world->run_until(at(one_hour));
    EXPECT_EQ(first.steps, 7U);
    stop = false;
    const RunStatus second = world->run_until(at(one_hour));
    EXPECT_EQ(second.exchanges, 10U);
    EXPECT_EQ(pair.client.ends.size(), 10U);
}

TEST(VirtualWorldTest, a_run_ends_at_its_end_and_goes_on_from_there) {
    Pair pair;
    pair.call(10 * one_second);
    pair.call(20 * one_second);
    const auto world = pair.world();
    EXPECT_EQ(world->run_until(at(15 * one_second)).now, at(15 * one_second));
    EXPECT_EQ(pair.client.ends.size(), 1U);
    world->run_until(at(one_hour));
    EXPECT_EQ(pair.client.ends.size(), 2U);
    EXPECT_EQ(pair.client.ends[1].at, at(20 * one_second));
}

TEST(VirtualWorldTest, gauges_are_read_each_interval_and_do_not_keep_a_run_going) {
    Pair pair;
    pair.call(10 * one_second, "/", one_second);
    const auto world = pair.world();
    std::vector<Instant> read;
    world->read_gauges_every(
        4 * one_second,
        [&read](Instant now, SystemId system, const std::vector<Gauge>&) {
            if (system == Pair::client_id) {
                read.push_back(now);
            }
        }
    );
    world->run_until(at(one_hour));
    ASSERT_EQ(read.size(), 3U);
    EXPECT_EQ(read[2], at(12 * one_second));
}

TEST(VirtualWorldTest, nanoseconds_survive_two_years_of_clock) {
    Pair pair;
    const Duration late = 700 * one_day + Duration{1};
    pair.call(late, "/a");
    pair.call(late + Duration{1}, "/b");
    pair.settings.run_ahead_events_max = 0;
    pair.run(730 * one_day);
    ASSERT_EQ(pair.server.requests.size(), 2U);
    EXPECT_EQ(pair.server.requests[0].at, at(late));
    EXPECT_EQ(pair.server.requests[1].at, at(late + Duration{1}));
}

}  // namespace
}  // namespace drydock::sim
