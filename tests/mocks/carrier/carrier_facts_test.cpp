#include <algorithm>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/books.hpp"
#include "core/signature.hpp"
#include "mocks/carrier/carrier.hpp"
#include "tests/mocks/webhooks/node_driver.hpp"

/// What parcel carriers are documented to do; each fact stands in docs/profiles.md.
namespace drydock::mocks {
namespace {

using testing::NodeDriver;

class CarrierFactsTest : public ::testing::Test {
protected:
    CarrierFactsTest() {
        settings_.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}};
        settings_.self = SystemId{5};
        settings_.webhook.path = "/webhooks/carrier";
        settings_.purchase = CarrierPurchase::rate_then_buy;
    }
    void open(std::uint64_t seed = 1) {
        carrier_ = std::make_unique<Carrier>(settings_);
        driver_ = std::make_unique<NodeDriver>(*carrier_, seed);
    }
    Response create(std::string_view reference) {
        return driver_->post(
            "/v2/shipments",
            fmt::format(
                R"({{"reference":"{}","to":{{"country":"France"}},"parcel":{{"weight_grams":350}}}})",
                reference
            )
        );
    }
    Response buy(int shipment, int rate = 1) {
        return driver_->post(
            fmt::format("/v2/shipments/shp_{}/buy", shipment),
            fmt::format(R"({{"rate":{{"id":"rate_{}_{}"}}}})", shipment, rate)
        );
    }
    /// So many parcels, bought and handed over.
    void send_parcels(int parcels) {
        std::string codes;
        for (int parcel = 1; parcel <= parcels; ++parcel) {
            create(fmt::format("P{}", parcel));
            buy(parcel);
            codes += fmt::format(R"({}"DD{:09}GB")", parcel == 1 ? "" : ",", parcel);
        }
        driver_->post("/v2/manifests", fmt::format(R"({{"tracking_codes":[{}]}})", codes));
    }
    [[nodiscard]] Books books() const {
        Books books;
        carrier_->write_books(books);
        return books;
    }
    [[nodiscard]] std::vector<Document> told() const {
        return driver_->bodies_to("/webhooks/carrier");
    }
    [[nodiscard]] std::uint64_t count(std::string_view kind) const {
        for (const ViolationCount& counted : books().violation_counts) {
            if (counted.kind == kind) {
                return counted.count;
            }
        }
        return 0;
    }

    CarrierSettings settings_;
    std::unique_ptr<Carrier> carrier_;
    std::unique_ptr<NodeDriver> driver_;
};

// Source: docs.easypost.com/docs/shipments: a shipment is created, then one of its rates is bought.
TEST_F(CarrierFactsTest, AShipmentHasRatesAndNoLabelUntilOneIsBought) {
    open();
    const Response created = create("P1");
    EXPECT_EQ(created.status, 201);
    EXPECT_EQ(created.body["tracking_code"].kind(), ValueKind::null);
    ASSERT_EQ(created.body["rates"].size(), 2U);
    EXPECT_TRUE(books().labels.empty());
    EXPECT_EQ(driver_->get("/v2/trackers/DD000000001GB").status, 404);
    const Response bought = buy(1);
    EXPECT_EQ(bought.status, 200);
    EXPECT_EQ(bought.body["tracking_code"].string(), "DD000000001GB");
    EXPECT_EQ(bought.body["cost"].money(), created.body["rates"].at(0)["rate"].money());
    EXPECT_EQ(books().labels.size(), 1U);
}

// Source: EasyPost, SHIPMENT.POSTAGE.EXISTS, 422.
TEST_F(CarrierFactsTest, BuyingABoughtShipmentAgainFailsWithPostageExists) {
    open();
    create("P1");
    buy(1);
    const Response again = buy(1);
    EXPECT_EQ(again.status, 422);
    EXPECT_EQ(again.body["error"]["code"].string(), "SHIPMENT.POSTAGE.EXISTS");
    EXPECT_EQ(books().labels.size(), 1U);
    EXPECT_EQ(driver_->get("/v2/shipments/shp_1").body["tracking_code"].string(), "DD000000001GB")
        << "what a client reads after a time-out";
}

TEST_F(CarrierFactsTest, ARateOfAnotherShipmentIsRefused) {
    open();
    create("P1");
    create("P2");
    const Response wrong =
        driver_->post("/v2/shipments/shp_1/buy", R"({"rate":{"id":"rate_2_1"}})");
    EXPECT_EQ(wrong.body["error"]["code"].string(), "SHIPMENT.RATE.UNAVAILABLE");
    EXPECT_TRUE(books().labels.empty());
}

// Source: docs.easypost.com/docs/shipping-refund: rejected too early, retry allowed.
TEST_F(CarrierFactsTest, ARefundTooEarlyIsRejectedAndMayBeAskedForAgain) {
    settings_.void_after = one_hour;
    settings_.refund_settles_after = 15 * one_day;
    open();
    create("P1");
    const auto refund = [&] {
        const Response response = driver_->post("/v2/shipments/shp_1/refund");
        EXPECT_EQ(response.status, 200);
        return std::string{response.body["status"].string()};
    };
    EXPECT_EQ(refund(), "not_applicable") << "nothing was paid";
    buy(1);
    EXPECT_EQ(refund(), "rejected");
    driver_->run_for(one_hour);
    EXPECT_EQ(refund(), "submitted");
    EXPECT_EQ(refund(), "submitted");
    driver_->run_for(15 * one_day);
    EXPECT_EQ(refund(), "refunded");
}

// Source: EasyPost tracker.created and tracker.updated.
TEST_F(CarrierFactsTest, ATrackerTellsOfItsCreationBeforeItMoves) {
    settings_.tracker_created = true;
    open();
    send_parcels(1);
    ASSERT_EQ(told().size(), 1U);
    EXPECT_EQ(told()[0]["description"].string(), "tracker.created");
    EXPECT_EQ(told()[0]["result"]["status"].string(), "pre_transit");
    driver_->run_for(10 * one_day);
    EXPECT_EQ(told().back()["description"].string(), "tracker.updated");
}

// Source: docs.goshippo.com/tracking, "Tracking webhooks are not idempotent"; EasyPost.
TEST_F(CarrierFactsTest, EventsAreRepeatedUnderTheirId) {
    settings_.event_repeat_ppm = 500'000;
    open();
    send_parcels(40);
    driver_->run_for(20 * one_day);
    std::map<std::string, int> times;
    for (const Document& body : told()) {
        ++times[std::string{body["id"].string()}];
    }
    EXPECT_EQ(times.size(), 120U);
    const auto twice = std::ranges::count(times, 2, [](const auto& pair) { return pair.second; });
    EXPECT_GT(twice, 30);
    EXPECT_LT(twice, 90);
}

TEST_F(CarrierFactsTest, EventsOvertakeEachOther) {
    settings_.event_late_ppm = 500'000;
    settings_.event_late_max = one_day;
    open();
    send_parcels(40);
    driver_->run_for(20 * one_day);
    EXPECT_EQ(told().size(), 120U) << "none is lost";
    std::map<std::string, std::string> latest;
    int overtaken = 0;
    for (const Document& body : told()) {
        const std::string at{body["result"]["updated_at"].string()};
        std::string& known = latest[std::string{body["result"]["reference"].string()}];
        overtaken += at < known ? 1 : 0;
        known = std::max(known, at);
    }
    EXPECT_GT(overtaken, 5);
}

// Source: EasyPost tracker statuses.
TEST_F(CarrierFactsTest, AParcelMayWaitForPickupOrComeBack) {
    settings_.pickup_ppm = 1'000'000;
    settings_.return_to_sender_ppm = 1'000'000;
    open();
    send_parcels(1);
    driver_->run_for(10 * one_day);
    std::vector<std::string> statuses;
    for (const Document& body : told()) {
        statuses.emplace_back(body["result"]["status"].string());
    }
    EXPECT_EQ(
        statuses,
        (std::vector<std::string>{
            "in_transit", "out_for_delivery", "available_for_pickup", "return_to_sender"})
    );
    EXPECT_EQ(books().labels.at(0).delivered, std::nullopt);
}

// Source: easypost-python util.py, "hmac-sha256-hex=<hex>". The secret is normalised to NFKD there;
// one of ASCII alone stays as it is.
TEST_F(CarrierFactsTest, AnEventIsSignedInHexBehindAPrefix) {
    settings_.webhook.secret = "s3cret";
    settings_.webhook.signature = {"X-Hmac-Signature", "hmac-sha256-hex=", SignatureEncoding::hex};
    settings_.tracker_created = true;
    open();
    create("P1");
    buy(1);
    const Request& sent = driver_->calls.at(0).second.request;
    EXPECT_EQ(
        sent.header("X-Hmac-Signature"),
        "hmac-sha256-hex=" + hex(hmac_sha256("s3cret", sent.body.text()))
    );
}

// Source: docs.easypost.com/docs/webhooks, endpoints that keep failing may be disabled.
TEST_F(CarrierFactsTest, AnEndpointThatKeepsFailingIsDisabledUntilItIsEnabled) {
    settings_.webhook_given_up_max = 3;
    open();
    driver_->answer_call = [](const Call& call) { return NodeDriver::answered(call, 500); };
    send_parcels(4);
    driver_->run_for(20 * one_day);
    EXPECT_EQ(told().size(), 3U);
    EXPECT_TRUE(driver_->get("/v2/webhooks").body["webhooks"].at(0)["enabled"].is_false());
    EXPECT_EQ(driver_->ask(Method::patch, "/v2/webhooks/hook_1", "{}").status, 200);
    EXPECT_TRUE(driver_->get("/v2/webhooks").body["webhooks"].at(0)["enabled"].is_true());
}

// Source: FedEx, "Daily transaction quota exceeded. Retry after 12:00AM GMT".
TEST_F(CarrierFactsTest, ADailyQuotaEndsAtMidnight) {
    settings_.daily_quotas = {{"shipments/buy_rate", 2}};
    open();
    driver_->run_to(Instant{22 * one_hour});
    for (int parcel = 1; parcel <= 4; ++parcel) {
        create(fmt::format("P{}", parcel));
    }
    EXPECT_EQ(buy(1).status, 200);
    EXPECT_EQ(buy(2).status, 200);
    const Response refused = buy(3);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.retry_after, 2 * one_hour);
    EXPECT_EQ(
        refused.body["error"]["message"].string(),
        "Daily transaction quota exceeded. Retry after 12:00AM GMT"
    );
    EXPECT_EQ(create("P5").status, 201) << "each operation has its own";
    driver_->run_for(2 * one_hour - one_second);
    EXPECT_EQ(buy(3).status, 429);
    driver_->run_for(one_second);
    EXPECT_EQ(buy(3).status, 200);
    EXPECT_EQ(buy(4).status, 200);
    EXPECT_EQ(books().labels.size(), 4U);
}

TEST_F(CarrierFactsTest, ACarrierMaySayOnlyInTheBodyHowLongToStayAway) {
    settings_.daily_quotas = {{"shipments/buy_rate", 1}};
    settings_.retry_header = RetryHeader::none;
    open();
    create("P1");
    create("P2");
    buy(1);
    const Response refused = buy(2);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.retry_after, std::nullopt);
    EXPECT_EQ(refused.header("x-retry-after"), "");
    EXPECT_EQ(refused.header("x-remaining-calls"), "");
}

class CarrierStrictTest : public CarrierFactsTest {
protected:
    CarrierStrictTest() { settings_.strict = true; }
};

TEST_F(CarrierStrictTest, AClientThatKeepsTheRulesHasNoViolations) {
    open();
    send_parcels(3);
    create("P4");
    buy(4);
    driver_->post("/v2/shipments/shp_4/refund");
    EXPECT_TRUE(books().violation_counts.empty());
}

TEST_F(CarrierStrictTest, ASecondPurchaseOrOneOfNothingIsTheWrongOrder) {
    open();
    create("P1");
    buy(1);
    buy(1);
    buy(2);
    driver_->post("/v2/manifests", R"({"tracking_codes":["DD000000009GB"]})");
    EXPECT_EQ(count(violation::wrong_order), 3U);
    EXPECT_EQ(books().violations.at(0).system, settings_.self);
}

TEST_F(CarrierStrictTest, ACallBeforeTheEndOfTheQuotaIsAViolation) {
    settings_.daily_quotas = {{"shipments/buy_rate", 1}};
    open();
    create("P1");
    create("P2");
    buy(1);
    buy(2);
    EXPECT_EQ(count(violation::retry_after_ignored), 0U);
    driver_->run_for(one_hour);
    buy(2);
    EXPECT_EQ(count(violation::retry_after_ignored), 1U);
    driver_->run_to(Instant{one_day});
    buy(2);
    EXPECT_EQ(count(violation::retry_after_ignored), 1U);
}

TEST_F(CarrierStrictTest, NobodyIsBlamedForAWaitThatWasNotToldInAHeader) {
    settings_.daily_quotas = {{"shipments/buy_rate", 1}};
    settings_.retry_header = RetryHeader::none;
    open();
    create("P1");
    buy(1);
    buy(1);
    driver_->run_for(one_hour);
    buy(1);
    EXPECT_EQ(count(violation::retry_after_ignored), 0U);
}

TEST_F(CarrierStrictTest, AnUnknownFieldIsAViolation) {
    open();
    driver_->post(
        "/v2/shipments",
        R"({"reference":"P1","to":{"country":"France","zip":"1"},"parcel":{"weight_grams":1}})"
    );
    EXPECT_EQ(count(violation::unknown_field), 1U);
}

}  // namespace
}  // namespace drydock::mocks
