#include "mocks/channels/order_book.hpp"

#include <array>

#include <gtest/gtest.h>

#include "tests/mocks/channels/demand_builder.hpp"

namespace drydock::mocks::channels {
namespace {

using testing::after;

/// Three orders of one unit each, numbered 0 to 2 in the book.
class OrderBookTest : public ::testing::Test {
protected:
    OrderBookTest() {
        const SkuId mug = demand_.product("MUG", 10);
        for (int number = 0; number < 3; ++number) {
            demand_.order(after(number * one_minute), std::to_string(number), {{mug, 1, 1'000}});
        }
    }
    std::uint32_t place(OrderBook& book, std::uint32_t demand, Instant now) {
        const std::array lines{OrderLine{.demand_line = demand, .units = 1}};
        return book.place(demand, lines, now);
    }
    DemandBuilder demand_;
};

TEST_F(OrderBookTest, updates_are_listed_by_their_date) {
    OrderBook book{demand_.demand, 0};
    place(book, 0, after(one_minute));
    place(book, 1, after(2 * one_minute));
    book.acknowledge(0, after(3 * one_minute));
    const auto page = book.page(0, 10, after(one_hour));
    EXPECT_EQ(page.orders, (std::vector<std::uint32_t>{1, 0}));
    EXPECT_EQ(
        book.page(book.position_at(after(3 * one_minute)), 10, after(one_hour)).orders.size(), 1U
    );
}

TEST_F(OrderBookTest, what_is_updated_after_the_clock_was_set_back_is_listed_among_the_older) {
    OrderBook book{demand_.demand, 0};
    place(book, 0, after(10 * one_minute));
    place(book, 1, after(20 * one_minute));
    place(book, 2, after(15 * one_minute));
    EXPECT_EQ(book.page(0, 10, after(one_hour)).orders, (std::vector<std::uint32_t>{0, 2, 1}));
    EXPECT_EQ(
        book.page(book.position_at(after(16 * one_minute)), 10, after(one_hour)).orders,
        (std::vector<std::uint32_t>{1})
    );
    // Updated itself, it moves; each is listed once, where its newest date is.
    book.acknowledge(1, after(12 * one_minute));
    EXPECT_EQ(book.page(0, 10, after(one_hour)).orders, (std::vector<std::uint32_t>{0, 1, 2}));
    book.acknowledge(0, after(30 * one_minute));
    EXPECT_EQ(book.page(0, 10, after(one_hour)).orders, (std::vector<std::uint32_t>{1, 2, 0}));
}

}  // namespace
}  // namespace drydock::mocks::channels
