#include "harness/season/book_lines.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "core/calendar.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

const std::vector<std::string> systems{"odoo", "wms", "carrier", "shop", "bazaar"};

std::vector<std::int64_t> values(const Landscape& landscape, std::string_view name) {
    const Axis axis{.step = one_hour, .points = 20};
    const auto lines = book_lines(landscape.evidence(), systems, Landscape::hour(100), axis);
    const auto found = std::ranges::find(lines, name, &Line::name);
    return found == lines.end() ? std::vector<std::int64_t>{} : found->values;
}

std::int64_t sum(const std::vector<std::int64_t>& of) {
    return std::accumulate(of.begin(), of.end(), std::int64_t{0});
}

TEST(BookLinesTest, DemandAndThroughputAreCountedWhereTheyHappened) {
    const Landscape landscape;
    EXPECT_EQ(values(landscape, "orders_placed").at(1), 2);
    EXPECT_EQ(values(landscape, "done_book").at(1), 2);
    EXPECT_EQ(values(landscape, "done_ship").at(9), 1);
    EXPECT_EQ(values(landscape, "done_invoice").at(10), 1);
    EXPECT_EQ(sum(values(landscape, "done_invoice")), 1);
}

TEST(BookLinesTest, DemandIsToldByChannel) {
    const Axis axis{.step = one_hour, .points = 20};
    const Landscape landscape;
    const auto lines = book_lines(landscape.evidence(), systems, Landscape::hour(100), axis);
    EXPECT_EQ(lines.at(0).name, "orders_placed");
    EXPECT_EQ(lines.at(0).system, "shop");
}

TEST(BookLinesTest, WhatWaitsIsALevel) {
    const Landscape landscape;
    EXPECT_EQ(values(landscape, "waiting_book").at(1), 2);
    EXPECT_EQ(values(landscape, "waiting_ship").at(6), 1);
    EXPECT_EQ(values(landscape, "waiting_ship").at(10), 0);
}

TEST(BookLinesTest, TheSlowestOrderIsToldByWhenItWasPlaced) {
    Landscape landscape;
    EXPECT_EQ(values(landscape, "slowest_to_odoo_ms").at(1), 120'000);
    landscape.books.sale_orders[0].created = Landscape::hour(5);
    EXPECT_EQ(values(landscape, "slowest_to_odoo_ms").at(1), 4 * 3'600'000);
}

TEST(BookLinesTest, StockIsStaleUntilTheOtherChannelIsTold) {
    Landscape landscape;
    EXPECT_TRUE(values(landscape, "stock_staleness_ms").empty());
    landscape.books.stock_publications = {{SystemId{4}, Landscape::hour(3), 1}};
    EXPECT_EQ(values(landscape, "stock_staleness_ms").at(1), 2 * 3'600'000 - 1'000);
}

TEST(BookLinesTest, TheLastBookingIsThatOfTheInvoice) {
    EXPECT_EQ(last_booking(Landscape{}.evidence()), Landscape::hour(10) + one_minute);
}

}  // namespace
}  // namespace drydock::harness
