#include "harness/rehearsal/probes.hpp"

#include <gtest/gtest.h>

#include "tests/harness/rehearsal/exchange_log_builder.hpp"

namespace drydock::harness {
namespace {

std::uint64_t count_of(const Books& books, const LogTeller& teller, Probe probe) {
    const Evidence evidence{
        .books = books,
        .demand = teller.demand,
        .index = OrderIndex{books},
        .odoo = LogTeller::odoo,
        .wms = SystemId{2}};
    return probes_of(evidence, teller.log)[static_cast<std::size_t>(probe)];
}

TEST(ProbesTest, TwinsAreThoseBesideOneThatLives) {
    const LogTeller teller;
    Books books;
    for (int each = 0; each < 3; ++each) {
        SaleOrder& sale = books.sale_orders.emplace_back();
        sale.client_order_ref = "1000";
        sale.state = each == 0 ? SaleState::sale : SaleState::cancel;
    }
    EXPECT_EQ(count_of(books, teller, Probe::twin_order_taken_back), 2U);
    books.sale_orders[0].state = SaleState::cancel;
    EXPECT_EQ(count_of(books, teller, Probe::twin_order_taken_back), 0U);
}

TEST(ProbesTest, AVoidedLabelIsATwinWhereTheParcelHasAnother) {
    const LogTeller teller;
    Books books;
    books.labels.push_back({"T1", "P1", {}, Instant{one_hour}, {}, {}});
    EXPECT_EQ(count_of(books, teller, Probe::twin_label_taken_back), 0U);
    books.labels.push_back({"T2", "P1", {}, {}, {}, {}});
    EXPECT_EQ(count_of(books, teller, Probe::twin_label_taken_back), 1U);
}

TEST(ProbesTest, AnOrderIsFoundByReadingWhenItsShopHadNotTold) {
    LogTeller teller;
    Books books;
    for (const char* const number : {"1000", "1001"}) {
        ChannelOrder& sold = books.channel_orders.emplace_back();
        sold.number = number;
        sold.accepted = LogTeller::second(10);
    }
    teller.answered(teller.shop_tells(5, 31, "1000"), 6);
    EXPECT_EQ(count_of(books, teller, Probe::found_by_reading), 1U);
    teller.answered(teller.shop_tells(20, 32, "1001"), 21);
    EXPECT_EQ(count_of(books, teller, Probe::found_by_reading), 1U);
}

TEST(ProbesTest, ExceptionsAndCancellationsAreRead) {
    const LogTeller teller;
    Books books;
    books.exceptions.resize(2);
    books.exceptions[1].closed = LogTeller::second(4);
    books.channel_orders.emplace_back().cancels = {
        {"C1", {}, CancelAnswer::denied, {}, true}, {"C2", {}, CancelAnswer::none, {}, true}};
    EXPECT_EQ(count_of(books, teller, Probe::exception_opened), 2U);
    EXPECT_EQ(count_of(books, teller, Probe::exception_closed), 1U);
    EXPECT_EQ(count_of(books, teller, Probe::cancel_denied), 1U);
    EXPECT_EQ(count_of(books, teller, Probe::cancel_confirmed), 0U);
}

}  // namespace
}  // namespace drydock::harness
