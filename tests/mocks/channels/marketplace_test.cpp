#include "mocks/channels/marketplace.hpp"

#include <memory>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/books.hpp"
#include "tests/mocks/channels/demand_builder.hpp"
#include "tests/mocks/webhooks/node_driver.hpp"

namespace drydock::mocks {
namespace {

using testing::after;
using testing::DemandBuilder;
using testing::NodeDriver;

class MarketplaceTest : public ::testing::Test {
protected:
    MarketplaceTest() {
        settings_.channel.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}};
        bag_ = demand_.product("22728", 100);
    }
    void open() {
        marketplace_ = std::make_unique<Marketplace>(settings_, demand_.demand);
        driver_ = std::make_unique<NodeDriver>(*marketplace_);
    }
    [[nodiscard]] ChannelOrder order(std::size_t index = 0) const {
        Books books;
        marketplace_->write_books(books);
        return books.channel_orders.at(index);
    }
    Response list(std::string_view from = "2011-11-01T00:00:00") {
        return driver_->get(fmt::format("/orders/v0/orders?LastUpdatedAfter={}", from));
    }
    std::uint16_t post(std::string_view verb, std::string_view body = "{}") {
        return driver_->post(fmt::format("/orders/v0/orders/536370/{}", verb), body).status;
    }
    std::uint16_t ship(std::string_view parcel, std::int32_t units) {
        return post(
            "shipmentConfirmation",
            fmt::format(
                R"({{"packageReferenceId":"{}","orderItems":[{{"orderItemId":1,"quantity":{}}}]}})",
                parcel,
                units
            )
        );
    }

    MarketplaceSettings settings_;
    DemandBuilder demand_;
    SkuId bag_;
    std::unique_ptr<Marketplace> marketplace_;
    std::unique_ptr<NodeDriver> driver_;
};

TEST_F(MarketplaceTest, ShowsAnOrderTwoMinutesAfterItWasPlaced) {
    const auto wish = demand_.order(after(one_hour), "536370", {{bag_, 24, 3'750}});
    demand_.demand->orders[wish].customer = 0;
    open();
    driver_->run_to(after(one_hour + 2 * one_minute - Duration{1}));
    EXPECT_EQ(list().body["payload"]["Orders"].size(), 0U);
    driver_->run_for(Duration{1});
    EXPECT_EQ(
        to_text(list().body.root()),
        R"({"payload":{"Orders":[{"AmazonOrderId":"536370","OrderStatus":"Unshipped",)"
        R"("PurchaseDate":"2011-11-01T01:00:00","LastUpdateDate":"2011-11-01T01:00:00",)"
        R"("OrderTotal":{"Amount":90,"CurrencyCode":"GBP"},"BuyerId":null,)"
        R"("ShippingAddress":{"Country":"United Kingdom"},"Acknowledged":false,)"
        R"("OrderItems":[{"OrderItemId":1,"SellerSKU":"22728","QuantityOrdered":24,)"
        R"("ItemPrice":3.75}],"CancellationRequests":[],"ReturnRequests":[]}],)"
        R"("NextToken":null,"LastUpdatedBefore":"2011-11-01T01:00:00"}})"
    );
    EXPECT_TRUE(driver_->calls.empty());
}

TEST_F(MarketplaceTest, PlacesOnlyOrdersOfItsOwnChannel) {
    const auto other = demand_.order(after(one_hour), "1", {{bag_, 24, 3'750}});
    demand_.demand->orders[other].channel = 1;
    demand_.order(after(one_hour), "536370", {{bag_, 1, 3'750}});
    demand_.cancel(after(2 * one_hour), "C1", other, {{0, 1}});
    open();
    driver_->run_to(after(one_day));
    Books books;
    marketplace_->write_books(books);
    ASSERT_EQ(books.channel_orders.size(), 1U);
    EXPECT_EQ(books.channel_orders[0].number, "536370");
    EXPECT_TRUE(books.channel_orders[0].cancels.empty());
}

TEST_F(MarketplaceTest, PagesByTokenWithoutLossOrRepetition) {
    settings_.page_size_max = 4;
    for (int index = 0; index < 10; ++index) {
        demand_.order(after(one_hour), fmt::format("{}", index), {{bag_, 1, 1'000}});
    }
    open();
    driver_->run_to(after(one_day));
    std::string seen;
    std::string path = "/orders/v0/orders?LastUpdatedAfter=2011-11-01";
    for (int pages = 0; pages < 3; ++pages) {
        const Response page = driver_->get(path);
        for (const Value order : page.body["payload"]["Orders"]) {
            seen += order["AmazonOrderId"].string();
        }
        const std::string_view token = page.body["payload"]["NextToken"].string();
        EXPECT_EQ(token.empty(), pages == 2);
        path = fmt::format("/orders/v0/orders?NextToken={}", token);
    }
    EXPECT_EQ(seen, "0123456789");
    EXPECT_EQ(driver_->get("/orders/v0/orders").status, 400);
    EXPECT_EQ(driver_->get("/orders/v0/orders?NextToken=x").status, 400);
}

TEST_F(MarketplaceTest, AnAcknowledgedOrderIsAccepted) {
    demand_.order(after(one_hour), "536370", {{bag_, 1, 3'750}});
    open();
    driver_->run_to(after(2 * one_hour));
    EXPECT_FALSE(order().accepted.has_value());
    EXPECT_EQ(post("acknowledgement"), 204);
    driver_->run_for(one_hour);
    EXPECT_EQ(post("acknowledgement"), 204);
    EXPECT_EQ(order().accepted, after(2 * one_hour));
    const Response page = list();
    ASSERT_EQ(page.body["payload"]["Orders"].size(), 1U);
    EXPECT_TRUE(page.body["payload"]["Orders"].at(0)["Acknowledged"].is_true());
    EXPECT_EQ(
        page.body["payload"]["Orders"].at(0)["LastUpdateDate"].string(), "2011-11-01T02:00:00"
    );
    EXPECT_EQ(driver_->post("/orders/v0/orders/1/acknowledgement").status, 404);
}

TEST_F(MarketplaceTest, AShipmentOfTheSameParcelReplacesTheFirst) {
    demand_.order(after(one_hour), "536370", {{bag_, 6, 3'750}});
    open();
    driver_->run_to(after(2 * one_hour));
    EXPECT_EQ(ship("P1", 4), 204);
    EXPECT_EQ(ship("P1", 5), 204);
    EXPECT_EQ(ship("P2", 2), 400);
    EXPECT_EQ(ship("P1", 7), 400);
    EXPECT_EQ(order().lines[0].fulfilled, Quantity::units(5));
    EXPECT_EQ(ship("P2", 1), 204);
    EXPECT_EQ(ship("P2", 1), 204);
    EXPECT_EQ(order().lines[0].fulfilled, Quantity::units(6));
    ASSERT_EQ(order().fulfilments.size(), 2U);
    EXPECT_EQ(order().fulfilments[0].reference, "P1");
    EXPECT_EQ(order().fulfilments[0].milestones.size(), 1U);
    driver_->run_for(one_hour);
    EXPECT_EQ(list().body["payload"]["Orders"].at(0)["OrderStatus"].string(), "Shipped");
}

TEST_F(MarketplaceTest, ShowsRequestsInTheListUntilTheyAreAnswered) {
    const auto wish = demand_.order(after(one_hour), "536370", {{bag_, 6, 3'750}});
    demand_.cancel(after(2 * one_hour), "C1", wish, {{0, 2}});
    demand_.cancel(after(2 * one_hour), "C2", wish, {{0, 1}});
    open();
    driver_->run_to(after(3 * one_hour));
    const Response page = list("2011-11-01T01:30:00");
    ASSERT_EQ(page.body["payload"]["Orders"].size(), 1U);
    EXPECT_EQ(
        to_text(page.body["payload"]["Orders"].at(0)["CancellationRequests"].at(0)),
        R"({"RequestId":"C1","WholeOrder":false,"Items":[{"OrderItemId":1,"Quantity":2}]})"
    );
    EXPECT_EQ(post("cancellation", R"({"requestId":"C1","accepted":true})"), 204);
    EXPECT_EQ(post("cancellation", R"({"requestId":"C1","accepted":false})"), 204);
    EXPECT_EQ(post("cancellation", R"({"requestId":"C2","accepted":false})"), 204);
    EXPECT_EQ(post("cancellation", R"({"requestId":"C3","accepted":true})"), 400);
    EXPECT_EQ(order().lines[0].cancelled, Quantity::units(2));
    EXPECT_EQ(order().cancels[0].answer, CancelAnswer::confirmed);
    EXPECT_EQ(order().cancels[1].answer, CancelAnswer::denied);
    EXPECT_EQ(ship("P1", 5), 400);
    EXPECT_EQ(ship("P1", 4), 204);
    driver_->run_for(4 * one_day);
    const Response later = list();
    const Value shown = later.body["payload"]["Orders"].at(0);
    EXPECT_EQ(shown["CancellationRequests"].size(), 0U);
    EXPECT_EQ(shown["LastUpdateDate"].string(), "2011-11-04T03:00:00");
    EXPECT_EQ(
        to_text(shown["ReturnRequests"].at(0)),
        R"({"RequestId":"C2R","WholeOrder":false,"Items":[{"OrderItemId":1,"Quantity":1}]})"
    );
}

TEST_F(MarketplaceTest, RefundsOnceAReferenceAndNeverMoreThanWasCaptured) {
    demand_.order(after(one_hour), "536370", {{bag_, 2, 3'750}});
    open();
    driver_->run_to(after(2 * one_hour));
    EXPECT_EQ(post("refund", R"({"reference":"a","amount":7.4,"items":[]})"), 204);
    EXPECT_EQ(post("refund", R"({"reference":"a","amount":7.4,"items":[]})"), 204);
    EXPECT_EQ(post("refund", R"({"reference":"b","amount":0.101,"items":[]})"), 400);
    EXPECT_EQ(post("refund", R"({"amount":0.1,"items":[]})"), 400);
    EXPECT_EQ(order().refunded, Money{7'400});
    EXPECT_EQ(post("refund", R"({"reference":"b","amount":0.1,"items":[]})"), 204);
    EXPECT_EQ(order().refunded, order().captured);
}

TEST_F(MarketplaceTest, TakesAFeedAtMostEveryTwentyMinutes) {
    demand_.order(after(one_hour), "536370", {{bag_, 6, 3'750}});
    open();
    const auto feed = [&](std::string_view items) {
        return driver_->post(
            "/feeds/2021-06-30/inventory", fmt::format(R"({{"items":[{}]}})", items)
        );
    };
    EXPECT_EQ(feed(R"({"sku":"22728"})").status, 400);
    EXPECT_EQ(feed(R"({"sku":"22728","quantity":9},{"sku":"X","quantity":1})").status, 202);
    driver_->run_for(19 * one_minute);
    const Response early = feed(R"({"sku":"22728","quantity":1})");
    EXPECT_EQ(early.status, 429);
    EXPECT_EQ(early.retry_after, one_minute);
    EXPECT_EQ(early.body["errors"].at(0)["code"].string(), "QuotaExceeded");
    driver_->run_for(one_minute);
    EXPECT_EQ(feed(R"({"sku":"22728","quantity":4})").status, 202);
    driver_->run_to(after(2 * one_hour));
    EXPECT_EQ(order().lines[0].ordered, Quantity::units(4));
    Books books;
    marketplace_->write_books(books);
    ASSERT_EQ(books.stock_publications.size(), 2U);
    EXPECT_EQ(books.stock_publications[0].sku_count, 1U);
    EXPECT_EQ(books.stock_publications[1].at, after(20 * one_minute));
    EXPECT_EQ(books.lines_unplaced, 1U);
}

}  // namespace
}  // namespace drydock::mocks
