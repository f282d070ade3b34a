#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(OverRefundsTest, SeesMoreRefundedThanCaptured) {
    Landscape landscape;
    landscape.cancelled_order().refunded = {12'001};
    const Finding finding = over_refunds(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].key, "2");
    EXPECT_EQ(finding.offenders[0].severity, 1U);
}

TEST(OverRefundsTest, SeesMoneyGivenBackForGoodsThatTheCustomerKeeps) {
    Landscape landscape;
    landscape.shipped_order().refunded = {2'500};
    EXPECT_EQ(over_refunds(landscape.evidence()).count, 1U);
}

TEST(OverRefundsTest, LeavesARefundForReturnedGoodsAlone) {
    Landscape landscape;
    landscape.shipped_order().refunded = {2'500};
    landscape.books.sale_orders[0].lines[0].delivered = Quantity::units(5);
    EXPECT_EQ(over_refunds(landscape.evidence()).count, 0U);
}

TEST(OverRefundsTest, LeavesAnOrderInAPersonsHandsAloneUpToWhatWasCaptured) {
    Landscape landscape;
    landscape.own("1");
    landscape.shipped_order().refunded = {20'000};
    EXPECT_EQ(over_refunds(landscape.evidence()).count, 0U);
    landscape.shipped_order().refunded = {20'001};
    EXPECT_EQ(over_refunds(landscape.evidence()).count, 1U);
}

}  // namespace
}  // namespace drydock::harness
