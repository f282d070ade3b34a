#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/signature.hpp"
#include "tests/mocks/channels/marketplace_fixture.hpp"

/// Facts about a marketplace's orders, each with its source.
namespace drydock::mocks {
namespace {

using testing::after;

class MarketplaceOrdersTest : public testing::MarketplaceFixture {
protected:
    [[nodiscard]] static std::string numbers(const Response& page) {
        std::string seen;
        for (const Value order : page.body["payload"]["Orders"]) {
            seen += order["AmazonOrderId"].string();
            seen += ' ';
        }
        return seen;
    }
};

/// Source: ordersV0.json, getOrders, MarketplaceIds is required, and one of the two dates.
TEST_F(MarketplaceOrdersTest, AListNeedsAMarketplaceAndExactlyOneDateToListFrom) {
    open();
    driver_->run_to(after(one_hour));
    EXPECT_EQ(driver_->get("/orders/v0/orders?LastUpdatedAfter=2011-11-01").status, 400);
    EXPECT_EQ(list("").status, 400);
    EXPECT_EQ(list("&LastUpdatedAfter=yesterday").status, 400);
    EXPECT_EQ(list("&LastUpdatedAfter=2011-11-01&CreatedAfter=2011-11-01").status, 400);
    EXPECT_EQ(list("&LastUpdatedAfter=2011-11-01T00:00:00.000Z").status, 200);
    EXPECT_EQ(list("&CreatedAfter=2011-11-01T00%3A00%3A00Z").status, 200);
}

/// Source: ordersV0.json, LastUpdatedBefore and CreatedBefore, two minutes before the request.
TEST_F(MarketplaceOrdersTest, NoListGoesUpToADateWithinTheLastTwoMinutes) {
    open();
    driver_->run_to(after(one_hour));
    const std::string_view from = "&LastUpdatedAfter=2011-11-01T00:00:00Z";
    const auto before = [&](std::string_view date) {
        return list(fmt::format("{}&LastUpdatedBefore={}", from, date)).status;
    };
    EXPECT_EQ(before("2011-11-01T00:58:00Z"), 200);
    EXPECT_EQ(before("2011-11-01T00:58:01Z"), 400);
    EXPECT_EQ(
        list("&CreatedAfter=2011-11-01T00:00:00Z&CreatedBefore=2011-11-01T00:59:00Z").status, 400
    );
}

/// Source: ordersV0.json, MaxResultsPerPage, 1 to 100.
TEST_F(MarketplaceOrdersTest, APageHasOneToAHundredOrders) {
    for (int index = 0; index < 101; ++index) {
        demand_.order(after(one_hour), fmt::format("{}", index), {{bag_, 1, 1'000}});
    }
    demand_.demand->stock_initial_units[0] = 1'000;
    open();
    driver_->run_to(after(one_day));
    const std::string_view from = "&LastUpdatedAfter=2011-11-01T00:00:00Z";
    EXPECT_EQ(list(from).body["payload"]["Orders"].size(), 100U);
    EXPECT_EQ(
        list(fmt::format("{}&MaxResultsPerPage=3", from)).body["payload"]["Orders"].size(), 3U
    );
    EXPECT_EQ(list(fmt::format("{}&MaxResultsPerPage=0", from)).status, 400);
    EXPECT_EQ(list(fmt::format("{}&MaxResultsPerPage=101", from)).status, 400);
}

/// Source: ordersV0.json, CreatedAfter, CreatedBefore, OrderStatuses.
TEST_F(MarketplaceOrdersTest, ListsByCreationAndByStatus) {
    demand_.order(after(one_hour), "1", {{bag_, 1, 1'000}});
    demand_.order(after(2 * one_hour), "2", {{bag_, 1, 1'000}});
    demand_.order(after(3 * one_hour), "536370", {{bag_, 1, 1'000}});
    open();
    driver_->run_to(after(4 * one_hour));
    EXPECT_EQ(ship("P1", 1), 204);
    EXPECT_EQ(driver_->post("/orders/v0/orders/1/acknowledgement").status, 204);
    driver_->run_to(after(5 * one_hour));
    EXPECT_EQ(numbers(list("&LastUpdatedAfter=2011-11-01T03:30:00Z")), "536370 1 ");
    EXPECT_EQ(numbers(list("&CreatedAfter=2011-11-01T02:00:00Z")), "2 536370 ");
    EXPECT_EQ(
        numbers(list("&CreatedAfter=2011-11-01T00:00:00Z&CreatedBefore=2011-11-01T02:00:00Z")),
        "2 1 "
    );
    EXPECT_EQ(
        numbers(list("&LastUpdatedAfter=2011-11-01&OrderStatuses=Shipped%2CCanceled")), "536370 "
    );
    EXPECT_EQ(
        numbers(list("&LastUpdatedAfter=2011-11-01&OrderStatuses=Unshipped,PartiallyShipped")),
        "2 1 "
    );
    EXPECT_EQ(list("&LastUpdatedAfter=2011-11-01&OrderStatuses=New").status, 400);
}

/// Source: ordersV0.json, NextToken. Assumption: a token is good for an hour.
TEST_F(MarketplaceOrdersTest, ANextTokenIsOpaqueCarriesTheFiltersAndGoesStale) {
    for (int index = 0; index < 5; ++index) {
        demand_.order(after(one_hour), fmt::format("{}", index), {{bag_, 1, 1'000}});
    }
    open();
    driver_->run_to(after(2 * one_hour));
    const Response first = list("&LastUpdatedAfter=2011-11-01&MaxResultsPerPage=2");
    const std::string token{first.body["payload"]["NextToken"].string()};
    EXPECT_EQ(numbers(list("&NextToken=" + token)), "2 3 ");
    std::string broken = token;
    broken.front() = broken.front() == '0' ? '1' : '0';
    EXPECT_EQ(list("&NextToken=" + broken).status, 400);
    EXPECT_EQ(list("&NextToken=4").status, 400);
    driver_->run_for(one_hour);
    EXPECT_EQ(list("&NextToken=" + token).status, 200);
    driver_->run_for(Duration{1});
    EXPECT_EQ(list("&NextToken=" + token).status, 400);
}

/// Source: ordersV0.json, OrderStatus Pending: no payment, no address, must not be shipped.
TEST_F(MarketplaceOrdersTest, APendingOrderHasNoAddressAndMustNotBeShipped) {
    settings_.pending_ppm = 1'000'000;
    settings_.pending_max = one_hour;
    demand_.order(after(one_hour), "536370", {{bag_, 6, 3'750}});
    open();
    driver_->run_to(after(one_hour + 2 * one_minute));
    const Response pending = list();
    const Value shown = pending.body["payload"]["Orders"].at(0);
    EXPECT_EQ(shown["OrderStatus"].string(), "Pending");
    EXPECT_FALSE(shown["ShippingAddress"].present());
    EXPECT_FALSE(shown["OrderTotal"].present());
    EXPECT_FALSE(shown["OrderItems"].at(0)["ItemPrice"].present());
    EXPECT_EQ(ship("P1", 1), 400);
    EXPECT_EQ(post("acknowledgement").status, 400);
    driver_->run_to(after(2 * one_hour + 2 * one_minute));
    const Response paid = list("&LastUpdatedAfter=2011-11-01T01:02:00Z");
    ASSERT_EQ(paid.body["payload"]["Orders"].size(), 1U);
    EXPECT_EQ(paid.body["payload"]["Orders"].at(0)["OrderStatus"].string(), "Unshipped");
    EXPECT_TRUE(paid.body["payload"]["Orders"].at(0)["ShippingAddress"].present());
    EXPECT_EQ(post("acknowledgement").status, 204);
    EXPECT_EQ(ship("P1", 1), 204);
}

/// Source: ordersV0.json, OrderStatus.
TEST_F(MarketplaceOrdersTest, AnOrderGoesFromUnshippedOverPartiallyShippedToShipped) {
    demand_.order(after(one_hour), "536370", {{bag_, 2, 3'750}});
    open();
    driver_->run_to(after(2 * one_hour));
    const auto status = [&] {
        const Response found = driver_->get("/orders/v0/orders/536370");
        return std::string{found.body["payload"]["OrderStatus"].string()};
    };
    EXPECT_EQ(status(), "Unshipped");
    EXPECT_EQ(ship("P1", 1), 204);
    EXPECT_EQ(status(), "PartiallyShipped");
    EXPECT_EQ(ship("P2", 1), 204);
    EXPECT_EQ(status(), "Shipped");
    const Response items = driver_->get("/orders/v0/orders/536370/orderItems");
    EXPECT_EQ(items.body["payload"]["OrderItems"].at(0)["QuantityShipped"].integer(), 2);
    EXPECT_EQ(driver_->get("/orders/v0/orders/7").status, 404);
}

/// Source: ordersV0.json, confirmShipment, 400 for an order that cannot be shipped.
TEST_F(MarketplaceOrdersTest, ACanceledOrderIsNotShippedAnyMore) {
    const auto wish = demand_.order(after(one_hour), "536370", {{bag_, 2, 3'750}});
    demand_.cancel(after(2 * one_hour), "C1", wish, {{0, 2}});
    open();
    driver_->run_to(after(3 * one_hour));
    EXPECT_EQ(post("cancellation", R"({"requestId":"C1","accepted":true})").status, 204);
    const Response found = driver_->get("/orders/v0/orders/536370");
    EXPECT_EQ(found.body["payload"]["OrderStatus"].string(), "Canceled");
    EXPECT_EQ(ship("P1", 1), 400);
}

/// Source: developer-docs.amazon.com, usage plans: x-amzn-RateLimit-Limit, where there is one.
/// ordersV0.json, getOrders 0.0167 a second.
TEST_F(MarketplaceOrdersTest, SaysTheRateOfTheOperationInAHeader) {
    settings_.usage_plans = {
        {"orders/list", one_minute}, {"orders/ship", Duration{500'000'000}}, {"*", one_second}};
    open();
    driver_->run_to(after(one_hour));
    EXPECT_EQ(list().header("x-amzn-RateLimit-Limit"), "0.0167");
    EXPECT_EQ(post("shipmentConfirmation").header("x-amzn-RateLimit-Limit"), "2.0");
    EXPECT_EQ(post("acknowledgement").header("x-amzn-RateLimit-Limit"), "");
}

/// Source: partners.md, QuotaExceeded; SP-API has no Retry-After.
TEST_F(MarketplaceOrdersTest, WhoIsTurnedAwayIsToldTheRateAndNoTime) {
    settings_.usage_plans = {{"orders/list", one_minute}};
    open();
    Response response = marketplace_->refusal(429);
    response.retry_after = one_minute;
    Request request;
    request.method = Method::get;
    request.path = "/orders/v0/orders?MarketplaceIds=A1F83G8C2ARO7P";
    driver_->tell([&](const Moment& moment, Step&) {
        marketplace_->on_turned_away(moment, SystemId{}, request, response);
    });
    EXPECT_EQ(response.body["errors"].at(0)["code"].string(), "QuotaExceeded");
    EXPECT_EQ(response.header("x-amzn-RateLimit-Limit"), "0.0167");
    EXPECT_FALSE(response.retry_after.has_value());
}

/// Source: Amazon usage plans, some 429s occur even below the limit.
TEST_F(MarketplaceOrdersTest, SomeRequestsAreThrottledBelowTheLimit) {
    settings_.throttled_ppm = 200'000;
    open();
    driver_->run_to(after(one_hour));
    int throttled = 0;
    for (int index = 0; index < 100; ++index) {
        throttled += list().status == 429 ? 1 : 0;
    }
    EXPECT_GT(throttled, 5);
    EXPECT_LT(throttled, 40);
}

/// Source: Amazon notifications through SQS, a standard queue: at least once, unordered.
TEST_F(MarketplaceOrdersTest, NotificationsComeTwiceAndInAnyOrder) {
    settings_.notifications.enabled = true;
    settings_.notifications.delay_max = one_minute;
    settings_.notifications.repeat_ppm = 500'000;
    settings_.notifications.webhook.path = "/webhooks/marketplace";
    settings_.notifications.webhook.secret = "s";
    for (int index = 0; index < 20; ++index) {
        demand_.order(
            after(one_hour + index * one_second), fmt::format("{}", index), {{bag_, 1, 1'000}}
        );
    }
    open();
    driver_->run_to(after(2 * one_hour));
    const auto bodies = driver_->bodies_to("/webhooks/marketplace");
    EXPECT_GT(bodies.size(), 20U);
    EXPECT_LT(bodies.size(), 40U);
    std::vector<std::string> ids;
    std::vector<std::string> order_numbers;
    for (const Document& body : bodies) {
        EXPECT_EQ(body["notificationType"].string(), "ORDER_CHANGE");
        ids.emplace_back(body["notificationMetadata"]["notificationId"].string());
        order_numbers.emplace_back(
            body["payload"]["OrderChangeNotification"]["AmazonOrderId"].string()
        );
    }
    std::vector<std::string> sorted = ids;
    std::ranges::sort(sorted);
    EXPECT_NE(std::ranges::adjacent_find(sorted), sorted.end());
    const auto first_of = [&](std::string_view number) {
        return std::ranges::find(order_numbers, number) - order_numbers.begin();
    };
    bool overtaken = false;
    for (int index = 1; index < 20; ++index) {
        overtaken |= first_of(fmt::format("{}", index)) < first_of(fmt::format("{}", index - 1));
    }
    EXPECT_TRUE(overtaken);
    EXPECT_TRUE(is_signed(
        settings_.notifications.webhook.signature, "s", driver_->calls.front().second.request
    ));
}

TEST_F(MarketplaceOrdersTest, WithoutNotificationsItTellsNothing) {
    demand_.order(after(one_hour), "536370", {{bag_, 1, 3'750}});
    open();
    driver_->run_to(after(one_day));
    EXPECT_TRUE(driver_->calls.empty());
}

TEST_F(MarketplaceOrdersTest, StrictNotesPaginationFieldsAndTheOrderOfCalls) {
    settings_.strict = true;
    for (const std::string_view number : {"1", "2", "536370"}) {
        demand_.order(after(one_hour), std::string{number}, {{bag_, 1, 1'000}});
    }
    open();
    driver_->run_to(after(2 * one_hour));
    const Response first = list("&LastUpdatedAfter=2011-11-01&MaxResultsPerPage=1");
    const std::string token{first.body["payload"]["NextToken"].string()};
    EXPECT_EQ(list("&NextToken=" + token).status, 200);
    EXPECT_EQ(
        list("&LastUpdatedAfter=2011-11-01&MaxResultsPerPage=1&NextToken=" + token).status, 200
    );
    EXPECT_EQ(violations(violation::broken_pagination), 0U);
    static_cast<void>(list("&LastUpdatedAfter=2011-11-02&NextToken=" + token));
    EXPECT_EQ(violations(violation::broken_pagination), 1U);
    static_cast<void>(list("&NextToken=x"));
    driver_->run_for(2 * one_hour);
    static_cast<void>(list("&NextToken=" + token));
    EXPECT_EQ(violations(violation::broken_pagination), 3U);
    static_cast<void>(list("&LastUpdatedAfter=2011-11-01&limit=3"));
    EXPECT_EQ(violations(violation::unknown_field), 1U);
    EXPECT_EQ(ship("P1", 1), 204);
    EXPECT_EQ(violations(violation::wrong_order), 1U);
    EXPECT_EQ(post("acknowledgement").status, 204);
    EXPECT_EQ(ship("P1", 1), 204);
    EXPECT_EQ(violations(violation::wrong_order), 1U);
    EXPECT_EQ(post("refund", R"({"reference":"a","amount":0.1,"items":[]})").status, 204);
    EXPECT_EQ(post("refund", R"({"reference":"a","amount":0.1,"items":[]})").status, 204);
    EXPECT_EQ(violations(violation::key_reused), 0U);
    EXPECT_EQ(post("refund", R"({"reference":"a","amount":0.2,"items":[]})").status, 204);
    EXPECT_EQ(violations(violation::key_reused), 1U);
}

}  // namespace
}  // namespace drydock::mocks
