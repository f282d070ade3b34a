#include "integration/model/stock.hpp"

#include <gtest/gtest.h>

namespace drydock::integration {
namespace {

TEST(StockTest, PromisesWhatIsNeitherReservedNorHeldBack) {
    Stock stock;
    stock.add_on_hand(3, 10);
    stock.add_reserved(3, 4);
    EXPECT_EQ(stock.available(3, 0), 6);
    EXPECT_EQ(stock.available(3, 5), 1);
    EXPECT_EQ(stock.available(3, 7), 0);
    EXPECT_EQ(stock.available(99, 0), 0);
}

TEST(StockTest, ListsEachChangedProductOnceForEachListener) {
    Stock stock;
    stock.add_on_hand(5, 1);
    stock.add_on_hand(2, 1);
    stock.add_on_hand(5, 1);
    EXPECT_EQ(stock.take_changed(0, 1), (std::vector<std::uint32_t>{5}));
    EXPECT_EQ(stock.take_changed(0, 9), (std::vector<std::uint32_t>{2}));
    EXPECT_FALSE(stock.has_changes(0));
    EXPECT_EQ(stock.take_changed(1, 9), (std::vector<std::uint32_t>{5, 2}));
    stock.mark(0, 5);
    EXPECT_EQ(stock.take_changed(0, 9), (std::vector<std::uint32_t>{5}));
}

}  // namespace
}  // namespace drydock::integration
