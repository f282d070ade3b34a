#include <map>

#include <gtest/gtest.h>

#include "tests/mocks/wms/wms_fixture.hpp"

namespace drydock::mocks {
namespace {

/// A month of random orders, cancellations, labels, returns, receipts and carrier outages. What the
/// warehouse told must explain what it holds, for every seed.
class WmsStockPropertyTest : public WmsFixture, public ::testing::WithParamInterface<int> {
protected:
    static constexpr std::uint32_t sku_count = 3;

    [[nodiscard]] std::int64_t draw(std::int64_t max) {
        return static_cast<std::int64_t>(
            draws_.at_most(static_cast<std::uint64_t>(max), Stream{"test"}, 0, ++drawn_)
        );
    }

    void do_something() {
        const std::int64_t orders_so_far = orders_;
        switch (draw(5)) {
            case 0:
            case 1:
                ++orders_;
                order(
                    fmt::format("{}", orders_),
                    fmt::format(
                        R"([{{"line":1,"sku":"A","quantity":{}}},{{"line":2,"sku":"B","quantity":{}}},)"
                        R"({{"line":7,"sku":"C","quantity":{}}},{{"line":8,"sku":"A","quantity":1}}])",
                        1 + draw(9),
                        1 + draw(4),
                        1 + draw(2)
                    )
                );
                break;
            case 2:
                driver_->post(
                    fmt::format("/orders/{}/cancel", 1 + draw(orders_so_far)),
                    fmt::format(
                        R"({{"request":"C{}","lines":[{{"line":{},"quantity":{}}}]}})",
                        draw(100),
                        1 + draw(1),
                        1 + draw(5)
                    )
                );
                break;
            case 3:
                label_all();
                break;
            case 4:
                driver_->post(
                    "/returns",
                    fmt::format(
                        R"({{"reference":"R{}","order_reference":"{}","lines":)"
                        R"([{{"line":1,"sku":"A","quantity":{}}}]}})",
                        draw(1'000),
                        1 + draw(orders_so_far),
                        1 + draw(3)
                    )
                );
                break;
            default:
                carrier_down_ = draw(3) == 0;
        }
    }

    void label_all() {
        for (const Parcel& parcel : books().parcels) {
            if (parcel.tracking.empty()) {
                label(parcel.number, "T" + parcel.number);
            }
        }
    }

    /// Units of each SKU that the messages say came in, less those that went out.
    [[nodiscard]] std::map<std::string, std::int64_t> moved_by_messages() const {
        std::map<std::string, std::int64_t> moved;
        std::int64_t sequence = 0;
        for (const Document& body : driver_->bodies_to("/webhooks")) {
            EXPECT_EQ(body["sequence"].integer_or(0), ++sequence);
            const std::string_view topic = body["topic"].string();
            if (topic == "inventory.adjusted") {
                moved[std::string{body["sku"].string()}] += body["quantity"].integer_or(0);
            }
            const bool in = topic == "inventory.received" || topic == "return.received";
            if (!in && topic != "shipment.confirmed") {
                continue;
            }
            for (const Value line : body["lines"]) {
                const std::int64_t units = line["quantity"].integer_or(0);
                EXPECT_TRUE(
                    units > 0 || line["status"].string() == "BO" ||
                    line["status"].string() == "DS" || line["status"].string() == "IC"
                );
                moved[std::string{line["sku"].string()}] += in ? units : -units;
            }
        }
        return moved;
    }

    void expect_stock_explained() {
        const auto moved = moved_by_messages();
        for (std::uint32_t sku = 0; sku < sku_count; ++sku) {
            const auto found = moved.find(demand_.products[sku].sku);
            const std::int64_t expected =
                demand_.stock_initial_units[sku] + (found == moved.end() ? 0 : found->second);
            const StockLevel level = stock_of(sku);
            EXPECT_EQ(level.on_hand, Quantity::units(expected)) << demand_.products[sku].sku;
            EXPECT_LE(Quantity{}, level.reserved);
            EXPECT_LE(level.reserved, level.on_hand);
        }
        for (const WarehouseOrder& written : books().warehouse_orders) {
            for (const WarehouseLine& line : written.lines) {
                EXPECT_LE(line.shipped + line.cancelled, line.ordered);
            }
        }
    }

    Draws draws_{1};
    std::uint64_t drawn_ = 0;
    std::int64_t orders_ = 0;
};

TEST_P(WmsStockPropertyTest, WhatWasToldExplainsTheStockAndEveryOrderEnds) {
    const auto seed = static_cast<std::uint64_t>(GetParam());
    draws_ = Draws{seed};
    settings_.short_pick_ppm = 200'000;
    settings_.pickers = 2;
    settings_.pack_time = 20 * one_minute;
    settings_.backorder_keep = 5 * one_day;
    for (int day = 2; day < 28; day += 3) {
        plan_receipt(
            at(day, 9 * one_hour),
            static_cast<std::uint32_t>(draw(2)),
            static_cast<std::int32_t>(1 + draw(60))
        );
    }
    open_warehouse(seed);
    order(fmt::format("{}", ++orders_), R"([{"line":1,"sku":"A","quantity":1}])");
    for (int action = 0; action < 600; ++action) {
        driver_->run_for(Duration{draw((2 * one_hour).count())});
        do_something();
        if (action % 50 == 0) {
            expect_stock_explained();
        }
    }
    carrier_down_ = false;
    for (int day = 0; day < 40; ++day) {
        driver_->run_for(one_day);
        label_all();
    }
    expect_stock_explained();
    EXPECT_EQ(driver_->timer_count(), 0U);
    for (const WarehouseOrder& written : books().warehouse_orders) {
        for (const WarehouseLine& line : written.lines) {
            EXPECT_EQ(line.shipped + line.cancelled, line.ordered) << written.reference;
        }
    }
    for (std::uint32_t sku = 0; sku < sku_count; ++sku) {
        EXPECT_EQ(stock_of(sku).reserved, Quantity{});
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, WmsStockPropertyTest, ::testing::Range(1, 21));

}  // namespace
}  // namespace drydock::mocks
