#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(InvoicedBeforeShippedTest, SeesMoreDeliveredInOdooThanHadLeft) {
    Landscape landscape;
    landscape.books.parcels[0].lines = {{Landscape::mug, Quantity::units(4)}};
    const Finding finding = invoiced_before_shipped(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].key, "1");
    EXPECT_EQ(finding.offenders[0].severity, 2'000U);
    EXPECT_EQ(
        finding.offenders[0].explanation,
        "SKU MUG: Odoo had delivered 6 with WH/OUT/00001, 4 had left the warehouse"
    );
}

// In the end all is well; when Odoo billed it, it was not.
TEST(InvoicedBeforeShippedTest, SeesWhatLeftOnlyLater) {
    Landscape landscape;
    landscape.books.parcels[0].lines = {{Landscape::mug, Quantity::units(4)}};
    Parcel rest = landscape.books.parcels[0];
    rest.number = "P2";
    rest.lines = {{Landscape::mug, Quantity::units(2)}};
    rest.shipped = Landscape::hour(11);
    landscape.books.parcels.push_back(rest);
    EXPECT_EQ(invoiced_before_shipped(landscape.evidence()).count, 1U);
    landscape.books.parcels[1].shipped = Landscape::hour(10);
    EXPECT_EQ(invoiced_before_shipped(landscape.evidence()).count, 0U);
}

TEST(InvoicedBeforeShippedTest, AddsUpDeliveriesOfOneParcelEach) {
    Landscape landscape;
    landscape.books.pickings[0].lines = {{Landscape::mug, Quantity::units(4)}};
    Picking rest = landscape.books.pickings[0];
    rest.name = "WH/OUT/00002";
    rest.lines = {{Landscape::mug, Quantity::units(2)}};
    landscape.books.pickings.push_back(rest);
    EXPECT_EQ(invoiced_before_shipped(landscape.evidence()).count, 0U);
    landscape.books.pickings[1].lines = {{Landscape::mug, Quantity::units(3)}};
    EXPECT_EQ(invoiced_before_shipped(landscape.evidence()).count, 1U);
}

TEST(InvoicedBeforeShippedTest, APersonWhoHasTheOrderInHandIsNoExcuse) {
    Landscape landscape;
    landscape.own("1");
    landscape.books.parcels[0].shipped.reset();
    EXPECT_EQ(invoiced_before_shipped(landscape.evidence()).count, 1U);
}

TEST(InvoicedBeforeShippedTest, SeesAnInvoiceThatWasPostedBeforeAnythingLeft) {
    Landscape landscape;
    landscape.books.invoices[0].posted_at = Landscape::hour(9) - one_minute;
    const Finding finding = invoiced_before_shipped(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].severity, 20'000U);
}

TEST(InvoicedBeforeShippedTest, PostageMayBeBilledAtOnceWithItsTaxEvenIfItIsTakenBackLater) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[1].ordered = {};
    landscape.books.invoices[0].posted_at = Landscape::hour(9) - one_minute;
    landscape.books.invoices[0].total = {6'000};
    EXPECT_EQ(invoiced_before_shipped(landscape.evidence()).count, 0U);
}

TEST(InvoicedBeforeShippedTest, ForgivesTheSecondThatOdooCutsOff) {
    Landscape landscape;
    landscape.books.pickings[0].done = Landscape::hour(9) - one_second;
    EXPECT_EQ(invoiced_before_shipped(landscape.evidence()).count, 0U);
    landscape.books.pickings[0].done = Landscape::hour(9) - 2 * one_second;
    EXPECT_EQ(invoiced_before_shipped(landscape.evidence()).count, 1U);
}

TEST(InvoicedBeforeShippedTest, AReturnIsNoDelivery) {
    Landscape landscape;
    landscape.books.pickings.push_back(landscape.books.pickings[0]);
    landscape.books.pickings[1].incoming = true;
    EXPECT_EQ(invoiced_before_shipped(landscape.evidence()).count, 0U);
}

}  // namespace
}  // namespace drydock::harness
