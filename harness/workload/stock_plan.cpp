#include "harness/workload/stock_plan.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace drydock::harness {

namespace {

/// Assumption: a few more of everything than is sold first, so that no product starts at none.
constexpr std::int32_t stock_slack_units = 10;
/// Assumption: suppliers deliver before the warehouse opens.
constexpr Duration receipt_time_of_day = 6 * one_hour;

/// Units of each SKU that are ordered in [from, to).
std::vector<std::int64_t> demand_between(const Demand& demand, Instant from, Instant to) {
    std::vector<std::int64_t> units(demand.products.size());
    const auto first = std::ranges::lower_bound(demand.orders, from, {}, &DemandOrder::at);
    for (auto order = first; order != demand.orders.end() && order->at < to; ++order) {
        for (std::uint32_t index = 0; index < order->lines.count; ++index) {
            const DemandLine& line = demand.lines[order->lines.first + index];
            units[line.sku.value] += line.units;
        }
    }
    return units;
}

std::int32_t clamp_units(std::int64_t units) {
    constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(units, 0, largest));
}

}  // namespace

void plan_stock(
    const WorkloadSpec& spec, const Draws& draws, const Calendar& calendar, Demand& demand
) {
    const Instant end = calendar.instant_of(spec.to);
    const Duration cover = spec.stock_cover_days * one_day;
    const auto first_units = demand_between(demand, Instant{}, Instant{} + cover);
    demand.stock_initial_units.resize(demand.products.size());
    for (std::size_t sku = 0; sku < demand.products.size(); ++sku) {
        if (demand.products[sku].kind == ProductKind::storable) {
            demand.stock_initial_units[sku] = clamp_units(first_units[sku] + stock_slack_units);
        }
    }
    const std::uint64_t spread = spec.receipt_cover_percent_max - spec.receipt_cover_percent_min;
    // Goods come as long before they are sold as the stock of the start lasts, and never later than
    // for the week until the next receipt. Without gaps: each receipt goes on where the last ended.
    const Duration lead = std::max<Duration>(cover, 7 * one_day);
    Instant covered_until = Instant{} + cover;
    for (Instant day{}; day < end; day += one_day) {
        if (calendar.weekday_of(day) != Weekday::monday) {
            continue;
        }
        const auto units = demand_between(demand, covered_until, day + lead);
        covered_until = std::max(covered_until, day + lead);
        DemandReceipt receipt;
        receipt.at = day + receipt_time_of_day;
        receipt.number = "R" + to_text(calendar.date_time_of(day)).substr(0, 10);
        receipt.lines.first = static_cast<std::uint32_t>(demand.stock_lines.size());
        for (std::uint32_t sku = 0; sku < units.size(); ++sku) {
            if (units[sku] == 0 || demand.products[sku].kind != ProductKind::storable) {
                continue;
            }
            const auto week = static_cast<std::uint64_t>(day.time_since_epoch() / one_day);
            const auto percent = static_cast<std::int64_t>(spec.receipt_cover_percent_min) +
                                 static_cast<std::int64_t>(
                                     draws.at_most(spread, Stream{"workload.receipt"}, sku, week)
                                 );
            demand.stock_lines.push_back(
                {SkuId{sku}, clamp_units((units[sku] * percent + 99) / 100)}
            );
        }
        receipt.lines.count =
            static_cast<std::uint32_t>(demand.stock_lines.size()) - receipt.lines.first;
        if (receipt.lines.count > 0) {
            demand.receipts.push_back(std::move(receipt));
        }
    }
}

}  // namespace drydock::harness
