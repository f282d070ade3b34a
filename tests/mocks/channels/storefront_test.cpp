#include "mocks/channels/storefront.hpp"

#include <memory>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/books.hpp"
#include "tests/mocks/channels/demand_builder.hpp"
#include "tests/mocks/channels/storefront_fixture.hpp"
#include "tests/mocks/webhooks/node_driver.hpp"

namespace drydock::mocks {
namespace {

using testing::after;
using testing::DemandBuilder;
using testing::NodeDriver;

constexpr std::string_view cancel_topic = "fulfillment_orders/cancellation_request_submitted";

class StorefrontTest : public ::testing::Test {
protected:
    StorefrontTest() {
        settings_.channel.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}};
        settings_.channel.self = SystemId{4};
        settings_.webhook.path = "/webhooks/storefront";
        settings_.webhook.secret = "secret";
        settings_.webhook.delays = {one_minute, 2 * one_minute, 4 * one_minute};
        heart_ = demand_.product("85123A", 100);
        lantern_ = demand_.product("71053", 5);
        postage_ = demand_.product("POST", 0, ProductKind::service);
    }
    void open() {
        storefront_ = std::make_unique<Storefront>(settings_, demand_.demand);
        driver_ = std::make_unique<NodeDriver>(*storefront_);
    }
    [[nodiscard]] Books books() const {
        Books books;
        storefront_->write_books(books);
        return books;
    }
    [[nodiscard]] std::int64_t gauge(std::string_view name) const {
        std::vector<Gauge> gauges;
        storefront_->read_gauges(gauges);
        for (const Gauge& gauge : gauges) {
            if (gauge.name == name) {
                return gauge.value;
            }
        }
        ADD_FAILURE() << "no gauge " << name;
        return -1;
    }
    /// Webhooks of a topic, tries counted one by one.
    [[nodiscard]] std::vector<std::pair<Instant, Call>> webhooks(std::string_view topic) const {
        std::vector<std::pair<Instant, Call>> found;
        for (const auto& entry : driver_->calls) {
            if (entry.second.request.header("X-Shopify-Topic") == topic) {
                found.push_back(entry);
            }
        }
        return found;
    }
    Response fulfil(std::string_view reference, std::uint32_t line, std::int32_t units) {
        return driver_->post(
            "/admin/api/2024-10/orders/5000000001/fulfillments.json",
            fmt::format(
                R"({{"fulfillment":{{"reference":"{}","tracking_number":"T",)"
                R"("line_items":[{{"id":{},"quantity":{}}}]}}}})",
                reference,
                line,
                units
            )
        );
    }
    Response answer_cancel(std::string_view request, std::string_view verb) {
        return driver_->post(fmt::format(
            "/admin/api/2024-10/orders/5000000001/cancellation_requests/{}/{}.json", request, verb
        ));
    }
    Response refund(std::string_view key, std::string_view amount) {
        Request request;
        request.path = "/admin/api/2024-10/orders/5000000001/refunds.json";
        request.body = testing::json(fmt::format(R"({{"refund":{{"amount":{}}}}})", amount));
        if (!key.empty()) {
            request.headers.push_back({"Idempotency-Key", std::string{key}});
        }
        Response response;
        driver_->tell([&](const Moment& moment, Step& step) {
            storefront_->on_request(
                moment, {ExchangeId{9'999}, SystemId{}, request, moment.now}, step
            );
            response = step.replies.at(0).response;
        });
        return response;
    }

    StorefrontSettings settings_;
    DemandBuilder demand_;
    SkuId heart_;
    SkuId lantern_;
    SkuId postage_;
    std::unique_ptr<Storefront> storefront_;
    std::unique_ptr<NodeDriver> driver_;
};

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

TEST_F(StorefrontTest, AnAcceptedCancellationOfAllLinesCancelsTheOrder) {
    const auto order =
        demand_.order(after(one_hour), "536365", {{heart_, 6, 1'000}, {lantern_, 2, 1'000}});
    demand_.cancel(after(2 * one_hour), "C1", order, {{1, 1}});
    demand_.cancel(after(3 * one_hour), "C2", order, {{0, 6}, {1, 2}});
    open();
    driver_->run_to(after(150 * one_minute));
    EXPECT_EQ(answer_cancel("C1", "accept").status, 200);
    EXPECT_FALSE(books().channel_orders[0].cancelled);
    EXPECT_EQ(books().channel_orders[0].lines[1].cancelled, Quantity::units(1));
    driver_->run_to(after(4 * one_hour));
    const auto asked = webhooks(cancel_topic);
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(
        to_text(asked[0].second.request.body.root()),
        R"({"id":5000000001,"name":"536365","request":"C1","whole_order":false,)"
        R"("line_items":[{"id":2,"quantity":1}]})"
    );
    EXPECT_EQ(
        to_text(asked[1].second.request.body.root()),
        R"({"id":5000000001,"name":"536365","request":"C2","whole_order":true,)"
        R"("line_items":[{"id":1,"quantity":6},{"id":2,"quantity":1}]})"
    );
    EXPECT_EQ(gauge("cancels_open"), 1);
    EXPECT_EQ(answer_cancel("C2", "accept").status, 200);
    EXPECT_EQ(answer_cancel("C2", "reject").status, 422);
    EXPECT_EQ(answer_cancel("C3", "accept").status, 404);
    const ChannelOrder held = books().channel_orders[0];
    EXPECT_TRUE(held.cancelled);
    ASSERT_EQ(held.cancels.size(), 2U);
    EXPECT_EQ(held.cancels[1].answer, CancelAnswer::confirmed);
    EXPECT_EQ(held.cancels[1].requested, after(3 * one_hour));
    EXPECT_EQ(held.cancels[1].answered, after(4 * one_hour));
    EXPECT_TRUE(held.cancels[1].whole_order);
    EXPECT_FALSE(held.cancels[0].whole_order);
    EXPECT_EQ(fulfil("P1", 1, 1).status, 422);
    EXPECT_EQ(gauge("cancels_open"), 0);
}

TEST_F(StorefrontTest, ADeniedCancellationComesBackAsAReturnThreeDaysAfterFulfilment) {
    const auto order = demand_.order(after(one_hour), "1", {{heart_, 6, 1'000}});
    demand_.cancel(after(2 * one_hour), "C1", order, {{0, 4}});
    open();
    driver_->run_to(after(3 * one_hour));
    EXPECT_EQ(
        driver_->get("/admin/api/2024-10/orders/5000000001.json")
            .body["order"]["cancellation_requests"]
            .at(0)["request"]
            .string(),
        "C1"
    );
    EXPECT_EQ(answer_cancel("C1", "reject").status, 200);
    driver_->run_to(after(one_day));
    EXPECT_TRUE(webhooks("returns/request").empty());
    EXPECT_EQ(fulfil("P1", 1, 3).status, 201);
    driver_->run_to(after(10 * one_day));
    EXPECT_TRUE(webhooks("returns/request").empty());  // One unit is still to come.
    EXPECT_EQ(fulfil("P2", 1, 3).status, 201);
    driver_->run_to(after(20 * one_day));
    const auto asked = webhooks("returns/request");
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0].first, after(13 * one_day));
    EXPECT_EQ(
        to_text(asked[0].second.request.body.root()),
        R"({"id":5000000001,"name":"1","request":"C1R","line_items":[{"id":1,"quantity":4}]})"
    );
    EXPECT_EQ(books().channel_orders[0].lines[0].returned, Quantity::units(4));
    EXPECT_EQ(books().channel_orders[0].cancels[0].answer, CancelAnswer::denied);
    const Response listed = driver_->get("/admin/api/2024-10/orders/5000000001.json");
    EXPECT_EQ(listed.body["order"]["return_requests"].size(), 1U);
    EXPECT_EQ(listed.body["order"]["cancellation_requests"].size(), 0U);
}

TEST_F(StorefrontTest, HoldsAReturnUntilADayAfterItsUnitsWereFulfilled) {
    const auto order =
        demand_.order(after(one_hour), "1", {{heart_, 6, 1'000}, {lantern_, 1, 1'000}});
    demand_.give_back(after(2 * one_hour), "C1", order, {{0, 5}});
    demand_.give_back(after(5 * one_day), "C2", order, {{0, 3}});
    open();
    driver_->run_to(after(3 * one_hour));
    EXPECT_EQ(gauge("returns_held"), 1);
    EXPECT_EQ(fulfil("P1", 1, 4).status, 201);
    driver_->run_to(after(2 * one_day));
    EXPECT_TRUE(webhooks("returns/request").empty());
    EXPECT_EQ(fulfil("P2", 1, 2).status, 201);
    driver_->run_to(after(4 * one_day));
    ASSERT_EQ(webhooks("returns/request").size(), 1U);
    EXPECT_EQ(webhooks("returns/request")[0].first, after(3 * one_day));
    EXPECT_EQ(gauge("returns_held"), 0);
    EXPECT_EQ(gauge("reversals_dropped"), 0);
    // Of six units one is left: the second return is cut to it, and asked at once.
    driver_->run_to(after(6 * one_day));
    ASSERT_EQ(webhooks("returns/request").size(), 2U);
    EXPECT_EQ(webhooks("returns/request")[1].first, after(5 * one_day));
    EXPECT_EQ(books().channel_orders[0].lines[0].returned, Quantity::units(6));
    EXPECT_EQ(gauge("reversals_dropped"), 1);
}

TEST_F(StorefrontTest, DropsAHeldReturnWhoseUnitsAreCancelled) {
    const auto order = demand_.order(after(one_hour), "1", {{heart_, 6, 1'000}});
    demand_.give_back(after(2 * one_hour), "R1", order, {{0, 6}});
    demand_.cancel(after(3 * one_hour), "C1", order, {{0, 6}});
    open();
    driver_->run_to(after(4 * one_hour));
    EXPECT_EQ(answer_cancel("C1", "accept").status, 200);
    EXPECT_EQ(gauge("returns_held"), 0);
    EXPECT_EQ(gauge("reversals_dropped"), 1);
    driver_->run_to(after(10 * one_day));
    EXPECT_TRUE(webhooks("returns/request").empty());
}

TEST_F(StorefrontTest, DropsReversalsOfWhatWasNeverSold) {
    const auto first = demand_.order(after(one_hour), "1", {{lantern_, 4, 1'000}});
    const auto cut =
        demand_.order(after(2 * one_hour), "2", {{lantern_, 4, 1'000}, {heart_, 2, 1'000}});
    const auto none = demand_.order(after(3 * one_hour), "3", {{lantern_, 4, 1'000}});
    demand_.cancel(after(4 * one_hour), "C1", first, {{0, 2}});
    demand_.cancel(after(4 * one_hour), "C2", cut, {{0, 4}, {1, 2}});
    demand_.cancel(after(4 * one_hour), "C3", none, {{0, 4}});
    open();
    driver_->run_to(after(one_day));
    const auto asked = webhooks(cancel_topic);
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[1].second.request.body["line_items"].at(0)["quantity"].integer(), 1);
    EXPECT_TRUE(asked[1].second.request.body["whole_order"].is_true());
    EXPECT_EQ(gauge("reversals_dropped"), 2);
}

TEST_F(StorefrontTest, TakesEachFulfilmentAsANewOneAndNoneAboveTheOrder) {
    demand_.order(after(one_hour), "1", {{heart_, 6, 1'000}});
    open();
    driver_->run_to(after(2 * one_hour));
    EXPECT_EQ(fulfil("P1", 1, 3).status, 201);
    EXPECT_EQ(fulfil("P1", 1, 3).status, 201);
    EXPECT_EQ(
        to_text(fulfil("P1", 1, 1).body.root()),
        R"({"errors":{"base":["The quantity is above what is open on the line"]}})"
    );
    EXPECT_EQ(fulfil("P1", 2, 1).status, 422);
    EXPECT_EQ(fulfil("P1", 1, 0).status, 422);
    EXPECT_EQ(fulfil("", 1, 1).status, 422);
    EXPECT_EQ(
        to_text(driver_->get("/admin/api/2024-10/orders/5000000001/fulfillments.json").body.root()),
        R"({"fulfillments":[{"id":4000000001,"order_id":5000000001,"status":"success",)"
        R"("reference":"P1","created_at":"2011-11-01T02:00:00","line_items":[{"id":1,"quantity":3}]},)"
        R"({"id":4000000002,"order_id":5000000001,"status":"success","reference":"P1",)"
        R"("created_at":"2011-11-01T02:00:00","line_items":[{"id":1,"quantity":3}]}]})"
    );
    EXPECT_EQ(books().channel_orders[0].lines[0].fulfilled, Quantity::units(6));
    EXPECT_EQ(books().channel_orders[0].fulfilments.size(), 2U);
}

TEST_F(StorefrontTest, ShowsMilestonesInTheOrderReported) {
    demand_.order(after(one_hour), "1", {{heart_, 6, 1'000}});
    open();
    driver_->run_to(after(2 * one_hour));
    fulfil("P1", 1, 6);
    const auto report = [&](std::string_view parcel, std::string_view status) {
        return driver_
            ->post(
                fmt::format(
                    "/admin/api/2024-10/orders/5000000001/fulfillments/{}/events.json", parcel
                ),
                fmt::format(R"({{"event":{{"status":"{}"}}}})", status)
            )
            .status;
    };
    EXPECT_EQ(report("P1", "delivered"), 201);
    EXPECT_EQ(report("P1", "in_transit"), 201);
    EXPECT_EQ(report("P1", "lost"), 422);
    EXPECT_EQ(report("P2", "in_transit"), 404);
    const auto milestones = books().channel_orders[0].fulfilments[0].milestones;
    ASSERT_EQ(milestones.size(), 3U);
    EXPECT_EQ(milestones[0], std::pair(Milestone::shipped, after(2 * one_hour)));
    EXPECT_EQ(milestones[1].first, Milestone::delivered);
    EXPECT_EQ(milestones[2].first, Milestone::in_transit);
}

TEST_F(StorefrontTest, RefundsOnceAKeyAndNeverMoreThanWasCaptured) {
    demand_.order(after(one_hour), "1", {{heart_, 10, 1'275}});
    open();
    driver_->run_to(after(2 * one_hour));
    EXPECT_EQ(refund("a", "12.70").status, 201);
    EXPECT_EQ(refund("a", "12.70").status, 200);
    EXPECT_EQ(refund("b", "0.051").status, 422);
    EXPECT_EQ(refund("b", "0").status, 422);
    EXPECT_EQ(refund("", "0.01").status, 422);
    EXPECT_EQ(books().channel_orders[0].refunded, Money{12'700});
    EXPECT_EQ(refund("b", "0.05").status, 201);
    EXPECT_EQ(books().channel_orders[0].refunded, books().channel_orders[0].captured);
    EXPECT_EQ(gauge("refunds"), 2);
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
