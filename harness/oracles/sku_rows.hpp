#pragma once

#include <cstdint>
#include <vector>

#include "harness/oracles/evidence.hpp"

namespace drydock::harness {

/// What all systems say about one product of one order, in thousandths of a unit. Lines of the same
/// product are added up, because systems split and merge lines as they like.
struct SkuRow {
    SkuId sku;
    bool storable = true;
    std::int64_t ordered = 0;       ///< At the channel.
    std::int64_t cancelled = 0;     ///< At the channel, confirmed.
    std::int64_t fulfilled = 0;     ///< At the channel.
    std::int64_t returned = 0;      ///< At the channel, asked for.
    std::int64_t sale_ordered = 0;  ///< In Odoo, over all sale orders that are not cancelled.
    std::int64_t delivered = 0;     ///< In Odoo, net of returns, over all sale orders.
    std::int64_t released = 0;      ///< In the warehouse, over all its orders of that reference.
    std::int64_t shipped = 0;
    std::int64_t warehouse_cancelled = 0;  ///< Cancelled or closed short.
    Money price_min;                       ///< At the channel, over the lines of the product.
    Money price_max;
};

/// Joins the lines of one order after the other. Keeps its memory between orders.
class SkuRows {
public:
    explicit SkuRows(const Evidence& evidence);

    /// Rows in the order in which channel, Odoo and warehouse name their products. Valid until the
    /// next call.
    [[nodiscard]] const std::vector<SkuRow>& of(std::uint32_t order);

private:
    SkuRow& row(SkuId sku);

    const Evidence& evidence_;
    std::vector<std::uint32_t> places_;  ///< By SKU, unknown ones last: place in rows_, or none.
    std::vector<SkuRow> rows_;
};

}  // namespace drydock::harness
