#include "integration/gateway/translate.hpp"

#include <gtest/gtest.h>

#include "core/check.hpp"
#include "core/document_text.hpp"
#include "integration/connectors/odoo/odoo_calls.hpp"

namespace drydock::integration {
namespace {

Document json(std::string_view text) {
    auto document = parse_document(text);
    DRYDOCK_CHECK(document.has_value());
    return *std::move(document);
}

class TranslateTest : public testing::Test {
protected:
    void SetUp() override {
        catalogue_.add("85123A", 11, true);
        catalogue_.add("POST", 12, false);
    }
    Catalogue catalogue_;
    Calendar calendar_{*parse_date_time("2011-11-01")};
    Vocabulary vocabulary_{catalogue_, calendar_};
};

constexpr std::string_view order_text =
    R"({"id":5000000001,"name":"536365","created_at":"2011-11-01T08:26:00",)"
    R"("customer":{"id":17850},"shipping_address":{"country":"United Kingdom"},)"
    R"("line_items":[{"id":1,"sku":"85123A","quantity":6,"price":2.55},)"
    R"({"id":2,"sku":"85123A","quantity":6,"price":2.55}]})";

// Source: the order trace: 10.8 % of orders hold byte-identical lines; content is no key.
TEST_F(TranslateTest, KeepsLinesOfTheSameContentApart) {
    const Document body = json(order_text);
    const auto event = translate_storefront("orders/create", body.root(), vocabulary_);
    ASSERT_TRUE(event && event->order);
    EXPECT_TRUE(event->problem.empty());
    EXPECT_EQ(event->number, "536365");
    ASSERT_EQ(event->order->lines.size(), 2U);
    EXPECT_EQ(event->order->lines[1].units, 6);
    EXPECT_EQ(event->order->lines[1].price_thousandths, 2'550);
    EXPECT_EQ(event->order->customer, 17'850U);
    EXPECT_EQ(event->order->placed, Instant{} + 8 * one_hour + 26 * one_minute);
}

TEST_F(TranslateTest, TheSameOrderByWebhookAndByListHasOneKey) {
    const Document body = json(order_text);
    const auto hooked = translate_storefront("orders/create", body.root(), vocabulary_);
    const auto listed = translate_storefront_listing(body.root(), Listing::whole, vocabulary_);
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(hooked->key.word, listed[0].key.word);
    EXPECT_TRUE(
        translate_storefront_listing(body.root(), Listing::requests_only, vocabulary_).empty()
    );
}

TEST_F(TranslateTest, AnUnknownSkuIsTheCataloguesAndNothingIsGuessed) {
    const Document body =
        json(R"({"id":1,"name":"7","line_items":[{"id":1,"sku":"GONE","quantity":1,"price":1}]})");
    const auto event = translate_storefront("orders/create", body.root(), vocabulary_);
    EXPECT_EQ(event->owner, "catalogue");
    EXPECT_EQ(event->problem, "SKU GONE is not in Odoo's catalogue");
}

TEST_F(TranslateTest, RefusesLinesWithoutUnitsOrOutOfPlaceAndOrdersWithoutLines) {
    for (const std::string_view lines :
         {R"([{"id":1,"sku":"85123A","quantity":0,"price":1}])",
          R"([{"id":1,"sku":"85123A","quantity":-3,"price":1}])",
          R"([{"id":2,"sku":"85123A","quantity":1,"price":1}])",
          R"([])"}) {
        const Document body =
            json(R"({"id":1,"name":"7","line_items":)" + std::string{lines} + "}");
        const auto event = translate_storefront("orders/create", body.root(), vocabulary_);
        EXPECT_EQ(event->owner, "integration") << lines;
    }
}

TEST_F(TranslateTest, ATopicThatMeansNothingIsNoEvent) {
    const Document body = json(order_text);
    EXPECT_FALSE(translate_storefront("products/update", body.root(), vocabulary_));
    EXPECT_FALSE(translate_warehouse(json(R"({"topic":"door.opened"})").root(), vocabulary_));
}

TEST_F(TranslateTest, AStockLossAndGoodsInArePostedTheirOwnWay) {
    const Document loss =
        json(R"({"topic":"inventory.adjusted","sequence":3,"adjustment":"A1","sku":"85123A",)"
             R"("quantity":-2,"reason":"short_pick"})");
    const auto event = translate_warehouse(loss.root(), vocabulary_);
    ASSERT_TRUE(event);
    EXPECT_EQ(event->sequence, 3);
    EXPECT_EQ(event->job.number, static_cast<std::int64_t>(odoo::StockPostingKind::loss));
    ASSERT_EQ(event->job.lines.size(), 1U);
    EXPECT_EQ(event->job.lines[0].units, 2);
    const Document goods = json(R"({"topic":"inventory.received","sequence":4,"receipt":"R1",)"
                                R"("lines":[{"sku":"85123A","quantity":40}]})");
    EXPECT_EQ(
        translate_warehouse(goods.root(), vocabulary_)->job.number,
        static_cast<std::int64_t>(odoo::StockPostingKind::receipt)
    );
}

TEST_F(TranslateTest, EachMilestoneOfAParcelIsAnEventOfItsOwn) {
    const auto event_of = [](std::string_view status) {
        const Document body = json(
            R"({"result":{"tracking_code":"T","reference":"P1","status":")" + std::string{status} +
            R"("}})"
        );
        return translate_carrier(body.root());
    };
    EXPECT_NE(event_of("in_transit")->key.word, event_of("delivered")->key.word);
    EXPECT_EQ(event_of("delivered")->job.key, "P1");
    EXPECT_FALSE(event_of("pre_transit"));
}

}  // namespace
}  // namespace drydock::integration
