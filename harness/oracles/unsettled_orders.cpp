#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"
#include "harness/oracles/refunds.hpp"

namespace drydock::harness {

namespace {

/// What is open of one product; none when nothing is.
std::optional<std::string> open_goods(const Evidence& evidence, const SkuRow& row) {
    const std::int64_t wanted = row.ordered - row.cancelled;
    if (row.released < wanted) {
        return fmt::format(
            "{}: {} wanted, {} released to the warehouse",
            evidence.sku_text(row.sku),
            thousandths_text(wanted),
            thousandths_text(row.released)
        );
    }
    if (row.shipped + row.warehouse_cancelled < row.released) {
        return fmt::format(
            "{}: {} released, {} shipped, the rest neither shipped nor cancelled",
            evidence.sku_text(row.sku),
            thousandths_text(row.released),
            thousandths_text(row.shipped)
        );
    }
    if (row.fulfilled < row.shipped) {
        return fmt::format(
            "{}: {} shipped, the channel was told of {}",
            evidence.sku_text(row.sku),
            thousandths_text(row.shipped),
            thousandths_text(row.fulfilled)
        );
    }
    if (row.returned == 0 && row.delivered < row.shipped) {
        return fmt::format(
            "{}: {} shipped, Odoo has delivered {}",
            evidence.sku_text(row.sku),
            thousandths_text(row.shipped),
            thousandths_text(row.delivered)
        );
    }
    if (row.sale_ordered > row.shipped) {
        return fmt::format(
            "{}: {} in sale orders, {} shipped, and the warehouse will ship no more",
            evidence.sku_text(row.sku),
            thousandths_text(row.sale_ordered),
            thousandths_text(row.shipped)
        );
    }
    return std::nullopt;
}

std::optional<std::string> open_invoice(const Evidence& evidence, std::uint32_t order) {
    for (const std::uint32_t position : evidence.index.sale_orders(order)) {
        const SaleOrder& sale = evidence.books.sale_orders[position];
        for (const SaleLine& line : sale.lines) {
            if (line.storable && line.invoiced != line.delivered) {
                return fmt::format("{}: delivered and not invoiced in full", sale.name);
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> open_reversal(
    const Evidence& evidence,
    std::uint32_t order,
    const ChannelOrder& sold,
    const std::vector<SkuRow>& rows
) {
    for (const ChannelCancel& cancel : sold.cancels) {
        if (cancel.answer == CancelAnswer::none) {
            return fmt::format("cancellation {} was never answered", cancel.number);
        }
    }
    const bool asked_back =
        std::ranges::any_of(rows, [](const SkuRow& row) { return row.returned > 0; });
    const auto pickings = evidence.index.pickings(order);
    const bool came_back = std::ranges::any_of(pickings, [&](std::uint32_t position) {
        return evidence.books.pickings[position].incoming;
    });
    if (asked_back && !came_back) {
        return "a return was asked for and is not booked in Odoo";
    }
    const Money due = refund_due(sold, rows).minimum;
    if (sold.refunded < due) {
        return fmt::format(
            "{} is due to the customer, {} was refunded",
            thousandths_text(due.thousandths),
            thousandths_text(sold.refunded.thousandths)
        );
    }
    return std::nullopt;
}

std::optional<std::string> open_work(
    const Evidence& evidence,
    std::uint32_t order,
    const ChannelOrder& sold,
    const std::vector<SkuRow>& rows
) {
    for (const SkuRow& row : rows) {
        if (row.storable) {
            if (auto reason = open_goods(evidence, row)) {
                return reason;
            }
        }
    }
    if (auto reason = open_invoice(evidence, order)) {
        return reason;
    }
    return open_reversal(evidence, order, sold, rows);
}

}  // namespace

Finding unsettled_orders(const Evidence& evidence) {
    if (!evidence.settled) {
        return not_applicable("unsettled_orders");
    }
    std::vector<Offender> offenders;
    SkuRows rows{evidence};
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const sold = evidence.index.channel_order(order);
        if (sold == nullptr || !sold->accepted || evidence.index.owned_open(order)) {
            continue;
        }
        if (auto reason = open_work(evidence, order, *sold, rows.of(order))) {
            const auto value =
                static_cast<std::uint64_t>(std::max<std::int64_t>(sold->captured.thousandths, 0));
            offenders.push_back({sold->number, value, *std::move(reason)});
        }
    }
    return make_finding("unsettled_orders", std::move(offenders));
}

}  // namespace drydock::harness
