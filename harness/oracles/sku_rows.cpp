#include "harness/oracles/sku_rows.hpp"

#include <algorithm>

namespace drydock::harness {

namespace {

constexpr std::uint32_t no_place = 0xFFFF'FFFFU;

}  // namespace

SkuRows::SkuRows(const Evidence& evidence)
    : evidence_{evidence}, places_(evidence.demand.products.size() + 1, no_place) {}

SkuRow& SkuRows::row(SkuId sku) {
    std::uint32_t& place =
        places_[std::min<std::size_t>(sku.value, evidence_.demand.products.size())];
    if (place == no_place) {
        place = static_cast<std::uint32_t>(rows_.size());
        rows_.emplace_back();
        rows_.back().sku = sku;
        rows_.back().storable = evidence_.storable(sku);
    }
    return rows_[place];
}

const std::vector<SkuRow>& SkuRows::of(std::uint32_t order) {
    for (const SkuRow& old : rows_) {
        places_[std::min<std::size_t>(old.sku.value, evidence_.demand.products.size())] = no_place;
    }
    rows_.clear();
    if (const ChannelOrder* const sold = evidence_.index.channel_order(order)) {
        for (const ChannelLine& line : sold->lines) {
            SkuRow& at = row(line.sku);
            at.price_min = at.ordered == 0 ? line.price : std::min(at.price_min, line.price);
            at.price_max = std::max(at.price_max, line.price);
            at.ordered += line.ordered.thousandths;
            at.cancelled += line.cancelled.thousandths;
            at.fulfilled += line.fulfilled.thousandths;
            at.returned += line.returned.thousandths;
        }
    }
    for (const std::uint32_t position : evidence_.index.sale_orders(order)) {
        const SaleOrder& sale = evidence_.books.sale_orders[position];
        for (const SaleLine& line : sale.lines) {
            SkuRow& at = row(line.sku);
            at.sale_ordered += sale.state == SaleState::cancel ? 0 : line.ordered.thousandths;
            at.delivered += line.delivered.thousandths;
        }
    }
    for (const std::uint32_t position : evidence_.index.warehouse_orders(order)) {
        for (const WarehouseLine& line : evidence_.books.warehouse_orders[position].lines) {
            SkuRow& at = row(line.sku);
            at.released += line.ordered.thousandths;
            at.shipped += line.shipped.thousandths;
            at.warehouse_cancelled += line.cancelled.thousandths;
        }
    }
    return rows_;
}

}  // namespace drydock::harness
