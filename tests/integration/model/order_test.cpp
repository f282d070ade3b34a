#include "integration/model/order.hpp"

#include <gtest/gtest.h>

namespace drydock::integration {
namespace {

TEST(OrderStatusTest, GoesOnlyAlongTheDeclaredTransitions) {
    using enum OrderStatus;
    EXPECT_TRUE(order_status_follows(accepted, booked));
    EXPECT_TRUE(order_status_follows(released, cancelled));
    EXPECT_TRUE(order_status_follows(shipped, shipped));
    EXPECT_FALSE(order_status_follows(shipped, cancelled));
    EXPECT_FALSE(order_status_follows(cancelled, released));
    EXPECT_FALSE(order_status_follows(held, booked));
    EXPECT_FALSE(order_status_follows(part_shipped, cancelled));
}

TEST(OrderTest, PricesUnitsAndLeavesOutLinesThatItDoesNotHave) {
    Order order;
    order.lines = {
        {.product = 0, .units = 6, .price_thousandths = 2'550},
        {.product = 1, .units = 1, .price_thousandths = 1'045}};
    EXPECT_EQ(order.price_of({{0, 2}, {1, 1}}), Money{6'145});
    EXPECT_EQ(order.price_of({{7, 2}}), Money{0});
}

TEST(OrderTest, HasNothingOpenOnceEveryUnitIsShippedOrCancelled) {
    Order order;
    order.lines = {{.product = 0, .units = 6, .price_thousandths = 1, .shipped = 4}};
    EXPECT_FALSE(order.nothing_open());
    order.lines[0].cancelled = 2;
    EXPECT_TRUE(order.nothing_open());
}

}  // namespace
}  // namespace drydock::integration
