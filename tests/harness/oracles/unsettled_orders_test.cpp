#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

std::string reason_in(const Landscape& landscape) {
    const Finding finding = unsettled_orders(landscape.evidence());
    return finding.offenders.empty() ? "" : finding.offenders[0].explanation;
}

TEST(UnsettledOrdersTest, SeesAnOrderThatTheWarehouseNeverGot) {
    Landscape landscape;
    landscape.books.warehouse_orders.erase(landscape.books.warehouse_orders.begin());
    EXPECT_EQ(reason_in(landscape), "SKU MUG: 6 wanted, 0 released to the warehouse");
}

TEST(UnsettledOrdersTest, SeesUnitsNeitherShippedNorCancelled) {
    Landscape landscape;
    landscape.books.warehouse_orders[0].lines[0].shipped = Quantity::units(5);
    EXPECT_EQ(
        reason_in(landscape),
        "SKU MUG: 6 released, 5 shipped, the rest neither shipped nor cancelled"
    );
}

TEST(UnsettledOrdersTest, SeesAShipmentThatTheChannelWasNotTold) {
    Landscape landscape;
    landscape.shipped_order().lines[0].fulfilled = {};
    EXPECT_EQ(reason_in(landscape), "SKU MUG: 6 shipped, the channel was told of 0");
}

TEST(UnsettledOrdersTest, SeesAShipmentThatOdooDidNotDeliver) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[0].delivered = Quantity::units(1);
    EXPECT_EQ(reason_in(landscape), "SKU MUG: 6 shipped, Odoo has delivered 1");
}

TEST(UnsettledOrdersTest, SeesASaleOrderThatWaitsForGoodsThatWillNotCome) {
    Landscape landscape;
    landscape.books.sale_orders[1].state = SaleState::sale;
    EXPECT_EQ(unsettled_orders(landscape.evidence()).count, 1U);
}

TEST(UnsettledOrdersTest, SeesDeliveredGoodsWithoutInvoice) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[0].invoiced = {};
    EXPECT_EQ(reason_in(landscape), "S00001: delivered and not invoiced in full");
}

TEST(UnsettledOrdersTest, SeesACancellationThatNobodyAnswered) {
    Landscape landscape;
    landscape.cancelled_order().cancels[0].answer = CancelAnswer::none;
    EXPECT_EQ(reason_in(landscape), "cancellation C2 was never answered");
}

TEST(UnsettledOrdersTest, SeesMoneyThatIsDueToTheCustomer) {
    Landscape landscape;
    landscape.cancelled_order().refunded = {11'000};
    EXPECT_EQ(reason_in(landscape), "12 is due to the customer, 11 was refunded");
}

TEST(UnsettledOrdersTest, SeesAReturnThatIsNotBooked) {
    Landscape landscape;
    landscape.shipped_order().lines[0].returned = Quantity::units(1);
    EXPECT_EQ(reason_in(landscape), "a return was asked for and is not booked in Odoo");
}

TEST(UnsettledOrdersTest, AcceptsUnitsClosedShortAndRefunded) {
    Landscape landscape;
    landscape.shipped_order().lines[0].fulfilled = Quantity::units(4);
    landscape.shipped_order().refunded = {5'000};
    SaleLine& sale_line = landscape.books.sale_orders[0].lines[0];
    sale_line.ordered = sale_line.delivered = sale_line.invoiced = Quantity::units(4);
    landscape.books.warehouse_orders[0].lines[0].shipped = Quantity::units(4);
    landscape.books.warehouse_orders[0].lines[0].cancelled = Quantity::units(2);
    EXPECT_EQ(reason_in(landscape), "");
    EXPECT_EQ(lost_orders(landscape.evidence()).count, 0U);
    EXPECT_EQ(over_refunds(landscape.evidence()).count, 0U);
}

TEST(UnsettledOrdersTest, LeavesAnOrderInAPersonsHandsAlone) {
    Landscape landscape;
    landscape.books.warehouse_orders[0].lines[0].shipped = {};
    landscape.own("1");
    EXPECT_EQ(reason_in(landscape), "");
}

}  // namespace
}  // namespace drydock::harness
