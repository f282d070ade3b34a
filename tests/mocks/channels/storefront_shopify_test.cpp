#include <set>

#include "core/signature.hpp"
#include "tests/mocks/channels/storefront_fixture.hpp"

/// Facts about Shopify that integrations run into. The source stands above each.
namespace drydock::mocks {
namespace {

using testing::after;
using testing::next_page;

const std::string api = "/admin/api/2024-10/";

class ShopifyTest : public testing::ShopFixture {
protected:
    ShopifyTest() {
        settings.webhook.timeout = 5 * one_second;
        settings.webhook.delays = {
            one_minute,
            2 * one_minute,
            4 * one_minute,
            8 * one_minute,
            16 * one_minute,
            30 * one_minute,
            one_hour,
            2 * one_hour};
        settings.webhook.signature = {.header = "X-Shopify-Hmac-Sha256"};
        settings.webhook_given_up_max = 1;
    }
    Response set_levels(std::string_view body, std::string_view key = {}) {
        std::vector<Header> headers;
        if (!key.empty()) {
            headers.push_back({"Idempotency-Key", std::string{key}});
        }
        return ask(Method::post, api + "inventory_levels/set.json", body, headers);
    }
};

// Source: shopify-api-js types.ts; shopify.dev/changelog/updates-to-webhook-retry-mechanism.
TEST_F(ShopifyTest, SignsAWebhookAndSaysWhatItIsAbout) {
    order_at(one_hour, "1");
    open();
    driver->run_to(after(one_day));
    const auto hooks = sent("X-Shopify-Topic", "orders/create");
    ASSERT_EQ(hooks.size(), 1U);
    const Request& request = hooks[0].second;
    EXPECT_EQ(
        request.header("X-Shopify-Hmac-Sha256"), base64(hmac_sha256("secret", request.body.text()))
    );
    EXPECT_EQ(request.header("X-Shopify-Shop-Domain"), "twin.myshopify.com");
    EXPECT_EQ(request.header("X-Shopify-API-Version"), "2024-10");
    EXPECT_EQ(request.header("X-Shopify-Triggered-At"), "2011-11-01T01:00:00");
    EXPECT_FALSE(request.header("X-Shopify-Webhook-Id").empty());
}

// Source: fasthook.io/shopify-webhooks: the Event-Id names the merchant's action and is shared by
// all topics that it fires, so that the key is (shop, topic, event id).
TEST_F(ShopifyTest, AllTopicsOfOneActShareAnEventId) {
    settings.topics = {{"orders/create"}, {"orders/paid"}, {"orders/updated"}};
    order_at(one_hour, "1");
    order_at(2 * one_hour, "2");
    open();
    driver->run_to(after(one_day));
    const auto hooks = sent("X-Shopify-Event-Id");
    ASSERT_EQ(hooks.size(), 6U);
    std::set<std::string> events;
    std::set<std::string> deliveries;
    for (const auto& [at, request] : hooks) {
        events.emplace(request.header("X-Shopify-Event-Id"));
        deliveries.emplace(request.header("X-Shopify-Webhook-Id"));
    }
    EXPECT_EQ(events.size(), 2U);
    EXPECT_EQ(deliveries.size(), 6U);
}

// Source: shopify.dev/docs/apps/build/webhooks/ignore-duplicates.
TEST_F(ShopifyTest, TwoSubscriptionsToOneTopicAreToldTwice) {
    settings.topics = {{"orders/create"}, {"orders/create"}};
    order_at(one_hour, "1");
    open();
    driver->run_to(after(one_day));
    const auto hooks = sent("X-Shopify-Topic", "orders/create");
    ASSERT_EQ(hooks.size(), 2U);
    EXPECT_EQ(
        hooks[0].second.header("X-Shopify-Event-Id"), hooks[1].second.header("X-Shopify-Event-Id")
    );
    EXPECT_NE(
        hooks[0].second.header("X-Shopify-Webhook-Id"),
        hooks[1].second.header("X-Shopify-Webhook-Id")
    );
}

// Source: dev.to/shannonllc and hookrescue.com quoting the docs: any 2xx, a 3xx is a failure.
TEST_F(ShopifyTest, ARedirectIsAFailureOfAWebhook) {
    order_at(one_hour, "1");
    open();
    everybody_answers(302);
    driver->run_to(after(one_hour + one_minute));
    EXPECT_EQ(sent("X-Shopify-Topic").size(), 2U);
    everybody_answers(204);
    driver->run_to(after(one_day));
    EXPECT_EQ(sent("X-Shopify-Topic").size(), 3U);
}

// Source: shopify.dev/changelog/updates-to-webhook-retry-mechanism, 2024-09-10: 8 retries in 4
// hours with the original payload to the address configured when it was triggered.
TEST_F(ShopifyTest, RetriesEightTimesInFourHoursWithTheFirstPayloadToTheFirstAddress) {
    order_at(one_hour, "1", 6);
    open();
    nobody_answers();
    driver->run_to(after(one_hour + 2 * one_minute));
    EXPECT_EQ(
        ask(Method::put, api + "webhooks/1.json", R"({"webhook":{"address":"/elsewhere"}})").status,
        200
    );
    EXPECT_EQ(
        ask(Method::post,
            api + "orders/5000000001/fulfillments.json",
            R"({"fulfillment":{"reference":"P","line_items":[{"id":1,"quantity":1}]}})")
            .status,
        201
    );
    driver->run_to(after(one_day));
    const auto hooks = sent("X-Shopify-Topic", "orders/create");
    ASSERT_EQ(hooks.size(), 9U);
    EXPECT_LE(hooks.back().first - hooks.front().first, 4 * one_hour + 2 * one_minute);
    for (const auto& [at, request] : hooks) {
        EXPECT_EQ(request.body.content_hash(), hooks[0].second.body.content_hash());
        EXPECT_EQ(request.path, "/webhooks/storefront");
    }
}

// Source: hookrescue.com/shopify-webhook-subscription-auto-deleted.
TEST_F(ShopifyTest, ASubscriptionIsDeletedAfterTheLastRetryAndCanBeMadeAgain) {
    order_at(one_hour, "1");
    order_at(12 * one_hour, "2");
    order_at(20 * one_hour, "3");
    open();
    nobody_answers();
    driver->run_to(after(4 * one_hour));
    EXPECT_EQ(driver->get(api + "webhooks.json").body["webhooks"].size(), 3U);
    driver->run_to(after(10 * one_hour));
    const Response left = driver->get(api + "webhooks.json");
    ASSERT_EQ(left.body["webhooks"].size(), 2U);
    EXPECT_NE(left.body["webhooks"].at(0)["topic"].string(), "orders/create");
    everybody_answers();
    driver->run_to(after(13 * one_hour));
    EXPECT_EQ(sent("X-Shopify-Event-Id", "event-2").size(), 0U);
    constexpr std::string_view again =
        R"({"webhook":{"topic":"orders/create","address":"https://runtime/webhooks/storefront"}})";
    const Response made = ask(Method::post, api + "webhooks.json", again);
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(made.body["webhook"]["id"].integer(), 4);
    EXPECT_EQ(ask(Method::post, api + "webhooks.json", again).status, 422);
    driver->run_to(after(one_day));
    const auto hooks = sent("X-Shopify-Event-Id", "event-3");
    ASSERT_EQ(hooks.size(), 1U);
    EXPECT_EQ(hooks[0].second.path, "/webhooks/storefront");
    EXPECT_EQ(sent("X-Shopify-Event-Id", "event-2").size(), 0U);  // Lost events are not replayed.
}

// Source: shopify.dev/docs/api/admin-rest/usage/pagination.
TEST_F(ShopifyTest, PagesByACursorInTheLinkHeaderBesideWhichNoFilterIsTaken) {
    for (int index = 0; index < 5; ++index) {
        order_at((1 + index) * one_hour, fmt::format("{}", index));
    }
    open();
    driver->run_to(after(one_day));
    const Response first = driver->get(api + "orders.json?status=any&limit=4");
    EXPECT_EQ(first.body["orders"].size(), 4U);
    EXPECT_TRUE(first.header("Link").starts_with("<https://twin.myshopify.com/admin/api/2024-10/"));
    EXPECT_TRUE(first.header("Link").ends_with(R"(>; rel="next")"));
    const std::string next = next_page(first);
    const Response second = driver->get(next);
    EXPECT_EQ(second.status, 200);
    EXPECT_EQ(second.body["orders"].size(), 1U);
    EXPECT_TRUE(second.header("Link").empty());
    EXPECT_EQ(driver->get(next + "&fields=id").body["orders"].at(0).size(), 1U);
    const Response filtered = driver->get(next + "&status=any");
    EXPECT_EQ(filtered.status, 400);
    EXPECT_TRUE(filtered.body["errors"]["status"].is_string());
    EXPECT_EQ(
        to_text(driver->get(api + "orders.json?limit=4&page_info=zz").body.root()),
        R"({"errors":{"page_info":"Invalid value."}})"
    );
    EXPECT_TRUE(driver->get(api + "orders.json?status=any&limit=5").header("Link").empty());
    EXPECT_EQ(driver->get(api + "orders.json?limit=251").status, 400);
}

// Source: common knowledge: open is the default, cancelled and closed orders are left out.
TEST_F(ShopifyTest, ListsOpenOrdersUnlessAskedForOthers) {
    order_at(one_hour, "1");
    order_at(2 * one_hour, "2");
    order_at(3 * one_hour, "3");
    open();
    driver->run_to(after(4 * one_hour));
    EXPECT_EQ(ask(Method::post, api + "orders/5000000001/cancel.json", "{}").status, 200);
    EXPECT_EQ(
        ask(Method::post,
            api + "orders/5000000002/fulfillments.json",
            R"({"fulfillment":{"reference":"P","line_items":[{"id":1,"quantity":1}]}})")
            .status,
        201
    );
    const auto listed = [&](std::string_view status) {
        std::string names;
        const Response response =
            driver->get(fmt::format("{}orders.json?status={}&fields=name", api, status));
        for (const Value order : response.body["orders"]) {
            names += order["name"].string();
        }
        return names;
    };
    EXPECT_EQ(listed("open"), "3");
    EXPECT_EQ(listed("cancelled"), "1");
    EXPECT_EQ(listed("closed"), "2");
    EXPECT_EQ(listed("any"), "312");
    EXPECT_EQ(driver->get(api + "orders/count.json").body["count"].integer(), 1);
    EXPECT_EQ(ask(Method::post, api + "orders/5000000002/cancel.json", "{}").status, 422);
}

// Source: common knowledge, order shape.
TEST_F(ShopifyTest, AnOrderTellsOfItsFulfilmentsAndRefunds) {
    order_at(one_hour, "1", 4);
    open();
    driver->run_to(after(2 * one_hour));
    ask(Method::post,
        api + "orders/5000000001/fulfillments.json",
        R"({"fulfillment":{"reference":"P","line_items":[{"id":1,"quantity":3}]}})");
    ask(Method::post,
        api + "orders/5000000001/refunds.json",
        R"({"refund":{"amount":1,"restock_type":"cancel","line_items":[{"id":1,"quantity":1}]}})",
        {{"Idempotency-Key", "k"}});
    const Response response = driver->get(api + "orders/5000000001.json");
    const Value order = response.body["order"];
    EXPECT_EQ(order["fulfillment_status"].string(), "partial");
    EXPECT_EQ(order["financial_status"].string(), "partially_refunded");
    EXPECT_EQ(order["line_items"].at(0)["fulfillable_quantity"].integer(), 1);
    EXPECT_EQ(order["fulfillments"].at(0)["line_items"].at(0)["quantity"].integer(), 3);
    EXPECT_EQ(
        to_text(order["refunds"].at(0)["refund_line_items"]),
        R"([{"line_item_id":1,"quantity":1,"restock_type":"cancel"}])"
    );
}

// Source: shopify.dev InventorySetQuantities; changelog concurrency-protection-features.
TEST_F(ShopifyTest, SetsALevelOnlyIfItIsWhatTheSellerExpects) {
    settings.compare_required = true;
    open();
    const Response stale =
        set_levels(R"({"quantities":[{"sku":"85123A","available":90,"compareQuantity":99},)"
                   R"({"sku":"71053","available":1,"compareQuantity":50}]})");
    EXPECT_EQ(stale.status, 422);
    EXPECT_EQ(
        driver->get(api + "inventory_levels.json?skus=85123A,71053")
            .body["inventory_levels"]
            .at(1)["available"]
            .integer(),
        50
    );
    EXPECT_EQ(
        set_levels(R"({"quantities":[{"sku":"85123A","available":90,"compareQuantity":100}]})")
            .status,
        200
    );
    EXPECT_EQ(
        set_levels(R"({"quantities":[{"sku":"85123A","available":80,"changeFromQuantity":100}]})")
            .status,
        422
    );
    EXPECT_EQ(set_levels(R"({"quantities":[{"sku":"85123A","available":80}]})").status, 422);
    // Opting out is allowed, and overwrites what came between.
    EXPECT_EQ(
        set_levels(
            R"({"ignoreCompareQuantity":true,"quantities":[{"sku":"85123A","available":80}]})"
        )
            .status,
        200
    );
}

// Source: shopify.dev: adjust is a delta.
TEST_F(ShopifyTest, AdjustsALevelByADelta) {
    open();
    const Response adjusted =
        ask(Method::post,
            api + "inventory_levels/adjust.json",
            R"({"quantities":[{"sku":"85123A","available_adjustment":-3}]})");
    EXPECT_EQ(
        to_text(adjusted.body.root()), R"({"inventory_levels":[{"sku":"85123A","available":97}]})"
    );
}

// Source: shopify.dev/changelog/making-idempotency-mandatory: replay returns the first result.
TEST_F(ShopifyTest, ARepeatedIdempotencyKeyChangesNothingAndGetsTheFirstAnswer) {
    settings.inventory_key_required = true;
    open();
    const auto adjust = [&](std::string_view key) {
        std::vector<Header> headers;
        if (!key.empty()) {
            headers.push_back({"Idempotency-Key", std::string{key}});
        }
        return ask(
            Method::post,
            api + "inventory_levels/adjust.json",
            R"({"quantities":[{"sku":"85123A","available_adjustment":-3}]})",
            headers
        );
    };
    EXPECT_EQ(adjust("").status, 422);
    const Response first = adjust("a");
    const Response again = adjust("a");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(to_text(again.body.root()), to_text(first.body.root()));
    EXPECT_EQ(adjust("b").body["inventory_levels"].at(0)["available"].integer(), 94);
}

// Source: shopify.dev/docs/api/admin-rest/usage/rate-limits: bucket of 40, leak 2/s, 429 with
// Retry-After: 2.0, X-Shopify-Shop-Api-Call-Limit on every answer.
TEST_F(ShopifyTest, EveryAnswerSaysHowFullTheBucketIs) {
    settings.calls_max = 40;
    settings.call_leak = one_second / 2;
    open();
    const auto level = [&] {
        return std::string{
            driver->get(api + "orders.json").header("X-Shopify-Shop-Api-Call-Limit")};
    };
    EXPECT_EQ(level(), "1/40");
    EXPECT_EQ(level(), "2/40");
    driver->run_for(one_second / 2);
    EXPECT_EQ(level(), "2/40");
    driver->run_for(one_minute);
    EXPECT_EQ(level(), "1/40");
    Request request;
    request.method = Method::get;
    request.path = api + "orders.json";
    Response response = shop->refusal(429);
    response.retry_after = one_second;
    driver->tell([&](const Moment& moment, Step&) {
        shop->on_turned_away(moment, SystemId{}, request, response);
    });
    EXPECT_EQ(response.retry_after, 2 * one_second);
    EXPECT_EQ(response.header("X-Shopify-Shop-Api-Call-Limit"), "40/40");
    EXPECT_TRUE(response.body["errors"].string().starts_with("Exceeded 2 calls per second"));
}

// Source: common knowledge, errors.
TEST_F(ShopifyTest, SaysWhatIsWrongByField) {
    order_at(one_hour, "1");
    open();
    driver->run_to(after(2 * one_hour));
    EXPECT_EQ(
        to_text(driver->get(api + "orders/17.json").body.root()), R"({"errors":"Not Found"})"
    );
    EXPECT_EQ(
        to_text(ask(Method::post,
                    api + "orders/5000000001/fulfillments.json",
                    R"({"fulfillment":{"line_items":[{"id":1,"quantity":1}]}})")
                    .body.root()),
        R"({"errors":{"reference":["can't be blank"]}})"
    );
    EXPECT_EQ(driver->get("/admin/orders.json").status, 404);
    EXPECT_EQ(driver->get("/admin/api/2026-04/orders.json").status, 200);
}

TEST_F(ShopifyTest, ADeletedOrderIsToldByItsIdAlone) {
    settings.topics = {{"orders/delete"}};
    order_at(one_hour, "1");
    open();
    driver->run_to(after(2 * one_hour));
    EXPECT_EQ(ask(Method::remove, api + "orders/5000000001.json", "").status, 200);
    EXPECT_EQ(driver->get(api + "orders/5000000001.json").status, 404);
    EXPECT_EQ(driver->get(api + "orders.json").body["orders"].size(), 0U);
    const auto hooks = sent("X-Shopify-Topic", "orders/delete");
    ASSERT_EQ(hooks.size(), 1U);
    EXPECT_EQ(to_text(hooks[0].second.body.root()), R"({"id":5000000001})");
}

}  // namespace
}  // namespace drydock::mocks
