#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(OvershippedLinesTest, SeesMoreShippedThanOrdered) {
    Landscape landscape;
    landscape.books.warehouse_orders[0].lines[0].shipped = Quantity::units(7);
    const Finding finding = overshipped_lines(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].severity, 1'000U);
}

TEST(OvershippedLinesTest, AddsUpTwoWarehouseOrdersOfOneReference) {
    Landscape landscape;
    landscape.books.warehouse_orders.push_back(landscape.books.warehouse_orders[0]);
    ASSERT_EQ(overshipped_lines(landscape.evidence()).count, 1U);
    EXPECT_EQ(overshipped_lines(landscape.evidence()).offenders[0].severity, 6'000U);
}

TEST(OvershippedLinesTest, SeesMoreDeliveredInOdooThanOrdered) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[0].delivered = Quantity::units(8);
    EXPECT_EQ(overshipped_lines(landscape.evidence()).count, 1U);
}

TEST(OvershippedLinesTest, SeesGoodsSentForAnOrderThatNoChannelKnows) {
    Landscape landscape;
    landscape.books.warehouse_orders[0].reference = "unheard-of";
    landscape.books.warehouse_orders[0].lines[0].shipped = Quantity::units(7);
    EXPECT_EQ(overshipped_lines(landscape.evidence()).count, 1U);
}

}  // namespace
}  // namespace drydock::harness
