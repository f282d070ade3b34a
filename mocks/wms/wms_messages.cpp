#include <fmt/format.h>

#include "mocks/wms/wms.hpp"

namespace drydock::mocks {

using wms::Pick;

namespace {

/// Assumption: small gifts in a carton; the order data has no weights. Only the label's price
/// depends on it.
constexpr std::int64_t weight_carton_grams = 200;
constexpr std::int64_t weight_unit_grams = 150;

std::int64_t weight_grams(const std::vector<Pick>& contents) {
    std::int64_t weight = weight_carton_grams;
    for (const Pick pick : contents) {
        weight += weight_unit_grams * pick.units;
    }
    return weight;
}

/// Source: X12 945, segment W12, element 368.
std::string_view shipped_status(const wms::OrderLine& line) {
    const std::int32_t open = line.ordered - line.shipped - line.cancelled - line.closed;
    if (open > 0) {
        return "BP";  // Partial, a backorder follows.
    }
    return line.closed > 0 ? "CP" : "CC";  // CP: considered complete, no backorder.
}

/// Of a line of which nothing has ever shipped.
std::string_view unshipped_status(const wms::OrderLine& line) {
    if (line.cancelled + line.closed < line.ordered) {
        return "BO";  // Back ordered.
    }
    return line.closed > 0 ? "DS" : "IC";  // Out of stock; item cancelled.
}

/// Source: X12 945, segment W12, element 368.
std::string_view shipment_status(const wms::Order& order) {
    if (order.units_open > 0) {
        return "BP";
    }
    return order.units_closed > 0 ? "CP" : "CC";
}

}  // namespace

void Wms::write_goods(DocumentWriter& writer, const std::vector<Pick>& goods) const {
    writer.begin_array("lines");
    for (const Pick pick : goods) {
        const wms::OrderLine& line = orders_.line(pick.line);
        writer.begin_object();
        writer.field("line", line.number);
        const bool is_other = pick.instead != wms::no_index;
        const std::uint32_t sku = is_other ? pick.instead : line.sku;
        writer.field("sku", stock_.code_of(sku));
        packs_.write_quantity(writer, sku, pick.units);
        if (is_other) {
            writer.field("substitute_for", stock_.code_of(line.sku));
        }
        writer.end();
    }
    writer.end();
}

void Wms::write_shipped(DocumentWriter& writer, const std::vector<Pick>& contents) {
    for (const Pick pick : contents) {
        const wms::OrderLine& line = orders_.line(pick.line);
        const bool is_other = pick.instead != wms::no_index;
        const std::uint32_t sku = is_other ? pick.instead : line.sku;
        const auto write = [&](std::int32_t units, std::string_view lot) {
            writer.begin_object();
            writer.field("line", line.number);
            writer.field("sku", stock_.code_of(sku));
            packs_.write_quantity(writer, sku, units);
            writer.field("status", is_other ? "CS" : shipped_status(line));
            if (is_other) {
                writer.field("substitute_for", stock_.code_of(line.sku));
            }
            if (!lot.empty()) {
                writer.field("lot", lot);
            }
            writer.end();
        };
        if (!lots_.tracks(sku)) {
            write(pick.units, {});
            continue;
        }
        for (const wms::LotUnits& part : lots_.take(sku, pick.units)) {
            write(part.units, part.lot);
        }
    }
}

void Wms::write_unshipped(DocumentWriter& writer, const wms::Order& order) const {
    for (std::uint32_t index = 0; index < order.line_count; ++index) {
        const wms::OrderLine& line = orders_.line(order.line_first + index);
        if (line.shipped == 0) {
            writer.begin_object();
            writer.field("line", line.number);
            writer.field("sku", stock_.code_of(line.sku));
            packs_.write_pieces(writer, 0);
            writer.field("status", unshipped_status(line));
            writer.end();
        }
    }
}

void Wms::tell_packed(const Moment& moment, std::uint32_t index, Step& step) {
    const wms::DockParcel& parcel = dock_.parcel(index);
    outbox_.send(moment, "order.packed", step, [&](DocumentWriter& writer) {
        writer.field("reference", orders_.order(parcel.order).reference);
        writer.field("parcel", wms::parcel_number(index));
        writer.field("weight_grams", weight_grams(parcel.contents));
        write_goods(writer, parcel.contents);
    });
}

void Wms::tell_shipped(
    const Moment& moment, std::uint32_t index, const std::vector<Pick>& contents, Step& step
) {
    const wms::DockParcel& parcel = dock_.parcel(index);
    const wms::Order& order = orders_.order(parcel.order);
    outbox_.send(moment, "shipment.confirmed", step, [&](DocumentWriter& writer) {
        writer.field("reference", order.reference);
        writer.field("parcel", wms::parcel_number(index));
        writer.field("tracking_number", parcel.tracking);
        writer.field("status", shipment_status(order));
        writer.begin_array("lines");
        write_shipped(writer, contents);
        write_unshipped(writer, order);
        writer.end();
    });
}

void Wms::tell_rolled(const Moment& moment, std::uint32_t index, Step& step) {
    const wms::DockParcel& parcel = dock_.parcel(index);
    outbox_.send(moment, "shipment.confirmed", step, [&](DocumentWriter& writer) {
        writer.field("reference", orders_.order(parcel.order).reference);
        writer.field("parcel", wms::parcel_number(index));
        writer.field("tracking_number", parcel.tracking);
        // Next carrier move, not "cancelled". Source: X12 945, W12-01, element 368.
        writer.field("status", "CN");
        writer.begin_array("lines");
        writer.end();
    });
}

void Wms::tell_closed_short(
    const Moment& moment, std::uint32_t order, const std::vector<Pick>& closed, Step& step
) {
    outbox_.send(moment, "order.closed_short", step, [&](DocumentWriter& writer) {
        writer.field("reference", orders_.order(order).reference);
        writer.begin_array("lines");
        for (const Pick pick : closed) {
            writer.begin_object();
            writer.field("line", orders_.line(pick.line).number);
            packs_.write_pieces(writer, pick.units);
            writer.end();
        }
        writer.end();
    });
}

void Wms::tell_adjusted(
    const Moment& moment, std::uint32_t sku, std::int32_t units, std::string_view reason, Step& step
) {
    const StockAdjustment& adjustment = adjustments_.emplace_back(StockAdjustment{
        fmt::format("A{:08}", adjustments_.size() + 1), SkuId{sku}, Quantity::units(units)});
    outbox_.send(moment, "inventory.adjusted", step, [&](DocumentWriter& writer) {
        writer.field("adjustment", adjustment.number);
        writer.field("sku", stock_.code_of(sku));
        packs_.write_quantity(writer, sku, units);
        writer.field("reason", reason);
    });
}

void Wms::tell_snapshot(const Moment& moment, Step& step) {
    outbox_.send(moment, "inventory.snapshot", step, [&](DocumentWriter& writer) {
        writer.field("snapshot", fmt::format("S{:08}", ++snapshots_));
        writer.field("as_of", to_text(settings_.calendar.date_time_of(moment.now)));
        writer.begin_array("lines");
        for (std::uint32_t sku = 0; sku < stock_.sku_count(); ++sku) {
            if (stock_.item(sku).moved) {
                writer.begin_object();
                writer.field("sku", stock_.code_of(sku));
                writer.field("on_hand", stock_.item(sku).on_hand);
                writer.end();
            }
        }
        writer.end();
    });
}

void Wms::tell_receipt(const Moment& moment, const DemandReceipt& receipt, Step& step) {
    outbox_.send(moment, "inventory.received", step, [&](DocumentWriter& writer) {
        writer.field("receipt", receipt.number);
        writer.begin_array("lines");
        for (std::uint32_t line = 0; line < receipt.lines.count; ++line) {
            const StockLine& goods = demand_->stock_lines[receipt.lines.first + line];
            writer.begin_object();
            writer.field("sku", stock_.code_of(goods.sku.value));
            packs_.write_quantity(writer, goods.sku.value, goods.units);
            writer.end();
        }
        writer.end();
    });
}

void Wms::tell_return(const Moment& moment, const Return& goods_back, Step& step) {
    outbox_.send(moment, "return.received", step, [&](DocumentWriter& writer) {
        writer.field("reference", goods_back.reference);
        writer.field("order_reference", orders_.order(goods_back.order).reference);
        write_goods(writer, goods_back.goods);
    });
}

}  // namespace drydock::mocks
