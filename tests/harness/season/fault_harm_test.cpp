#include "harness/season/fault_harm.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock::harness {
namespace {

constexpr Instant end{100 * one_hour};

Instant minute(std::int64_t count) {
    return Instant{count * one_minute};
}

/// Orders of one storable product, one every ten minutes from minute 0, each with the warehouse
/// one minute later; those placed in [60, 120) only at minute 150.
struct Season {
    Demand demand;
    Books books;

    explicit Season(int orders = 30) {
        demand.products = {{.sku = "MUG", .name = "mug", .price = {1'000}}};
        for (int index = 0; index < orders; ++index) {
            ChannelOrder& sold = books.channel_orders.emplace_back();
            sold.number = fmt::format("{}", index);
            sold.placed = minute(index * 10);
            sold.accepted = sold.placed;
            sold.lines = {{SkuId{0}, Quantity::units(1), {}, {}, {}, {1'000}}};
            const bool late = sold.placed >= minute(60) && sold.placed < minute(120);
            const Instant through = late ? minute(150) : sold.placed + one_minute;
            SaleOrder& sale = books.sale_orders.emplace_back();
            sale.client_order_ref = sold.number;
            sale.created = through;
            sale.confirmed = through;
            books.warehouse_orders.push_back({sold.number, through, {}, {}});
        }
    }
    [[nodiscard]] FaultHarm harm(
        std::int64_t from, std::int64_t to, FaultPlace place = FaultPlace::elsewhere
    ) const {
        FaultReport fault;
        fault.id = "update";
        fault.from = minute(from);
        fault.to = minute(to);
        fault.place = place;
        const Evidence evidence{
            .books = books,
            .demand = demand,
            .index = OrderIndex{books},
            .odoo = SystemId{0},
            .wms = SystemId{1}};
        return fault_harm(evidence, {fault}, end).at(0);
    }
};

TEST(FaultHarmTest, OrdersThatWaitedWhileItWasOnAreHeldUp) {
    const FaultHarm harm = Season{}.harm(60, 120);
    EXPECT_TRUE(harm.timed);
    EXPECT_EQ(harm.of, "orders");
    EXPECT_EQ(harm.held_up, 6U);
    EXPECT_EQ(harm.waiting_max, 6U);
    EXPECT_EQ(harm.waiting_max_at, minute(110));
}

TEST(FaultHarmTest, WhatStaysForGoodIsNotCountedWhereMostOfWhatCameBeforeStayed) {
    Season season;
    // Of every three, two stay for good: whatever the reason is, it was there before.
    std::erase_if(season.books.warehouse_orders, [index = 0](const auto&) mutable {
        return index++ % 3 != 0;
    });
    const FaultHarm harm = season.harm(60, 120);
    EXPECT_EQ(harm.held_up, 2U);
    for (const HeldUp& held : harm.worst) {
        EXPECT_LE(held.waited, 90 * one_minute);
    }
}

TEST(FaultHarmTest, WhatStaysForGoodIsCountedWhereMostOfWhatCameBeforeWentOn) {
    Season season;
    std::erase_if(season.books.warehouse_orders, [](const WarehouseOrder& order) {
        return order.received >= minute(150);
    });
    const FaultHarm harm = season.harm(60, 120);
    EXPECT_EQ(harm.held_up, 6U);
    EXPECT_EQ(harm.worst.at(0).waited, end - minute(60));
}

TEST(FaultHarmTest, TheLongestWaitComesFirst) {
    const FaultHarm harm = Season{}.harm(60, 120);
    ASSERT_EQ(harm.worst.size(), 6U);
    EXPECT_EQ(harm.worst[0].order, 6U);
    EXPECT_EQ(harm.worst[0].from, minute(60));
    EXPECT_EQ(harm.worst[0].waited, 90 * one_minute);
    EXPECT_EQ(harm.worst[5].waited, 40 * one_minute);
}

TEST(FaultHarmTest, WaitsThatAreUsualAreNoHarm) {
    EXPECT_EQ(Season{}.harm(0, 60).held_up, 0U);
    EXPECT_EQ(Season{}.harm(150, 200).held_up, 0U);
}

TEST(FaultHarmTest, WhatWasOverdueBeforeItBeganIsNotItsHarm) {
    EXPECT_EQ(Season{}.harm(114, 140).held_up, 1U);
    EXPECT_EQ(Season{}.harm(130, 140).held_up, 0U);
}

TEST(FaultHarmTest, AFaultOfTheWholeSeasonHasNoTimeOfItsOwn) {
    EXPECT_FALSE(Season{}.harm(0, 51 * 60).timed);
    EXPECT_TRUE(Season{}.harm(0, 50 * 60).timed);
}

TEST(FaultHarmTest, TheCarriersFaultsHoldParcelsUp) {
    Season season;
    for (int index = 0; index < 3; ++index) {
        Parcel& parcel = season.books.parcels.emplace_back();
        parcel.order = fmt::format("{}", index);
        parcel.packed = minute(index * 10);
        parcel.labelled = index == 2 ? std::nullopt : std::optional{parcel.packed + one_second};
    }
    const FaultHarm harm = season.harm(15, 120, FaultPlace::carrier);
    EXPECT_EQ(harm.of, "parcels");
    ASSERT_EQ(harm.held_up, 1U);
    EXPECT_EQ(harm.worst[0].order, 2U);
    EXPECT_EQ(harm.worst[0].waited, end - minute(20));
}

}  // namespace
}  // namespace drydock::harness
