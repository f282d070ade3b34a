#include "tests/mocks/channels/storefront_fixture.hpp"

/// What a strict shop holds against its client; its answers stay the same.
namespace drydock::mocks {
namespace {

using testing::after;
using testing::next_page;

const std::string strict_api = "/admin/api/2024-10/";

class StrictShopTest : public testing::ShopFixture {
protected:
    StrictShopTest() { settings.strict = true; }
};

TEST_F(StrictShopTest, NotesNothingWhereNothingIsBroken) {
    order_at(one_hour, "1", 4);
    order_at(2 * one_hour, "2");
    open();
    driver->run_to(after(3 * one_hour));
    const Response first = driver->get(
        strict_api + "orders.json?status=any&updated_at_min=2011-11-01T00:00:00&limit=1"
    );
    driver->get(next_page(first));
    ask(Method::post,
        strict_api + "orders/5000000001/fulfillments.json",
        R"({"fulfillment":{"reference":"P","tracking_number":"T","tracking_company":"C",)"
        R"("line_items":[{"id":1,"quantity":3}]}})");
    ask(Method::post,
        strict_api + "orders/5000000001/refunds.json",
        R"({"refund":{"amount":1,"note":"a","restock_type":"cancel","line_items":[]}})",
        {{"Idempotency-Key", "a"}});
    ask(Method::post,
        strict_api + "inventory_levels/set.json",
        R"({"ignoreCompareQuantity":true,"quantities":[{"sku":"85123A","available":1}]})");
    EXPECT_TRUE(books().violation_counts.empty());
}

TEST_F(StrictShopTest, NotesUnknownFieldsAndParameters) {
    order_at(one_hour, "1");
    open();
    driver->run_to(after(2 * one_hour));
    EXPECT_EQ(driver->get(strict_api + "orders.json?updated_after=2011-11-01").status, 200);
    EXPECT_EQ(violations("unknown_field"), 1U);
    ask(Method::post,
        strict_api + "orders/5000000001/fulfillments.json",
        R"({"fulfillment":{"reference":"P","tracking":"T","line_items":[{"id":1,"quantity":1}]}})");
    EXPECT_EQ(violations("unknown_field"), 2U);
    EXPECT_EQ(books().violations.at(1).system, SystemId{4});
}

TEST_F(StrictShopTest, NotesABrokenPagination) {
    order_at(one_hour, "1");
    order_at(2 * one_hour, "2");
    open();
    driver->run_to(after(3 * one_hour));
    const std::string next = next_page(driver->get(strict_api + "orders.json?limit=1"));
    EXPECT_EQ(driver->get(next + "&status=closed").status, 400);
    EXPECT_EQ(violations("broken_pagination"), 1U);
    EXPECT_EQ(driver->get(strict_api + "orders.json?page_info=17").status, 400);
    EXPECT_EQ(violations("broken_pagination"), 2U);
}

TEST_F(StrictShopTest, NotesAKeyThatComesAgainWithAnotherBody) {
    order_at(one_hour, "1", 5);
    open();
    driver->run_to(after(2 * one_hour));
    const auto refund = [&](std::string_view amount) {
        return ask(Method::post,
                   strict_api + "orders/5000000001/refunds.json",
                   fmt::format(R"({{"refund":{{"amount":{}}}}})", amount),
                   {{"Idempotency-Key", "a"}}
        ).status;
    };
    EXPECT_EQ(refund("1"), 201);
    EXPECT_EQ(refund("1"), 200);
    EXPECT_EQ(violations("idempotency_key_reused"), 0U);
    EXPECT_EQ(refund("2"), 200);
    EXPECT_EQ(violations("idempotency_key_reused"), 1U);
}

TEST_F(StrictShopTest, NotesWhoComesBackTooEarly) {
    open();
    Request request;
    request.method = Method::get;
    request.path = strict_api + "orders.json";
    Response response = shop->refusal(429);
    response.retry_after = one_minute;
    driver->tell([&](const Moment& moment, Step&) {
        shop->on_turned_away(moment, SystemId{}, request, response);
    });
    driver->run_for(10 * one_second);
    driver->get(strict_api + "orders.json");
    EXPECT_EQ(violations("retry_after_ignored"), 1U);
    driver->run_for(one_minute);
    driver->get(strict_api + "orders.json");
    EXPECT_EQ(violations("retry_after_ignored"), 1U);
}

TEST_F(StrictShopTest, NotesAWrongOrderOfCallsAndAMissingPrecondition) {
    order_at(one_hour, "1");
    open();
    driver->run_to(after(2 * one_hour));
    ask(Method::post, strict_api + "orders/5000000001/cancel.json", "{}");
    EXPECT_EQ(
        ask(Method::post,
            strict_api + "orders/5000000001/fulfillments.json",
            R"({"fulfillment":{"reference":"P","line_items":[{"id":1,"quantity":1}]}})")
            .status,
        422
    );
    EXPECT_EQ(violations("wrong_order"), 1U);
    EXPECT_EQ(
        ask(Method::post,
            strict_api + "inventory_levels/set.json",
            R"({"quantities":[{"sku":"85123A","available":1}]})")
            .status,
        200
    );
    EXPECT_EQ(violations("precondition_missing"), 1U);
}

}  // namespace
}  // namespace drydock::mocks
