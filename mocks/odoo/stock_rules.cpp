#include "mocks/odoo/stock_rules.hpp"

#include <algorithm>

#include "mocks/odoo/stock_steps.hpp"

namespace drydock::mocks::odoo {

namespace {

/// Source: Odoo 18.0, stock.picking._check_backorder.
bool lacks_goods(const Database& database, const PickingRecord& picking) {
    return std::any_of(picking.moves.begin(), picking.moves.end(), [&](RecordId id) {
        const MoveRecord& move = database.moves[id];
        return is_open(move.state) && ((move.demand != Units{} && !move.picked) ||
                                       (move.picked && move.quantity < move.demand));
    });
}

/// Takes the part of a move that is not there into a move of its own, still in the same picking.
RecordId split_move(Database& database, RecordId id) {
    MoveRecord& move = database.moves[id];
    MoveRecord rest;
    rest.picking = move.picking;
    rest.sale_line = move.sale_line;
    rest.demand = move.demand - move.quantity;
    rest.product = move.product;
    rest.state = StockState::confirmed;
    move.demand = move.quantity;
    const RecordId rest_id = database.moves.add(rest);
    if (const MoveDetail* const detail = database.detail_of(id); detail != nullptr) {
        MoveDetail copy = *detail;
        copy.destinations.clear();
        database.make_detail_of(rest_id) = std::move(copy);
    }
    return rest_id;
}

/// A new picking for moves that are left over; they keep their ids.
void make_backorder(Database& database, RecordId picking, const std::vector<RecordId>& left) {
    const PickingRecord& from = database.pickings[picking];
    PickingRecord backorder;
    backorder.type = from.type;
    backorder.code = from.code;
    backorder.state = StockState::confirmed;
    backorder.source = from.source;
    backorder.destination = from.destination;
    backorder.moves_as_one = from.moves_as_one;
    backorder.partner = from.partner;
    backorder.carrier = from.carrier;
    backorder.order = from.order;
    backorder.backorder_of = picking;
    backorder.return_of = from.return_of;
    backorder.scheduled = from.scheduled;
    backorder.origin = from.origin;
    backorder.moves = left;
    const RecordId id = database.add_picking(std::move(backorder));
    for (const RecordId move : left) {
        database.moves[move].picking = id;
        database.moves[move].picked = false;
    }
    assign_picking(database, id);
}

/// Goods that have arrived serve those that wait for them there.
void serve_waiting(Database& database, RecordId id) {
    const PickingRecord& picking = database.pickings[id];
    if (bypasses_reservation(database.locations[picking.destination].usage)) {
        return;
    }
    for (const RecordId move_id : picking.moves) {
        const MoveRecord& move = database.moves[move_id];
        if (move.state == StockState::done && database.storable(move.product)) {
            serve_queue(database, move.product, database.destination_of(move_id));
        }
    }
}

/// Source: Odoo 18.0, stock.move._action_done, and recordings d006, d007, d065 to d067.
void finish_picking(Database& database, RecordId id, bool keep_backorder, Instant now) {
    PickingRecord& picking = database.pickings[id];
    std::vector<RecordId> kept;
    std::vector<RecordId> left;
    std::vector<RecordId> split;
    kept.reserve(picking.moves.size());
    for (const RecordId move_id : picking.moves) {
        MoveRecord& move = database.moves[move_id];
        if (!is_open(move.state)) {
            kept.push_back(move_id);
        } else if (move.picked && move.quantity.positive()) {
            if (move.quantity < move.demand && keep_backorder) {
                split.push_back(split_move(database, move_id));
            }
            finish_move(database, move_id);
            kept.push_back(move_id);
        } else if (!keep_backorder || move.demand == Units{}) {
            cancel_move(database, move_id);
            kept.push_back(move_id);
        } else {
            // Its quantity, if any, stays reserved for the backorder.
            left.push_back(move_id);
        }
    }
    left.insert(left.end(), split.begin(), split.end());
    picking.moves = std::move(kept);
    picking.done = now;
    refresh_picking(database, id);
    push_onwards(database, id);
    if (!left.empty()) {
        make_backorder(database, id, left);
    }
    serve_waiting(database, id);
}

/// A draft picking is confirmed first, and what it asks for counts as there.
/// Source: Odoo 18.0 recordings, h068.
void confirm_draft(Database& database, RecordId id) {
    const PickingRecord& picking = database.pickings[id];
    for (const RecordId move : picking.moves) {
        confirm_move(database, move);
        if (database.moves[move].quantity == Units{}) {
            set_move_quantity(database, move, database.moves[move].demand);
        }
    }
    refresh_picking(database, id);
}

/// Of a draft, what it asks for will count as there.
bool has_quantity(const MoveRecord& move) {
    return is_open(move.state) && (move.quantity != Units{} ||
                                   (move.state == StockState::draft && move.demand != Units{}));
}

bool lacks_lot(const Database& database, RecordId id) {
    const MoveRecord& move = database.moves[id];
    if (!is_open(move.state) || !database.stock_of(move.product).tracked ||
        move.quantity == Units{}) {
        return false;
    }
    if (!move.has_lines) {
        return true;
    }
    const std::vector<RecordId>& lines = database.lines_of_move.at(id);
    return std::any_of(lines.begin(), lines.end(), [&](RecordId line) {
        return database.move_lines[line].lot == 0;
    });
}

/// Source: Odoo 18.0, stock.picking._sanity_check; texts from recordings d010, g034 and h070.
Result check_sanity(const Database& database, RecordId id) {
    const PickingRecord& picking = database.pickings[id];
    if (picking.moves.empty()) {
        return user_error(
            "You can\u2019t validate an empty transfer. Please add some products to move before "
            "proceeding."
        );
    }
    if (std::none_of(picking.moves.begin(), picking.moves.end(), [&](RecordId move) {
            return has_quantity(database.moves[move]);
        })) {
        return user_error(
            "You cannot validate a transfer if no quantities are reserved. To force the transfer, "
            "encode quantities."
        );
    }
    std::string lacking;
    std::vector<RecordId> named;
    for (const RecordId move : picking.moves) {
        const RecordId product = database.moves[move].product;
        if (lacks_lot(database, move) &&
            std::find(named.begin(), named.end(), product) == named.end()) {
            named.push_back(product);
            lacking += lacking.empty() ? "" : ", ";
            append_product_name(lacking, database.product(product));
        }
    }
    if (!lacking.empty()) {
        return user_error("You need to supply a Lot/Serial number for products " + lacking + ".");
    }
    return {};
}

/// Rule (1): when nothing is picked, everything is.
void pick_when_none_is(Database& database, const PickingRecord& picking) {
    const bool any = std::any_of(picking.moves.begin(), picking.moves.end(), [&](RecordId id) {
        return database.moves[id].picked;
    });
    if (any) {
        return;
    }
    for (const RecordId id : picking.moves) {
        database.moves[id].picked = true;
    }
}

/// Source: Odoo 18.0, stock_sms, stock.picking._check_warn_sms, and recordings d002 to d005.
bool warns_of_sms(const Database& database, RecordId id) {
    const PickingRecord& picking = database.pickings[id];
    return database.sms_unanswered && picking.code == PickingCode::outgoing &&
           picking.partner != 0 && database.has_phone(picking.partner);
}

/// Left as it is, not refused. Source: Odoo 19.0 recordings, b20 and c06; 18.0, d010, refuses.
bool is_done_already(const Database& database, RecordId id) {
    return database.settings.version == OdooVersion::v19 &&
           database.pickings[id].state == StockState::done;
}

struct MoveStates {
    bool any_done = false;
    bool any_draft = false;
    bool any_reserved = false;
    bool any_open = false;
    bool all_reserved = true;
};

MoveStates states_of(const Database& database, const PickingRecord& picking) {
    MoveStates all;
    for (const RecordId move_id : picking.moves) {
        const StockState state = database.moves[move_id].state;
        all.any_done = all.any_done || state == StockState::done;
        all.any_draft = all.any_draft || state == StockState::draft;
        all.any_reserved = all.any_reserved || state == StockState::assigned ||
                           state == StockState::partially_available;
        if (is_open(state)) {
            all.any_open = true;
            all.all_reserved = all.all_reserved && state == StockState::assigned;
        }
    }
    return all;
}

}  // namespace

void refresh_picking(Database& database, RecordId id) {
    if (id == 0) {
        return;
    }
    PickingRecord& picking = database.pickings[id];
    const bool was_open = is_open(picking.state);
    const MoveStates states = states_of(database, picking);
    if (picking.moves.empty() || states.any_draft) {
        picking.state = StockState::draft;
    } else if (states.any_open) {
        const bool ready = picking.moves_as_one ? states.all_reserved : states.any_reserved;
        picking.state = ready ? StockState::assigned : StockState::confirmed;
    } else {
        picking.state = states.any_done ? StockState::done : StockState::cancel;
    }
    if (was_open && !is_open(picking.state)) {
        --database.pickings_open;
    } else if (!was_open && is_open(picking.state)) {
        ++database.pickings_open;
    }
}

void assign_picking(Database& database, RecordId id) {
    for (const RecordId move : database.pickings[id].moves) {
        assign_move(database, move);
    }
    refresh_picking(database, id);
}

void confirm_picking(Database& database, RecordId id) {
    for (const RecordId move : database.pickings[id].moves) {
        if (database.moves[move].state == StockState::draft) {
            confirm_move(database, move);
            assign_move(database, move);
        }
    }
    refresh_picking(database, id);
}

std::vector<RecordId> pickings_lacking_goods(
    const Database& database, std::span<const RecordId> pickings
) {
    std::vector<RecordId> lacking;
    for (const RecordId id : pickings) {
        if (lacks_goods(database, database.pickings[id])) {
            lacking.push_back(id);
        }
    }
    return lacking;
}

expected<Validation, Error> validate_pickings(
    Database& database,
    std::span<const RecordId> pickings,
    const ValidationWishes& wishes,
    Instant now
) {
    for (const RecordId id : pickings) {
        if (is_done_already(database, id)) {
            continue;
        }
        if (const Result sane = check_sanity(database, id); !sane) {
            return unexpected{sane.error()};
        }
    }
    bool asks = false;
    bool sms = false;
    for (const RecordId id : pickings) {
        if (is_done_already(database, id)) {
            continue;
        }
        if (database.pickings[id].state == StockState::draft) {
            confirm_draft(database, id);
        }
        pick_when_none_is(database, database.pickings[id]);
        asks = asks || (!wishes.skip_backorder && lacks_goods(database, database.pickings[id]));
        sms = sms || (!wishes.skip_sms && warns_of_sms(database, id));
    }
    if (asks || sms) {
        return asks ? Validation::asks_backorder : Validation::asks_sms;
    }
    for (const RecordId id : pickings) {
        if (is_done_already(database, id)) {
            continue;
        }
        const bool close =
            std::find(wishes.without_backorder.begin(), wishes.without_backorder.end(), id) !=
            wishes.without_backorder.end();
        finish_picking(database, id, !close, now);
    }
    return Validation::done;
}

Result cancel_picking(Database& database, RecordId id) {
    const PickingRecord& picking = database.pickings[id];
    for (const RecordId move : picking.moves) {
        if (database.moves[move].state == StockState::done) {
            return user_error(
                "You cannot cancel a stock move that has been set to 'Done'. Create a return in "
                "order to reverse the moves which took place."
            );
        }
    }
    for (const RecordId move : picking.moves) {
        cancel_move(database, move);
    }
    refresh_picking(database, id);
    return {};
}

}  // namespace drydock::mocks::odoo
