#include "harness/verdict/figures.hpp"

#include <gtest/gtest.h>

#include "harness/verdict/traffic.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

Figures figures(const Landscape& landscape) {
    return figures_of(landscape.evidence(), CutOffRule{}, Landscape::hour(100));
}

Duration maximum(const Figures& of, std::size_t distribution) {
    return of.distributions.at(distribution).quantile(1'000).value_or(Duration{-1});
}

TEST(FiguresTest, CountsOrdersLinesAndParcels) {
    const Figures of = figures(Landscape{});
    EXPECT_EQ(of.orders, 2U);
    EXPECT_EQ(of.orders_accepted, 2U);
    EXPECT_EQ(of.lines, 3U);
    EXPECT_EQ(of.parcels, 1U);
    EXPECT_EQ(of.backordered_orders, 0U);
    EXPECT_EQ(of.queue_length_max, 2U);
}

TEST(FiguresTest, MeasuresTheWayOfAnOrder) {
    const Figures of = figures(Landscape{});
    EXPECT_EQ(maximum(of, 0), 2 * one_minute);
    EXPECT_EQ(maximum(of, 1), one_hour);
    EXPECT_EQ(maximum(of, 2), one_hour + one_minute);
    EXPECT_EQ(of.distributions[2].count(), 1U);
    EXPECT_EQ(of.distributions[0].name(), "order_to_odoo");
}

TEST(FiguresTest, StockIsStaleFromASaleUntilTheOtherChannelIsTold) {
    Landscape landscape;
    constexpr SystemId other{4};
    landscape.books.stock_publications = {
        {Landscape::storefront, Landscape::hour(2), 5}, {other, Landscape::hour(4), 5}};
    landscape.books.channel_orders.pop_back();
    const Figures of = figures(landscape);
    // The channel that sold knows it at once.
    EXPECT_EQ(of.distributions[3].count(), 1U);
    EXPECT_EQ(maximum(of, 3), 3 * one_hour - one_second);
}

TEST(FiguresTest, AChannelThatIsNeverToldIsStaleToTheEnd) {
    Landscape landscape;
    constexpr SystemId other{4};
    landscape.books.stock_publications = {{other, Landscape::hour(1), 5}};
    EXPECT_EQ(maximum(figures(landscape), 3), 99 * one_hour - one_second);
}

TEST(FiguresTest, CountsUnitsThatTheWarehouseClosedShortAsOversold) {
    Landscape landscape;
    EXPECT_EQ(figures(landscape).oversold_units, 0U);
    landscape.books.warehouse_orders[0].lines[0].shipped = Quantity::units(4);
    landscape.books.warehouse_orders[0].lines[0].cancelled = Quantity::units(2);
    EXPECT_EQ(figures(landscape).oversold_units, 2U);
}

TEST(FiguresTest, UnitsCancelledBeforeTheReleaseDoNotHideOversoldOnes) {
    Landscape landscape;
    landscape.shipped_order().lines[0].cancelled = Quantity::units(1);
    landscape.books.warehouse_orders[0].lines[0] = {
        Landscape::mug, Quantity::units(5), Quantity::units(3), Quantity::units(2)};
    EXPECT_EQ(figures(landscape).oversold_units, 2U);
}

TEST(FiguresTest, CountsExceptionsByOwnerInAlphabeticalOrder) {
    Landscape landscape;
    landscape.own("1");
    landscape.own("2");
    landscape.books.exceptions[1].owner = "accounts";
    landscape.books.exceptions[1].closed = Landscape::hour(5);
    const Figures of = figures(landscape);
    EXPECT_EQ(of.exceptions, 2U);
    EXPECT_EQ(of.exceptions_open, 1U);
    ASSERT_EQ(of.exceptions_by_owner.size(), 2U);
    EXPECT_EQ(of.exceptions_by_owner[0].owner, "accounts");
    EXPECT_EQ(of.exceptions_by_owner[1].owner, "catalogue");
}

TEST(TrafficTest, AmplificationIsCallsForEverySettledCall) {
    SystemTraffic traffic;
    EXPECT_EQ(retry_amplification_permille(traffic), 0U);
    traffic.calls = 15;
    traffic.succeeded = 8;
    traffic.rejected = 2;
    traffic.throttled = 1;
    traffic.failed = 1;
    traffic.refused = 1;
    traffic.reset = 1;
    traffic.timed_out = 1;
    EXPECT_EQ(retry_amplification_permille(traffic), 1'500U);
    EXPECT_EQ(traffic.errors(), 7U);
}

}  // namespace
}  // namespace drydock::harness
