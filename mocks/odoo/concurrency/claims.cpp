#include "mocks/odoo/concurrency/claims.hpp"

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/sale/delivery_models.hpp"
#include "mocks/odoo/stock_places.hpp"

namespace drydock::mocks::odoo {

namespace {

void claim(Database& database, RowKind kind, RecordId id) {
    database.concurrency.rows.push_back({kind, id, 0});
}

/// Calls `use(id)` for each record that a list, or one id alone, names and that there is.
template <class Use>
void for_each_record(const Database& database, const Model& model, Value ids, Use&& use) {
    const auto one = [&](Value id) {
        const std::int64_t number = id.integer_or(0);
        if (number > 0 && exists(database, model, number)) {
            use(static_cast<RecordId>(number));
        }
    };
    if (!ids.is_array()) {
        one(ids);
        return;
    }
    for (const Value id : ids) {
        one(id);
    }
}

/// The quants that goods of a product are reserved in, taken from or brought to.
void claim_quants(Database& database, RecordId product, RecordId source, RecordId destination) {
    if (!database.storable(product)) {
        return;
    }
    const Database& read_only = database;
    for (const RecordId id : read_only.stock_of(product).quants) {
        const RecordId location = read_only.quants[id].location;
        const bool near = location == source || location == destination;
        if (near || (read_only.locations[location].usage == Usage::internal &&
                     is_within(read_only, location, source))) {
            claim(database, RowKind::quant, id);
        }
    }
}

void claim_move_quants(Database& database, RecordId id) {
    const Database& read_only = database;
    const MoveRecord& move = read_only.moves[id];
    if (move.picking != 0) {
        const RecordId destination = read_only.pickings[move.picking].destination;
        claim_quants(database, move.product, read_only.source_of(id), destination);
    }
}

/// The quants among them: reserving, shipping and giving back all write those.
void claim_picking_with_moves(Database& database, RecordId id) {
    const Database& read_only = database;
    const PickingRecord& picking = read_only.pickings[id];
    claim(database, RowKind::picking, id);
    for (const RecordId move : picking.moves) {
        if (is_open(read_only.moves[move].state)) {
            claim(database, RowKind::move, move);
            claim_move_quants(database, move);
        }
    }
}

/// Whoever ships for an order writes its delivery_status and effective_date.
void claim_validation(Database& database, RecordId id) {
    claim_picking_with_moves(database, id);
    const Database& read_only = database;
    if (const RecordId order = read_only.pickings[id].order; order != 0) {
        claim(database, RowKind::order, order);
    }
}

/// Goods that a confirmation reserves. Source: Odoo 18.0 recordings, i010 and i011.
void claim_confirmation(Database& database, RecordId id) {
    const Database& read_only = database;
    const OrderRecord& order = read_only.orders[id];
    claim(database, RowKind::order, id);
    claim(database, RowKind::customer_follows, id);
    const RecordId stock = read_only.warehouses[order.warehouse].stock();
    for (const RecordId line : order.lines) {
        if (const RecordId product = read_only.order_lines[line].product; product != 0) {
            claim_quants(database, product, stock, 0);
        }
    }
}

/// Open pickings and draft invoices go with the order.
void claim_cancellation(Database& database, RecordId id) {
    const Database& read_only = database;
    const OrderRecord& order = read_only.orders[id];
    claim(database, RowKind::order, id);
    for (const RecordId picking : order.pickings) {
        if (is_open(read_only.pickings[picking].state)) {
            claim_picking_with_moves(database, picking);
        }
    }
    for (const RecordId invoice : order.invoices) {
        if (read_only.invoices[invoice].state == InvoiceState::draft) {
            claim(database, RowKind::invoice, invoice);
        }
    }
}

void claim_order(const Call& call, std::string_view method, RecordId id) {
    if (method == "action_confirm") {
        return claim_confirmation(call.database, id);
    }
    const bool asks_first = call.database.settings.version == OdooVersion::v18 &&
                            !call.context()["disable_cancel_warning"].is_true();
    const bool cancels = method == "action_cancel" &&
                         (!asks_first || call.database.orders[id].state == SaleState::draft);
    if (cancels) {
        return claim_cancellation(call.database, id);
    }
    if (method != "action_cancel") {  // Which else only asks.
        claim(call.database, RowKind::order, id);
    }
}

void claim_picking(const Call& call, std::string_view method, RecordId id) {
    if (method == "button_validate") {
        claim_validation(call.database, id);
    } else if (method == "write") {
        claim(call.database, RowKind::picking, id);
    } else {
        claim_picking_with_moves(call.database, id);
    }
}

void claim_counted_quant(Database& database, RecordId id) {
    const Database& read_only = database;
    const QuantRecord& quant = read_only.quants[id];
    claim(database, RowKind::quant, id);
    for (const RecordId other : read_only.stock_of(quant.product).quants) {
        if (read_only.quants[other].location == locations::inventory_adjustment) {
            claim(database, RowKind::quant, other);
        }
    }
}

/// Paying writes what is left to pay of an invoice.
void claim_paid_invoices(Database& database, RecordId wizard) {
    const Database& read_only = database;
    for (const RecordId line : read_only.ledger.payment_wizards[wizard].lines) {
        if (const EntryLineRecord* const item = entry_line_if(read_only, line); item != nullptr) {
            claim(database, RowKind::invoice, item->move);
        }
    }
}

/// A record that the call names, with what goes with it.
void claim_record(const Call& call, std::string_view method, RecordId id) {
    Database& database = call.database;
    const Model& model = call.model;
    const Database& read_only = database;
    if (&model == &sale_order) {
        claim_order(call, method, id);
    } else if (&model == &sale_order_line) {
        claim(database, RowKind::order, read_only.order_lines[id].order);
    } else if (&model == &stock_picking) {
        claim_picking(call, method, id);
    } else if (&model == &stock_move) {
        claim(database, RowKind::move, id);
        if (call.argument(1, "vals")["quantity"].present()) {
            claim_move_quants(database, id);
        }
    } else if (&model == &stock_quant) {
        claim_counted_quant(database, id);
    } else if (&model == &account_move) {
        claim(database, RowKind::invoice, id);
    } else if (&model == &res_partner) {
        claim(database, RowKind::partner, id);
    } else if (&model == &sale_advance_payment_inv) {
        for (const RecordId order : read_only.invoice_wizards[id].orders) {
            claim(database, RowKind::order, order);
        }
    } else if (model.name.text() == "account.payment.register") {
        claim_paid_invoices(database, id);
    } else if (&model == &sale_order_cancel) {
        const std::int64_t order = number_of(read_only, model, id, "order_id");
        if (exists(read_only, sale_order, order)) {
            claim_cancellation(database, static_cast<RecordId>(order));
        }
    } else {
        database.concurrency.rows.push_back({RowKind::other, id, model.name.hash()});
    }
}

/// A wizard that button_validate asked with.
bool finishes_validation(const Model& model) {
    const std::string_view name = model.name.text();
    return name == "stock.backorder.confirmation" || name == "confirm.stock.sms";
}

}  // namespace

void claim_rows(Call& call, std::string_view method, bool takes_ids) {
    Database& database = call.database;
    database.concurrency.rows.clear();
    if (!takes_ids) {
        return;
    }
    if (finishes_validation(call.model)) {
        const Value pickings = call.context()["button_validate_picking_ids"];
        for_each_record(database, stock_picking, pickings, [&](RecordId id) {
            claim_validation(database, id);
        });
    }
    for_each_record(database, call.model, call.positional.at(0), [&](RecordId id) {
        claim_record(call, method, id);
    });
}

}  // namespace drydock::mocks::odoo
