#include "mocks/wms/wms.hpp"

#include <gtest/gtest.h>

#include "tests/mocks/wms/wms_fixture.hpp"

namespace drydock::mocks {
namespace {

class WmsTest : public WmsFixture {};

TEST_F(WmsTest, AnOrderGoesFromReleaseToShipmentWithinADay) {
    open_warehouse();
    driver_->run_to(at(1, 9 * one_hour + one_minute));
    const Response response =
        order("536365", R"([{"line":1,"sku":"A","quantity":6},{"line":2,"sku":"B","quantity":2}])");
    EXPECT_EQ(response.status, 201);
    EXPECT_EQ(to_text(response.body.root()), R"({"id":1,"status":"acknowledged"})");
    driver_->run_to(at(1, 10 * one_hour));
    EXPECT_EQ(status_of("536365"), "picking");
    EXPECT_EQ(stock_of(0).reserved, Quantity::units(6));
    // Two lines of 20 s and 3 min for packing.
    driver_->run_to(at(1, 10 * one_hour + 220 * one_second - one_second));
    EXPECT_TRUE(told("order.packed").empty());
    driver_->run_for(one_second);
    EXPECT_EQ(
        told("order.packed"),
        (Texts{R"({"reference":"536365","parcel":"P00000001","weight_grams":1400,"lines":)"
               R"([{"line":1,"sku":"A","quantity":6},{"line":2,"sku":"B","quantity":2}]})"})
    );
    EXPECT_EQ(status_of("536365"), "packed");
    label("P00000001", "DD000000001GB");
    driver_->run_to(at(1, 17 * one_hour));
    EXPECT_EQ(
        to_text(driver_->bodies_to("/v2/manifests").at(0).root()),
        R"({"tracking_codes":["DD000000001GB"]})"
    );
    EXPECT_EQ(
        told("shipment.confirmed"),
        (Texts{R"({"reference":"536365","parcel":"P00000001","tracking_number":"DD000000001GB",)"
               R"("status":"CC","lines":)"
               R"([{"line":1,"sku":"A","quantity":6,"status":"CC"},)"
               R"({"line":2,"sku":"B","quantity":2,"status":"CC"}]})"})
    );
    EXPECT_EQ(status_of("536365"), "shipped");
    EXPECT_EQ(stock_of(0).on_hand, Quantity::units(94));
    EXPECT_EQ(stock_of(0).reserved, Quantity{});
    const Parcel parcel = books().parcels.at(0);
    EXPECT_EQ(parcel.number, "P00000001");
    EXPECT_EQ(parcel.order, "536365");
    EXPECT_EQ(parcel.shipped, at(1, 17 * one_hour));
}

TEST_F(WmsTest, IsSilentWhenNothingIsLeftToDo) {
    open_warehouse();
    EXPECT_EQ(driver_->timer_count(), 0U);
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->run_to(at(1, 12 * one_hour));
    label("P00000001", "T1");
    driver_->run_to(at(30, {}));
    EXPECT_EQ(driver_->timer_count(), 0U);
}

TEST_F(WmsTest, ASecondReleaseOfAReferenceIsRefusedAndChangesNothing) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    const Response again = order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(to_text(again.body.root()), R"({"code":"duplicate_reference","id":1})");
    EXPECT_EQ(books().warehouse_orders.size(), 1U);
}

TEST_F(WmsTest, RefusesOrdersThatItCannotUnderstand) {
    open_warehouse();
    EXPECT_EQ(order("1", R"([{"line":1,"sku":"POST","quantity":1}])").status, 422);
    EXPECT_EQ(
        order("1", R"([{"line":1,"sku":"X","quantity":1}])").body["code"].string(), "unknown_sku"
    );
    EXPECT_EQ(order("1", R"([{"line":1,"sku":"A","quantity":0}])").status, 422);
    EXPECT_EQ(order("1", R"([{"line":1,"sku":"A","quantity":1.5}])").status, 422);
    EXPECT_EQ(order("1", "[]").status, 422);
    EXPECT_EQ(order("", R"([{"line":1,"sku":"A","quantity":1}])").status, 422);
    EXPECT_EQ(
        order(
            "1",
            R"([{"line":2,"sku":"A","quantity":1},{"line":1,"sku":"A","quantity":1},)"
            R"({"line":2,"sku":"B","quantity":1}])"
        )
            .status,
        422
    );
    EXPECT_EQ(driver_->get("/nothing").status, 404);
    EXPECT_TRUE(books().warehouse_orders.empty());
    EXPECT_EQ(order("1", R"([{"line":1,"sku":"A","quantity":1}])").status, 201);
}

TEST_F(WmsTest, WhatIsNotInStockFollowsAsABackorderWhenGoodsArrive) {
    plan_receipt(at(2, 8 * one_hour + one_minute), 2, 5);
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1},{"line":2,"sku":"C","quantity":7}])");
    driver_->run_to(at(1, 8 * one_hour));
    label("P00000001", "T1");
    driver_->run_to(at(1, 18 * one_hour));
    EXPECT_EQ(
        told("shipment.confirmed"),
        (Texts{R"({"reference":"1","parcel":"P00000001","tracking_number":"T1","status":"BP",)"
               R"("lines":[{"line":1,"sku":"A","quantity":1,"status":"CC"},)"
               R"({"line":2,"sku":"C","quantity":0,"status":"BO"}]})"})
    );
    EXPECT_EQ(status_of("1"), "backordered");
    driver_->run_to(at(2, 8 * one_hour + one_minute));
    EXPECT_EQ(
        told("inventory.received"),
        (Texts{R"({"receipt":"R1","lines":[{"sku":"C","quantity":5}]})"})
    );
    EXPECT_EQ(told("order.packed").size(), 1U);
    driver_->run_to(at(2, 10 * one_hour));
    EXPECT_EQ(
        told("order.packed").at(1),
        R"({"reference":"1","parcel":"P00000002","weight_grams":950,)"
        R"("lines":[{"line":2,"sku":"C","quantity":5}]})"
    );
}

TEST_F(WmsTest, ScarceStockGoesToTheEarliestOrder) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"B","quantity":8}])");
    order("2", R"([{"line":1,"sku":"B","quantity":8}])");
    order("3", R"([{"line":1,"sku":"B","quantity":1}])");
    driver_->run_to(at(1, 8 * one_hour));
    EXPECT_EQ(told("order.packed").size(), 2U);
    EXPECT_EQ(
        told("order.packed").at(1),
        R"({"reference":"2","parcel":"P00000002","weight_grams":500,)"
        R"("lines":[{"line":1,"sku":"B","quantity":2}]})"
    );
    EXPECT_EQ(status_of("3"), "acknowledged");
}

TEST_F(WmsTest, UnitsThatArePickedShortAreWrittenOffAndBecomeABackorder) {
    settings_.short_pick_ppm = 1'000'000;
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":40}])");
    driver_->run_to(at(1, 7 * one_hour + 10 * one_minute));
    const Texts adjusted = told("inventory.adjusted");
    ASSERT_EQ(adjusted.size(), 1U);
    const Document adjustment = testing::json(adjusted[0]);
    EXPECT_EQ(adjustment["adjustment"].string(), "A00000001");
    EXPECT_EQ(adjustment["sku"].string(), "A");
    EXPECT_EQ(adjustment["reason"].string(), "short_pick");
    const std::int64_t missed = -adjustment["quantity"].integer_or(0);
    ASSERT_GE(missed, 1);
    ASSERT_LT(missed, 40) << "this seed finds some units; take another";
    const Document packed = testing::json(told("order.packed").at(0));
    EXPECT_EQ(packed["lines"].at(0)["quantity"].integer_or(0), 40 - missed);
    EXPECT_EQ(stock_of(0).on_hand, Quantity::units(100 - missed));
    EXPECT_EQ(stock_of(0).reserved, Quantity::units(40 - missed));

    // The next wave picks the rest, with its own luck.
    label("P00000001", "T1");
    driver_->run_to(at(1, 8 * one_hour));
    EXPECT_EQ(stock_of(0).reserved, Quantity::units(40));
    EXPECT_EQ(status_of("1"), "picking");
}

TEST_F(WmsTest, WhatCannotBeServedWithinTheKeepTimeIsClosedShort) {
    settings_.backorder_keep = 3 * one_day;
    open_warehouse();
    driver_->run_to(at(1, 6 * one_hour));
    order("1", R"([{"line":1,"sku":"A","quantity":1},{"line":2,"sku":"C","quantity":7}])");
    order("2", R"([{"line":1,"sku":"C","quantity":1}])");
    driver_->run_to(at(1, 8 * one_hour));
    label("P00000001", "T1");
    driver_->run_to(at(4, 6 * one_hour - one_second));
    EXPECT_TRUE(told("order.closed_short").empty());
    driver_->run_for(one_second);
    EXPECT_EQ(
        told("order.closed_short"),
        (Texts{
            R"({"reference":"1","lines":[{"line":2,"quantity":7}]})",
            R"({"reference":"2","lines":[{"line":1,"quantity":1}]})"})
    );
    EXPECT_EQ(status_of("1"), "closed_short");
    EXPECT_EQ(status_of("2"), "closed_short");
    const WarehouseLine closed = books().warehouse_orders.at(0).lines.at(1);
    EXPECT_EQ(closed.cancelled, Quantity::units(7));
    EXPECT_EQ(books().warehouse_orders.at(1).cancelled, std::nullopt);
}

TEST_F(WmsTest, AParcelThatShipsAfterTheRestWasClosedSaysSo) {
    settings_.backorder_keep = one_hour;
    open_warehouse();
    driver_->run_to(at(1, 6 * one_hour + 30 * one_minute));
    order("1", R"([{"line":1,"sku":"A","quantity":1},{"line":2,"sku":"C","quantity":7}])");
    driver_->run_to(at(1, 16 * one_hour));
    label("P00000001", "T1");
    driver_->run_to(at(1, 17 * one_hour));
    EXPECT_EQ(testing::json(told("shipment.confirmed").at(0))["status"].string(), "CP");
}

TEST_F(WmsTest, UnitsThatArePickedShortAfterTheKeepTimeAreClosedAtOnce) {
    settings_.short_pick_ppm = 1'000'000;
    settings_.backorder_keep = 31 * one_minute;
    open_warehouse();
    driver_->run_to(at(1, 6 * one_hour + 30 * one_minute));
    order("1", R"([{"line":1,"sku":"A","quantity":40}])");
    driver_->run_to(at(1, 7 * one_hour + 2 * one_minute));
    EXPECT_TRUE(told("order.closed_short").empty()) << "all of it is in picking";
    driver_->run_to(at(1, 8 * one_hour));
    const Texts closed = told("order.closed_short");
    ASSERT_EQ(closed.size(), 1U);
    EXPECT_EQ(
        testing::json(closed[0])["lines"].at(0)["quantity"].integer_or(0),
        -testing::json(told("inventory.adjusted").at(0))["quantity"].integer_or(0)
    );
    EXPECT_EQ(status_of("1"), "packed");
}

TEST_F(WmsTest, OrdersWaitForAFreePicker) {
    settings_.pickers = 1;
    settings_.pack_time = 30 * one_minute;
    settings_.pick_time_per_line = Duration::zero();
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    order("2", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->run_to(at(1, 7 * one_hour));
    EXPECT_EQ(status_of("1"), "picking");
    EXPECT_EQ(status_of("2"), "allocated");
    driver_->run_for(30 * one_minute);
    EXPECT_EQ(status_of("1"), "packed");
    EXPECT_EQ(status_of("2"), "picking");
}

TEST_F(WmsTest, PickingStopsAtClosingAndGoesOnTheNextMorning) {
    settings_.pickers = 1;
    settings_.pack_time = 3 * one_hour;
    settings_.pick_time_per_line = Duration::zero();
    open_warehouse();
    driver_->run_to(at(4, 15 * one_hour + one_minute));
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    order("2", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->run_to(at(4, 19 * one_hour));
    EXPECT_EQ(status_of("1"), "packed") << "work in progress finishes";
    EXPECT_EQ(status_of("2"), "allocated");
    driver_->run_to(at(7, 7 * one_hour - one_second));
    EXPECT_EQ(status_of("2"), "allocated");
    driver_->run_for(one_second);
    EXPECT_EQ(status_of("2"), "picking") << "Friday evening is followed by Monday morning";
}

TEST_F(WmsTest, AnAuthorisedReturnArrivesAndIsStockAgain) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":6}])");
    const std::string goods_back =
        R"({"reference":"C1","order_reference":"1","lines":[{"line":1,"sku":"A","quantity":4}]})";
    EXPECT_EQ(driver_->post("/returns", goods_back).body["code"].string(), "not_shipped");
    driver_->run_to(at(1, 8 * one_hour));
    label("P00000001", "T1");
    driver_->run_to(at(1, 18 * one_hour));
    EXPECT_EQ(driver_->post("/returns", goods_back).status, 201);
    EXPECT_EQ(driver_->post("/returns", goods_back).status, 409);
    EXPECT_EQ(
        driver_
            ->post(
                "/returns",
                R"({"reference":"C2","order_reference":"1","lines":[{"line":1,"sku":"A","quantity":3}]})"
            )
            .status,
        422
    ) << "only two of them are still with the customer";
    driver_->run_to(at(6, 18 * one_hour - one_second));
    EXPECT_EQ(stock_of(0).on_hand, Quantity::units(94));
    driver_->run_for(one_second);
    EXPECT_EQ(stock_of(0).on_hand, Quantity::units(98));
    EXPECT_EQ(told("return.received"), (Texts{goods_back}));
    const Response listed = driver_->get("/returns?reference=C1");
    EXPECT_EQ(listed.body["returns"].at(0)["status"].string(), "received");
}

TEST_F(WmsTest, TheOutboxCanBeReadAgainUntilItsMessagesAreGone) {
    settings_.messages_kept_max = 2;
    open_warehouse();
    for (const char* const reference : {"1", "2", "3"}) {
        order(reference, R"([{"line":1,"sku":"A","quantity":1}])");
    }
    driver_->run_to(at(1, 8 * one_hour));
    const std::vector<Document> sent = driver_->bodies_to("/webhooks");
    ASSERT_EQ(sent.size(), 3U);
    EXPECT_EQ(sent[2]["sequence"].integer_or(0), 3);
    EXPECT_EQ(sent[2]["at"].string(), "2011-11-01T07:03:20");
    const Response kept = driver_->get("/messages?after=1&limit=10");
    EXPECT_EQ(kept.status, 200);
    ASSERT_EQ(kept.body["messages"].size(), 2U);
    EXPECT_TRUE(kept.body["messages"].at(1) == sent[2].root());
    EXPECT_EQ(driver_->get("/messages?after=1&limit=1").body["messages"].size(), 1U);
    EXPECT_EQ(driver_->get("/messages?after=3").body["messages"].size(), 0U);
    EXPECT_EQ(driver_->get("/messages?after=9223372036854775807").body["messages"].size(), 0U);
    EXPECT_EQ(driver_->get("/messages?after=0").status, 410);
}

TEST_F(WmsTest, TheInventoryIsListedInPagesWithoutServices) {
    for (int more = 0; more < 1'000; ++more) {
        const std::string sku = fmt::format("M{}", more);
        demand_.products.push_back({sku, sku, Money{}, ProductKind::storable});
    }
    open_warehouse();
    const Response first = driver_->get("/inventory");
    EXPECT_EQ(first.body["items"].size(), 1'000U);
    EXPECT_EQ(to_text(first.body["items"].at(0)), R"({"sku":"A","on_hand":100})");
    const auto next = first.body["next"].integer();
    ASSERT_TRUE(next.has_value());
    const Response last = driver_->get(fmt::format("/inventory?cursor={}", *next));
    EXPECT_EQ(last.body["items"].size(), 3U);
    EXPECT_EQ(last.body["next"].kind(), ValueKind::null);
}

TEST_F(WmsTest, NamesItsOperationsAndCountsTheirLines) {
    open_warehouse();
    Request request;
    request.path = "/orders";
    request.body = testing::json(R"({"lines":[{},{},{}]})");
    const Operation operation = wms_->operation_of(request);
    EXPECT_EQ(wms_->operations()[operation.index], "orders/create");
    EXPECT_EQ(operation.lines, 3U);
    request.path = "/orders/1/cancel";
    EXPECT_EQ(wms_->operations()[wms_->operation_of(request).index], "orders/cancel");
    request.method = Method::put;
    request.path = "/parcels/P00000001/label";
    EXPECT_EQ(wms_->operations()[wms_->operation_of(request).index], "parcels/label");
    EXPECT_EQ(wms_->refusal(429).body["code"].string(), "too_many_requests");
}

}  // namespace
}  // namespace drydock::mocks
