#include "mocks/odoo/books_writer.hpp"

namespace drydock::mocks::odoo {

namespace {

SkuId sku_of(RecordId product) {
    return SkuId{product - 1};
}

SaleOrder to_book(const Database& database, RecordId id) {
    const OrderRecord& record = database.orders[id];
    SaleOrder order;
    append_order_name(order.name, id);
    order.client_order_ref = record.client_order_ref;
    order.state = record.state;
    order.created = record.created;
    order.confirmed = record.confirmed;
    order.lines.reserve(record.lines.size());
    for (const RecordId line_id : record.lines) {
        const OrderLineRecord& line = database.order_lines[line_id];
        order.lines.push_back(
            {.sku = sku_of(line.product),
             .ordered = line.ordered.quantity(),
             .delivered = line.delivered.quantity(),
             .invoiced = line.invoiced.quantity(),
             .price = Money{line.price_thousandths},
             .storable = database.storable(line.product)}
        );
    }
    return order;
}

Invoice to_book(const Database& database, const InvoiceRecord& record) {
    Invoice invoice;
    append_invoice_name(invoice.name, record);
    invoice.kind = record.kind;
    invoice.posted = record.state == InvoiceState::posted;
    invoice.cancelled = record.state == InvoiceState::cancel;
    invoice.order = database.orders[record.order].client_order_ref;
    invoice.total = record.total;
    invoice.posted_at = record.posted;
    return invoice;
}

void write_pickings(const Database& database, Books& books) {
    for (RecordId id = 1; id <= database.pickings.count(); ++id) {
        const PickingRecord& record = database.pickings[id];
        const bool listed = record.type == PickingType::outgoing || record.return_of != 0;
        if (record.state != StockState::done || !listed) {
            continue;
        }
        Picking picking;
        append_picking_name(picking.name, record);
        if (record.order != 0) {
            picking.order = database.orders[record.order].client_order_ref;
        }
        picking.incoming = record.type == PickingType::incoming;
        picking.done = record.done;
        books.pickings.push_back(std::move(picking));
    }
}

void write_stock(const Database& database, Books& books) {
    for (RecordId id = 1; id <= database.product_count(); ++id) {
        const StockRecord& record = database.stock_of(id);
        if (!database.storable(id) ||
            (record.on_hand_hundredths == 0 && record.reserved_hundredths == 0 && !record.moved)) {
            continue;
        }
        books.stock.push_back(
            {.system = database.settings.self,
             .sku = sku_of(id),
             .on_hand = Quantity{record.on_hand_hundredths * 10},
             .reserved = Quantity{record.reserved_hundredths * 10}}
        );
    }
}

}  // namespace

void write_books(const Database& database, Books& books) {
    books.sale_orders.reserve(books.sale_orders.size() + database.orders.count());
    for (RecordId id = 1; id <= database.orders.count(); ++id) {
        books.sale_orders.push_back(to_book(database, id));
    }
    books.invoices.reserve(books.invoices.size() + database.invoices.count());
    for (RecordId id = 1; id <= database.invoices.count(); ++id) {
        books.invoices.push_back(to_book(database, database.invoices[id]));
    }
    write_pickings(database, books);
    write_stock(database, books);
}

}  // namespace drydock::mocks::odoo
