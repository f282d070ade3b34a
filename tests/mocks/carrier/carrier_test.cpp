#include "mocks/carrier/carrier.hpp"

#include <memory>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/books.hpp"
#include "tests/mocks/webhooks/node_driver.hpp"

namespace drydock::mocks {
namespace {

using testing::NodeDriver;

class CarrierTest : public ::testing::Test {
protected:
    CarrierTest() {
        settings_.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}};
        settings_.webhook.path = "/webhooks/carrier";
        open();
    }
    void open() {
        carrier_ = std::make_unique<Carrier>(settings_);
        driver_ = std::make_unique<NodeDriver>(*carrier_);
    }
    Response buy(std::string_view reference) {
        return driver_->post(
            "/v2/shipments",
            fmt::format(
                R"({{"reference":"{}","to":{{"country":"United Kingdom"}},)"
                R"("parcel":{{"weight_grams":350}}}})",
                reference
            )
        );
    }
    Response hand_over(std::string_view codes) {
        return driver_->post("/v2/manifests", fmt::format(R"({{"tracking_codes":{}}})", codes));
    }
    [[nodiscard]] Books books() const {
        Books books;
        carrier_->write_books(books);
        return books;
    }

    CarrierSettings settings_;
    std::unique_ptr<Carrier> carrier_;
    std::unique_ptr<NodeDriver> driver_;
};

TEST_F(CarrierTest, BuyingTwiceForOneParcelMakesTwoLabels) {
    const Response first = buy("P00000001");
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(
        to_text(first.body.root()), R"({"id":"shp_1","tracking_code":"DD000000001GB","cost":3.2})"
    );
    buy("P00000002");
    buy("P00000001");
    EXPECT_EQ(books().labels.size(), 3U);
    EXPECT_EQ(
        to_text(driver_->get("/v2/shipments?reference=P00000001").body.root()),
        R"({"shipments":[)"
        R"({"id":"shp_1","tracking_code":"DD000000001GB","reference":"P00000001","status":"purchased"},)"
        R"({"id":"shp_3","tracking_code":"DD000000003GB","reference":"P00000001","status":"purchased"})"
        R"(]})"
    );
    EXPECT_EQ(driver_->get("/v2/shipments?reference=P9").body["shipments"].size(), 0U);
}

TEST_F(CarrierTest, HeavyAndForeignParcelsCostMore) {
    const Response response = driver_->post(
        "/v2/shipments",
        R"({"reference":"P1","to":{"country":"France"},"parcel":{"weight_grams":3001}})"
    );
    EXPECT_EQ(response.body["cost"].money(), Money{9'800 + 2 * 900});
}

TEST_F(CarrierTest, RefusesShipmentsThatItCannotUnderstand) {
    EXPECT_EQ(buy("").status, 422);
    EXPECT_EQ(driver_->post("/v2/shipments", R"({"reference":"P1"})").status, 422);
    EXPECT_EQ(driver_->get("/v1/shipments").status, 404);
    EXPECT_TRUE(books().labels.empty());
}

TEST_F(CarrierTest, AVoidedLabelIsRefundedOnceAndCannotBeHandedOver) {
    buy("P1");
    buy("P2");
    driver_->run_for(one_minute);
    EXPECT_EQ(driver_->post("/v2/shipments/shp_1/refund").body["status"].string(), "submitted");
    driver_->run_for(one_minute);
    EXPECT_EQ(driver_->post("/v2/shipments/shp_1/refund").status, 200);
    EXPECT_EQ(books().labels.at(0).voided, Instant{one_minute});
    EXPECT_EQ(
        driver_->get("/v2/shipments?reference=P1").body["shipments"].at(0)["status"].string(),
        "refunded"
    );
    const Response refused = hand_over(R"(["DD000000001GB","DD000000002GB","DD000000009GB","x"])");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(
        to_text(refused.body.root()),
        R"({"error":{"code":"MANIFEST.INVALID","codes":["DD000000001GB","DD000000009GB","x"]}})"
    );
    EXPECT_EQ(books().labels.at(1).handed_over, std::nullopt) << "all or none";
}

TEST_F(CarrierTest, AVoidAfterHandOverIsRefused) {
    buy("P1");
    EXPECT_EQ(hand_over(R"(["DD000000001GB"])").status, 201);
    const Response refused = driver_->post("/v2/shipments/shp_1/refund");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.body["error"]["code"].string(), "SHIPMENT.REFUND.UNAVAILABLE");
    EXPECT_EQ(books().labels.at(0).voided, std::nullopt);
    EXPECT_EQ(driver_->post("/v2/shipments/shp_2/refund").status, 404);
}

TEST_F(CarrierTest, AVoidTooSoonAfterPurchaseIsRejected) {
    settings_.void_after = one_hour;
    open();
    buy("P1");
    driver_->run_for(one_hour - one_second);
    EXPECT_EQ(driver_->post("/v2/shipments/shp_1/refund").body["status"].string(), "rejected");
    EXPECT_EQ(books().labels.at(0).voided, std::nullopt);
    driver_->run_for(one_second);
    EXPECT_EQ(driver_->post("/v2/shipments/shp_1/refund").body["status"].string(), "submitted");
}

TEST_F(CarrierTest, CodesHandedOverBeforeAreAcceptedAgainAndTravelOnce) {
    buy("P1");
    driver_->run_to(Instant{17 * one_hour});
    hand_over(R"(["DD000000001GB"])");
    driver_->run_for(one_minute);
    EXPECT_EQ(hand_over(R"(["DD000000001GB","DD000000001GB"])").status, 201);
    driver_->run_for(10 * one_day);
    EXPECT_EQ(driver_->bodies_to("/webhooks").size(), 3U);
    EXPECT_EQ(books().labels.at(0).handed_over, Instant{17 * one_hour});
}

TEST_F(CarrierTest, TellsOfEachEventOfAParcelsWay) {
    buy("P1");
    driver_->run_to(Instant{17 * one_hour});
    hand_over(R"(["DD000000001GB"])");
    std::vector<Gauge> gauges;
    carrier_->read_gauges(gauges);
    EXPECT_EQ(gauges.at(1).name, "parcels_in_transit");
    EXPECT_EQ(gauges.at(1).value, 1);
    EXPECT_EQ(driver_->get("/v2/trackers/DD000000001GB").body["status"].string(), "pre_transit");
    driver_->run_for(10 * one_day);
    const std::vector<Document> told = driver_->bodies_to("/webhooks/carrier");
    ASSERT_EQ(told.size(), 3U);
    const Response tracker = driver_->get("/v2/trackers/DD000000001GB");
    EXPECT_EQ(tracker.body["status"].string(), "delivered");
    for (std::size_t event = 0; event < 3; ++event) {
        const Value result = told[event]["result"];
        EXPECT_EQ(told[event]["id"].string(), fmt::format("evt_1_{}", event + 1));
        EXPECT_EQ(result["tracking_code"].string(), "DD000000001GB");
        EXPECT_EQ(result["reference"].string(), "P1");
        EXPECT_EQ(result["status"].string(), carrier::tracker_events.at(event));
        EXPECT_TRUE(result["updated_at"] == tracker.body["events"].at(event)["at"]);
    }
    const auto& [last_at, last_call] = driver_->calls.back();
    EXPECT_EQ(last_call.request.header("X-Event-Id"), "evt_1_3");
    EXPECT_EQ(books().labels.at(0).delivered, last_at);
    gauges.clear();
    carrier_->read_gauges(gauges);
    EXPECT_EQ(gauges.at(1).value, 0);
    EXPECT_EQ(driver_->timer_count(), 0U);
}

TEST_F(CarrierTest, NamesItsOperationsAndCountsTheCodesOfAManifest) {
    Request request;
    request.path = "/v2/manifests";
    request.body = testing::json(R"({"tracking_codes":["a","b"]})");
    const Operation operation = carrier_->operation_of(request);
    EXPECT_EQ(carrier_->operations()[operation.index], "manifests/create");
    EXPECT_EQ(operation.lines, 2U);
    request.path = "/v2/shipments/shp_1/refund";
    EXPECT_EQ(carrier_->operations()[carrier_->operation_of(request).index], "shipments/refund");
    EXPECT_EQ(carrier_->refusal(503).body["error"]["code"].string(), "SERVICE_UNAVAILABLE");
}

}  // namespace
}  // namespace drydock::mocks
