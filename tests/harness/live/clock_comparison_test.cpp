#include "harness/live/clock_comparison.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock::harness {
namespace {

Verdict verdict_of(std::uint64_t lost, Duration to_odoo) {
    Verdict verdict;
    verdict.findings = {
        {.oracle = "lost_orders", .applicable = true, .count = lost, .offenders = {}}};
    verdict.figures.distributions = {
        Distribution{"order_to_odoo", {to_odoo, to_odoo, to_odoo}},
        Distribution{"order_to_release", {}}};
    return verdict;
}

const ClockDifference& row(const std::vector<ClockDifference>& rows, std::string_view name) {
    return *std::ranges::find(rows, name, &ClockDifference::name);
}

std::vector<ClockDifference> compare(const Verdict& left, const Verdict& right) {
    const Pace pace{.orders = 120, .span = one_minute};
    return compare_clocks({left, pace}, {right, pace});
}

TEST(ClockComparisonTest, runs_that_say_the_same_agree_in_every_row) {
    const Verdict verdict = verdict_of(0, one_second);
    const auto rows = compare(verdict, verdict);
    EXPECT_EQ(rows.size(), 6U);
    EXPECT_TRUE(std::ranges::all_of(rows, &ClockDifference::agrees));
    EXPECT_EQ(row(rows, "orders into Odoo a second").real_text, "2.000");
}

TEST(ClockComparisonTest, an_oracle_that_counts_one_more_disagrees) {
    const auto rows = compare(verdict_of(0, one_second), verdict_of(1, one_second));
    EXPECT_FALSE(row(rows, "lost_orders").agrees);
}

TEST(ClockComparisonTest, a_time_agrees_within_fifteen_percent_or_a_few_milliseconds) {
    const Duration ms{1'000'000};
    const auto agrees = [&](Duration left, Duration right) {
        const auto rows = compare(verdict_of(0, left), verdict_of(0, right));
        return row(rows, "p95(order_to_odoo)").agrees;
    };
    EXPECT_TRUE(agrees(one_second, 1'150 * ms));
    EXPECT_FALSE(agrees(one_second, 1'152 * ms));
    EXPECT_FALSE(agrees(one_second, 848 * ms));
    EXPECT_TRUE(agrees(5 * ms, 25 * ms));
    EXPECT_FALSE(agrees(5 * ms, 26 * ms));
}

TEST(ClockComparisonTest, an_order_has_gone_all_the_way_when_its_invoice_is_posted) {
    Books books;
    books.channel_orders.resize(2);
    books.channel_orders[0].placed = Instant{one_minute + one_second};
    books.channel_orders[1].placed = Instant{one_minute};
    books.invoices.resize(3);
    for (Invoice& invoice : books.invoices) {
        invoice.order = "1";
        invoice.posted = true;
        invoice.posted_at = Instant{2 * one_minute};
    }
    books.invoices[1].order = "2";
    books.invoices[1].posted = false;
    books.invoices[2].kind = InvoiceKind::credit_note;
    books.invoices[2].posted_at = Instant{3 * one_minute};
    const Pace pace = invoiced_pace_of(books);
    EXPECT_EQ(pace.orders, 1U);
    EXPECT_EQ(pace.span, one_minute);
}

TEST(ClockComparisonTest, a_slower_pace_disagrees) {
    const Verdict verdict = verdict_of(0, one_second);
    const auto rows = compare_clocks(
        {verdict, {.orders = 100, .span = one_minute}},
        {verdict, {.orders = 80, .span = one_minute}}
    );
    EXPECT_FALSE(row(rows, "orders into Odoo a second").agrees);
    EXPECT_NEAR(
        static_cast<double>(row(rows, "orders into Odoo a second").change_permille), -200.0, 1.0
    );
}

}  // namespace
}  // namespace drydock::harness
