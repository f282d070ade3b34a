#include "harness/oracles/order_index.hpp"

#include <gtest/gtest.h>

#include "harness/oracles/sku_rows.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(OrderIndexTest, JoinsAllLedgersOnTheOrderNumber) {
    const Landscape landscape;
    const OrderIndex index{landscape.books};
    const auto first = index.find("1");
    ASSERT_TRUE(first);
    EXPECT_EQ(index.channel_order(*first), &landscape.books.channel_orders[0]);
    ASSERT_EQ(index.sale_orders(*first).size(), 1U);
    EXPECT_EQ(index.sale_orders(*first)[0], 0U);
    EXPECT_EQ(index.parcels(*first).size(), 1U);
    EXPECT_EQ(index.pickings(*first).size(), 1U);
    EXPECT_EQ(index.invoices(*first).size(), 1U);
    const auto second = index.find("2");
    ASSERT_TRUE(second);
    EXPECT_EQ(index.warehouse_orders(*second)[0], 1U);
    EXPECT_TRUE(index.parcels(*second).empty());
    EXPECT_FALSE(index.find("3"));
}

TEST(OrderIndexTest, GivesNumbersThatNoChannelKnowsAPlaceToo) {
    Landscape landscape;
    landscape.books.sale_orders[0].client_order_ref = "unheard-of";
    const OrderIndex index{landscape.books};
    const auto place = index.find("unheard-of");
    ASSERT_TRUE(place);
    EXPECT_EQ(index.channel_order(*place), nullptr);
}

TEST(OrderIndexTest, TellsOpenExceptionsFromClosedOnes) {
    Landscape landscape;
    landscape.own("1");
    landscape.own("2");
    landscape.books.exceptions[1].closed = Landscape::hour(5);
    const OrderIndex index{landscape.books};
    EXPECT_TRUE(index.owned_open(*index.find("1")));
    EXPECT_FALSE(index.owned_open(*index.find("2")));
    EXPECT_TRUE(index.owned(*index.find("2")));
}

TEST(SkuRowsTest, AddsUpTheLinesOfOneProduct) {
    Landscape landscape;
    auto& lines = landscape.shipped_order().lines;
    lines.push_back(lines[0]);
    lines.back().price = {1'000};
    const Evidence evidence = landscape.evidence();
    SkuRows rows{evidence};
    static_cast<void>(rows.of(1));
    const auto& of_first = rows.of(0);
    ASSERT_EQ(of_first.size(), 2U);
    EXPECT_EQ(of_first[0].ordered, 12'000);
    EXPECT_EQ(of_first[0].price_min.thousandths, 1'000);
    EXPECT_EQ(of_first[0].price_max.thousandths, 2'500);
    EXPECT_EQ(of_first[0].shipped, 6'000);
    EXPECT_TRUE(of_first[0].storable);
    EXPECT_FALSE(of_first[1].storable);
}

}  // namespace
}  // namespace drydock::harness
