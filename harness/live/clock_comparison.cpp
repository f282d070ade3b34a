#include "harness/live/clock_comparison.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace drydock::harness {

namespace {

/// What is bought in any case is compared; the rest depends on hours that a short run does not
/// have.
constexpr std::array<std::string_view, 2> compared{"order_to_odoo", "order_to_release"};

std::int64_t change_permille(std::int64_t from, std::int64_t to) {
    return from == 0 ? (to == 0 ? 0 : 1'000) : (to - from) * 1'000 / from;
}

ClockDifference oracle_row(const Finding& left, const Finding& right) {
    const auto text = [](const Finding& finding) {
        return finding.applicable ? std::to_string(finding.count) : std::string{"does not apply"};
    };
    return {
        .name = left.oracle,
        .virtual_text = text(left),
        .real_text = text(right),
        .agrees = left.applicable == right.applicable && left.count == right.count};
}

ClockDifference time_row(
    std::string name,
    std::optional<Duration> left,
    std::optional<Duration> right,
    const ClockBounds& bounds
) {
    ClockDifference row{.name = std::move(name), .virtual_text = "no data", .real_text = "no data"};
    row.virtual_text = left ? duration_text(*left) : row.virtual_text;
    row.real_text = right ? duration_text(*right) : row.real_text;
    if (!left || !right) {
        row.agrees = left.has_value() == right.has_value();
        return row;
    }
    row.change_permille = change_permille(left->count(), right->count());
    row.agrees = std::abs(row.change_permille) <= bounds.change_permille_max ||
                 std::chrono::abs(*right - *left) <= bounds.time_difference_max;
    return row;
}

const Distribution* distribution(const Verdict& verdict, std::string_view name) {
    const auto& all = verdict.figures.distributions;
    const auto found = std::ranges::find(all, name, &Distribution::name);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::int64_t Pace::orders_a_second_thousandths() const {
    constexpr std::int64_t thousand_seconds_ns = 1'000'000'000'000;
    return span <= Duration::zero()
               ? 0
               : static_cast<std::int64_t>(orders) * (thousand_seconds_ns / 1'000) /
                     std::max<std::int64_t>(span.count() / 1'000, 1);
}

Pace pace_of(const Books& books) {
    Pace pace{.orders = books.sale_orders.size()};
    if (!books.sale_orders.empty()) {
        const auto [first, last] = std::ranges::minmax(books.sale_orders, {}, &SaleOrder::created);
        pace.span = last.created - first.created;
    }
    return pace;
}

Pace invoiced_pace_of(const Books& books) {
    std::set<std::string_view> orders;
    Instant last{};
    for (const Invoice& invoice : books.invoices) {
        if (invoice.kind == InvoiceKind::invoice && invoice.posted && invoice.posted_at) {
            orders.insert(invoice.order);
            last = std::max(last, *invoice.posted_at);
        }
    }
    Pace pace{.orders = orders.size()};
    if (!orders.empty() && !books.channel_orders.empty()) {
        pace.span = last - std::ranges::min(books.channel_orders, {}, &ChannelOrder::placed).placed;
    }
    return pace;
}

std::vector<ClockDifference> compare_clocks(
    const ClockRun& virtual_run, const ClockRun& real_run, const ClockBounds& bounds
) {
    std::vector<ClockDifference> rows;
    const Verdict& left = virtual_run.verdict;
    const Verdict& right = real_run.verdict;
    for (std::size_t index = 0; index < std::min(left.findings.size(), right.findings.size());
         ++index) {
        rows.push_back(oracle_row(left.findings[index], right.findings[index]));
    }
    const std::int64_t pace_left = virtual_run.pace.orders_a_second_thousandths();
    const std::int64_t pace_right = real_run.pace.orders_a_second_thousandths();
    ClockDifference& pace = rows.emplace_back();
    pace.name = "orders into Odoo a second";
    pace.virtual_text = fmt::format("{}.{:03}", pace_left / 1'000, pace_left % 1'000);
    pace.real_text = fmt::format("{}.{:03}", pace_right / 1'000, pace_right % 1'000);
    pace.change_permille = change_permille(pace_left, pace_right);
    pace.agrees = std::abs(pace.change_permille) <= bounds.change_permille_max;
    for (const std::string_view name : compared) {
        const Distribution* const one = distribution(left, name);
        const Distribution* const other = distribution(right, name);
        for (const std::uint32_t percent : {50U, 95U}) {
            rows.push_back(time_row(
                fmt::format("p{}({})", percent, name),
                one == nullptr ? std::nullopt : one->quantile(percent * 10),
                other == nullptr ? std::nullopt : other->quantile(percent * 10),
                bounds
            ));
        }
    }
    return rows;
}

}  // namespace drydock::harness
