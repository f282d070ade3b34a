#include "harness/season/stages.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

StageWait wait_of(const Landscape& landscape, Stage stage, std::size_t order = 0) {
    return waits_of(landscape.evidence(), stage).at(order);
}

Duration length(const StageWait& wait) {
    return wait.to.value_or(Landscape::hour(1'000)) - wait.from;
}

TEST(StagesTest, AnOrdersWayIsCutIntoItsStages) {
    const Landscape of;
    EXPECT_EQ(length(wait_of(of, Stage::accept)), one_second);
    EXPECT_EQ(length(wait_of(of, Stage::book)), one_minute - one_second);
    EXPECT_EQ(length(wait_of(of, Stage::confirm)), Duration::zero());
    EXPECT_EQ(length(wait_of(of, Stage::release)), one_hour - one_minute);
    EXPECT_EQ(length(wait_of(of, Stage::pack)), one_hour);
    EXPECT_EQ(length(wait_of(of, Stage::label)), one_hour);
    EXPECT_EQ(length(wait_of(of, Stage::ship)), 5 * one_hour);
    EXPECT_EQ(length(wait_of(of, Stage::invoice)), one_hour + one_minute);
    EXPECT_TRUE(wait_of(of, Stage::invoice).done);
}

TEST(StagesTest, WhoTookTheOrderBackDoesNotWaitForIt) {
    const StageWait wait = wait_of(Landscape{}, Stage::confirm, 1);
    EXPECT_FALSE(wait.done);
    EXPECT_EQ(wait.to, Landscape::hour(4));
}

TEST(StagesTest, WhatAPersonHasInHandDoesNotWait) {
    Landscape landscape;
    landscape.books.sale_orders.erase(landscape.books.sale_orders.begin());
    EXPECT_FALSE(wait_of(landscape, Stage::book).to);
    landscape.own("1");
    EXPECT_EQ(wait_of(landscape, Stage::book).to, Landscape::hour(2));
    EXPECT_FALSE(wait_of(landscape, Stage::book).done);
}

TEST(StagesTest, AnOrderWithoutGoodsDoesNotWaitForTheWarehouse) {
    Landscape landscape;
    landscape.shipped_order().lines.erase(landscape.shipped_order().lines.begin());
    EXPECT_TRUE(waits_of(landscape.evidence(), Stage::release).empty());
}

TEST(StagesTest, AParcelWithoutInvoiceWaitsToTheEnd) {
    Landscape landscape;
    landscape.books.invoices.clear();
    EXPECT_FALSE(wait_of(landscape, Stage::invoice).to);
}

TEST(StagesTest, ALevelIsTheMostAtOnceInEachInterval) {
    const Axis axis{.step = one_hour, .points = 4};
    const auto wait = [](int from_minutes, int to_minutes) {
        return StageWait{
            .order = 0,
            .from = Instant{from_minutes * one_minute},
            .to = Instant{to_minutes * one_minute},
            .done = true};
    };
    // The second leaves at the instant at which the third comes.
    const std::vector<StageWait> waits{wait(10, 70), wait(20, 30), wait(30, 40), wait(50, 50)};
    EXPECT_EQ(levels_over(axis, waits), (std::vector<std::int64_t>{2, 1, 0, 0}));
}

TEST(StagesTest, WhatNeverEndsIsCountedToTheEnd) {
    const Axis axis{.step = one_hour, .points = 3};
    const StageWait endless{.order = 0, .from = Instant{one_hour}, .to = {}};
    EXPECT_EQ(levels_over(axis, {endless}), (std::vector<std::int64_t>{0, 1, 1}));
}

}  // namespace
}  // namespace drydock::harness
