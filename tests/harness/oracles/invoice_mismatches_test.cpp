#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(InvoiceMismatchesTest, SeesDeliveredGoodsThatWereNotInvoiced) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[0].invoiced = Quantity::units(4);
    const Finding finding = invoice_mismatches(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].severity, 5'000U);
}

TEST(InvoiceMismatchesTest, SeesGoodsInvoicedTwice) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[0].invoiced = Quantity::units(12);
    EXPECT_EQ(invoice_mismatches(landscape.evidence()).offenders[0].severity, 15'000U);
}

TEST(InvoiceMismatchesTest, SeesADraftThatIsLeft) {
    Landscape landscape;
    landscape.books.invoices[0].posted = false;
    EXPECT_EQ(invoice_mismatches(landscape.evidence()).count, 1U);
    landscape.books.invoices[0].cancelled = true;
    EXPECT_EQ(invoice_mismatches(landscape.evidence()).count, 0U);
}

TEST(InvoiceMismatchesTest, LeavesAnOrderInAPersonsHandsAlone) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[0].invoiced = {};
    landscape.own("1");
    EXPECT_EQ(invoice_mismatches(landscape.evidence()).count, 0U);
    landscape.books.exceptions[0].closed = Landscape::hour(5);
    EXPECT_EQ(invoice_mismatches(landscape.evidence()).count, 1U);
}

TEST(InvoiceMismatchesTest, LeavesServicesAlone) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[1].delivered = {};
    EXPECT_EQ(invoice_mismatches(landscape.evidence()).count, 0U);
}

}  // namespace
}  // namespace drydock::harness
