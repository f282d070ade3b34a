#include "mocks/odoo/sale_rules.hpp"

#include <algorithm>

#include "mocks/odoo/invoice_rules.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/stock_rules.hpp"
#include "mocks/odoo/stock_steps.hpp"

namespace drydock::mocks::odoo {

namespace {

/// What the moves of an order already do for one of its lines.
struct Cover {
    Units covered;           ///< Demand of open moves and quantity of done ones, less returns.
    RecordId open_move = 0;  ///< The last delivery move that can still change.
};

/// By place in the order's lines. Of several steps the first one counts.
std::vector<Cover> covers_of(const Database& database, const OrderRecord& order) {
    std::vector<Cover> covers(order.lines.size());
    const FirstStep step = first_step_of(database, order.warehouse);
    for (const RecordId picking_id : order.pickings) {
        const PickingRecord& picking = database.pickings[picking_id];
        const bool outgoing = picking.type == step.type;
        if (!outgoing && picking.code != PickingCode::incoming) {
            continue;
        }
        for (const RecordId move_id : picking.moves) {
            const MoveRecord& move = database.moves[move_id];
            const auto line =
                std::lower_bound(order.lines.begin(), order.lines.end(), move.sale_line);
            if (move.state == StockState::cancel || line == order.lines.end() ||
                *line != move.sale_line) {
                continue;
            }
            Cover& cover = covers[static_cast<std::size_t>(line - order.lines.begin())];
            const Units units = move.state == StockState::done ? move.quantity : move.demand;
            cover.covered += outgoing ? units : -units;
            if (outgoing && is_open(move.state)) {
                cover.open_move = move_id;
            }
        }
    }
    return covers;
}

RecordId open_delivery(const Database& database, const OrderRecord& order, RecordId type) {
    const auto open = [&](RecordId id) {
        const PickingRecord& picking = database.pickings[id];
        return picking.type == type && is_open(picking.state);
    };
    const auto found = std::find_if(order.pickings.rbegin(), order.pickings.rend(), open);
    return found == order.pickings.rend() ? 0 : *found;
}

/// "S00004 - WEB-1001". Source: Odoo 18.0 recordings, c060; 19.0, cases19 b12, without reference.
std::string origin_of(const Database& database, RecordId order) {
    std::string origin;
    append_order_name(origin, database, order);
    const std::string& reference = database.orders[order].client_order_ref;
    if (!reference.empty() && database.settings.version == OdooVersion::v18) {
        origin += " - ";
        origin += reference;
    }
    return origin;
}

/// Source: Odoo 18.0, stock_delivery, stock.move._get_new_picking_values; recording h025.
RecordId carrier_of(const Database& database, RecordId order) {
    const bool any = database.attributes.find(sale_order, order) != nullptr;
    return any ? static_cast<RecordId>(number_of(database, sale_order, order, "carrier_id")) : 0;
}

RecordId add_delivery(Database& database, RecordId order_id, const FirstStep& step, Instant now) {
    OrderRecord& order = database.orders[order_id];
    if (order.group == 0) {
        order.group = ++database.procurement_group;
    }
    PickingRecord picking;
    picking.type = step.type;
    picking.code = database.picking_types[step.type].code;
    picking.source = step.source;
    picking.destination = step.destination;
    picking.moves_as_one = order.ships_as_one;
    picking.partner = order.shipping != 0 ? order.shipping : order.partner;
    picking.carrier = carrier_of(database, order_id);
    picking.order = order_id;
    picking.scheduled = now;
    picking.origin = origin_of(database, order_id);
    picking.moves.reserve(order.lines.size());
    return database.add_picking(std::move(picking));
}

/// Moves of another origin, or for another partner, blank what their picking said.
/// Source: Odoo 18.0, stock.move._assign_picking, and recordings d006 and d030.
void blank_what_differs(Database& database, RecordId picking_id, RecordId order_id) {
    PickingRecord& picking = database.pickings[picking_id];
    const OrderRecord& order = database.orders[order_id];
    if (picking.origin != origin_of(database, order_id)) {
        database.pickings_by_origin.remove(picking.origin, picking_id);
        picking.origin.clear();
    }
    if (picking.partner != (order.shipping != 0 ? order.shipping : order.partner)) {
        picking.partner = 0;
    }
}

void change_move(Database& database, RecordId move, Units change) {
    const Units demand = database.moves[move].demand + change;
    if (!demand.positive()) {
        // What was taken off is gone from the move, too. Source: Odoo 18.0,
        // stock.move._merge_moves.
        set_move_demand(database, move, {});
        cancel_move(database, move);
        return;
    }
    set_move_demand(database, move, demand);
    assign_move(database, move);
}

}  // namespace

bool invoiced_on_delivery(const Database& database, RecordId product) {
    if (product == 0) {
        return false;
    }
    const ProductRecord* const made = database.product_made(product);
    return made != nullptr ? made->invoiced_on_delivery
                           : database.product(product).kind != ProductKind::service;
}

Units units_to_invoice(const Database& database, const OrderLineRecord& line) {
    if (database.orders[line.order].state != SaleState::sale) {
        return {};
    }
    const bool by_delivery = invoiced_on_delivery(database, line.product);
    return (by_delivery ? line.delivered : line.ordered) - line.invoiced;
}

void launch_deliveries(
    Database& database, RecordId order_id, std::span<const RecordId> lines, Instant now
) {
    const OrderRecord& order = database.orders[order_id];
    if (order.locked) {
        return;
    }
    const bool first = order.pickings.empty();
    const std::vector<Cover> covers = first ? std::vector<Cover>{} : covers_of(database, order);
    const FirstStep step = first_step_of(database, order.warehouse);
    RecordId delivery = first ? 0 : open_delivery(database, order, step.type);
    const RecordId delivery_before = delivery;
    for (const RecordId line_id : lines) {
        const OrderLineRecord& line = database.order_lines[line_id];
        if (line.product == 0 || database.product(line.product).kind == ProductKind::service) {
            continue;
        }
        Cover cover;
        if (!first) {
            const auto place = std::lower_bound(order.lines.begin(), order.lines.end(), line_id);
            cover = covers[static_cast<std::size_t>(place - order.lines.begin())];
        }
        const Units change = line.ordered - cover.covered;
        if (change == Units{}) {
            continue;
        }
        if (cover.open_move != 0) {
            blank_what_differs(database, database.moves[cover.open_move].picking, order_id);
            change_move(database, cover.open_move, change);
        } else if (change.positive()) {
            delivery = delivery == 0 ? add_delivery(database, order_id, step, now) : delivery;
            if (delivery == delivery_before) {
                blank_what_differs(database, delivery, order_id);
            }
            const RecordId move = add_move(
                database,
                delivery,
                {.product = line.product, .sale_line = line_id, .demand = change, .quantity = {}}
            );
            if (!step.final) {
                database.make_detail_of(move).final_destination = locations::customers;
            }
            confirm_move(database, move);
            assign_move(database, move);
        }
    }
    for (const RecordId picking : order.pickings) {
        if (is_open(database.pickings[picking].state)) {
            refresh_picking(database, picking);
        }
    }
}

void cancel_order(Database& database, RecordId order_id) {
    OrderRecord& order = database.orders[order_id];
    order.state = SaleState::cancel;
    for (const RecordId id : order.pickings) {
        for (const RecordId move : database.pickings[id].moves) {
            cancel_move(database, move);
        }
        if (is_open(database.pickings[id].state)) {
            refresh_picking(database, id);
        }
    }
    for (const RecordId id : order.invoices) {
        if (database.invoices[id].state == InvoiceState::draft) {
            cancel_draft_invoice(database, id);
        }
    }
}

}  // namespace drydock::mocks::odoo
