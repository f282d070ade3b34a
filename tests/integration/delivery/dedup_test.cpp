#include "integration/delivery/dedup.hpp"

#include <gtest/gtest.h>

namespace drydock::integration {
namespace {

using namespace std::chrono_literals;

constexpr Instant dedup_start{};

// Source: partner reference, Shopify "trap": one event id for all topics that an action fires.
TEST(EventKeyTest, TellsTopicsOfOneEventIdApart) {
    EXPECT_NE(
        EventKey::of("storefront", "orders/create", "7").word,
        EventKey::of("storefront", "orders/paid", "7").word
    );
    EXPECT_NE(EventKey::of("a", "b", "7").word, EventKey::of("b", "a", "7").word);
    EXPECT_NE(EventKey::of("a", "bc", "7").word, EventKey::of("ab", "c", "7").word);
}

TEST(DedupTest, RemembersForTheHorizonAndForgetsAfterwards) {
    Dedup dedup{24h};
    const EventKey early = EventKey::of("wms", "order.packed", "P1");
    const EventKey late = EventKey::of("wms", "order.packed", "P2");
    dedup.remember(early, dedup_start);
    dedup.remember(late, dedup_start + 24h);
    EXPECT_TRUE(dedup.seen(early));
    dedup.remember(late, dedup_start + 25h);
    EXPECT_FALSE(dedup.seen(early));
    EXPECT_TRUE(dedup.seen(late));
    EXPECT_EQ(dedup.size(), 1U);
}

}  // namespace
}  // namespace drydock::integration
