#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"
#include "harness/oracles/sku_rows.hpp"

namespace drydock::harness {

namespace {

/// Of one product, in thousandths of a unit. `excess` is what Odoo has more than the warehouse.
struct StockRow {
    std::int64_t odoo = 0;
    std::int64_t wms = 0;
    std::int64_t excess_min = 0;  ///< As far as work in a person's hands explains it.
    std::int64_t excess_max = 0;
};

/// An order that a person has in hand may have left the warehouse and not yet Odoo. Of its returns
/// we know what was asked for, not what has arrived: hence from and to.
void explain_by_orders(const Evidence& evidence, std::vector<StockRow>& stock) {
    SkuRows rows{evidence};
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        if (!evidence.index.owned_open(order)) {
            continue;
        }
        for (const SkuRow& row : rows.of(order)) {
            if (row.storable && row.sku.value < stock.size()) {
                StockRow& at = stock[row.sku.value];
                at.excess_min += row.shipped - row.delivered - row.returned;
                at.excess_max += row.shipped - row.delivered;
            }
        }
    }
}

/// A receipt that a person has in hand lies in the warehouse and not yet in Odoo.
void explain_by_receipts(const Evidence& evidence, std::vector<StockRow>& stock) {
    for (const DemandReceipt& receipt : evidence.demand.receipts) {
        const auto place = evidence.index.find(receipt.number);
        if (!place || !evidence.index.owned_open(*place)) {
            continue;
        }
        for (std::uint32_t line = 0; line < receipt.lines.count; ++line) {
            const StockLine& goods = evidence.demand.stock_lines[receipt.lines.first + line];
            stock[goods.sku.value].excess_min -= Quantity::units(goods.units).thousandths;
        }
    }
}

/// A correction that a person has in hand is made in the warehouse and not yet in Odoo.
void explain_by_adjustments(const Evidence& evidence, std::vector<StockRow>& stock) {
    for (const StockAdjustment& adjustment : evidence.books.stock_adjustments) {
        const auto place = evidence.index.find(adjustment.number);
        if (place && evidence.index.owned_open(*place) && adjustment.sku.value < stock.size()) {
            StockRow& at = stock[adjustment.sku.value];
            (adjustment.change.thousandths > 0 ? at.excess_min : at.excess_max) -=
                adjustment.change.thousandths;
        }
    }
}

}  // namespace

Finding stock_mismatches(const Evidence& evidence) {
    if (!evidence.settled) {
        return not_applicable("stock_mismatches");
    }
    std::vector<StockRow> stock(evidence.demand.products.size());
    for (const StockLevel& level : evidence.books.stock) {
        if (level.sku.value < stock.size()) {
            StockRow& at = stock[level.sku.value];
            at.odoo += level.system == evidence.odoo ? level.on_hand.thousandths : 0;
            at.wms += level.system == evidence.wms ? level.on_hand.thousandths : 0;
        }
    }
    explain_by_orders(evidence, stock);
    explain_by_receipts(evidence, stock);
    explain_by_adjustments(evidence, stock);
    std::vector<Offender> offenders;
    for (std::uint32_t sku = 0; sku < stock.size(); ++sku) {
        const StockRow& at = stock[sku];
        const std::int64_t excess = at.odoo - at.wms;
        const std::int64_t beyond = std::max(excess - at.excess_max, at.excess_min - excess);
        if (beyond > 0) {
            offenders.push_back(
                {evidence.demand.products[sku].sku,
                 static_cast<std::uint64_t>(beyond),
                 fmt::format(
                     "{} on hand in Odoo, {} in the warehouse",
                     thousandths_text(at.odoo),
                     thousandths_text(at.wms)
                 )}
            );
        }
    }
    return make_finding("stock_mismatches", std::move(offenders));
}

}  // namespace drydock::harness
