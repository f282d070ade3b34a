#include <algorithm>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "sim/virtual_world.hpp"
#include "tests/sim/toy_nodes.hpp"

namespace drydock::sim {
namespace {

using toy::at;
using toy::one_millisecond;
using toy::Pair;

TEST(FaultsTest, an_outage_refuses_and_ends) {
    Pair pair;
    pair.fault(FaultKind::outage, 10 * one_second, 20 * one_second);
    pair.call(9 * one_second);
    pair.call(10 * one_second);
    pair.call(19 * one_second);
    pair.call(20 * one_second);
    const auto world = pair.run();
    ASSERT_EQ(pair.client.ends.size(), 4U);
    EXPECT_TRUE(pair.client.ends[0].outcome.answered());
    EXPECT_EQ(pair.client.ends[1].outcome.delivery, Delivery::refused);
    EXPECT_EQ(pair.client.ends[2].outcome.delivery, Delivery::refused);
    EXPECT_TRUE(pair.client.ends[3].outcome.answered());
    EXPECT_EQ(pair.server.requests.size(), 2U);
    EXPECT_EQ(world->fault_hits()[0], 2U);
}

TEST(FaultsTest, maintenance_answers_503_until_it_ends) {
    Pair pair;
    pair.fault(FaultKind::maintenance, 10 * one_second, 70 * one_second);
    pair.call(30 * one_second + Duration{500'000'000});
    const auto world = pair.run();
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(pair.client.ends[0].outcome.response.status, 503);
    EXPECT_EQ(pair.client.ends[0].outcome.response.retry_after, 40 * one_second);
    EXPECT_TRUE(pair.server.requests.empty());
    EXPECT_EQ(world->traffic()[2].answered_5xx, 1U);
}

TEST(FaultsTest, a_slow_down_stretches_service) {
    Pair pair;
    pair.service(one_second);
    pair.fault(FaultKind::slow_down, Duration::zero(), one_minute, {.factor_permille = 2'500});
    pair.call(one_second);
    pair.run();
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(pair.client.ends[0].at, at(one_second + 2'500 * one_millisecond));
}

TEST(FaultsTest, an_error_rate_meets_its_share_of_its_operation_and_handles_none_of_it) {
    Pair pair;
    pair.service(one_millisecond);
    pair.fault(
        FaultKind::error_rate,
        Duration::zero(),
        one_hour,
        {.operation = "write", .share_ppm = 300'000}
    );
    constexpr std::uint64_t calls = 2'000;
    for (std::uint64_t call = 0; call < calls; ++call) {
        const auto when = static_cast<Duration::rep>(call) * one_second;
        pair.call(when, "/" + std::to_string(call));
        pair.call(when, "/" + std::to_string(call), one_minute, Method::get);
    }
    const auto world = pair.run();
    const TrafficCount read = world->traffic()[1];
    const TrafficCount write = world->traffic()[2];
    EXPECT_EQ(read.answered_2xx, calls);
    EXPECT_NEAR(static_cast<double>(write.answered_5xx), 600.0, 80.0);
    EXPECT_EQ(write.handled, write.answered_2xx);
    EXPECT_EQ(world->fault_hits()[0], write.answered_5xx);
}

TEST(FaultsTest, a_second_try_of_the_same_request_meets_luck_of_its_own) {
    Pair pair;
    pair.fault(FaultKind::error_rate, Duration::zero(), one_hour, {.share_ppm = 500'000});
    for (int call = 0; call < 200; ++call) {
        pair.call(call * one_second, "/same");
    }
    const auto world = pair.run();
    EXPECT_NEAR(static_cast<double>(world->traffic()[2].answered_5xx), 100.0, 30.0);
    EXPECT_EQ(world->system_counts()[0].calls_repeated, 199U);
}

TEST(FaultsTest, requests_meet_the_same_luck_whatever_else_is_sent) {
    const auto failed = [](bool with_others) {
        Pair pair;
        pair.fault(FaultKind::error_rate, Duration::zero(), one_hour, {.share_ppm = 500'000});
        std::vector<std::uint64_t> orders;
        for (int order = 0; order < 100; ++order) {
            if (with_others) {
                pair.call(order * one_second, "/other/" + std::to_string(order));
            }
            orders.push_back(pair.plan.size());
            pair.call(order * one_second, "/orders/" + std::to_string(order));
        }
        pair.run();
        std::vector<int> failures;
        for (int order = 0; order < 100; ++order) {
            for (const toy::Seen::End& end : pair.client.ends) {
                if (end.call == orders[static_cast<std::size_t>(order)] &&
                    end.outcome.response.status == 500) {
                    failures.push_back(order);
                }
            }
        }
        return failures;
    };
    EXPECT_EQ(failed(false), failed(true));
    EXPECT_FALSE(failed(false).empty());
}

TEST(FaultsTest, a_lost_acknowledgement_is_handled_yet_reset) {
    Pair pair;
    pair.link.latency = 10 * one_millisecond;
    pair.fault(FaultKind::acknowledgement_lost, Duration::zero(), one_minute);
    pair.call(one_second);
    const auto world = pair.run();
    ASSERT_EQ(pair.server.requests.size(), 1U);
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(pair.client.ends[0].outcome.delivery, Delivery::reset_after_sent);
    EXPECT_EQ(pair.client.ends[0].at, at(one_second + 20 * one_millisecond));
    EXPECT_EQ(world->traffic()[2].reset, 1U);
}

TEST(FaultsTest, a_request_reset_before_is_not_handled_and_its_caller_cannot_know) {
    Pair pair;
    pair.fault(FaultKind::reset_before, Duration::zero(), one_minute);
    pair.call(one_second);
    pair.run();
    EXPECT_TRUE(pair.server.requests.empty());
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_TRUE(pair.client.ends[0].outcome.unknown());
}

TEST(FaultsTest, a_duplicate_is_handled_twice_and_answered_once) {
    Pair pair;
    pair.fault(FaultKind::duplicate, Duration::zero(), one_minute, {.delay = 10 * one_second});
    pair.call(one_second);
    const auto world = pair.run();
    ASSERT_EQ(pair.server.requests.size(), 2U);
    EXPECT_LE(pair.server.requests[1].at, at(11 * one_second));
    EXPECT_GT(pair.server.requests[1].at, at(one_second));
    EXPECT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(world->traffic()[2].calls, 1U);
    EXPECT_EQ(world->traffic()[2].copies, 1U);
    EXPECT_EQ(world->traffic()[2].handled, 2U);
}

TEST(FaultsTest, a_copy_meets_luck_of_its_own) {
    Pair pair;
    pair.fault(FaultKind::duplicate, Duration::zero(), one_hour, {.id = "twice"});
    pair.fault(FaultKind::error_rate, Duration::zero(), one_hour, {.share_ppm = 500'000});
    for (int call = 0; call < 200; ++call) {
        pair.call(call * one_second, std::to_string(call));
    }
    pair.run();
    // With luck of its own one of two is handled, now and then none, now and then both.
    std::map<std::string, int> handled;
    for (const toy::Seen::Request& request : pair.server.requests) {
        ++handled[request.path];
    }
    const auto once = std::count_if(handled.begin(), handled.end(), [](const auto& entry) {
        return entry.second == 1;
    });
    EXPECT_NEAR(static_cast<double>(once), 100.0, 30.0);
}

TEST(FaultsTest, reordering_lets_later_requests_overtake) {
    Pair pair;
    pair.fault(
        FaultKind::reorder,
        Duration::zero(),
        one_minute,
        {.share_ppm = 500'000, .delay = 10 * one_second}
    );
    for (int call = 0; call < 30; ++call) {
        pair.call((call + 1) * one_second, std::to_string(call + 100));
    }
    pair.run();
    ASSERT_EQ(pair.server.requests.size(), 30U);
    EXPECT_FALSE(std::is_sorted(
        pair.server.requests.begin(),
        pair.server.requests.end(),
        [](const auto& left, const auto& right) { return left.path < right.path; }
    ));
}

TEST(FaultsTest, a_lost_request_is_heard_of_by_nobody) {
    Pair pair;
    pair.fault(FaultKind::loss, Duration::zero(), one_minute, {.sender = Pair::client_id});
    pair.call(one_second, "/", 5 * one_second);
    pair.run();
    EXPECT_TRUE(pair.server.requests.empty());
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(pair.client.ends[0].outcome.delivery, Delivery::timed_out);
    EXPECT_EQ(pair.client.ends[0].at, at(6 * one_second));
}

TEST(FaultsTest, a_link_fault_of_another_sender_does_not_matter) {
    Pair pair;
    pair.fault(FaultKind::loss, Duration::zero(), one_minute, {.sender = Pair::server_id});
    pair.call(one_second);
    pair.run();
    EXPECT_EQ(pair.server.requests.size(), 1U);
}

TEST(FaultsTest, latency_is_added_each_way) {
    Pair pair;
    pair.fault(FaultKind::latency, Duration::zero(), one_minute, {.delay = one_second});
    pair.call(one_second);
    const auto world = pair.run();
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(pair.server.requests[0].at, at(2 * one_second));
    EXPECT_EQ(pair.client.ends[0].at, at(3 * one_second));
    EXPECT_EQ(world->fault_hits()[0], 1U);
}

TEST(FaultsTest, a_crash_resets_callers_and_restores_records) {
    Pair pair;
    pair.service(2 * one_second);
    pair.fault(FaultKind::crash, 10 * one_second, 20 * one_second);
    pair.call(one_second, "/before");
    pair.call(9 * one_second, "/in-service");
    pair.call(9 * one_second, "/waiting");
    pair.call(12 * one_second, "/down");
    pair.call(21 * one_second, "/after");
    const auto world = pair.run();
    ASSERT_EQ(pair.client.ends.size(), 5U);
    EXPECT_TRUE(pair.client.ends[0].outcome.answered());
    EXPECT_EQ(pair.client.ends[1].outcome.delivery, Delivery::reset_after_sent);
    EXPECT_EQ(pair.client.ends[1].at, at(10 * one_second));
    EXPECT_EQ(pair.client.ends[2].outcome.delivery, Delivery::reset_after_sent);
    EXPECT_EQ(pair.client.ends[3].outcome.delivery, Delivery::refused);
    EXPECT_TRUE(pair.client.ends[4].outcome.answered());
    EXPECT_EQ(pair.server.restored, std::vector<std::string>{"/before"});
    EXPECT_EQ(
        pair.server.starts, (std::vector<Instant>{at(Duration::zero()), at(20 * one_second)})
    );
    EXPECT_EQ(world->fault_hits()[0], 3U);
    EXPECT_EQ(world->system_counts()[1].crashes, 1U);
}

TEST(FaultsTest, a_crashed_caller_hears_of_no_call_and_no_timer_of_its_former_life) {
    Pair pair;
    pair.service(10 * one_second);
    Fault crash;
    crash.id = "crash";
    crash.kind = FaultKind::crash;
    crash.from = at(5 * one_second);
    crash.to = at(6 * one_second);
    crash.system = Pair::client_id;
    pair.faults.faults.push_back(crash);
    pair.call(one_second, "/handled-though", one_minute);
    pair.call(Duration{5'500'000'000}, "/timer-gone");
    pair.call(8 * one_second, "/set-again", one_minute);
    pair.run();
    ASSERT_EQ(pair.server.requests.size(), 2U);
    EXPECT_EQ(pair.server.requests[0].path, "/handled-though");
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(pair.client.ends[0].call, 2U);
}

TEST(FaultsTest, a_crash_while_a_node_thinks_frees_its_workers) {
    Pair pair;
    pair.think = 30 * one_second;
    pair.fault(FaultKind::crash, 10 * one_second, 11 * one_second);
    pair.call(one_second, "/thinking", one_minute);
    pair.call(12 * one_second, "/next", one_minute);
    pair.run();
    ASSERT_EQ(pair.client.ends.size(), 2U);
    EXPECT_EQ(pair.client.ends[0].outcome.delivery, Delivery::reset_after_sent);
    EXPECT_EQ(pair.client.ends[1].at, at(42 * one_second));
}

}  // namespace
}  // namespace drydock::sim
