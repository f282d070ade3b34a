#include <gtest/gtest.h>

#include "sim/virtual_world.hpp"
#include "tests/sim/toy_nodes.hpp"

// What the faults of the catalogue do to the exchanges that they meet, as client and server see it.

namespace drydock::sim {
namespace {

using toy::at;
using toy::one_millisecond;
using toy::Pair;

Fault with_delay(Duration delay) {
    Fault fault;
    fault.delay = delay;
    return fault;
}

TEST(FaultCatalogueTest, a_throttle_says_when_to_come_again_or_does_not) {
    for (const bool says_when : {true, false}) {
        Pair pair;
        const Duration delay = says_when ? Duration{1'500'000'000} : Duration{};
        pair.fault(FaultKind::throttle, Duration{}, one_minute, with_delay(delay));
        pair.call(one_second);
        pair.run();
        ASSERT_EQ(pair.client.ends.size(), 1U);
        const Response& response = pair.client.ends[0].outcome.response;
        EXPECT_EQ(response.status, 429);
        EXPECT_EQ(response.retry_after.has_value(), says_when);
        EXPECT_EQ(response.retry_after.value_or(2 * one_second), 2 * one_second);
        EXPECT_TRUE(pair.server.requests.empty());
    }
}

TEST(FaultCatalogueTest, a_rate_limit_lets_one_request_through_each_interval) {
    Pair pair;
    pair.fault(FaultKind::rate_limit, Duration{}, one_minute, with_delay(10 * one_second));
    pair.call(one_second, "/a");
    pair.call(2 * one_second, "/b");
    pair.call(12 * one_second, "/c");
    const auto world = pair.run();
    ASSERT_EQ(pair.server.requests.size(), 2U);
    EXPECT_EQ(pair.server.requests[1].path, "/c");
    EXPECT_EQ(pair.client.ends[1].outcome.response.status, 429);
    EXPECT_EQ(pair.client.ends[1].outcome.response.retry_after, 9 * one_second);
    EXPECT_EQ(world->fault_hits()[0], 1U);
}

TEST(FaultCatalogueTest, expired_credentials_are_401_until_the_end) {
    Pair pair;
    pair.fault(FaultKind::expired_credentials, Duration{}, 10 * one_second);
    pair.call(one_second);
    pair.call(10 * one_second);
    pair.run();
    EXPECT_EQ(pair.client.ends[0].outcome.response.status, 401);
    EXPECT_EQ(pair.client.ends[1].outcome.response.status, 200);
}

TEST(FaultCatalogueTest, an_error_in_the_body_is_a_200_and_not_handled) {
    Pair pair;
    pair.fault(FaultKind::error_in_body, Duration{}, one_minute);
    pair.call(one_second);
    pair.run();
    EXPECT_EQ(pair.client.ends[0].outcome.response.status, 200);
    EXPECT_TRUE(pair.server.requests.empty());
}

TEST(FaultCatalogueTest, an_error_has_the_status_that_the_plan_says) {
    Pair pair;
    Fault fault;
    fault.status = 409;
    pair.fault(FaultKind::error_rate, Duration{}, one_minute, fault);
    pair.call(one_second);
    pair.run();
    EXPECT_EQ(pair.client.ends[0].outcome.response.status, 409);
}

TEST(FaultCatalogueTest, exhausted_workers_serve_again_at_the_end) {
    Pair pair;
    pair.door.workers = 2;
    pair.service(one_second);
    Fault fault;
    fault.share_ppm = 500'000;
    pair.fault(FaultKind::worker_exhaustion, Duration{}, 10 * one_second, fault);
    pair.call(9 * one_second, "/a");
    pair.call(9 * one_second, "/b");
    pair.call(9 * one_second, "/c");
    pair.run();
    ASSERT_EQ(pair.server.requests.size(), 3U);
    EXPECT_EQ(pair.server.requests[0].at, at(10 * one_second));
    // At ten seconds both workers are there: /b by the one that is done, /c by the one that is
    // back.
    EXPECT_EQ(pair.server.requests[1].at, at(11 * one_second));
    EXPECT_EQ(pair.server.requests[2].at, at(11 * one_second));
}

TEST(FaultCatalogueTest, a_lost_response_is_handled_and_times_out) {
    Pair pair;
    pair.fault(FaultKind::response_lost, Duration{}, one_minute);
    pair.call(one_second, "/", 5 * one_second);
    pair.run();
    EXPECT_EQ(pair.server.requests.size(), 1U);
    EXPECT_EQ(pair.client.ends[0].outcome.delivery, Delivery::timed_out);
    EXPECT_EQ(pair.client.ends[0].at, at(6 * one_second));
}

TEST(FaultCatalogueTest, a_slow_body_delays_the_answer_alone) {
    Pair pair;
    pair.fault(FaultKind::slow_body, Duration{}, one_minute, with_delay(20 * one_second));
    pair.call(one_second);
    pair.run();
    EXPECT_EQ(pair.server.requests[0].at, at(one_second));
    EXPECT_GT(pair.client.ends[0].at, at(one_second));
    EXPECT_LE(pair.client.ends[0].at, at(21 * one_second));
}

TEST(FaultCatalogueTest, jitter_differs_from_request_to_request) {
    Pair pair;
    pair.fault(FaultKind::jitter, Duration{}, one_minute, with_delay(one_second));
    pair.call(one_second, "/a");
    pair.call(one_second, "/b");
    pair.run();
    ASSERT_EQ(pair.server.requests.size(), 2U);
    EXPECT_NE(pair.server.requests[0].at, pair.server.requests[1].at);
    EXPECT_LE(pair.server.requests[1].at, at(2 * one_second));
}

TEST(FaultCatalogueTest, a_narrow_link_takes_as_long_as_the_size_asks) {
    Pair pair;
    Fault fault;
    fault.bandwidth_bytes_per_second = 400;  // An empty request is 400 bytes of head.
    pair.fault(FaultKind::bandwidth, Duration{}, one_minute, fault);
    pair.call(one_second);
    pair.run();
    EXPECT_EQ(pair.server.requests[0].at, at(2 * one_second));
    EXPECT_EQ(pair.client.ends[0].at, at(3 * one_second));
}

TEST(FaultCatalogueTest, a_partition_cuts_both_ways) {
    Pair pair;
    pair.fault(FaultKind::partition, 2 * one_second, 10 * one_second);
    pair.think = 3 * one_second;
    pair.door.workers = 4;
    pair.call(one_second, "/before", 5 * one_second);  // Its answer would leave at four seconds.
    pair.call(3 * one_second, "/within", 5 * one_second);
    pair.call(10 * one_second, "/after", 5 * one_second);
    pair.run();
    ASSERT_EQ(pair.server.requests.size(), 2U);
    EXPECT_EQ(pair.server.requests[1].path, "/after");
    EXPECT_EQ(pair.client.ends[0].outcome.delivery, Delivery::timed_out);
    EXPECT_EQ(pair.client.ends[1].outcome.delivery, Delivery::timed_out);
    EXPECT_TRUE(pair.client.ends[2].outcome.answered());
}

TEST(FaultCatalogueTest, a_one_way_partition_leaves_answers_of_the_other_way_alone) {
    Pair pair;
    pair.fault(FaultKind::one_way_partition, 2 * one_second, 10 * one_second);
    pair.think = 3 * one_second;
    pair.door.workers = 4;
    pair.call(one_second, "/before", 5 * one_second);
    pair.call(3 * one_second, "/within", 5 * one_second);
    pair.run();
    EXPECT_EQ(pair.server.requests.size(), 1U);
    EXPECT_TRUE(pair.client.ends[0].outcome.answered());
    EXPECT_EQ(pair.client.ends[1].outcome.delivery, Delivery::timed_out);
}

TEST(FaultCatalogueTest, a_swallowed_request_is_acknowledged_and_never_arrives) {
    Pair pair;
    pair.fault(FaultKind::swallow, Duration{}, one_minute);
    pair.call(one_second);
    pair.run();
    EXPECT_TRUE(pair.server.requests.empty());
    EXPECT_EQ(pair.client.ends[0].outcome.response.status, 200);
}

TEST(FaultCatalogueTest, what_came_during_a_replay_fault_comes_once_more_after_it) {
    Pair pair;
    pair.fault(FaultKind::replay, Duration{}, 10 * one_second, with_delay(5 * one_second));
    pair.call(one_second, "/a");
    pair.call(2 * one_second, "/b");
    pair.call(12 * one_second, "/later");
    const auto world = pair.run();
    ASSERT_EQ(pair.server.requests.size(), 5U);
    EXPECT_EQ(pair.client.ends.size(), 3U);
    EXPECT_EQ(world->traffic()[2].copies, 2U);
    for (std::size_t index = 2; index < 5; ++index) {
        EXPECT_GE(pair.server.requests[index].at, at(10 * one_second));
        EXPECT_LE(pair.server.requests[index].at, at(15 * one_second));
    }
}

TEST(FaultCatalogueTest, a_duplicate_can_come_n_times_at_the_same_moment) {
    Pair pair;
    Fault fault;
    fault.copies = 3;
    pair.fault(FaultKind::duplicate, Duration{}, one_minute, fault);
    pair.call(one_second);
    pair.run();
    ASSERT_EQ(pair.server.requests.size(), 4U);
    EXPECT_EQ(pair.server.requests[3].at, at(one_second));
}

TEST(FaultCatalogueTest, a_crash_loop_goes_down_and_up_again_until_the_end) {
    Pair pair;
    pair.fault(
        FaultKind::crash_loop, 10 * one_second, 50 * one_second, with_delay(10 * one_second)
    );
    pair.call(15 * one_second, "/down");
    pair.call(25 * one_second, "/up");
    pair.call(35 * one_second, "/down");
    pair.call(55 * one_second, "/up");
    const auto world = pair.run();
    EXPECT_EQ(world->system_counts()[1].crashes, 2U);
    ASSERT_EQ(pair.server.requests.size(), 2U);
    EXPECT_EQ(pair.server.requests[0].at, at(25 * one_second));
    EXPECT_EQ(pair.server.starts.size(), 3U);
}

TEST(FaultCatalogueTest, nothing_leaves_before_its_records_are_on_a_slow_disk) {
    Pair pair;
    pair.fault(FaultKind::slow_disk, Duration{}, one_minute, with_delay(2 * one_second));
    pair.call(one_second);
    pair.run();
    EXPECT_EQ(pair.client.ends[0].at, at(3 * one_second));
}

TEST(
    FaultCatalogueTest, a_full_disk_stops_the_system_at_its_first_record_and_nothing_is_half_done
) {
    Pair pair;
    pair.fault(FaultKind::disk_full, 2 * one_second, 20 * one_second);
    pair.call(one_second, "/kept");
    pair.call(5 * one_second, "/not-kept");
    pair.call(6 * one_second, "/refused");
    pair.call(25 * one_second, "/kept");
    pair.run();
    ASSERT_EQ(pair.client.ends.size(), 4U);
    EXPECT_EQ(pair.client.ends[1].outcome.delivery, Delivery::reset_after_sent);
    EXPECT_EQ(pair.client.ends[2].outcome.delivery, Delivery::refused);
    EXPECT_TRUE(pair.client.ends[3].outcome.answered());
    ASSERT_EQ(pair.server.starts.size(), 2U);
    EXPECT_EQ(pair.server.starts[1], at(20 * one_second));
    EXPECT_EQ(pair.server.restored, std::vector<std::string>{"/kept"});
}

TEST(FaultCatalogueTest, a_torn_record_loses_the_step_that_was_being_written) {
    Pair pair;
    pair.fault(FaultKind::torn_record, 2 * one_second, 10 * one_second);
    pair.call(one_second, "/kept");
    pair.call(5 * one_second, "/torn");
    pair.call(12 * one_second, "/kept-too");
    pair.run();
    EXPECT_EQ(pair.client.ends[1].outcome.delivery, Delivery::reset_after_sent);
    EXPECT_EQ(pair.server.restored, std::vector<std::string>{"/kept"});
}

}  // namespace
}  // namespace drydock::sim
