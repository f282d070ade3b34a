#include "core/landscape/request_luck.hpp"

#include <set>

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock {
namespace {

TEST(RequestLuckTest, a_request_is_named_by_its_content_and_its_repeats_apart) {
    RequestLuck luck;
    RequestLuck other;
    const std::uint64_t first = luck.entity_of(11, Instant{});
    EXPECT_NE(first, luck.entity_of(11, Instant{one_second}));
    EXPECT_EQ(luck.repeat_count(), 1U);
    EXPECT_NE(other.entity_of(12, Instant{}), first);
    EXPECT_EQ(other.entity_of(11, Instant{one_second}), first);
}

TEST(RequestLuckTest, two_contents_of_one_place_do_not_push_each_other_out) {
    RequestLuck luck;
    constexpr std::uint64_t far = std::uint64_t{1} << 32U;
    std::set<std::uint64_t> names;
    for (int repeat = 0; repeat < 10; ++repeat) {
        names.insert(luck.entity_of(5, Instant{}));
        names.insert(luck.entity_of(5 + far, Instant{}));
    }
    EXPECT_EQ(names.size(), 20U);
}

TEST(RequestLuckTest, the_most_repeats_of_a_minute_are_kept) {
    RequestLuck luck;
    const auto ask = [&](std::uint64_t content, Duration at) {
        static_cast<void>(luck.entity_of(content, Instant{at}));
    };
    ask(11, one_second);
    ask(12, one_second);
    EXPECT_EQ(luck.repeats_a_minute_max(), 0U);
    ask(11, 2 * one_second);
    ask(12, 59 * one_second);
    ask(11, one_minute);
    EXPECT_EQ(luck.repeat_count(), 3U);
    EXPECT_EQ(luck.repeats_a_minute_max(), 2U);
}

TEST(RequestLuckTest, one_that_was_pushed_out_is_not_unlucky_for_ever) {
    RequestLuck luck;
    constexpr std::uint64_t far = std::uint64_t{1} << 32U;
    const std::uint64_t first = luck.entity_of(5, Instant{});
    for (std::uint64_t other = 1; other < 5; ++other) {
        static_cast<void>(luck.entity_of(5 + other * far, Instant{}));
    }
    EXPECT_NE(luck.entity_of(5, Instant{2 * one_hour}), first);
}

}  // namespace
}  // namespace drydock
