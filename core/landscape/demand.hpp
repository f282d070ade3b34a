#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/money.hpp"
#include "core/quantity.hpp"
#include "core/time.hpp"

namespace drydock {

enum class ProductKind : std::uint8_t {
    storable,
    service,  ///< Postage, fees and the like: sold, never picked.
    test,     ///< Sold only by test orders.
};

struct Product {
    std::string sku;
    std::string name;
    Money price;  ///< List price.
    ProductKind kind = ProductKind::storable;
};

struct DemandLine {
    SkuId sku;
    std::int32_t units = 0;              ///< Above zero.
    std::int32_t price_thousandths = 0;  ///< Of the currency's main unit; may be 0.
};

/// Some lines of one list, [first, first + count).
struct LineRange {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// What one customer wants to order at one instant from one channel.
struct DemandOrder {
    Instant at;
    std::string number;  ///< Unique over all channels: "536365", "536365-2" for a second copy.
    std::uint64_t customer = 0;  ///< 0 for a guest.
    std::string country;
    std::uint16_t channel = 0;  ///< Index into the scenario's channels.
    LineRange lines;            ///< Of Demand::lines.
};

enum class ReversalKind : std::uint8_t { cancel_request, return_request };

struct ReversalLine {
    std::uint32_t line = 0;  ///< Index within the order, from 0.
    std::int32_t units = 0;  ///< Above zero, at most those ordered.
};

/// The wish to undo an order or a part of it.
struct DemandReversal {
    Instant at;
    std::string number;       ///< Unique: "C536379".
    std::uint32_t order = 0;  ///< Index into Demand::orders; placed at or before `at`.
    ReversalKind kind = ReversalKind::cancel_request;
    LineRange lines;  ///< Of Demand::reversal_lines.
};

struct StockLine {
    SkuId sku;
    std::int32_t units = 0;
};

/// Goods that a supplier brings to the warehouse.
struct DemandReceipt {
    Instant at;
    std::string number;  ///< Unique: "R2011-11-07".
    LineRange lines;     ///< Of Demand::stock_lines.
};

/// Everything that customers and suppliers do in one rehearsal, made from data and seed before the
/// run. Orders, reversals and receipts are each sorted by time; ties keep the order of the source.
struct Demand {
    std::vector<Product> products;  ///< SkuId is an index into this.
    std::vector<DemandOrder> orders;
    std::vector<DemandLine> lines;
    std::vector<DemandReversal> reversals;
    std::vector<ReversalLine> reversal_lines;
    std::vector<DemandReceipt> receipts;
    std::vector<StockLine> stock_lines;
    std::vector<std::int32_t> stock_initial_units;  ///< By SkuId, in the warehouse at the start.
};

}  // namespace drydock
