#include "mocks/channels/storefront.hpp"

#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/mocks/channels/small_shop_fixture.hpp"
#include "tests/mocks/channels/storefront_fixture.hpp"

namespace drydock::mocks {
namespace {

using testing::after;
using testing::NodeDriver;

class StorefrontTest : public testing::SmallShopFixture {};

TEST_F(StorefrontTest, TellsOfAnOrderWhenItIsPlaced) {
    demand_.order(
        after(8 * one_hour + 26 * one_minute), "536365", {{heart_, 6, 2'550}, {postage_, 1, 1'500}}
    );
    open();
    driver_->run_to(after(one_day));
    ASSERT_EQ(driver_->calls.size(), 1U);
    const auto& [at, call] = driver_->calls.front();
    EXPECT_EQ(at, after(8 * one_hour + 26 * one_minute));
    EXPECT_TRUE(is_signed({}, "secret", call.request));
    EXPECT_EQ(call.request.header("X-Shopify-Triggered-At"), "2011-11-01T08:26:00");
    EXPECT_EQ(
        to_text(call.request.body.root()),
        R"({"id":5000000001,"name":"536365","email":"customer-17850@example.com",)"
        R"("created_at":"2011-11-01T08:26:00",)"
        R"("updated_at":"2011-11-01T08:26:00","currency":"GBP","financial_status":"paid",)"
        R"("fulfillment_status":null,"cancelled_at":null,"cancel_reason":null,"test":false,)"
        R"("customer":{"id":17850},"shipping_address":{"country":"United Kingdom"},)"
        R"("total_price":16.8,"line_items":[{"id":1,"variant_id":6000000000,"sku":"85123A",)"
        R"("quantity":6,"price":2.55,"fulfillable_quantity":6},{"id":2,"variant_id":6000000002,)"
        R"("sku":"POST","quantity":1,"price":1.5,"fulfillable_quantity":1}],)"
        R"("fulfillments":[],"refunds":[]})"
    );
}

TEST_F(StorefrontTest, SellsOnlyWhatItBelievesIsInStock) {
    demand_.order(after(one_hour), "1", {{lantern_, 3, 1'000}, {heart_, 1, 2'000}});
    demand_.order(after(2 * one_hour), "2", {{lantern_, 4, 1'000}, {postage_, 1, 500}});
    demand_.order(after(3 * one_hour), "3", {{lantern_, 1, 1'000}, {postage_, 1, 500}});
    demand_.order(after(4 * one_hour), "4", {{lantern_, 1, 1'000}, {heart_, 2, 2'000}});
    demand_.order(after(5 * one_hour), "5", {{postage_, 1, 500}});
    open();
    driver_->run_to(after(one_day));
    const Books held = books();
    ASSERT_EQ(held.channel_orders.size(), 4U);
    EXPECT_EQ(held.channel_orders[1].lines[0].ordered, Quantity::units(2));
    EXPECT_EQ(held.channel_orders[1].captured, Money{2'500});
    EXPECT_EQ(held.channel_orders[2].number, "4");
    ASSERT_EQ(held.channel_orders[2].lines.size(), 1U);
    EXPECT_EQ(held.channel_orders[2].lines[0].sku, heart_);
    EXPECT_EQ(held.channel_orders[3].number, "5");
    EXPECT_EQ(held.orders_unplaced, 1U);
    EXPECT_EQ(held.lines_unplaced, 4U);  // Of order 2 one, of order 3 both, of order 4 one.
    EXPECT_EQ(driver_->calls.size(), 4U);
}

TEST_F(StorefrontTest, SellsAgainWhatTheSellerSetsAsAvailable) {
    demand_.order(after(one_hour), "1", {{lantern_, 5, 1'000}});
    demand_.order(after(2 * one_hour), "2", {{lantern_, 5, 1'000}});
    open();
    driver_->run_to(after(90 * one_minute));
    const Response response = driver_->post(
        "/admin/api/2024-10/inventory_levels/set.json",
        R"({"quantities":[{"sku":"71053","available":4},{"sku":"85123A","available":0}]})"
    );
    EXPECT_EQ(response.status, 200);
    driver_->run_to(after(one_day));
    const Books held = books();
    ASSERT_EQ(held.channel_orders.size(), 2U);
    EXPECT_EQ(held.channel_orders[1].lines[0].ordered, Quantity::units(4));
    ASSERT_EQ(held.stock_publications.size(), 1U);
    EXPECT_EQ(held.stock_publications[0].at, after(90 * one_minute));
    EXPECT_EQ(held.stock_publications[0].sku_count, 2U);
    EXPECT_EQ(held.stock_publications[0].channel, SystemId{4});
}

TEST_F(StorefrontTest, RefusesInventoryThatItCannotTake) {
    open();
    const auto set = [&](std::string_view quantities) {
        return driver_
            ->post(
                "/admin/api/2024-10/inventory_levels/set.json",
                fmt::format(R"({{"quantities":[{}]}})", quantities)
            )
            .status;
    };
    EXPECT_EQ(set(R"({"sku":"NO SUCH","available":1})"), 422);
    EXPECT_EQ(set(R"({"sku":"71053","available":1.5})"), 422);
    EXPECT_EQ(set(""), 422);
    std::string many = R"({"sku":"71053","available":1})";
    for (int index = 1; index < 250; ++index) {
        many += R"(,{"sku":"71053","available":1})";
    }
    EXPECT_EQ(set(many), 200);
    EXPECT_EQ(set(many + R"(,{"sku":"71053","available":1})"), 422);
    EXPECT_EQ(books().stock_publications.size(), 1U);
}

TEST_F(StorefrontTest, RetriesAWebhookWithItsFirstPayloadAndEventId) {
    demand_.order(after(one_hour), "1", {{heart_, 6, 1'000}});
    open();
    int tries = 0;
    driver_->answer_call = [&](const Call& call) {
        return NodeDriver::answered(call, ++tries < 3 ? 500 : 200);
    };
    driver_->run_to(after(one_hour));
    EXPECT_EQ(gauge("webhooks_pending"), 1);
    EXPECT_EQ(fulfil("P1", 1, 2).status, 201);  // Changes the order, but not what is sent.
    driver_->run_to(after(one_day));
    const auto sent = webhooks("orders/create");
    ASSERT_EQ(sent.size(), 3U);
    EXPECT_EQ(sent[2].first, after(one_hour + 3 * one_minute));
    for (const auto& [at, call] : sent) {
        EXPECT_EQ(to_text(call.request.body.root()), to_text(sent[0].second.request.body.root()));
        EXPECT_EQ(call.request.header("X-Shopify-Event-Id"), "event-1");
        EXPECT_EQ(
            call.request.header("X-Shopify-Webhook-Id"),
            sent[0].second.request.header("X-Shopify-Webhook-Id")
        );
    }
    EXPECT_EQ(gauge("webhooks_pending"), 0);
}

TEST_F(StorefrontTest, CountsAnOrderAsAcceptedAtTheFirstSuccessOfItsWebhook) {
    demand_.order(after(one_hour), "1", {{heart_, 6, 1'000}});
    open();
    int tries = 0;
    driver_->answer_call = [&](const Call& call) {
        return NodeDriver::answered(call, ++tries < 3 ? 503 : 202);
    };
    driver_->run_to(after(one_hour + one_minute));
    EXPECT_FALSE(books().channel_orders[0].accepted.has_value());
    driver_->run_to(after(one_day));
    EXPECT_EQ(books().channel_orders[0].accepted, after(one_hour + 3 * one_minute));
}

TEST_F(StorefrontTest, CountsAnOrderFoundInAListAsAcceptedWhenItIsActedOn) {
    const auto order = demand_.order(after(one_hour), "1", {{heart_, 6, 1'000}});
    demand_.cancel(after(2 * one_hour), "C1", order, {{0, 6}});
    open();
    driver_->answer_call = [](const Call& call) {
        return NodeDriver::failed(call, Delivery::timed_out);
    };
    driver_->run_to(after(3 * one_hour));
    EXPECT_FALSE(books().channel_orders[0].accepted.has_value());
    EXPECT_EQ(answer_cancel("C1", "accept").status, 200);
    EXPECT_EQ(books().channel_orders[0].accepted, after(3 * one_hour));
}

TEST_F(StorefrontTest, ListsOrdersInPagesWithoutLossOrRepetitionWhileOthersArrive) {
    for (int index = 0; index < 20; ++index) {
        // Pairs at one instant, so that a page can end between equal times.
        demand_.order(
            after((1 + index / 2) * one_hour), fmt::format("{}", index), {{heart_, 1, 1'000}}
        );
    }
    open();
    driver_->run_to(after(4 * one_hour));
    std::vector<std::string> seen;
    std::string path =
        "/admin/api/2024-10/orders.json?status=any&updated_at_min=2011-11-01T01%3A00:00&limit=3";
    while (true) {
        const Response page = driver_->get(path);
        ASSERT_EQ(page.status, 200);
        for (const Value order : page.body["orders"]) {
            seen.emplace_back(order["name"].string());
        }
        EXPECT_LE(page.body["orders"].size(), 3U);
        path = testing::next_page(page);
        if (path.empty()) {
            break;
        }
        driver_->run_for(one_hour);
    }
    const std::set<std::string> distinct(seen.begin(), seen.end());
    EXPECT_EQ(distinct.size(), seen.size());
    EXPECT_EQ(books().channel_orders.size(), seen.size());
    EXPECT_GT(seen.size(), 8U);
}

TEST_F(StorefrontTest, ListsAnUpdatedOrderOnceAndLast) {
    demand_.order(after(one_hour), "1", {{heart_, 6, 1'000}});
    demand_.order(after(2 * one_hour), "2", {{heart_, 6, 1'000}});
    demand_.order(after(3 * one_hour), "3", {{heart_, 6, 1'000}});
    open();
    driver_->run_to(after(4 * one_hour));
    EXPECT_EQ(fulfil("P1", 1, 6).status, 201);
    const Response all = driver_->get("/admin/api/2024-10/orders.json?status=any");
    ASSERT_EQ(all.body["orders"].size(), 3U);
    EXPECT_EQ(all.body["orders"].at(0)["name"].string(), "2");
    EXPECT_EQ(all.body["orders"].at(2)["name"].string(), "1");
    EXPECT_EQ(all.body["orders"].at(2)["updated_at"].string(), "2011-11-01T04:00:00");
    EXPECT_EQ(all.body["orders"].at(2)["fulfillment_status"].string(), "fulfilled");
    const Response exact =
        driver_->get("/admin/api/2024-10/orders.json?status=any&updated_at_min=2011-11-01T03:00:00"
        );
    EXPECT_EQ(exact.body["orders"].size(), 2U);
    const Response later =
        driver_->get("/admin/api/2024-10/orders.json?status=any&updated_at_min=2011-11-01T03:00:01"
        );
    EXPECT_EQ(later.body["orders"].size(), 1U);
    EXPECT_EQ(driver_->get("/admin/api/2024-10/orders.json?limit=251").status, 400);
    EXPECT_EQ(driver_->get("/admin/api/2024-10/orders.json?updated_at_min=never").status, 400);
}

TEST_F(StorefrontTest, AnswersUnknownPathsAndOrdersWith404) {
    demand_.order(after(one_hour), "1", {{heart_, 10, 1'275}});
    open();
    EXPECT_EQ(
        driver_->get("/admin/api/2024-10/orders/5000000001.json").status, 404
    );  // Not yet placed.
    driver_->run_to(after(2 * one_hour));
    EXPECT_EQ(driver_->get("/admin/api/2024-10/orders/5000000001.json").status, 200);
    EXPECT_EQ(driver_->get("/admin/api/2024-10/orders/5000000002.json").status, 404);
    EXPECT_EQ(driver_->get("/admin/api/2024-10/orders/17.json").status, 404);
    EXPECT_EQ(driver_->get("/admin/api/2024-10/products.json").status, 404);
    EXPECT_EQ(driver_->post("/admin/api/2024-10/orders/5000000001.json").status, 404);
}

TEST_F(StorefrontTest, NamesTheOperationAndLinesOfARequest) {
    open();
    const auto name_of = [&](Method method, std::string path, std::string_view body) {
        Request request;
        request.method = method;
        request.path = std::move(path);
        request.body = testing::json(body);
        const Operation operation = storefront_->operation_of(request);
        return fmt::format("{} {}", storefront_->operations()[operation.index], operation.lines);
    };
    EXPECT_EQ(
        name_of(Method::get, "/admin/api/2024-10/orders.json?limit=3", "{}"), "orders/list 0"
    );
    EXPECT_EQ(name_of(Method::get, "/admin/api/2024-10/orders/1.json", "{}"), "orders/get 0");
    EXPECT_EQ(
        name_of(
            Method::post,
            "/admin/api/2024-10/orders/1/fulfillments.json",
            R"({"fulfillment":{"line_items":[{},{}]}})"
        ),
        "fulfillments/create 2"
    );
    EXPECT_EQ(
        name_of(Method::get, "/admin/api/2024-10/orders/1/fulfillments.json", "{}"),
        "fulfillments/list 0"
    );
    EXPECT_EQ(
        name_of(Method::post, "/admin/api/2024-10/orders/1/fulfillments/P1/events.json", "{}"),
        "fulfillments/event 0"
    );
    EXPECT_EQ(
        name_of(
            Method::post, "/admin/api/2024-10/orders/1/cancellation_requests/C1/accept.json", "{}"
        ),
        "cancellation/accept 0"
    );
    EXPECT_EQ(
        name_of(
            Method::post, "/admin/api/2024-10/orders/1/cancellation_requests/C1/reject.json", "{}"
        ),
        "cancellation/reject 0"
    );
    EXPECT_EQ(
        name_of(Method::post, "/admin/api/2024-10/orders/1/refunds.json", "{}"), "refunds/create 0"
    );
    EXPECT_EQ(
        name_of(
            Method::post,
            "/admin/api/2024-10/inventory_levels/set.json",
            R"({"quantities":[{},{},{}]})"
        ),
        "inventory/set 3"
    );
}

}  // namespace
}  // namespace drydock::mocks
