#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

SaleLine& mugs(Landscape& landscape) {
    return landscape.books.sale_orders[0].lines[0];
}

TEST(PriceMismatchesTest, SeesAnOrderThatWasBilledAtAnotherPrice) {
    Landscape landscape;
    mugs(landscape).price = {2'750};
    const Finding finding = price_mismatches(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].key, "1");
    EXPECT_EQ(finding.offenders[0].severity, 1'500U);
    EXPECT_EQ(
        finding.offenders[0].explanation,
        "SKU MUG: 6 billed for 16.5, 1.5 more than they were sold for"
    );
    mugs(landscape).price = {2'250};
    EXPECT_EQ(
        price_mismatches(landscape.evidence()).offenders.at(0).explanation,
        "SKU MUG: 6 billed for 13.5, 1.5 less than they were sold for"
    );
}

TEST(PriceMismatchesTest, SeesPostageToo) {
    Landscape landscape;
    landscape.books.sale_orders[0].lines[1].price = {6'000};
    EXPECT_EQ(price_mismatches(landscape.evidence()).count, 1U);
}

TEST(PriceMismatchesTest, WhatIsNotBilledCostsNobodyAnything) {
    Landscape landscape;
    mugs(landscape).price = {2'750};
    mugs(landscape).invoiced = {};
    EXPECT_EQ(price_mismatches(landscape.evidence()).count, 0U);
    landscape.books.sale_orders[1].lines[0].price = {1'000};
    EXPECT_EQ(price_mismatches(landscape.evidence()).count, 0U) << "it was cancelled";
}

TEST(PriceMismatchesTest, AQuantityThatIsBilledWronglyIsAnotherOraclesMatter) {
    Landscape landscape;
    mugs(landscape).invoiced = Quantity::units(8);
    EXPECT_EQ(price_mismatches(landscape.evidence()).count, 0U);
}

TEST(PriceMismatchesTest, WhileAPersonHasTheOrderInHandItsPriceMayStillBePutRight) {
    Landscape landscape;
    mugs(landscape).price = {2'750};
    landscape.own("1");
    EXPECT_EQ(price_mismatches(landscape.evidence()).count, 0U);
}

TEST(PriceMismatchesTest, ForgivesHalfACentAUnit) {
    Landscape landscape;
    landscape.shipped_order().lines[0].price = {2'505};
    EXPECT_EQ(price_mismatches(landscape.evidence()).count, 0U);
    landscape.shipped_order().lines[0].price = {2'506};
    EXPECT_EQ(price_mismatches(landscape.evidence()).count, 1U);
}

// 6 of 8 mugs are billed, of 4 at 2.00 and 4 at 3.00: 14.00 to 16.00, depending on which.
TEST(PriceMismatchesTest, OfLinesAtTwoPricesAnyMayHaveBeenBilledFirst) {
    Landscape landscape;
    auto& lines = landscape.shipped_order().lines;
    lines[0].ordered = Quantity::units(4);
    lines[0].price = {2'000};
    lines.push_back(lines[0]);
    lines.back().price = {3'000};
    mugs(landscape).price = {2'500};
    EXPECT_EQ(price_mismatches(landscape.evidence()).count, 0U) << "15.00";
    mugs(landscape).price = {2'800};
    EXPECT_EQ(price_mismatches(landscape.evidence()).offenders.at(0).severity, 800U) << "16.80";
    mugs(landscape).price = {2'300};
    EXPECT_EQ(price_mismatches(landscape.evidence()).offenders.at(0).severity, 200U) << "13.80";
}

// An order that was doubled is billed twice, at the right price.
TEST(PriceMismatchesTest, BillsOfADoubledOrderAreComparedTogether) {
    Landscape landscape;
    landscape.books.sale_orders.push_back(landscape.books.sale_orders[0]);
    EXPECT_EQ(price_mismatches(landscape.evidence()).count, 0U);
    landscape.books.sale_orders.back().lines[0].price = {3'000};
    EXPECT_EQ(price_mismatches(landscape.evidence()).offenders.at(0).severity, 3'000U);
}

}  // namespace
}  // namespace drydock::harness
