#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/books.hpp"
#include "mocks/channels/storefront.hpp"
#include "tests/mocks/channels/small_shop_fixture.hpp"

namespace drydock::mocks {
namespace {

using testing::after;

constexpr std::string_view cancel_topic = "fulfillment_orders/cancellation_request_submitted";

class StorefrontReversalsTest : public testing::SmallShopFixture {};

TEST_F(StorefrontReversalsTest, AnAcceptedCancellationOfAllLinesCancelsTheOrder) {
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

TEST_F(StorefrontReversalsTest, ADeniedCancellationComesBackAsAReturnThreeDaysAfterFulfilment) {
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

TEST_F(StorefrontReversalsTest, HoldsAReturnUntilADayAfterItsUnitsWereFulfilled) {
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

TEST_F(StorefrontReversalsTest, DropsAHeldReturnWhoseUnitsAreCancelled) {
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

TEST_F(StorefrontReversalsTest, DropsReversalsOfWhatWasNeverSold) {
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

TEST_F(StorefrontReversalsTest, TakesEachFulfilmentAsANewOneAndNoneAboveTheOrder) {
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

TEST_F(StorefrontReversalsTest, ShowsMilestonesInTheOrderReported) {
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

TEST_F(StorefrontReversalsTest, RefundsOnceAKeyAndNeverMoreThanWasCaptured) {
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

}  // namespace
}  // namespace drydock::mocks
