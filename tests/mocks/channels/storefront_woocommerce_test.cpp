#include <set>

#include "core/signature.hpp"
#include "tests/mocks/channels/storefront_fixture.hpp"

/// Facts about WooCommerce that integrations run into. Source, unless another is named:
/// woocommerce/woocommerce, class-wc-webhook.php at 00e1bc4.
namespace drydock::mocks {
namespace {

using testing::after;

const std::string woocommerce_api = "/wp-json/wc/v3/";

class WooCommerceTest : public testing::ShopFixture {
protected:
    WooCommerceTest() {
        settings.dialect = ShopDialect::woocommerce;
        settings.domain = "shop.example";
        settings.webhook.timeout = one_minute;
        settings.webhook.retries = false;
        settings.webhook.success_status_max = 302;
        settings.webhook.signature = {.header = "X-WC-Webhook-Signature"};
        settings.webhook_given_up_max = 7;
        settings.page_size_max = 100;
        settings.page_size_default = 10;
        settings.refund_key_required = false;
    }
    [[nodiscard]] std::string status_of(std::string_view id) {
        return std::string{
            driver->get(fmt::format("{}webhooks/{}", woocommerce_api, id)).body["status"].string()};
    }
};

TEST_F(WooCommerceTest, SignsAWebhookAndSaysWhatItIsAbout) {
    order_at(one_hour, "1");
    open();
    driver->run_to(after(one_day));
    const auto hooks = sent("X-WC-Webhook-Topic");
    ASSERT_EQ(hooks.size(), 1U);
    const Request& request = hooks[0].second;
    EXPECT_EQ(request.header("X-WC-Webhook-Source"), "https://shop.example/");
    EXPECT_EQ(request.header("X-WC-Webhook-Topic"), "order.created");
    EXPECT_EQ(request.header("X-WC-Webhook-Resource"), "order");
    EXPECT_EQ(request.header("X-WC-Webhook-Event"), "created");
    EXPECT_EQ(request.header("X-WC-Webhook-ID"), "1");
    EXPECT_EQ(
        request.header("X-WC-Webhook-Signature"), base64(hmac_sha256("secret", request.body.text()))
    );
    EXPECT_EQ(request.body["number"].string(), "1");
    EXPECT_EQ(request.body["total"].string(), "1.00");
}

TEST_F(WooCommerceTest, ANewWebhookIsPingedWithAFormThatNobodySigned) {
    open();
    ASSERT_EQ(driver->calls.size(), 3U);
    const Request& ping = driver->calls[1].second.request;
    EXPECT_EQ(ping.body_text(), "webhook_id=2");
    EXPECT_TRUE(ping.body.empty());
    EXPECT_EQ(ping.header("X-WC-Webhook-Signature"), "");
    EXPECT_EQ(ping.header("Content-Type"), "application/x-www-form-urlencoded");
    EXPECT_EQ(
        ask(Method::post,
            woocommerce_api + "webhooks",
            R"({"topic":"order.updated","delivery_url":"https://runtime/hook"})")
            .status,
        201
    );
    ASSERT_EQ(driver->calls.size(), 4U);
    EXPECT_EQ(driver->calls[3].second.request.body_text(), "webhook_id=4");
    EXPECT_EQ(driver->calls[3].second.request.path, "/hook");
}

TEST_F(WooCommerceTest, NeverRepeatsAWebhook) {
    order_at(one_hour, "1");
    open();
    nobody_answers();
    driver->run_to(after(10 * one_day));
    EXPECT_EQ(sent("X-WC-Webhook-Topic").size(), 1U);
    EXPECT_FALSE(books().channel_orders[0].accepted);
}

TEST_F(WooCommerceTest, IsSilentFromTheSeventhFailureInARowOn) {
    for (int index = 0; index < 10; ++index) {
        order_at((1 + index) * one_hour, fmt::format("{}", index));
    }
    open();
    nobody_answers();
    driver->run_to(after(6 * one_hour + one_minute));
    EXPECT_EQ(sent("X-WC-Webhook-Topic").size(), 6U);
    EXPECT_EQ(status_of("1"), "active");
    driver->run_to(after(8 * one_hour + one_minute));
    EXPECT_EQ(sent("X-WC-Webhook-Topic").size(), 7U);
    EXPECT_EQ(status_of("1"), "disabled");
    everybody_answers();
    EXPECT_EQ(
        ask(Method::put, woocommerce_api + "webhooks/1", R"({"status":"active"})").status, 200
    );
    driver->run_to(after(one_day));
    EXPECT_EQ(sent("X-WC-Webhook-Topic").size(), 9U);
}

TEST_F(WooCommerceTest, ASuccessUpTo302ForgetsTheFailuresBefore) {
    for (int index = 0; index < 13; ++index) {
        order_at((1 + index) * one_hour, fmt::format("{}", index));
    }
    open();
    everybody_answers(303);
    driver->run_to(after(6 * one_hour + one_minute));
    everybody_answers(302);
    driver->run_to(after(7 * one_hour + one_minute));
    everybody_answers(500);
    driver->run_to(after(13 * one_hour + one_minute));
    EXPECT_EQ(status_of("1"), "active");
    EXPECT_EQ(sent("X-WC-Webhook-Topic").size(), 13U);
}

TEST_F(WooCommerceTest, TwoOrdersOfOneSecondShareADeliveryId) {
    order_at(one_hour, "1");
    order_at(one_hour, "2");
    order_at(one_hour + one_second, "3");
    open();
    driver->run_to(after(one_day));
    const auto hooks = sent("X-WC-Webhook-Topic", "order.created");
    ASSERT_EQ(hooks.size(), 3U);
    const auto id = [&](std::size_t index) {
        return hooks[index].second.header("X-WC-Webhook-Delivery-ID");
    };
    EXPECT_EQ(id(0).size(), 32U);
    EXPECT_EQ(id(0), id(1));
    EXPECT_NE(id(1), id(2));
    EXPECT_NE(hooks[0].second.body.content_hash(), hooks[1].second.body.content_hash());
}

TEST_F(WooCommerceTest, ThePayloadIsWhatIsTrueWhenItIsSent) {
    settings.webhook_delay_max = one_minute;
    settings.topics = {{"order.created"}, {"order.deleted"}};
    order_at(one_hour, "1");
    order_at(one_hour, "2");
    open();
    driver->run_to(after(one_hour));
    EXPECT_TRUE(sent("X-WC-Webhook-Topic").empty());
    ask(Method::post,
        woocommerce_api + "orders/5000000001/fulfillments",
        R"({"fulfillment":{"reference":"P","line_items":[{"id":1,"quantity":1}]}})");
    EXPECT_EQ(
        ask(Method::remove, woocommerce_api + "orders/5000000002?force=true", "").status, 200
    );
    driver->run_to(after(one_hour + one_minute));
    ASSERT_EQ(sent("X-WC-Webhook-Topic", "order.created").size(), 2U);
    std::set<std::string> told;
    for (const auto& [at, request] : sent("X-WC-Webhook-Topic", "order.created")) {
        told.emplace(
            request.body["status"].present() ? request.body["status"].string() : "deleted"
        );
    }
    EXPECT_EQ(told, (std::set<std::string>{"completed", "deleted"}));
    const auto deleted = sent("X-WC-Webhook-Topic", "order.deleted");
    ASSERT_EQ(deleted.size(), 1U);
    EXPECT_EQ(to_text(deleted[0].second.body.root()), R"({"id":5000000002})");
}

// Source: common knowledge: page and per_page up to 100, X-WP-Total, X-WP-TotalPages.
TEST_F(WooCommerceTest, PagesByNumberAndThePagesShiftWhileOrdersChange) {
    for (int index = 0; index < 5; ++index) {
        order_at((1 + index) * one_hour, fmt::format("{}", index));
    }
    open();
    driver->run_to(after(one_day));
    const auto names = [](const Response& response) {
        std::string all;
        for (const Value order : response.body.root()) {
            all += order["number"].string();
        }
        return all;
    };
    const Response first = driver->get(woocommerce_api + "orders?per_page=2");
    EXPECT_EQ(names(first), "01");
    EXPECT_EQ(first.header("X-WP-Total"), "5");
    EXPECT_EQ(first.header("X-WP-TotalPages"), "3");
    ask(Method::post,
        woocommerce_api + "orders/5000000001/fulfillments",
        R"({"fulfillment":{"reference":"P","line_items":[{"id":1,"quantity":1}]}})");
    EXPECT_EQ(
        names(driver->get(woocommerce_api + "orders?per_page=2&page=2")), "34"
    );  // 2 is never seen.
    EXPECT_EQ(names(driver->get(woocommerce_api + "orders?per_page=2&page=3")), "0");
    EXPECT_EQ(
        names(driver->get(woocommerce_api + "orders?modified_after=2011-11-01T04:00:00")), "40"
    );
    EXPECT_EQ(names(driver->get(woocommerce_api + "orders?status=completed")), "0");
    const Response wrong = driver->get(woocommerce_api + "orders?per_page=101");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.body["code"].string(), "rest_invalid_param");
}

TEST_F(WooCommerceTest, RefundsAsOftenAsItIsTold) {
    order_at(one_hour, "1", 3);
    open();
    driver->run_to(after(2 * one_hour));
    const auto refund = [&] {
        return ask(Method::post,
                   woocommerce_api + "orders/5000000001/refunds",
                   R"({"amount":1,"note":"R1"})",
                   {{"Idempotency-Key", "R1"}}
        ).status;
    };
    EXPECT_EQ(refund(), 201);
    EXPECT_EQ(refund(), 201);
    EXPECT_EQ(books().channel_orders[0].refunded, Money{2'000});
    const Response listed = driver->get(woocommerce_api + "orders/5000000001/refunds");
    ASSERT_EQ(listed.body["refunds"].size(), 2U);
    EXPECT_EQ(listed.body["refunds"].at(0)["note"].string(), "R1");
}

TEST_F(WooCommerceTest, SetsStockInBatchesAndCancelsByStatus) {
    order_at(one_hour, "1", 3);
    open();
    driver->run_to(after(2 * one_hour));
    EXPECT_EQ(
        ask(Method::post,
            woocommerce_api + "products/batch",
            R"({"update":[{"sku":"85123A","stock_quantity":7}]})")
            .status,
        200
    );
    EXPECT_EQ(
        to_text(driver->get(woocommerce_api + "products?sku=85123A").body.root()),
        R"([{"sku":"85123A","stock_quantity":7}])"
    );
    EXPECT_EQ(
        ask(Method::put, woocommerce_api + "orders/5000000001", R"({"status":"cancelled"})")
            .body["status"]
            .string(),
        "cancelled"
    );
    const Response unknown = driver->get(woocommerce_api + "orders/17");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.body["data"]["status"].integer(), 404);
    EXPECT_EQ(driver->get("/admin/api/2024-10/orders.json").status, 404);
}

}  // namespace
}  // namespace drydock::mocks
