#include "mocks/channels/marketplace.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/document_text.hpp"
#include "tests/mocks/channels/marketplace_fixture.hpp"

namespace drydock::mocks {
namespace {

using testing::after;

class MarketplaceTest : public testing::MarketplaceFixture {};

TEST_F(MarketplaceTest, ShowsAnOrderTwoMinutesAfterItWasPlaced) {
    const auto wish = demand_.order(after(one_hour), "536370", {{bag_, 24, 3'750}});
    demand_.demand->orders[wish].customer = 0;
    open();
    driver_->run_to(after(one_hour + 2 * one_minute - Duration{1}));
    EXPECT_EQ(list().body["payload"]["Orders"].size(), 0U);
    driver_->run_for(Duration{1});
    EXPECT_EQ(
        to_text(list().body.root()),
        R"({"payload":{"Orders":[{"AmazonOrderId":"536370","MarketplaceId":"A1F83G8C2ARO7P",)"
        R"("OrderStatus":"Unshipped","PurchaseDate":"2011-11-01T01:00:00Z",)"
        R"("LastUpdateDate":"2011-11-01T01:00:00Z",)"
        R"("OrderTotal":{"Amount":90,"CurrencyCode":"GBP"},"BuyerId":null,)"
        R"("ShippingAddress":{"Country":"United Kingdom"},"Acknowledged":false,)"
        R"("OrderItems":[{"OrderItemId":1,"SellerSKU":"22728","QuantityOrdered":24,)"
        R"("QuantityShipped":0,"ItemPrice":3.75}],"CancellationRequests":[],)"
        R"("ReturnRequests":[]}],"LastUpdatedBefore":"2011-11-01T01:00:00Z"}})"
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
    std::string query = "&LastUpdatedAfter=2011-11-01";
    for (int pages = 0; pages < 3; ++pages) {
        const Response page = list(query);
        for (const Value order : page.body["payload"]["Orders"]) {
            seen += order["AmazonOrderId"].string();
        }
        const std::string_view token = page.body["payload"]["NextToken"].string();
        EXPECT_EQ(token.empty(), pages == 2);
        query = fmt::format("&NextToken={}", token);
    }
    EXPECT_EQ(seen, "0123456789");
}

TEST_F(MarketplaceTest, AnAcknowledgedOrderIsAccepted) {
    demand_.order(after(one_hour), "536370", {{bag_, 1, 3'750}});
    open();
    driver_->run_to(after(2 * one_hour));
    EXPECT_FALSE(order().accepted.has_value());
    EXPECT_EQ(post("acknowledgement").status, 204);
    driver_->run_for(one_hour);
    EXPECT_EQ(post("acknowledgement").status, 204);
    EXPECT_EQ(order().accepted, after(2 * one_hour));
    const Response page = list();
    ASSERT_EQ(page.body["payload"]["Orders"].size(), 1U);
    EXPECT_TRUE(page.body["payload"]["Orders"].at(0)["Acknowledged"].is_true());
    EXPECT_EQ(
        page.body["payload"]["Orders"].at(0)["LastUpdateDate"].string(), "2011-11-01T02:00:00Z"
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
    const Response page = list("&LastUpdatedAfter=2011-11-01T01:30:00Z");
    ASSERT_EQ(page.body["payload"]["Orders"].size(), 1U);
    EXPECT_EQ(
        to_text(page.body["payload"]["Orders"].at(0)["CancellationRequests"].at(0)),
        R"({"RequestId":"C1","WholeOrder":false,"Items":[{"OrderItemId":1,"Quantity":2}]})"
    );
    EXPECT_EQ(post("cancellation", R"({"requestId":"C1","accepted":true})").status, 204);
    EXPECT_EQ(post("cancellation", R"({"requestId":"C1","accepted":false})").status, 204);
    EXPECT_EQ(post("cancellation", R"({"requestId":"C2","accepted":false})").status, 204);
    EXPECT_EQ(post("cancellation", R"({"requestId":"C3","accepted":true})").status, 400);
    EXPECT_EQ(order().lines[0].cancelled, Quantity::units(2));
    EXPECT_EQ(order().cancels[0].answer, CancelAnswer::confirmed);
    EXPECT_EQ(order().cancels[1].answer, CancelAnswer::denied);
    EXPECT_EQ(ship("P1", 5), 400);
    EXPECT_EQ(ship("P1", 4), 204);
    driver_->run_for(4 * one_day);
    const Response later = list();
    const Value shown = later.body["payload"]["Orders"].at(0);
    EXPECT_EQ(shown["CancellationRequests"].size(), 0U);
    EXPECT_EQ(shown["LastUpdateDate"].string(), "2011-11-04T03:00:00Z");
    EXPECT_EQ(
        to_text(shown["ReturnRequests"].at(0)),
        R"({"RequestId":"C2R","WholeOrder":false,"Items":[{"OrderItemId":1,"Quantity":1}]})"
    );
}

TEST_F(MarketplaceTest, RefundsOnceAReferenceAndNeverMoreThanWasCaptured) {
    demand_.order(after(one_hour), "536370", {{bag_, 2, 3'750}});
    open();
    driver_->run_to(after(2 * one_hour));
    EXPECT_EQ(post("refund", R"({"reference":"a","amount":7.4,"items":[]})").status, 204);
    EXPECT_EQ(post("refund", R"({"reference":"a","amount":7.4,"items":[]})").status, 204);
    EXPECT_EQ(post("refund", R"({"reference":"b","amount":0.101,"items":[]})").status, 400);
    EXPECT_EQ(post("refund", R"({"amount":0.1,"items":[]})").status, 400);
    EXPECT_EQ(order().refunded, Money{7'400});
    EXPECT_EQ(post("refund", R"({"reference":"b","amount":0.1,"items":[]})").status, 204);
    EXPECT_EQ(order().refunded, order().captured);
}

}  // namespace
}  // namespace drydock::mocks
