#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(OraclesTest, CleanBooksPassEveryOracle) {
    const Landscape landscape;
    const auto findings = run_oracles(landscape.evidence());
    ASSERT_EQ(findings.size(), oracle_names.size());
    for (std::size_t index = 0; index < findings.size(); ++index) {
        EXPECT_EQ(findings[index].oracle, oracle_names[index]);
        EXPECT_TRUE(findings[index].applicable);
        EXPECT_EQ(findings[index].count, 0U)
            << findings[index].oracle << ": "
            << (findings[index].offenders.empty() ? "" : findings[index].offenders[0].explanation);
    }
}

TEST(OraclesTest, EmptyBooksPassEveryOracle) {
    const Books books;
    const Demand demand;
    const Evidence evidence{
        .books = books, .demand = demand, .index = OrderIndex{books}, .odoo = {}, .wms = {}};
    for (const Finding& finding : run_oracles(evidence)) {
        EXPECT_EQ(finding.count, 0U) << finding.oracle;
    }
}

TEST(OraclesTest, RulesAboutTheEndSayNothingOfARunThatWasStopped) {
    Landscape landscape;
    landscape.settled = false;
    landscape.books.sale_orders[0].lines[0].invoiced = {};
    landscape.books.stock[0].on_hand = {};
    landscape.books.pickings.clear();
    landscape.books.warehouse_orders[0].lines[0].shipped = {};
    EXPECT_FALSE(invoice_mismatches(landscape.evidence()).applicable);
    EXPECT_FALSE(stock_mismatches(landscape.evidence()).applicable);
    EXPECT_FALSE(parcels_in_flight(landscape.evidence()).applicable);
    EXPECT_FALSE(unsettled_orders(landscape.evidence()).applicable);
    EXPECT_TRUE(doubled_orders(landscape.evidence()).applicable);
}

TEST(FindingTest, OffendersComeWorstFirstAndTiesByKey) {
    const Finding finding = make_finding("lost_orders", {{"b", 1, ""}, {"c", 7, ""}, {"a", 1, ""}});
    ASSERT_EQ(finding.count, 3U);
    EXPECT_EQ(finding.offenders[0].key, "c");
    EXPECT_EQ(finding.offenders[1].key, "a");
    EXPECT_EQ(finding.offenders[2].key, "b");
}

}  // namespace
}  // namespace drydock::harness
