#include "mocks/odoo/books_writer.hpp"

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/stock_quants.hpp"

namespace drydock::mocks::odoo {

namespace {

SkuId sku_of(RecordId product) {
    return SkuId{product - 1};
}

SaleOrder order_to_book(const Database& database, RecordId id) {
    const OrderRecord& record = database.orders[id];
    SaleOrder order;
    append_order_name(order.name, database, id);
    order.client_order_ref = record.client_order_ref;
    order.state = record.state;
    order.created = record.created;
    order.confirmed = record.confirmed;
    order.lines.reserve(record.lines.size());
    for (const RecordId line_id : record.lines) {
        const OrderLineRecord& line = database.order_lines[line_id];
        if (line.product == 0) {
            continue;  // A section, a note or a down payment.
        }
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

/// Invoices and credit notes of customers' orders; no bills, payments or entries of other kinds.
bool is_listed(const Database& database, RecordId id) {
    if (!database.invoices.contains(id)) {
        return false;
    }
    const InvoiceRecord& record = database.invoices[id];
    if (record.order == 0 || record.detail == 0) {
        return record.order != 0;
    }
    const MoveType type = move_type_of(database, id);
    return type == MoveType::out_invoice || type == MoveType::out_refund;
}

Invoice invoice_to_book(const Database& database, RecordId id) {
    const InvoiceRecord& record = database.invoices[id];
    Invoice invoice;
    append_entry_name(invoice.name, database, id);
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
        if (!database.pickings.contains(id)) {
            continue;
        }
        const PickingRecord& record = database.pickings[id];
        const bool listed = record.code == PickingCode::outgoing || record.return_of != 0;
        if (record.state != StockState::done || !listed) {
            continue;
        }
        Picking picking;
        append_picking_name(picking.name, database, id);
        if (record.order != 0) {
            picking.order = database.orders[record.order].client_order_ref;
        }
        picking.incoming = record.code == PickingCode::incoming;
        picking.done = record.done;
        picking.lines.reserve(record.moves.size());
        for (const RecordId move_id : record.moves) {
            const MoveRecord& move = database.moves[move_id];
            if (move.state == StockState::done) {
                picking.lines.push_back({sku_of(move.product), move.quantity.quantity()});
            }
        }
        books.pickings.push_back(std::move(picking));
    }
}

void write_stock(const Database& database, Books& books) {
    for (RecordId id = 1; id <= database.product_count(); ++id) {
        const StockLevel level = level_at(database, id, locations::stock);
        const bool moved = database.stock_of(id).moved;
        if (!database.storable(id) || (level.on_hand == 0 && level.reserved == 0 && !moved)) {
            continue;
        }
        books.stock.push_back(
            {.system = database.settings.self,
             .sku = sku_of(id),
             .on_hand = Quantity{level.on_hand * 10},
             .reserved = Quantity{level.reserved * 10}}
        );
    }
}

}  // namespace

void write_books(const Database& database, Books& books) {
    books.sale_orders.reserve(books.sale_orders.size() + database.orders.count());
    for (RecordId id = 1; id <= database.orders.count(); ++id) {
        if (database.orders.contains(id)) {
            books.sale_orders.push_back(order_to_book(database, id));
        }
    }
    books.invoices.reserve(books.invoices.size() + database.invoices.count());
    for (RecordId id = 1; id <= database.invoices.count(); ++id) {
        if (is_listed(database, id)) {
            books.invoices.push_back(invoice_to_book(database, id));
        }
    }
    write_pickings(database, books);
    write_stock(database, books);
}

}  // namespace drydock::mocks::odoo
