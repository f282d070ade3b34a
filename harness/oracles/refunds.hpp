#pragma once

#include <vector>

#include "harness/oracles/sku_rows.hpp"

namespace drydock::harness {

/// What the customer should have back at the end of an order. From and to, because lines of one
/// product may have different prices.
struct RefundDue {
    Money minimum;
    Money maximum;
};

/// What was captured less the price of what the customer keeps: goods that Odoo delivered net of
/// returns, and services that were not cancelled. A service of an order of which nothing was
/// shipped may be refunded or not.
[[nodiscard]] RefundDue refund_due(const ChannelOrder& sold, const std::vector<SkuRow>& rows);

}  // namespace drydock::harness
