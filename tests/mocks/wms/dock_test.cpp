#include <gtest/gtest.h>

#include "tests/mocks/wms/wms_fixture.hpp"

namespace drydock::mocks {
namespace {

/// The dock as its partners see it: labels and manifests.
class DockTest : public WmsFixture {
protected:
    /// One packed parcel for each of `count` orders, at 16:30 on day 1.
    void pack(int count) {
        settings_.pickers = 2'000;
        demand_.stock_initial_units[0] = 5'000;
        open_warehouse();
        for (int number = 1; number <= count; ++number) {
            order(fmt::format("{}", number), R"([{"line":1,"sku":"A","quantity":1}])");
        }
        driver_->run_to(at(1, 16 * one_hour + 30 * one_minute));
    }
    [[nodiscard]] std::size_t manifest_count() const {
        return driver_->bodies_to("/v2/manifests").size();
    }
};

TEST_F(DockTest, OnlyLabelledParcelsLeaveAndOthersWaitForTheNextWorkingDay) {
    pack(2);
    label("P00000002", "T2");
    driver_->run_to(at(1, 17 * one_hour));
    EXPECT_EQ(
        to_text(driver_->bodies_to("/v2/manifests").at(0).root()), R"({"tracking_codes":["T2"]})"
    );
    EXPECT_EQ(status_of("1"), "packed");
    EXPECT_EQ(status_of("2"), "shipped");
    label("P00000001", "T1");
    driver_->run_to(at(2, 17 * one_hour));
    EXPECT_EQ(status_of("1"), "shipped");
}

TEST_F(DockTest, ACarrierThatIsDownIsTriedForHalfAnHourAndAgainTheNextDay) {
    pack(1);
    label("P00000001", "T1");
    carrier_down_ = true;
    driver_->run_to(at(1, 23 * one_hour));
    std::vector<Instant> tries;
    for (const auto& [when, call] : driver_->calls) {
        if (call.request.path == "/v2/manifests") {
            tries.push_back(when);
        }
    }
    const Instant cut_off = at(1, 17 * one_hour);
    EXPECT_EQ(
        tries,
        (std::vector{
            cut_off,
            cut_off + 10 * one_minute,
            cut_off + 20 * one_minute,
            cut_off + 30 * one_minute})
    );
    EXPECT_EQ(status_of("1"), "packed");
    EXPECT_EQ(stock_of(0).on_hand, Quantity::units(5'000)) << "not shipped: still here";
    carrier_down_ = false;
    driver_->run_to(at(2, 17 * one_hour));
    EXPECT_EQ(manifest_count(), 5U);
    EXPECT_EQ(status_of("1"), "shipped");
    const Books written = books();
    EXPECT_EQ(written.parcels.at(0).shipped, at(2, 17 * one_hour));
    ASSERT_EQ(written.parcels.at(0).lines.size(), 1U);
    const WarehouseLine& line = written.warehouse_orders.at(0).lines.at(0);
    EXPECT_EQ(written.parcels.at(0).lines.at(0).sku, line.sku);
    EXPECT_EQ(written.parcels.at(0).lines.at(0).quantity, line.shipped);
}

TEST_F(DockTest, ACarrierThatComesBackInTimeGetsTheParcelsTheSameDay) {
    pack(1);
    label("P00000001", "T1");
    carrier_down_ = true;
    driver_->run_to(at(1, 17 * one_hour + 5 * one_minute));
    carrier_down_ = false;
    driver_->run_to(at(1, 17 * one_hour + 10 * one_minute));
    EXPECT_EQ(status_of("1"), "shipped");
    driver_->run_to(at(3, {}));
    EXPECT_EQ(manifest_count(), 2U);
}

TEST_F(DockTest, RefusedLabelsComeOffTheirParcelsAndTheRestLeaves) {
    pack(2);
    label("P00000001", "T1");
    label("P00000002", "T2");
    driver_->answer_call = [](const Call& call) {
        if (call.request.path != "/v2/manifests") {
            return testing::NodeDriver::answered(call, 200);
        }
        if (call.request.body["tracking_codes"].size() == 2) {
            return testing::NodeDriver::answered(
                call, 422, testing::json(R"({"error":{"code":"MANIFEST.INVALID","codes":["T1"]}})")
            );
        }
        return testing::NodeDriver::answered(call, 201);
    };
    driver_->run_to(at(1, 17 * one_hour));
    EXPECT_EQ(status_of("1"), "packed");
    EXPECT_EQ(status_of("2"), "shipped");
    const Texts packed = told("order.packed");
    ASSERT_EQ(packed.size(), 3U);
    EXPECT_EQ(packed[2], packed[0]) << "a label is wanted again for the same parcel";
    EXPECT_EQ(books().parcels.at(0).tracking, "");
    label("P00000001", "T3");
    driver_->run_to(at(2, 17 * one_hour));
    EXPECT_EQ(status_of("1"), "shipped");
}

TEST_F(DockTest, ManifestsHoldAtMostFiveHundredCodes) {
    pack(501);
    for (int number = 1; number <= 501; ++number) {
        label(fmt::format("P{:08}", number), fmt::format("T{}", number));
    }
    driver_->run_to(at(1, 17 * one_hour));
    const std::vector<Document> manifests = driver_->bodies_to("/v2/manifests");
    ASSERT_EQ(manifests.size(), 2U);
    EXPECT_EQ(manifests[0]["tracking_codes"].size(), 500U);
    EXPECT_EQ(manifests[1]["tracking_codes"].size(), 1U);
    EXPECT_EQ(told("shipment.confirmed").size(), 501U);
}

TEST_F(DockTest, ALabelCanBeReplacedUntilTheParcelHasLeft) {
    pack(1);
    const auto put = [&](std::string_view parcel, std::string_view tracking) {
        return driver_
            ->put(
                fmt::format("/parcels/{}/label", parcel),
                fmt::format(R"({{"tracking_number":"{}"}})", tracking)
            )
            .status;
    };
    EXPECT_EQ(put("P00000001", "T1"), 200);
    EXPECT_EQ(put("P00000001", "T2"), 200);
    EXPECT_EQ(put("P00000001", "T2"), 200);
    EXPECT_EQ(put("P00000002", "T2"), 404);
    EXPECT_EQ(put("P00000001", ""), 422);
    driver_->run_to(at(1, 17 * one_hour));
    EXPECT_EQ(books().parcels.at(0).tracking, "T2");
    EXPECT_EQ(put("P00000001", "T2"), 200);
    EXPECT_EQ(put("P00000001", "T1"), 409);
    EXPECT_EQ(books().parcels.at(0).tracking, "T2");
}

TEST_F(DockTest, ALabelCannotBeReplacedWhileItsManifestIsTriedAgain) {
    pack(1);
    label("P00000001", "T1");
    carrier_down_ = true;
    driver_->run_to(at(1, 17 * one_hour + one_minute));
    EXPECT_EQ(driver_->put("/parcels/P00000001/label", R"({"tracking_number":"T2"})").status, 409);
    driver_->run_to(at(1, 18 * one_hour));
    EXPECT_EQ(driver_->put("/parcels/P00000001/label", R"({"tracking_number":"T2"})").status, 200);
}

}  // namespace
}  // namespace drydock::mocks
