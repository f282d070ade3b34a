#include "harness/oracles/refunds.hpp"

#include <algorithm>

namespace drydock::harness {

RefundDue refund_due(const ChannelOrder& sold, const std::vector<SkuRow>& rows) {
    const bool shipped =
        std::ranges::any_of(rows, [](const SkuRow& row) { return row.shipped > 0; });
    const bool goods_ordered = std::ranges::any_of(rows, [](const SkuRow& row) {
        return row.storable && row.ordered > row.cancelled;
    });
    Money kept_min;
    Money kept_max;
    for (const SkuRow& row : rows) {
        const Quantity kept{row.storable ? row.delivered : row.ordered - row.cancelled};
        kept_max += row.price_max * kept;
        if (row.storable || shipped || !goods_ordered) {
            kept_min += row.price_min * kept;
        }
    }
    return {
        .minimum = std::max(Money{}, sold.captured - kept_max),
        .maximum = std::max(Money{}, sold.captured - kept_min)};
}

}  // namespace drydock::harness
