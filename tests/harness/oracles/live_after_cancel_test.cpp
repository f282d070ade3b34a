#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(LiveAfterCancelTest, SeesASaleOrderThatGoesOnAlthoughItsCancellationWasConfirmed) {
    Landscape landscape;
    ASSERT_EQ(live_after_cancel(landscape.evidence()).count, 0U);
    for (SaleOrder& sale : landscape.books.sale_orders) {
        sale.state = SaleState::sale;
    }
    const Finding finding = live_after_cancel(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].key, landscape.cancelled_order().number);
}

TEST(LiveAfterCancelTest, LeavesAnOrderInAPersonsHandsAlone) {
    Landscape landscape;
    for (SaleOrder& sale : landscape.books.sale_orders) {
        sale.state = SaleState::sale;
    }
    landscape.own(landscape.cancelled_order().number);
    EXPECT_EQ(live_after_cancel(landscape.evidence()).count, 0U);
}

TEST(LiveAfterCancelTest, LeavesUnitsThatWereTakenOffTheSaleOrderAlone) {
    Landscape landscape;
    landscape.shipped_order().cancels = {
        {"C1", Landscape::hour(2), CancelAnswer::confirmed, Landscape::hour(3), false}};
    EXPECT_EQ(live_after_cancel(landscape.evidence()).count, 0U);
    landscape.shipped_order().lines[0].cancelled = Quantity::units(2);
    EXPECT_EQ(live_after_cancel(landscape.evidence()).count, 1U);
    landscape.books.sale_orders[0].lines[0].ordered -= Quantity::units(2);
    EXPECT_EQ(live_after_cancel(landscape.evidence()).count, 0U);
}

}  // namespace
}  // namespace drydock::harness
