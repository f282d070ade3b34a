#include "mocks/wms/stock_room.hpp"

#include <gtest/gtest.h>

namespace drydock::mocks::wms {
namespace {

class StockRoomTest : public ::testing::Test {
protected:
    StockRoomTest() : orders_{16}, stock_{make_demand()} {}

    static std::shared_ptr<const Demand> make_demand() {
        Demand demand;
        demand.products = {{"A", "a", Money{}, ProductKind::storable}};
        demand.stock_initial_units = {5};
        return std::make_shared<const Demand>(std::move(demand));
    }
    /// An order of one line. Returns the line.
    std::uint32_t order(std::string_view reference, std::int32_t units) {
        OrderLine line;
        line.ordered = units;
        const std::uint32_t index = orders_.add(reference, Instant{}, std::span{&line, 1});
        stock_.await(0, orders_.order(index).line_first);
        return orders_.order(index).line_first;
    }

    OrderBook orders_;
    StockRoom stock_;
};

TEST_F(StockRoomTest, AllocatesOnlyWhatIsFree) {
    const std::uint32_t line = order("1", 7);
    ASSERT_TRUE(stock_.can_allocate());
    EXPECT_EQ(stock_.allocate(orders_), (std::vector<Pick>{{line, 5}}));
    EXPECT_FALSE(stock_.can_allocate());
    EXPECT_EQ(stock_.item(0).reserved, 5);
    stock_.receive(0, 9);
    EXPECT_TRUE(stock_.can_allocate());
    EXPECT_EQ(stock_.allocate(orders_), (std::vector<Pick>{{line, 2}}));
    EXPECT_EQ(stock_.item(0).reserved, 7);
    EXPECT_FALSE(stock_.can_allocate()) << "nobody waits for the rest";
}

TEST_F(StockRoomTest, ALineThatWasPickedShortComesBeforeLaterOrders) {
    const std::uint32_t first = order("1", 5);
    EXPECT_EQ(stock_.allocate(orders_).size(), 1U);
    const std::uint32_t second = order("2", 5);
    orders_.begin_picking(first, 5);
    orders_.miss(first, 3);
    stock_.take_out(0, 3);
    stock_.await(0, first);
    EXPECT_FALSE(stock_.can_allocate()) << "what was missed is not there";
    stock_.receive(0, 4);
    EXPECT_EQ(stock_.allocate(orders_), (std::vector<Pick>{{first, 3}, {second, 1}}));
}

TEST_F(StockRoomTest, ALineThatNoLongerWaitsIsPassedOver) {
    const std::uint32_t first = order("1", 5);
    const std::uint32_t second = order("2", 5);
    orders_.cancel_waiting(first, 5, Instant{});
    EXPECT_EQ(stock_.allocate(orders_), (std::vector<Pick>{{second, 5}}));
}

}  // namespace
}  // namespace drydock::mocks::wms
