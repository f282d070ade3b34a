#include <algorithm>

#include "mocks/odoo/account/order_lines.hpp"
#include "mocks/odoo/base/product_quantities.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/sale/line_fields.hpp"
#include "mocks/odoo/stock_quants.hpp"

namespace drydock::mocks::odoo {

namespace {

bool delivers(const Database& database, const OrderLineRecord& line) {
    return line.product != 0 && database.product(line.product).kind != ProductKind::service;
}

}  // namespace

void read_line_product(const Database& database, RecordId id, FieldValue& out) {
    if (const RecordId product = database.order_lines[id].product; product != 0) {
        append_product_name(out.set_reference(product), database.product(product));
    } else {
        out.set_empty();
    }
}

void read_line_name(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(order_line_description(database, id));
}

void read_line_moves(const Database& database, RecordId id, FieldValue& out) {
    out.set_list({});
    for (const RecordId picking : database.orders[database.order_lines[id].order].pickings) {
        for (const RecordId move : database.pickings[picking].moves) {
            if (database.moves[move].sale_line == id) {
                out.ids.push_back(move);
            }
        }
    }
    std::sort(out.ids.begin(), out.ids.end());
}

/// Source: Odoo 18.0, sale_stock, sale.order.line._compute_qty_delivered_method.
void read_line_delivered_method(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(delivers(database, database.order_lines[id]) ? "stock_move" : "manual");
}

/// Before the order is confirmed what there will be; nothing once it is.
/// Source: Odoo 18.0, sale.order.line._compute_qty_at_date; recordings c032 and c052.
void read_line_virtual(const Database& database, RecordId id, FieldValue& out) {
    const OrderLineRecord& line = database.order_lines[id];
    const SaleState state = database.orders[line.order].state;
    const bool draft = state == SaleState::draft || state == SaleState::sent;
    out.set_decimal(0);
    if (draft && delivers(database, line)) {
        read_virtual(database, line.product, out);
    }
}

void read_line_free(const Database& database, RecordId id, FieldValue& out) {
    const OrderLineRecord& line = database.order_lines[id];
    const SaleState state = database.orders[line.order].state;
    if (!delivers(database, line) || state == SaleState::cancel) {
        out.set_decimal(0);
        return;
    }
    if (state != SaleState::sale) {
        out.set_decimal(level_in_warehouses(database, line.product).free() * 10);
        return;
    }
    Units reserved;
    FieldValue moves;
    read_line_moves(database, id, moves);
    for (const RecordId move : moves.ids) {
        if (is_open(database.moves[move].state)) {
            reserved += database.moves[move].quantity;
        }
    }
    out.set_units(reserved);
}

void read_line_display_type(const Database& database, RecordId id, FieldValue& out) {
    const OrderLineDetail* const detail = order_line_detail_if(database, id);
    const DisplayType type = detail == nullptr ? DisplayType::none : detail->display;
    out.set_text(
        type == DisplayType::section ? "line_section"
        : type == DisplayType::note  ? "line_note"
                                     : ""
    );
}

}  // namespace drydock::mocks::odoo
