#include "harness/oracles/backlog.hpp"

#include <gtest/gtest.h>

#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

constexpr Instant accepted{one_hour + one_second};
constexpr Instant first_booked{one_hour + one_minute};
constexpr Instant second_booked{one_hour + 2 * one_minute};

TEST(BacklogTest, CountsOrdersFromAcceptanceToTheirSaleOrder) {
    const Landscape landscape;
    const Backlog backlog = orders_unbooked(landscape.evidence());
    EXPECT_EQ(backlog.length_at(accepted - one_second), 0U);
    EXPECT_EQ(backlog.length_at(accepted), 2U);
    EXPECT_EQ(backlog.length_at(first_booked), 1U);
    EXPECT_EQ(backlog.length_at(second_booked), 0U);
    EXPECT_EQ(backlog.length_max(), 2U);
    EXPECT_EQ(backlog.length_max_at(), accepted);
}

TEST(BacklogTest, AnExceptionEndsTheWait) {
    Landscape landscape;
    landscape.books.sale_orders.clear();
    landscape.own("1");
    const Backlog backlog = orders_unbooked(landscape.evidence());
    EXPECT_EQ(backlog.length_at(Landscape::hour(2)), 1U);
}

TEST(BacklogTest, AnOrderBookedBeforeItWasAcknowledgedNeverWaits) {
    Landscape landscape;
    landscape.shipped_order().accepted = Landscape::hour(2);
    EXPECT_EQ(orders_unbooked(landscape.evidence()).length_max(), 1U);
}

TEST(BacklogTest, FindsWhenItIsBackAtALevel) {
    Landscape landscape;
    EXPECT_EQ(orders_unbooked(landscape.evidence()).first_at_most(0, accepted), second_booked);
    EXPECT_EQ(orders_unbooked(landscape.evidence()).first_at_most(1, accepted), first_booked);
    EXPECT_EQ(orders_unbooked(landscape.evidence()).first_at_most(2, accepted), accepted);
    landscape.books.sale_orders.erase(landscape.books.sale_orders.begin());
    EXPECT_EQ(orders_unbooked(landscape.evidence()).first_at_most(0, accepted), std::nullopt);
}

TEST(BacklogTest, AtOneInstantThoseThatLeaveGoFirst) {
    const Instant noon{12 * one_hour};
    const Backlog backlog{{{noon - one_hour, noon}, {noon, noon + one_hour}, {noon, noon}}};
    EXPECT_EQ(backlog.length_max(), 1U);
    EXPECT_EQ(backlog.length_at(noon), 1U);
}

TEST(BacklogTest, KnowsWhatWaitsForWarehouseCarrierAndSeller) {
    Landscape landscape;
    const Evidence evidence = landscape.evidence();
    EXPECT_EQ(parcels_unlabelled(evidence).length_at(Landscape::hour(3)), 1U);
    EXPECT_EQ(parcels_unlabelled(evidence).length_at(Landscape::hour(4)), 0U);
    EXPECT_EQ(orders_unreleased(evidence).length_at(first_booked), 1U);
    EXPECT_EQ(orders_unreleased(evidence).length_at(Landscape::hour(2)), 0U);
    EXPECT_EQ(orders_unheard(evidence).length_at(Landscape::hour(1)), 2U);
    EXPECT_EQ(orders_unheard(evidence).length_at(accepted), 0U);
}

}  // namespace
}  // namespace drydock::harness
