#include "integration/connectors/channels/storefront_calls.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/check.hpp"
#include "core/document_text.hpp"

namespace drydock::integration::shop {
namespace {

Response answer(std::string_view body) {
    Response response;
    auto document = parse_document(body);
    DRYDOCK_CHECK(document.has_value());
    response.body = *std::move(document);
    return response;
}

class StorefrontCallsTest : public ::testing::Test {
protected:
    StorefrontCallsTest() {
        settings_.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}};
    }
    RuntimeSettings settings_;
};

TEST_F(StorefrontCallsTest, FollowsShopifysCursorAndSendsNoFilterBesideIt) {
    const Request first = list_orders(settings_, Instant{} + one_hour, {});
    EXPECT_EQ(
        first.path,
        "/admin/api/2024-10/orders.json?status=any&updated_at_min=2011-11-01T01:00:00&limit=250"
    );
    Response response = answer(R"({"orders":[{"name":"1"}]})");
    EXPECT_EQ(read_page(settings_, response, {}).next, "");
    response.headers.push_back(
        {"Link",
         R"(<https://shop/orders.json?limit=250&page_info=aa>; rel="previous", )"
         R"(<https://shop/orders.json?limit=250&page_info=bb>; rel="next")"}
    );
    const Page page = read_page(settings_, response, {});
    EXPECT_EQ(page.orders.size(), 1U);
    EXPECT_EQ(page.next, "bb");
    EXPECT_EQ(
        list_orders(settings_, Instant{}, page.next).path,
        "/admin/api/2024-10/orders.json?limit=250&page_info=bb"
    );
}

TEST_F(StorefrontCallsTest, GoesThroughWooCommercesListByTheLastRowsDate) {
    settings_.storefront_dialect = StorefrontDialect::woocommerce;
    const auto page_of = [](std::string_view last) {
        std::string rows;
        for (int row = 0; row < 99; ++row) {
            rows += R"({"date_modified":"2011-11-01T02:00:00"},)";
        }
        return answer(fmt::format(R"([{}{{"date_modified":"{}"}}])", rows, last));
    };
    EXPECT_EQ(read_page(settings_, answer(R"([{"number":"1"}])"), {}).next, "");
    const std::string next = read_page(settings_, page_of("2011-11-01T03:00:00"), {}).next;
    EXPECT_EQ(next, "?modified_after=2011-11-01T02:59:59&page=1");
    // Nothing but one second on a whole page: only then a page's number helps.
    EXPECT_EQ(
        read_page(settings_, page_of("2011-11-01T03:00:00"), next).next,
        "?modified_after=2011-11-01T02:59:59&page=2"
    );
    EXPECT_EQ(
        list_orders(settings_, Instant{}, next).path,
        "/wp-json/wc/v3/orders?modified_after=2011-11-01T02:59:59&page=1&per_page=100"
        "&orderby=modified&order=asc"
    );
}

TEST_F(StorefrontCallsTest, SubscribesAgainToWhatShopifyHasDeleted) {
    const auto wanted =
        missing_webhooks(settings_, answer(R"({"webhooks":[{"id":2,"topic":"returns/request"}]})"));
    ASSERT_EQ(wanted.size(), 2U);
    EXPECT_EQ(wanted[0].method, Method::post);
    EXPECT_EQ(wanted[0].path, "/admin/api/2024-10/webhooks.json");
    EXPECT_EQ(
        to_text(wanted[0].body.root()),
        R"({"webhook":{"topic":"orders/create","address":"/webhooks/storefront","format":"json"}})"
    );
}

TEST_F(StorefrontCallsTest, EnablesAgainWhatWooCommerceHasDisabled) {
    settings_.storefront_dialect = StorefrontDialect::woocommerce;
    const auto wanted = missing_webhooks(
        settings_,
        answer(R"([{"id":1,"topic":"order.created","status":"disabled"},)"
               R"({"id":2,"topic":"cancellation_request.created","status":"active"},)"
               R"({"id":3,"topic":"return_request.created","status":"active"}])")
    );
    ASSERT_EQ(wanted.size(), 1U);
    EXPECT_EQ(wanted[0].method, Method::put);
    EXPECT_EQ(wanted[0].path, "/wp-json/wc/v3/webhooks/1");
    EXPECT_EQ(to_text(wanted[0].body.root()), R"({"status":"active"})");
}

TEST_F(StorefrontCallsTest, TakesOnlyWooCommercesUnsignedFormForAPing) {
    Request ping;
    ping.raw = make_bytes("webhook_id=3");
    EXPECT_FALSE(is_ping(settings_, ping));
    settings_.storefront_dialect = StorefrontDialect::woocommerce;
    EXPECT_TRUE(is_ping(settings_, ping));
    ping.raw = make_bytes("order=3");
    EXPECT_FALSE(is_ping(settings_, ping));
}

TEST_F(StorefrontCallsTest, FindsARefundByItsNote) {
    const Response listed = answer(R"({"refunds":[{"id":1,"note":"C1"}]})");
    EXPECT_EQ(read_refund_found(listed, "C1").answer, Answer::done);
    EXPECT_NE(read_refund_found(listed, "C2").answer, Answer::done);
}

}  // namespace
}  // namespace drydock::integration::shop
