#include "core/books.hpp"
#include "mocks/wms/wms.hpp"

namespace drydock::mocks {

using wms::Order;

void Wms::write_books(Books& books) const {
    books.stock_adjustments.insert(
        books.stock_adjustments.end(), adjustments_.begin(), adjustments_.end()
    );
    watch_.write_books(books);
    for (std::uint32_t index = 0; index < orders_.order_count(); ++index) {
        const Order& order = orders_.order(index);
        WarehouseOrder& written = books.warehouse_orders.emplace_back();
        written.reference = order.reference;
        written.received = order.received;
        written.cancelled = order.cancelled;
        written.lines.reserve(order.line_count);
        for (const wms::OrderLine& line : orders_.lines_of(index)) {
            written.lines.push_back(
                {.sku = SkuId{line.sku},
                 .ordered = Quantity::units(line.ordered),
                 .shipped = Quantity::units(line.shipped),
                 .cancelled = Quantity::units(std::int64_t{line.cancelled} + line.closed)}
            );
        }
    }
    for (std::uint32_t index = 0; index < dock_.parcels().size(); ++index) {
        const wms::DockParcel& parcel = dock_.parcel(index);
        std::vector<MovedLine> lines;
        lines.reserve(parcel.contents.size());
        for (const wms::Pick pick : parcel.contents) {
            lines.push_back({SkuId{orders_.line(pick.line).sku}, Quantity::units(pick.units)});
        }
        books.parcels.push_back(
            {.number = wms::parcel_number(index),
             .order = orders_.order(parcel.order).reference,
             .packed = parcel.packed,
             .labelled = parcel.labelled,
             .shipped = parcel.shipped,
             .cancelled = std::nullopt,
             .tracking = parcel.tracking,
             .lines = std::move(lines)}
        );
    }
    for (std::uint32_t sku = 0; sku < stock_.sku_count(); ++sku) {
        const wms::StockItem& item = stock_.item(sku);
        if (item.moved) {
            books.stock.push_back(
                {.system = settings_.self,
                 .sku = SkuId{sku},
                 .on_hand = Quantity::units(item.on_hand),
                 .reserved = Quantity::units(item.reserved)}
            );
        }
    }
}

void Wms::read_gauges(std::vector<Gauge>& gauges) const {
    gauges.push_back({"orders_open", orders_.orders_open()});
    gauges.push_back({"orders_picking", floor_.pickers_busy()});
    gauges.push_back({"parcels_waiting", static_cast<std::int64_t>(dock_.waiting_count())});
}

}  // namespace drydock::mocks
