#include <gtest/gtest.h>

#include "tests/mocks/wms/wms_fixture.hpp"

namespace drydock::mocks {
namespace {

class WmsCancelTest : public WmsFixture {
protected:
    Response cancel(std::string_view request, std::string_view lines = "[]") {
        return driver_->post(
            "/orders/1/cancel", fmt::format(R"({{"request":"{}","lines":{}}})", request, lines)
        );
    }
};

TEST_F(WmsCancelTest, AnOrderBeforeItsWaveIsCancelledWhole) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":6}])");
    const Response response = cancel("C1");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body["status"].string(), "cancelled");
    EXPECT_EQ(status_of("1"), "cancelled");
    driver_->run_to(at(20, {}));
    EXPECT_TRUE(driver_->calls.empty()) << "nothing is picked, nothing closed short";
    EXPECT_EQ(books().warehouse_orders.at(0).cancelled, Instant{});
}

TEST_F(WmsCancelTest, APartIsTakenOffTheOrder) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":6},{"line":2,"sku":"B","quantity":1}])");
    EXPECT_EQ(cancel("C1", R"([{"line":1,"quantity":4}])").body["status"].string(), "reduced");
    driver_->run_to(at(1, 8 * one_hour));
    EXPECT_EQ(
        testing::json(told("order.packed").at(0))["lines"].at(0)["quantity"].integer_or(0), 2
    );
}

TEST_F(WmsCancelTest, TheSameRequestAgainGetsTheFirstAnswerAndChangesNothing) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":6}])");
    cancel("C1", R"([{"line":1,"quantity":2}])");
    EXPECT_EQ(cancel("C1", R"([{"line":1,"quantity":2}])").body["status"].string(), "reduced");
    EXPECT_EQ(books().warehouse_orders.at(0).lines.at(0).cancelled, Quantity::units(2));
    EXPECT_EQ(cancel("C2", R"([{"line":1,"quantity":4}])").body["status"].string(), "cancelled");
    EXPECT_EQ(cancel("C1", R"([{"line":1,"quantity":2}])").body["status"].string(), "reduced");
}

TEST_F(WmsCancelTest, IsTooLateOncePickingHasBegun) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":6}])");
    driver_->run_to(at(1, 7 * one_hour));
    const Response refused = cancel("C1");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(to_text(refused.body.root()), R"({"code":"too_late","status":"picking"})");
    driver_->run_to(at(1, 8 * one_hour));
    EXPECT_EQ(cancel("C1").body["status"].string(), "picking") << "the first answer";
    EXPECT_EQ(cancel("C2").body["status"].string(), "packed");
    label("P00000001", "T1");
    driver_->run_to(at(1, 18 * one_hour));
    EXPECT_EQ(cancel("C3").body["status"].string(), "shipped");
    EXPECT_EQ(books().warehouse_orders.at(0).lines.at(0).cancelled, Quantity{});
}

TEST_F(WmsCancelTest, LinesThatWaitCanBeCancelledWhileOthersArePicked) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":6},{"line":2,"sku":"B","quantity":12}])");
    driver_->run_to(at(1, 7 * one_hour));
    ASSERT_EQ(status_of("1"), "picking");
    EXPECT_EQ(cancel("C1", R"([{"line":2,"quantity":3}])").status, 409) << "ten are in picking";
    EXPECT_EQ(cancel("C2", R"([{"line":2,"quantity":2}])").status, 200);
    EXPECT_EQ(cancel("C3", R"([{"line":1,"quantity":1}])").status, 409);
}

TEST_F(WmsCancelTest, AllocatedUnitsGoToTheNextOrderThatWaits) {
    settings_.pickers = 1;
    settings_.pack_time = 90 * one_minute;
    open_warehouse();
    order("0", R"([{"line":1,"sku":"A","quantity":1}])");
    order("1", R"([{"line":1,"sku":"B","quantity":10}])");
    order("2", R"([{"line":1,"sku":"B","quantity":4}])");
    driver_->run_to(at(1, 7 * one_hour));
    ASSERT_EQ(status_of("1"), "allocated");
    ASSERT_EQ(status_of("2"), "acknowledged");
    EXPECT_EQ(
        driver_->post("/orders/2/cancel", R"({"request":"C1"})").body["status"].string(),
        "cancelled"
    );
    EXPECT_EQ(stock_of(1).reserved, Quantity{});
    driver_->run_to(at(1, 8 * one_hour));
    EXPECT_EQ(status_of("2"), "allocated");
    EXPECT_EQ(stock_of(1).reserved, Quantity::units(4));
    driver_->run_to(at(1, 14 * one_hour));
    EXPECT_EQ(told("order.packed").size(), 2U) << "the cancelled job is passed over";
}

TEST_F(WmsCancelTest, RequestsThatMakeNoSenseAreRefusedAndNotRemembered) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":6}])");
    EXPECT_EQ(driver_->post("/orders/2/cancel", R"({"request":"C1"})").status, 404);
    EXPECT_EQ(driver_->post("/orders/x/cancel", R"({"request":"C1"})").status, 404);
    EXPECT_EQ(driver_->post("/orders/1/cancel", "{}").status, 422);
    EXPECT_EQ(cancel("C1", R"([{"line":9,"quantity":1}])").status, 422);
    EXPECT_EQ(cancel("C1", R"([{"line":1,"quantity":-1}])").status, 422);
    EXPECT_EQ(cancel("C1", R"([{"line":1,"quantity":1}])").status, 200);
}

}  // namespace
}  // namespace drydock::mocks
