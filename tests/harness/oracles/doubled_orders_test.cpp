#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(DoubledOrdersTest, SeesTwoSaleOrdersOfOneNumber) {
    Landscape landscape;
    landscape.books.sale_orders.push_back(landscape.books.sale_orders[0]);
    landscape.books.sale_orders.back().name = "S00003";
    const Finding finding = doubled_orders(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].key, "1");
    EXPECT_EQ(finding.offenders[0].explanation, "2 sale orders: S00001, S00003");
}

TEST(DoubledOrdersTest, NamesTheFirstFiveCopies) {
    Landscape landscape;
    for (int copy = 0; copy < 6; ++copy) {
        landscape.books.sale_orders.push_back(landscape.books.sale_orders[0]);
    }
    EXPECT_EQ(
        doubled_orders(landscape.evidence()).offenders[0].explanation,
        "7 sale orders: S00001, S00001, S00001, S00001, S00001, ..."
    );
}

TEST(DoubledOrdersTest, LeavesACancelledCopyAlone) {
    Landscape landscape;
    landscape.books.sale_orders.push_back(landscape.books.sale_orders[0]);
    landscape.books.sale_orders.back().state = SaleState::cancel;
    EXPECT_EQ(doubled_orders(landscape.evidence()).count, 0U);
}

TEST(DoubledOrdersTest, SeesTwoWarehouseOrdersOfOneReference) {
    Landscape landscape;
    landscape.books.warehouse_orders.push_back(landscape.books.warehouse_orders[0]);
    EXPECT_EQ(doubled_orders(landscape.evidence()).count, 1U);
}

TEST(DoubledOrdersTest, SeesMoreFulfilledThanOrdered) {
    Landscape landscape;
    landscape.shipped_order().lines[0].fulfilled = Quantity::units(7);
    EXPECT_EQ(doubled_orders(landscape.evidence()).count, 1U);
}

TEST(DoubledOrdersTest, DoesNotTakeStockPostingsForOneOrder) {
    Landscape landscape;
    landscape.books.pickings.push_back({"WH/IN/00001", "", true, Landscape::hour(1)});
    landscape.books.pickings.push_back({"WH/IN/00002", "", true, Landscape::hour(2)});
    EXPECT_EQ(doubled_orders(landscape.evidence()).count, 0U);
}

}  // namespace
}  // namespace drydock::harness
