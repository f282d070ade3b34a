#include <gtest/gtest.h>

#include "tests/mocks/wms/wms_fixture.hpp"

namespace drydock::mocks {
namespace {

class WmsStrictTest : public WmsFixture {
protected:
    WmsStrictTest() { settings_.strict = true; }
    [[nodiscard]] std::uint64_t count(std::string_view kind) const {
        for (const ViolationCount& counted : books().violation_counts) {
            if (counted.kind == kind) {
                return counted.count;
            }
        }
        return 0;
    }
};

TEST_F(WmsStrictTest, AClientThatKeepsTheRulesHasNoViolations) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":2,"substitution":true}])");
    order("1", R"([{"line":1,"sku":"A","quantity":2,"substitution":true}])");
    driver_->run_to(at(1, 8 * one_hour));
    label("P00000001", "T1");
    label("P00000001", "T1");
    driver_->get("/messages?after=1&limit=500");
    driver_->get("/inventory");
    EXPECT_TRUE(books().violations.empty()) << books().violations.at(0).what;
}

TEST_F(WmsStrictTest, UnknownFieldsOfOrdersAndTheirLinesAreViolations) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1,"colour":"red"}])");
    EXPECT_EQ(count(violation::unknown_field), 1U);
    EXPECT_EQ(books().violations.at(0).system, settings_.self);
    EXPECT_EQ(books().violations.at(0).what, R"(orders/create: there is no field "colour")");
}

TEST_F(WmsStrictTest, AReferenceThatComesWithAnotherBodyIsAViolation) {
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    order("1", R"([{"line":1,"sku":"A","quantity":2}])");
    EXPECT_EQ(count(violation::key_reused), 1U);
}

TEST_F(WmsStrictTest, ALabelBeforeThePackingIsTheWrongOrder) {
    open_warehouse();
    driver_->put("/parcels/P00000001/label", R"({"tracking_number":"T1","carrier":"d"})");
    EXPECT_EQ(count(violation::wrong_order), 1U);
}

TEST_F(WmsStrictTest, AChangeWithoutIfMatchIsAViolation) {
    settings_.if_match_required = true;
    open_warehouse();
    order("1", R"([{"line":1,"sku":"A","quantity":1}])");
    driver_->post("/orders/1/cancel", R"({"request":"C1","lines":[]})");
    EXPECT_EQ(count(violation::precondition_missing), 1U);
}

TEST_F(WmsStrictTest, ACursorThatWasNeverGivenIsBrokenPagination) {
    open_warehouse();
    driver_->get("/inventory?cursor=2");
    driver_->get("/messages?after=7");
    driver_->get("/messages?after=0&limit=501");
    EXPECT_EQ(count(violation::broken_pagination), 3U);
}

}  // namespace
}  // namespace drydock::mocks
