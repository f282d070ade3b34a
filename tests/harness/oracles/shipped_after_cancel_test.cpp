#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(ShippedAfterCancelTest, SeesAParcelThatLeftAfterTheConfirmation) {
    Landscape landscape;
    Parcel parcel = landscape.books.parcels[0];
    parcel.number = "P2";
    parcel.order = "2";
    parcel.shipped = Landscape::hour(5);
    landscape.books.parcels.push_back(parcel);
    const Finding finding = shipped_after_cancel(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].key, "2");
}

TEST(ShippedAfterCancelTest, SeesUnitsBothCancelledAndShipped) {
    Landscape landscape;
    landscape.shipped_order().lines[0].cancelled = Quantity::units(2);
    landscape.shipped_order().cancels = {
        {"C1", Landscape::hour(2), CancelAnswer::confirmed, Landscape::hour(3), false}};
    const Finding finding = shipped_after_cancel(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].severity, 2'000U);
}

TEST(ShippedAfterCancelTest, LeavesADeniedCancellationAlone) {
    Landscape landscape;
    landscape.shipped_order().cancels = {
        {"C1", Landscape::hour(2), CancelAnswer::denied, Landscape::hour(3), true}};
    EXPECT_EQ(shipped_after_cancel(landscape.evidence()).count, 0U);
}

TEST(ShippedAfterCancelTest, LeavesAPartThatWasCancelledAndARestThatShippedAlone) {
    Landscape landscape;
    landscape.shipped_order().lines[0].cancelled = Quantity::units(2);
    landscape.shipped_order().cancels = {
        {"C1", Landscape::hour(2), CancelAnswer::confirmed, Landscape::hour(3), false}};
    landscape.books.warehouse_orders[0].lines[0].shipped = Quantity::units(4);
    EXPECT_EQ(shipped_after_cancel(landscape.evidence()).count, 0U);
}

}  // namespace
}  // namespace drydock::harness
