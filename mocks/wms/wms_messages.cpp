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
        writer.field("sku", stock_.code_of(line.sku));
        writer.field("quantity", pick.units);
        writer.end();
    }
    writer.end();
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
        write_goods(writer, contents);
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
            writer.field("quantity", pick.units);
            writer.end();
        }
        writer.end();
    });
}

void Wms::tell_adjusted(const Moment& moment, std::uint32_t sku, std::int32_t units, Step& step) {
    const StockAdjustment& adjustment = adjustments_.emplace_back(StockAdjustment{
        fmt::format("A{:08}", adjustments_.size() + 1), SkuId{sku}, Quantity::units(units)});
    outbox_.send(moment, "inventory.adjusted", step, [&](DocumentWriter& writer) {
        writer.field("adjustment", adjustment.number);
        writer.field("sku", stock_.code_of(sku));
        writer.field("quantity", units);
        writer.field("reason", "short_pick");
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
            writer.field("quantity", goods.units);
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
