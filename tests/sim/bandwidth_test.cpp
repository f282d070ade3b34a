#include <string>

#include <gtest/gtest.h>

#include "core/document.hpp"
#include "sim/virtual_world.hpp"
#include "tests/sim/toy_nodes.hpp"

namespace drydock::sim {
namespace {

using toy::at;
using toy::one_millisecond;
using toy::Pair;

Document text_of_size(std::size_t size_bytes) {
    DocumentWriter writer;
    writer.add(std::string(size_bytes, 'x'));
    return writer.finish();
}

/// When the answers come back: to a snapshot of `snapshot_bytes`, and to an order sent 1 s later.
std::vector<toy::Seen::End> ends_with(std::size_t snapshot_bytes) {
    Pair pair;
    pair.link = {
        .latency = 5 * one_millisecond, .jitter_max = {}, .bandwidth_bytes_per_second = 100'000};
    pair.door.workers = 2;
    pair.call(one_second, "/snapshot", one_minute);
    pair.call(2 * one_second, "/order", one_minute);
    pair.plan[0].call.request.body = text_of_size(snapshot_bytes);
    pair.plan[1].call.request.body = text_of_size(49'591);
    pair.run();
    return pair.client.ends;
}

TEST(BandwidthTest, a_message_costs_its_size_over_the_bandwidth) {
    const auto ends = ends_with(1);
    ASSERT_EQ(ends.size(), 2U);
    // 49,591 bytes in quotes, a path of 6 and a head of 400 make 49,999 bytes; the answer has 400.
    const Duration expected = Duration{499'990'000} + Duration{4'000'000} + 10 * one_millisecond;
    EXPECT_NEAR(
        static_cast<double>((ends[1].at - at(2 * one_second)).count()),
        static_cast<double>(expected.count()),
        2'000.0
    );
}

TEST(BandwidthTest, an_order_is_slowed_down_while_a_snapshot_is_sent) {
    const auto alone = ends_with(1);
    const auto shared = ends_with(500'000);
    ASSERT_EQ(shared.size(), 2U);
    EXPECT_EQ(shared[0].call, 1U);
    const Duration order_alone = alone[1].at - at(2 * one_second);
    const Duration order_shared = shared[0].at - at(2 * one_second);
    EXPECT_GT(order_shared, order_alone * 19 / 10);
    EXPECT_LT(order_shared, order_alone * 21 / 10);
}

TEST(BandwidthTest, a_transfer_goes_on_though_its_caller_gave_up) {
    Pair pair;
    pair.link = {.latency = {}, .jitter_max = {}, .bandwidth_bytes_per_second = 100'000};
    pair.call(one_second, "/snapshot", one_second);
    pair.plan[0].call.request.body = text_of_size(300'000);
    pair.run();
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(pair.client.ends[0].outcome.delivery, Delivery::timed_out);
    EXPECT_EQ(pair.server.requests.size(), 1U);
}

TEST(BandwidthTest, transfers_repeat_to_the_bit_in_one_process) {
    const auto fingerprint = [](std::uint32_t run_ahead_events_max) {
        Pair pair;
        pair.settings.run_ahead_events_max = run_ahead_events_max;
        pair.link = {
            .latency = one_millisecond,
            .jitter_max = 10 * one_millisecond,
            .bandwidth_bytes_per_second = 1'000'000};
        pair.door.workers = 4;
        for (int call = 0; call < 200; ++call) {
            pair.call(call * 37 * one_millisecond, std::to_string(call), one_minute);
            pair.plan.back().call.request.body = text_of_size(static_cast<std::size_t>(call) * 500);
        }
        return pair.run()->fingerprint();
    };
    EXPECT_EQ(fingerprint(1'000), fingerprint(1'000));
    EXPECT_EQ(fingerprint(1'000), fingerprint(0));
}

}  // namespace
}  // namespace drydock::sim
