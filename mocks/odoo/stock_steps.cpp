#include "mocks/odoo/stock_steps.hpp"

#include <algorithm>

#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

/// The open picking of the order that takes goods from where the done one has brought them.
RecordId next_picking(Database& database, RecordId done_id, RecordId type_id) {
    const PickingRecord& done = database.pickings[done_id];
    if (done.order != 0) {
        for (const RecordId id : database.orders[done.order].pickings) {
            const PickingRecord& candidate = database.pickings[id];
            if (candidate.type == type_id && candidate.source == done.destination &&
                is_open(candidate.state)) {
                return id;
            }
        }
    }
    const PickingTypeRecord& type = database.picking_types[type_id];
    PickingRecord picking;
    picking.type = type_id;
    picking.code = type.code;
    picking.source = done.destination;
    picking.destination = type.destination;
    picking.moves_as_one = done.moves_as_one;
    picking.partner = done.partner;
    picking.carrier = done.carrier;
    picking.order = done.order;
    picking.scheduled = done.scheduled;
    picking.origin = done.origin;
    return database.add_picking(std::move(picking));
}

void push_move(Database& database, RecordId id, RecordId next) {
    const MoveRecord& done = database.moves[id];
    const auto& moves = database.pickings[next].moves;
    const auto same = std::find_if(moves.begin(), moves.end(), [&](RecordId candidate) {
        const MoveRecord& move = database.moves[candidate];
        return is_open(move.state) && move.product == done.product &&
               move.sale_line == done.sale_line;
    });
    const Units quantity = done.quantity;
    RecordId move = 0;
    if (same != moves.end()) {
        move = *same;
        set_move_demand(database, move, database.moves[move].demand + quantity);
    } else {
        move = add_move(
            database,
            next,
            {.product = done.product,
             .sale_line = done.sale_line,
             .demand = quantity,
             .quantity = {}}
        );
        confirm_move(database, move);
    }
    MoveDetail& detail = database.make_detail_of(move);
    detail.to_order = true;
    detail.origins.push_back(id);
    detail.final_destination = database.make_detail_of(id).final_destination;
    database.make_detail_of(id).destinations.push_back(move);
    assign_move(database, move);
}

}  // namespace

FirstStep first_step_of(const Database& database, RecordId warehouse_id) {
    const WarehouseRecord& warehouse = database.warehouses[warehouse_id];
    if (warehouse.steps == DeliverySteps::ship_only) {
        return {warehouse.deliveries(), warehouse.stock(), locations::customers, true};
    }
    const bool packs = warehouse.steps == DeliverySteps::pick_pack_ship;
    return {
        warehouse.picks(),
        warehouse.stock(),
        packs ? warehouse.packing() : warehouse.output(),
        false};
}

void push_onwards(Database& database, RecordId picking_id) {
    // Pickings change while moves are added.
    const std::vector<RecordId>& moves = database.pickings[picking_id].moves;
    if (std::none_of(moves.begin(), moves.end(), [&](RecordId move) {
            return database.moves[move].detailed;
        })) {
        return;
    }
    RecordId next = 0;
    for (const RecordId id : moves) {
        const MoveDetail* const detail = database.detail_of(id);
        const RecordId place = database.destination_of(id);
        if (detail == nullptr || database.moves[id].state != StockState::done ||
            detail->final_destination == 0 || detail->final_destination == place) {
            continue;
        }
        const RecordId warehouse_id = database.locations[place].warehouse;
        if (warehouse_id == 0) {
            continue;
        }
        const WarehouseRecord& warehouse = database.warehouses[warehouse_id];
        const bool packed = place == warehouse.packing();
        if (!packed && place != warehouse.output()) {
            continue;
        }
        next = next != 0
                   ? next
                   : next_picking(
                         database, picking_id, packed ? warehouse.packs() : warehouse.deliveries()
                     );
        push_move(database, id, next);
    }
    if (next != 0) {
        refresh_picking(database, next);
    }
}

}  // namespace drydock::mocks::odoo
