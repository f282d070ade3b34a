#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"
#include "harness/oracles/sku_rows.hpp"

namespace drydock::harness {

namespace {

bool cancel_confirmed_for_all(const ChannelOrder& sold) {
    const bool whole = std::ranges::any_of(sold.cancels, [](const ChannelCancel& cancel) {
        return cancel.whole_order && cancel.answer == CancelAnswer::confirmed;
    });
    return whole || std::ranges::all_of(sold.lines, [](const ChannelLine& line) {
               return line.cancelled >= line.ordered;
           });
}

/// Units that Odoo should know and does not. Cancelled and closed units may or may not have been
/// taken off the sale order by now, so they are not asked for.
std::optional<std::string> missing_in_odoo(
    const Evidence& evidence, const std::vector<SkuRow>& rows
) {
    for (const SkuRow& row : rows) {
        const std::int64_t wanted = row.ordered - row.cancelled - row.warehouse_cancelled;
        if (row.sale_ordered < wanted) {
            return fmt::format(
                "{}: {} ordered and not cancelled, the sale order has {}",
                evidence.sku_text(row.sku),
                thousandths_text(wanted),
                thousandths_text(row.sale_ordered)
            );
        }
    }
    return std::nullopt;
}

/// Why this order is lost; none when it is not.
std::optional<std::string> loss_of(
    const Evidence& evidence, SkuRows& rows, std::uint32_t order, const ChannelOrder& sold
) {
    if (evidence.index.owned(order)) {
        return std::nullopt;
    }
    if (!sold.accepted) {
        const bool waits = sold.cancelled || cancel_confirmed_for_all(sold) || !evidence.settled;
        return waits ? std::nullopt
                     : std::optional<std::string>{"never accepted: its channel was not heard"};
    }
    const auto sales = evidence.index.sale_orders(order);
    const bool booked = std::ranges::any_of(sales, [&](std::uint32_t position) {
        return evidence.books.sale_orders[position].state != SaleState::cancel;
    });
    if (booked) {
        return missing_in_odoo(evidence, rows.of(order));
    }
    if (cancel_confirmed_for_all(sold)) {
        return std::nullopt;
    }
    if (!sales.empty()) {
        return "accepted; its sale order is cancelled, and the customer did not confirm that";
    }
    return evidence.settled
               ? std::optional<std::string>{"accepted, and neither in Odoo nor with a person"}
               : std::nullopt;
}

}  // namespace

Finding lost_orders(const Evidence& evidence) {
    std::vector<Offender> offenders;
    SkuRows rows{evidence};
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const sold = evidence.index.channel_order(order);
        if (sold == nullptr) {
            continue;
        }
        if (auto reason = loss_of(evidence, rows, order, *sold)) {
            const auto value =
                static_cast<std::uint64_t>(std::max<std::int64_t>(sold->captured.thousandths, 0));
            offenders.push_back({sold->number, value, *std::move(reason)});
        }
    }
    return make_finding("lost_orders", std::move(offenders));
}

}  // namespace drydock::harness
