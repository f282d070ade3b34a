#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(LostOrdersTest, SeesAnAcceptedOrderThatIsNowhere) {
    Landscape landscape;
    landscape.books.sale_orders.erase(landscape.books.sale_orders.begin());
    const Finding finding = lost_orders(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].key, "1");
    EXPECT_EQ(finding.offenders[0].severity, 20'000U);
}

TEST(LostOrdersTest, LeavesAnOrderInAPersonsHandsAlone) {
    Landscape landscape;
    landscape.books.sale_orders.erase(landscape.books.sale_orders.begin());
    landscape.own("1");
    EXPECT_EQ(lost_orders(landscape.evidence()).count, 0U);
}

TEST(LostOrdersTest, LeavesAnOrderAloneThatWasCancelledBeforeItWasBooked) {
    Landscape landscape;
    landscape.books.sale_orders.pop_back();
    EXPECT_EQ(lost_orders(landscape.evidence()).count, 0U);
    landscape.cancelled_order().cancels[0].answer = CancelAnswer::denied;
    landscape.cancelled_order().lines[0].cancelled = {};
    EXPECT_EQ(lost_orders(landscape.evidence()).count, 1U);
}

TEST(LostOrdersTest, SeesAnOrderThatWasNeverAccepted) {
    Landscape landscape;
    landscape.shipped_order().accepted.reset();
    EXPECT_EQ(lost_orders(landscape.evidence()).count, 1U);
    landscape.settled = false;
    EXPECT_EQ(lost_orders(landscape.evidence()).count, 0U);
}

TEST(LostOrdersTest, SeesASaleOrderThatWasCancelledAgainstTheCustomersWish) {
    Landscape landscape;
    landscape.books.sale_orders[0].state = SaleState::cancel;
    EXPECT_EQ(lost_orders(landscape.evidence()).count, 1U);
}

TEST(LostOrdersTest, SeesLinesThatOdooNeverGot) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[0].ordered = Quantity::units(5);
    const Finding finding = lost_orders(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_NE(finding.offenders[0].explanation.find("SKU MUG"), std::string::npos);
}

}  // namespace
}  // namespace drydock::harness
