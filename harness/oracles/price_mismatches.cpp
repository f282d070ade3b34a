#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"

namespace drydock::harness {

namespace {

/// A price in Odoo may differ so much from the channel's. Source: Odoo 18.0, decimal.precision
/// "Product Price": two digits.
constexpr std::int64_t rounding_thousandths = 5;
constexpr std::int64_t thousandths_a_unit = 1'000;

/// One product of an order: what it was sold for at its channel, and billed for in Odoo.
struct Trade {
    std::vector<std::pair<Money, Quantity>> sold{};
    Quantity billed{};
    Money billed_value{};

    /// What so many units come to when they are the first of `sold`; all beyond at the last price.
    [[nodiscard]] Money value_of(Quantity units) const {
        Money value;
        Quantity left = units;
        for (const auto& [price, ordered] : sold) {
            const Quantity part = std::min(left, ordered);
            value += price * part;
            left = left - part;
        }
        return value + sold.back().first * left;
    }

    /// How far the bill is beyond what these units can have been sold for; below 0: short of it.
    [[nodiscard]] Money off() {
        std::ranges::stable_sort(sold, {}, &std::pair<Money, Quantity>::first);
        const Money least = value_of(billed);
        std::ranges::reverse(sold);
        const Money most = value_of(billed);
        const Money rounding{
            rounding_thousandths * std::max(billed, Quantity{}).thousandths / thousandths_a_unit};
        if (billed_value > most + rounding) {
            return billed_value - most;
        }
        return billed_value + rounding < least ? billed_value - least : Money{};
    }
};

bool sold_as_ordered(const ChannelOrder& ordered, const SaleOrder& sale) {
    return std::ranges::equal(
        ordered.lines,
        sale.lines,
        [](const ChannelLine& line, const SaleLine& booked) {
            return line.sku == booked.sku && line.price == booked.price;
        }
    );
}

std::map<SkuId, Trade> trades_of(
    const Evidence& evidence, std::uint32_t order, const ChannelOrder& ordered
) {
    std::map<SkuId, Trade> trades;
    for (const ChannelLine& line : ordered.lines) {
        trades[line.sku].sold.emplace_back(line.price, line.ordered);
    }
    for (const std::uint32_t position : evidence.index.sale_orders(order)) {
        for (const SaleLine& line : evidence.books.sale_orders[position].lines) {
            const auto trade = trades.find(line.sku);
            if (trade != trades.end()) {  // What nobody ordered has no price to compare with.
                trade->second.billed = trade->second.billed + line.invoiced;
                trade->second.billed_value += line.price * line.invoiced;
            }
        }
    }
    return trades;
}

std::optional<Offender> billed_otherwise(
    const Evidence& evidence, std::uint32_t order, const ChannelOrder& ordered
) {
    std::uint64_t severity = 0;
    std::string explanation;
    for (auto& [sku, trade] : trades_of(evidence, order, ordered)) {
        const Money off = trade.off();
        if (off == Money{}) {
            continue;
        }
        severity +=
            static_cast<std::uint64_t>(off.thousandths < 0 ? -off.thousandths : off.thousandths);
        if (explanation.empty()) {
            explanation = fmt::format(
                "{}: {} billed for {}, {} {} than they were sold for",
                evidence.sku_text(sku),
                thousandths_text(trade.billed.thousandths),
                thousandths_text(trade.billed_value.thousandths),
                thousandths_text(off.thousandths < 0 ? -off.thousandths : off.thousandths),
                off.thousandths < 0 ? "less" : "more"
            );
        }
    }
    if (explanation.empty()) {
        return std::nullopt;
    }
    return Offender{
        .key = std::string{evidence.index.number(order)},
        .severity = severity,
        .explanation = std::move(explanation)};
}

}  // namespace

Finding price_mismatches(const Evidence& evidence) {
    std::vector<Offender> offenders;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const ordered = evidence.index.channel_order(order);
        if (ordered == nullptr || evidence.index.owned_open(order)) {
            continue;
        }
        const bool as_ordered =
            std::ranges::all_of(evidence.index.sale_orders(order), [&](std::uint32_t position) {
                return sold_as_ordered(*ordered, evidence.books.sale_orders[position]);
            });
        if (as_ordered) {
            continue;  // As nearly always.
        }
        if (auto offender = billed_otherwise(evidence, order, *ordered)) {
            offenders.push_back(*std::move(offender));
        }
    }
    return make_finding("price_mismatches", std::move(offenders));
}

}  // namespace drydock::harness
