#include "core/landscape/traffic.hpp"

#include <gtest/gtest.h>

namespace drydock {
namespace {

TEST(TrafficTest, an_answer_counts_by_its_status) {
    TrafficCount count;
    for (const int status : {200, 299, 404, 429, 500, 503, 301}) {
        count.count_outcome(Delivery::answered, static_cast<std::uint16_t>(status));
    }
    EXPECT_EQ(count.answered_2xx, 2U);
    EXPECT_EQ(count.answered_4xx, 1U);
    EXPECT_EQ(count.answered_429, 1U);
    EXPECT_EQ(count.answered_5xx, 2U);
    EXPECT_EQ(count.answered_other, 1U);
}

TEST(TrafficTest, what_was_not_answered_counts_by_the_way_it_failed) {
    TrafficCount count;
    count.count_outcome(Delivery::refused, 200);
    count.count_outcome(Delivery::reset_before_sent, 200);
    count.count_outcome(Delivery::reset_after_sent, 200);
    count.count_outcome(Delivery::timed_out, 200);
    EXPECT_EQ(count.refused, 1U);
    EXPECT_EQ(count.reset, 2U);
    EXPECT_EQ(count.timed_out, 1U);
    EXPECT_EQ(count.answered_2xx, 0U);
}

}  // namespace
}  // namespace drydock
