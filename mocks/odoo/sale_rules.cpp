#include "mocks/odoo/sale_rules.hpp"

#include <algorithm>

#include "mocks/odoo/invoice_rules.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

/// What the moves of an order already do for one of its lines.
struct Cover {
    Units covered;           ///< Demand of open moves and quantity of done ones, less returns.
    RecordId open_move = 0;  ///< The last delivery move that can still change.
};

/// By place in the order's lines.
std::vector<Cover> covers_of(const Database& database, const OrderRecord& order) {
    std::vector<Cover> covers(order.lines.size());
    for (const RecordId picking_id : order.pickings) {
        const PickingRecord& picking = database.pickings[picking_id];
        const bool outgoing = picking.type == PickingType::outgoing;
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

RecordId open_delivery(const Database& database, const OrderRecord& order) {
    const auto open = [&](RecordId id) {
        const PickingRecord& picking = database.pickings[id];
        return picking.type == PickingType::outgoing && is_open(picking.state);
    };
    const auto found = std::find_if(order.pickings.rbegin(), order.pickings.rend(), open);
    return found == order.pickings.rend() ? 0 : *found;
}

RecordId add_delivery(Database& database, RecordId order, Instant now) {
    PickingRecord picking;
    picking.type = PickingType::outgoing;
    picking.order = order;
    picking.scheduled = now;
    append_order_name(picking.origin, order);
    const std::string& reference = database.orders[order].client_order_ref;
    if (!reference.empty()) {
        picking.origin += " - ";
        picking.origin += reference;
    }
    picking.moves.reserve(database.orders[order].lines.size());
    return database.add_picking(std::move(picking));
}

void change_move(Database& database, RecordId move, Units change) {
    const Units demand = database.moves[move].demand + change;
    if (!demand.positive()) {
        cancel_move(database, move);
        return;
    }
    set_move_demand(database, move, demand);
    assign_move(database, move);
}

}  // namespace

Units units_to_invoice(const Database& database, const OrderLineRecord& line) {
    if (database.orders[line.order].state != SaleState::sale) {
        return {};
    }
    const bool service = database.product(line.product).kind == ProductKind::service;
    return (service ? line.ordered : line.delivered) - line.invoiced;
}

void launch_deliveries(
    Database& database, RecordId order_id, std::span<const RecordId> lines, Instant now
) {
    const OrderRecord& order = database.orders[order_id];
    const bool first = order.pickings.empty();
    const std::vector<Cover> covers = first ? std::vector<Cover>{} : covers_of(database, order);
    RecordId delivery = open_delivery(database, order);
    for (const RecordId line_id : lines) {
        const OrderLineRecord& line = database.order_lines[line_id];
        if (database.product(line.product).kind == ProductKind::service) {
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
            change_move(database, cover.open_move, change);
        } else if (change.positive()) {
            delivery = delivery == 0 ? add_delivery(database, order_id, now) : delivery;
            const RecordId move = add_move(
                database,
                delivery,
                {.product = line.product, .sale_line = line_id, .demand = change, .quantity = {}}
            );
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
