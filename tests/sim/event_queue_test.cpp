#include "sim/event_queue.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "core/draws.hpp"

namespace drydock::sim {
namespace {

TEST(EventQueueTest, events_come_by_time_then_priority_then_order_of_arrival) {
    EventQueue queue;
    const Draws draws{3};
    struct Key {
        std::int64_t at_ns;
        Priority priority;
        std::uint64_t number;
        auto operator<=>(const Key&) const = default;
    };
    std::vector<Key> expected;
    for (std::uint64_t number = 0; number < 5'000; ++number) {
        const auto at = static_cast<std::int64_t>(draws.at_most(100, Stream{"at"}, number, 0));
        const auto priority =
            static_cast<Priority>(draws.at_most(2, Stream{"priority"}, number, 0));
        expected.push_back({at, priority, number});
        queue.push(priority, {.at_ns = at, .payload = number});
    }
    std::sort(expected.begin(), expected.end());
    for (const Key& key : expected) {
        ASSERT_EQ(queue.pop().payload, key.number);
    }
    EXPECT_TRUE(queue.empty());
}

TEST(EventQueueTest, permuted_ties_still_respect_time_and_priority) {
    EventQueue queue{5};
    for (std::uint64_t number = 0; number < 100; ++number) {
        queue.push(Priority::traffic, {.at_ns = 1, .payload = number});
    }
    queue.push(Priority::landscape, {.at_ns = 1, .payload = 1'000});
    queue.push(Priority::observer, {.at_ns = 1, .payload = 2'000});
    queue.push(Priority::observer, {.at_ns = 0, .payload = 3'000});
    EXPECT_EQ(queue.pop().payload, 3'000U);
    EXPECT_EQ(queue.pop().payload, 1'000U);
    std::vector<std::uint64_t> traffic;
    for (int number = 0; number < 100; ++number) {
        traffic.push_back(queue.pop().payload);
    }
    EXPECT_FALSE(std::is_sorted(traffic.begin(), traffic.end()));
    EXPECT_EQ(queue.pop().payload, 2'000U);
}

}  // namespace
}  // namespace drydock::sim
