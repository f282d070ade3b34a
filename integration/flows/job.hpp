#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "integration/model/order.hpp"

namespace drydock::integration {

/// What one event makes the runtime do, from its first call to its last.
enum class JobKind : std::uint8_t {
    book_order,        ///< Order to sale order, confirmed and released to the warehouse.
    label_parcel,      ///< A packed parcel gets a label.
    book_shipment,     ///< A shipped parcel: picking validated, invoice posted, channel told.
    close_short,       ///< Units that will never ship.
    cancel,            ///< A customer's wish to cancel.
    authorise_return,  ///< A customer's wish to send goods back.
    book_return,       ///< Returned goods are here: picking, credit note, refund.
    report_milestone,  ///< The channel learns how far a parcel is.
    post_stock,        ///< Goods in, or a stock correction.
    take_back_orders,  ///< Sale orders of one order beyond the one that is worked on.
    take_back_labels,  ///< Labels of one parcel beyond the one that is on it.
};
inline constexpr std::size_t job_kind_count = 11;

/// Who is called in a step; `channel` is the one that the order came from.
enum class Party : std::uint8_t { odoo, wms, carrier, channel };

/// Whether the units of a cancellation are let go.
enum class CancelStage : std::uint8_t {
    refused,
    agreed,  ///< They will be taken off the order when the channel has its answer.
    taken_off,
};

/// One piece of work on one order (or on no order: post_stock), and how far it is.
struct Job {
    JobKind kind = JobKind::book_order;
    std::uint32_t order = 0;  ///< Index; no_order for work that no lane waits for.
    std::uint8_t step = 0;
    std::string key;   ///< Parcel, request, receipt: the event's natural key.
    std::string text;  ///< Tracking code; book_return: the parcel that comes back.
    /// Weight in grams, a ParcelStatus, a StockPostingKind; book_shipment: 1 when a backorder
    /// follows; take_back_orders: Odoo's id of the sale order that stays; cancel: 1 when it is our
    /// own wish, which no channel waits to be answered.
    std::int64_t number = 0;
    std::vector<LineUnits> lines;

    // What its steps learnt.
    std::int64_t picking = 0;
    std::int64_t wizard = 0;
    std::int64_t invoice = 0;
    CancelStage decision = CancelStage::agreed;
    std::vector<std::int64_t> pairs;  ///< An id and a number of units, in turn.
    std::string offer;                ///< label_parcel: the shipment and the rate to be bought.
    std::vector<std::string> twins;   ///< take_back_*: what is there besides what stays.
    /// Of what the step at hand changes, as it was last read; forgotten in a crash.
    std::string version;

    static constexpr std::uint32_t no_order = 0xFFFF'FFFFU;
};

}  // namespace drydock::integration
