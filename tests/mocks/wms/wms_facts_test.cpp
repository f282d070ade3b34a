#include <set>

#include <gtest/gtest.h>

#include "core/signature.hpp"
#include "tests/mocks/wms/wms_fixture.hpp"

/// What hosted warehouses are documented to do; each fact stands in docs/profiles.md.
namespace drydock::mocks {
namespace {

class WmsFactsTest : public WmsFixture {
protected:
    [[nodiscard]] Response read(std::string_view reference) {
        return driver_->get(fmt::format("/orders?reference={}", reference));
    }
    [[nodiscard]] Response put_label() {
        return driver_->put(
            "/parcels/P00000001/label", R"({"tracking_number":"T1","carrier":"d"})"
        );
    }
    void know(std::string etag) { driver_->request_headers = {{"If-Match", std::move(etag)}}; }
    /// The lines of the n-th shipment as "line:sku:quantity:status".
    [[nodiscard]] Texts shipped_lines(std::size_t shipment) const {
        Texts texts;
        const Document body = testing::json(told("shipment.confirmed").at(shipment));
        for (const Value line : body["lines"]) {
            texts.push_back(fmt::format(
                "{}:{}:{}:{}",
                line["line"].integer_or(0),
                line["sku"].string(),
                line["quantity"].integer_or(-1),
                line["status"].string()
            ));
        }
        return texts;
    }
    void fail_webhooks() {
        driver_->answer_call = [](const Call& call) {
            return testing::NodeDriver::answered(call, 500);
        };
    }
    [[nodiscard]] std::string health() {
        return std::string{driver_->get("/webhooks").body["webhooks"].at(0)["health"].string()};
    }
};

// Source: Extensiv / 3PL Central, "writes need If-Match with the ETag of a read"; RFC 6585, 3.
TEST_F(WmsFactsTest, AChangeWithoutIfMatchIsRefusedWith428) {
    settings_.if_match_required = true;
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    EXPECT_EQ(driver_->post("/orders/1/cancel", R"({"request":"C1","lines":[]})").status, 428);
    driver_->run_to(at(1, 8 * one_hour));
    EXPECT_EQ(put_label().status, 428);
    EXPECT_EQ(status_of("1"), "packed") << "nothing was changed";
}

// Source: Extensiv, 412 when the ETag is stale; RFC 9110, 13.1.1.
TEST_F(WmsFactsTest, AChangeOfAnOrderThatHasChangedSinceItWasReadIsRefusedWith412) {
    settings_.if_match_required = true;
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    const std::string before{read("1").header("ETag")};
    ASSERT_FALSE(before.empty());
    driver_->run_to(at(1, 8 * one_hour));
    know(before);
    EXPECT_EQ(put_label().status, 412);
    know(std::string{read("1").header("ETag")});
    EXPECT_EQ(put_label().status, 200);
}

TEST_F(WmsFactsTest, AReadThatChangesNothingKeepsItsETag) {
    settings_.if_match_required = true;
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    EXPECT_EQ(read("1").header("ETag"), read("1").header("ETag"));
    order("2", R"([{"line":1,"sku":"A","quantity":1}])");
    EXPECT_NE(read("1").header("ETag"), read("2").header("ETag"));
}

TEST_F(WmsFactsTest, ACancellationThatWasAnsweredIsAnsweredAgainWhateverIsKnown) {
    settings_.if_match_required = true;
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":2}])");
    know(std::string{read("1").header("ETag")});
    const std::string ask = R"({"request":"C1","lines":[{"line":1,"quantity":1}]})";
    EXPECT_EQ(driver_->post("/orders/1/cancel", ask).status, 200);
    EXPECT_EQ(driver_->post("/orders/1/cancel", ask).status, 200) << "its version is old by now";
}

// Source: X12 945, W12-01, element 368: CC, BO.
TEST_F(WmsFactsTest, ALineSaysByItsCodeWhetherMoreFollows) {
    plan_receipt(at(2, 8 * one_hour + one_minute), 2, 5);
    open_warehouse();
    order(
        "1",
        R"([{"line":1,"sku":"A","quantity":1},{"line":2,"sku":"B","quantity":12},)"
        R"({"line":3,"sku":"C","quantity":5}])"
    );
    driver_->run_to(at(1, 8 * one_hour));
    label("P00000001", "T1");
    driver_->run_to(at(1, 18 * one_hour));
    EXPECT_EQ(shipped_lines(0), (Texts{"1:A:1:CC", "2:B:10:BP", "3:C:0:BO"}));
}

// Source: X12 945, W12-01, element 368: CP, DS, IC.
TEST_F(WmsFactsTest, ALineThatIsClosedShortOrCancelledSaysSo) {
    settings_.backorder_keep = one_hour;
    open_warehouse();
    driver_->run_to(at(1, 6 * one_hour + 30 * one_minute));
    order(
        "1",
        R"([{"line":1,"sku":"A","quantity":1},{"line":2,"sku":"B","quantity":12},)"
        R"({"line":3,"sku":"C","quantity":5},{"line":4,"sku":"A","quantity":3}])"
    );
    driver_->post("/orders/1/cancel", R"({"request":"C1","lines":[{"line":4,"quantity":3}]})");
    driver_->run_to(at(1, 16 * one_hour));
    label("P00000001", "T1");
    driver_->run_to(at(1, 17 * one_hour));
    EXPECT_EQ(shipped_lines(0), (Texts{"1:A:1:CC", "2:B:10:CP", "3:C:0:DS", "4:A:0:IC"}));
}

// Source: X12 945, W12-01, element 368: CN is "next carrier move", not "cancelled".
TEST_F(WmsFactsTest, AParcelThatMissesItsCarrierIsToldWithTheNextCarrierMove) {
    settings_.manifest_timeout = one_second;
    carrier_down_ = true;
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->run_to(at(1, 8 * one_hour));
    label("P00000001", "T1");
    driver_->run_to(at(2, 6 * one_hour));
    ASSERT_EQ(told("shipment.confirmed").size(), 1U);
    EXPECT_EQ(testing::json(told("shipment.confirmed")[0])["status"].string(), "CN");
    EXPECT_EQ(status_of("1"), "packed") << "nothing is cancelled";
    carrier_down_ = false;
    driver_->run_to(at(2, 18 * one_hour));
    ASSERT_EQ(told("shipment.confirmed").size(), 2U);
    EXPECT_EQ(shipped_lines(1), (Texts{"1:A:1:CC"}));
}

// Source: X12 945, W12-01, element 368: CS, shipment complete with substitution.
TEST_F(WmsFactsTest, ASubstituteIsSentOnlyWhereTheOrderAllowsIt) {
    settings_.short_pick_ppm = 1'000'000;
    settings_.substitution_ppm = 1'000'000;
    open_warehouse();
    order(
        "1",
        R"([{"line":1,"sku":"A","quantity":1,"substitution":true},)"
        R"({"line":2,"sku":"A","quantity":1}])"
    );
    driver_->run_to(at(1, 8 * one_hour - one_second));
    label("P00000001", "T1");
    const Document packed = testing::json(told("order.packed").at(0));
    ASSERT_EQ(packed["lines"].size(), 1U) << "the other line is a backorder";
    EXPECT_EQ(
        to_text(packed["lines"].at(0)), R"({"line":1,"sku":"B","quantity":1,"substitute_for":"A"})"
    );
    EXPECT_EQ(stock_of(1).reserved, Quantity::units(1));
    driver_->run_to(at(1, 17 * one_hour));
    EXPECT_EQ(shipped_lines(0).at(0), "1:B:1:CS");
    EXPECT_EQ(stock_of(1).on_hand, Quantity::units(9));
}

// Source: ShipHero and 3PL contracts: lot numbers are told when goods leave, oldest first.
TEST_F(WmsFactsTest, ALotTrackedProductLeavesByLotOldestFirst) {
    settings_.lot_tracked_ppm = 1'000'000;
    plan_receipt(at(1, 6 * one_hour), 1, 4);
    open_warehouse();
    order("1", R"([{"line":1,"sku":"B","quantity":12}])");
    driver_->run_to(at(1, 8 * one_hour));
    label("P00000001", "T1");
    driver_->run_to(at(1, 18 * one_hour));
    const Document body = testing::json(told("shipment.confirmed").at(0));
    ASSERT_EQ(body["lines"].size(), 2U);
    EXPECT_EQ(body["lines"].at(0)["lot"].string(), "L0");
    EXPECT_EQ(body["lines"].at(0)["quantity"].integer_or(0), 10);
    EXPECT_EQ(body["lines"].at(1)["lot"].string(), "R1");
    EXPECT_EQ(body["lines"].at(1)["quantity"].integer_or(0), 2);
}

// Source: X12, element 355: CA is a case, EA is each.
TEST_F(WmsFactsTest, WholeCasesAreToldInCasesAndAllElseByThePiece) {
    settings_.case_pack = {.share_ppm = 1'000'000, .units = 12};
    plan_receipt(at(1, 6 * one_hour), 1, 36);
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":24},{"line":2,"sku":"B","quantity":30}])");
    driver_->run_to(at(1, 8 * one_hour));
    label("P00000001", "T1");
    driver_->run_to(at(1, 18 * one_hour));
    EXPECT_EQ(
        told("inventory.received"),
        (Texts{R"({"receipt":"R1","lines":[{"sku":"B","quantity":3,"unit":"CA"}]})"})
    );
    for (const char* const topic : {"order.packed", "shipment.confirmed"}) {
        const Document body = testing::json(told(topic).at(0));
        EXPECT_EQ(body["lines"].at(0)["quantity"].integer_or(0), 2) << topic;
        EXPECT_EQ(body["lines"].at(0)["unit"].string(), "CA") << topic;
        EXPECT_EQ(body["lines"].at(1)["quantity"].integer_or(0), 30) << topic;
        EXPECT_EQ(body["lines"].at(1)["unit"].string(), "EA") << topic;
    }
    EXPECT_EQ(stock_of(0).on_hand, Quantity::units(76)) << "the books are in pieces";
}

TEST_F(WmsFactsTest, TheInventoryListSaysWhatACaseHolds) {
    settings_.case_pack = {.share_ppm = 1'000'000, .units = 6};
    open_warehouse();
    const Response listed = driver_->get("/inventory?cursor=0");
    EXPECT_EQ(to_text(listed.body["items"].at(1)), R"({"sku":"B","on_hand":10,"case_units":6})");
}

TEST_F(WmsFactsTest, WhichProductsAreKeptInCasesIsTheirOwnAndTheSameInEveryRun) {
    settings_.case_pack = {.share_ppm = 500'000, .units = 12};
    std::set<std::string> in_cases;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        open_warehouse(seed);
        in_cases.insert(to_text(driver_->get("/inventory?cursor=0").body["items"]));
    }
    EXPECT_EQ(in_cases.size(), 1U);
}

TEST_F(WmsFactsTest, AWarehouseWithoutCasesNamesNoUnit) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":24}])");
    driver_->run_to(at(1, 8 * one_hour));
    EXPECT_EQ(
        to_text(testing::json(told("order.packed").at(0))["lines"]),
        R"([{"line":1,"sku":"A","quantity":24}])"
    );
}

// Source: X12 947, W19-01: a reason; broken goods are written off.
TEST_F(WmsFactsTest, BrokenUnitsAreWrittenOffAndTheRestIsABackorder) {
    settings_.damage_ppm = 1'000'000;
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":5}])");
    driver_->run_to(at(1, 8 * one_hour));
    const std::vector<std::string> adjusted = told("inventory.adjusted");
    ASSERT_EQ(adjusted.size(), 1U);
    const Document written_off = testing::json(adjusted[0]);
    EXPECT_EQ(written_off["reason"].string(), "damage");
    const std::int64_t units = -written_off["quantity"].integer_or(0);
    EXPECT_GE(units, 1);
    EXPECT_LE(units, 5);
    EXPECT_EQ(stock_of(0).on_hand, Quantity::units(100 - units));
    const std::int64_t packed =
        told("order.packed").empty()
            ? 0
            : testing::json(told("order.packed")[0])["lines"].at(0)["quantity"].integer_or(0);
    EXPECT_EQ(packed, 5 - units);
}

TEST_F(WmsFactsTest, DamageChangesNothingAboutWhoIsPickedShort) {
    std::set<std::string> short_picks;
    for (const std::uint32_t damage_ppm : {0U, 300'000U}) {
        settings_.short_pick_ppm = 300'000;
        settings_.damage_ppm = damage_ppm;
        open_warehouse();
        std::string lines = R"([{"line":1,"sku":"A","quantity":1})";
        for (int line = 2; line <= 20; ++line) {
            lines += fmt::format(R"(,{{"line":{},"sku":"A","quantity":4}})", line);
        }
        order("1", lines + "]");
        driver_->run_to(at(1, 7 * one_hour + 30 * one_minute));
        std::string found;
        for (const std::string& text : told("inventory.adjusted")) {
            const Document told_of = testing::json(text);
            if (told_of["reason"].string() == "short_pick") {
                found += fmt::format("{} ", told_of["quantity"].integer_or(0));
            }
        }
        EXPECT_FALSE(found.empty());
        short_picks.insert(found);
    }
    EXPECT_EQ(short_picks.size(), 1U);
}

// Source: X12 947, W19: a reason and a signed quantity, a delta.
TEST_F(WmsFactsTest, ACycleCountTellsSignedDifferencesWithTheirReason) {
    settings_.cycle_counts = 2;
    open_warehouse();
    for (int day = 1; day <= 10; ++day) {
        order(fmt::format("{}", day), R"([{"line":1,"sku":"A","quantity":1}])");
        driver_->run_to(at(day + 1, Duration::zero()));
    }
    std::int64_t sum = 0;
    std::set<bool> signs;
    for (const std::string& text : told("inventory.adjusted")) {
        const Document told_of = testing::json(text);
        EXPECT_EQ(told_of["reason"].string(), "cycle_count");
        const std::int64_t units = told_of["quantity"].integer_or(0);
        EXPECT_NE(units, 0);
        EXPECT_LE(std::abs(units), std::int64_t{settings_.cycle_count_units_max});
        signs.insert(units > 0);
        sum += units;
    }
    EXPECT_EQ(signs.size(), 2U) << "more and less; take another seed";
    Quantity there{};
    for (const StockLevel& level : books().stock) {
        there += level.on_hand;
    }
    EXPECT_EQ(there, Quantity::units(110 + sum));
}

// Source: X12 846: absolutes "as of" an instant, beside the deltas of a 947.
TEST_F(WmsFactsTest, ASnapshotTellsAbsolutesWithTheirInstant) {
    settings_.snapshots = true;
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->run_to(at(1, 9 * one_hour));
    ASSERT_EQ(told("inventory.snapshot").size(), 1U) << "one a day";
    EXPECT_EQ(
        told("inventory.snapshot")[0],
        R"({"snapshot":"S00000001","as_of":"2011-11-01T07:00:00",)"
        R"("lines":[{"sku":"A","on_hand":100},{"sku":"B","on_hand":10}]})"
    );
}

// Source: developer.shipbob.com, x-retry-after and x-remaining-calls.
TEST_F(WmsFactsTest, SomeWarehousesNameTheirRetryHeaderOtherwise) {
    settings_.retry_header = RetryHeader::x_retry_after;
    open_warehouse();
    Response refused = wms_->refusal(429);
    refused.retry_after = 20 * one_second;
    Request request;
    wms_->on_turned_away({driver_->now(), Draws{1}}, SystemId{1}, request, refused);
    EXPECT_EQ(refused.retry_after, std::nullopt);
    EXPECT_EQ(refused.header("x-retry-after"), "20");
    EXPECT_EQ(refused.header("x-remaining-calls"), "0");
}

// Source: developer.shiphero.com, x-shiphero-hmac-sha256, webhook_type, X-Shiphero-Message-ID.
TEST_F(WmsFactsTest, AShipHeroMessageHasNoTopicHeaderAndIsSignedInBase64) {
    settings_.messages = WmsMessageStyle::shiphero;
    settings_.webhook.secret = "s3cret";
    settings_.webhook.signature = {"x-shiphero-hmac-sha256", "", SignatureEncoding::base64};
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->run_to(at(1, 8 * one_hour));
    ASSERT_EQ(driver_->calls.size(), 1U);
    const Request& sent = driver_->calls[0].second.request;
    EXPECT_EQ(sent.header("X-WMS-Topic"), "");
    EXPECT_EQ(sent.header("X-Shiphero-Message-ID"), "M00000001");
    EXPECT_EQ(sent.body["webhook_type"].string(), "Order Packed Out");
    EXPECT_EQ(
        sent.header("x-shiphero-hmac-sha256"), base64(hmac_sha256("s3cret", sent.body.text()))
    );
}

// Source: developer.shiphero.com/webhooks, 5 retries, HEALTHY -> WARNING -> UNHEALTHY = disabled.
TEST_F(WmsFactsTest, AnAddressThatKeepsFailingIsDisabledUntilItIsEnabled) {
    settings_.webhook.delays = {one_minute, one_minute, one_minute, one_minute, one_minute};
    settings_.webhook_given_up_max = 2;
    open_warehouse();
    fail_webhooks();
    EXPECT_EQ(health(), "HEALTHY");
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->run_to(at(1, 8 * one_hour + 30 * one_minute));
    EXPECT_EQ(driver_->calls.size(), 6U) << "one try and 5 retries";
    EXPECT_EQ(health(), "WARNING");
    order("2", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->run_to(at(1, 9 * one_hour + 30 * one_minute));
    EXPECT_EQ(health(), "UNHEALTHY");
    order("3", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->run_to(at(1, 10 * one_hour + 30 * one_minute));
    EXPECT_EQ(driver_->calls.size(), 12U) << "the third message is not sent";
    EXPECT_EQ(driver_->get("/messages?after=0").body["messages"].size(), 3U) << "but kept";
    EXPECT_EQ(driver_->post("/webhooks/1/enable").status, 200);
    EXPECT_EQ(health(), "HEALTHY");
    order("4", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->run_to(at(1, 11 * one_hour + 30 * one_minute));
    EXPECT_EQ(driver_->calls.size(), 18U);
}

}  // namespace
}  // namespace drydock::mocks
