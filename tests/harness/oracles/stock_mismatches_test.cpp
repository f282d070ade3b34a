#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(StockMismatchesTest, SeesAProductThatDiffersEitherWay) {
    Landscape landscape;
    landscape.books.stock[0].on_hand = Quantity::units(100);
    landscape.books.stock[2].on_hand = Quantity::units(49);
    const Finding finding = stock_mismatches(landscape.evidence());
    ASSERT_EQ(finding.count, 2U);
    EXPECT_EQ(finding.offenders[0].key, "MUG");
    EXPECT_EQ(finding.offenders[0].severity, 6'000U);
    EXPECT_EQ(finding.offenders[1].key, "PLATE");
}

TEST(StockMismatchesTest, TakesAProductThatOneSystemDoesNotListForNone) {
    Landscape landscape;
    landscape.books.stock.erase(landscape.books.stock.begin());
    EXPECT_EQ(stock_mismatches(landscape.evidence()).count, 1U);
}

TEST(StockMismatchesTest, ExplainsGoodsOfAnOrderInAPersonsHandsExactly) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[0].delivered = {};
    landscape.books.stock[0].on_hand = Quantity::units(100);
    EXPECT_EQ(stock_mismatches(landscape.evidence()).count, 1U);
    landscape.own("1");
    EXPECT_EQ(stock_mismatches(landscape.evidence()).count, 0U);
    landscape.books.stock[0].on_hand = Quantity::units(101);
    EXPECT_EQ(stock_mismatches(landscape.evidence()).count, 1U);
}

TEST(StockMismatchesTest, ExplainsAReceiptInAPersonsHands) {
    Landscape landscape;
    landscape.demand.receipts = {{Landscape::hour(1), "R1", {0, 1}}};
    landscape.demand.stock_lines = {{Landscape::plate, 20}};
    landscape.books.stock[3].on_hand = Quantity::units(70);
    EXPECT_EQ(stock_mismatches(landscape.evidence()).count, 1U);
    landscape.own("R1");
    EXPECT_EQ(stock_mismatches(landscape.evidence()).count, 0U);
}

TEST(StockMismatchesTest, ExplainsACorrectionInAPersonsHandsAndNoMoreThanIt) {
    Landscape landscape;
    landscape.books.stock_adjustments = {{"A1", Landscape::plate, Quantity::units(-3)}};
    landscape.books.stock[3].on_hand = landscape.books.stock[3].on_hand - Quantity::units(3);
    EXPECT_EQ(stock_mismatches(landscape.evidence()).count, 1U);
    landscape.own("A1");
    EXPECT_EQ(stock_mismatches(landscape.evidence()).count, 0U);
    landscape.books.stock[3].on_hand = landscape.books.stock[3].on_hand - Quantity::units(1);
    EXPECT_EQ(stock_mismatches(landscape.evidence()).count, 1U);
}

}  // namespace
}  // namespace drydock::harness
