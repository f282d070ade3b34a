#include "mocks/odoo/stock_rules.hpp"

#include <algorithm>

namespace drydock::mocks::odoo {

namespace {

/// Whether what the move has is counted as reserved at WH/Stock while it is open.
bool reserves(const Database& database, const MoveRecord& move) {
    return database.pickings[move.picking].source == Location::stock &&
           database.storable(move.product);
}

void refresh_move(MoveRecord& move) {
    if (move.state == StockState::draft || !is_open(move.state)) {
        return;
    }
    move.state = move.quantity >= move.demand ? StockState::assigned
                 : move.quantity == Units{}   ? StockState::confirmed
                                              : StockState::partially_available;
}

/// Older pickings are served first. Source: Odoo 18.0, stock.move._trigger_assign, order "priority
/// desc, date asc, id asc"; a backorder keeps the date of its picking.
bool waits_longer(const Database& database, RecordId one, RecordId other) {
    const Instant date = database.pickings[database.moves[one].picking].scheduled;
    const Instant other_date = database.pickings[database.moves[other].picking].scheduled;
    return date != other_date ? date < other_date : one < other;
}

void queue_move(Database& database, RecordId id) {
    MoveRecord& move = database.moves[id];
    if (move.queued) {
        return;
    }
    move.queued = true;
    std::vector<RecordId>& queue = database.stock_of(move.product).queue;
    const auto place =
        std::upper_bound(queue.begin(), queue.end(), id, [&](RecordId one, RecordId other) {
            return waits_longer(database, one, other);
        });
    queue.insert(place, id);
}

void move_stock(Database& database, const MoveRecord& move, Units change) {
    if (!database.storable(move.product)) {
        return;
    }
    const PickingRecord& picking = database.pickings[move.picking];
    StockRecord& stock = database.stock_of(move.product);
    stock.moved = true;
    if (picking.source == Location::stock) {
        stock.on_hand_hundredths -= change.hundredths;
    }
    if (picking.destination == Location::stock) {
        stock.on_hand_hundredths += change.hundredths;
    }
}

void count_delivered(Database& database, const MoveRecord& move, Units change) {
    if (move.sale_line == 0) {
        return;
    }
    const bool back = database.pickings[move.picking].type == PickingType::incoming;
    database.order_lines[move.sale_line].delivered += back ? -change : change;
}

void finish_move(Database& database, MoveRecord& move) {
    if (reserves(database, move)) {
        database.stock_of(move.product).reserved_hundredths -= move.quantity.hundredths;
    }
    move.state = StockState::done;
    move.picked = true;
    move_stock(database, move, move.quantity);
    count_delivered(database, move, move.quantity);
}

/// A done receipt reserves for the deliveries that wait. Source: Odoo 18.0 recordings, m003.
void serve_queue(Database& database, RecordId product) {
    StockRecord& stock = database.stock_of(product);
    std::size_t visited = 0;
    std::size_t kept = 0;
    while (visited < stock.queue.size() && stock.free_hundredths() > 0) {
        const RecordId id = stock.queue[visited++];
        MoveRecord& move = database.moves[id];
        const bool waits = (move.state == StockState::confirmed ||
                            move.state == StockState::partially_available) &&
                           !move.picked;
        if (waits) {
            assign_move(database, id);
            refresh_picking(database, move.picking);
        }
        if (waits && move.state != StockState::assigned) {
            stock.queue[kept++] = id;
        } else {
            move.queued = false;
        }
    }
    stock.queue.erase(
        stock.queue.begin() + static_cast<std::ptrdiff_t>(kept),
        stock.queue.begin() + static_cast<std::ptrdiff_t>(visited)
    );
}

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
    return database.moves.add(rest);
}

/// A new picking for moves that are left over; they keep their ids.
void make_backorder(Database& database, RecordId picking, const std::vector<RecordId>& left) {
    const PickingRecord& from = database.pickings[picking];
    PickingRecord backorder;
    backorder.type = from.type;
    backorder.state = StockState::confirmed;
    backorder.source = from.source;
    backorder.destination = from.destination;
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
            finish_move(database, move);
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
    if (!left.empty()) {
        make_backorder(database, id, left);
    }
    if (picking.destination == Location::stock) {
        for (const RecordId move_id : picking.moves) {
            const MoveRecord& move = database.moves[move_id];
            if (move.state == StockState::done && database.storable(move.product)) {
                serve_queue(database, move.product);
            }
        }
    }
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

/// Source: Odoo 18.0, stock.picking._sanity_check; texts from recordings d010 and h070.
Result check_sanity(const Database& database, RecordId id) {
    const PickingRecord& picking = database.pickings[id];
    if (picking.moves.empty()) {
        return user_error(
            "You can\u2019t validate an empty transfer. Please add some products to move before "
            "proceeding."
        );
    }
    const bool any_quantity =
        std::any_of(picking.moves.begin(), picking.moves.end(), [&](RecordId move_id) {
            const MoveRecord& move = database.moves[move_id];
            // Of a draft, what it asks for will count as there.
            return is_open(move.state) &&
                   (move.quantity != Units{} ||
                    (move.state == StockState::draft && move.demand != Units{}));
        });
    if (!any_quantity) {
        return user_error(
            "You cannot validate a transfer if no quantities are reserved. To force the transfer, "
            "encode quantities."
        );
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

}  // namespace

RecordId add_move(Database& database, RecordId picking, const NewMove& move) {
    MoveRecord record;
    record.picking = picking;
    record.sale_line = move.sale_line;
    record.demand = move.demand;
    record.quantity = move.quantity;
    record.product = move.product & product_id_max;
    record.picked = move.picked;
    const RecordId id = database.moves.add(record);
    database.pickings[picking].moves.push_back(id);
    if (move.quantity != Units{} && reserves(database, record)) {
        database.stock_of(move.product).reserved_hundredths += move.quantity.hundredths;
    }
    return id;
}

void confirm_move(Database& database, RecordId id) {
    MoveRecord& move = database.moves[id];
    if (move.state == StockState::draft) {
        move.state = StockState::confirmed;
        refresh_move(move);
    }
}

void assign_move(Database& database, RecordId id) {
    MoveRecord& move = database.moves[id];
    if (!is_open(move.state) || move.picked) {
        return;
    }
    if (!reserves(database, move)) {
        // From a supplier, a customer or without stock keeping: always there.
        move.quantity = std::max(move.quantity, move.demand);
        refresh_move(move);
        return;
    }
    StockRecord& stock = database.stock_of(move.product);
    const std::int64_t wanted = (move.demand - move.quantity).hundredths;
    const std::int64_t taken = std::clamp<std::int64_t>(
        std::min(stock.free_hundredths(), wanted), 0, std::max<std::int64_t>(wanted, 0)
    );
    stock.reserved_hundredths += taken;
    move.quantity += Units{static_cast<std::int32_t>(taken)};
    refresh_move(move);
    if (move.state != StockState::assigned) {
        queue_move(database, id);
    }
}

void set_move_quantity(Database& database, RecordId id, Units quantity) {
    MoveRecord& move = database.moves[id];
    const Units change = quantity - move.quantity;
    move.quantity = quantity;
    if (move.state == StockState::done) {
        move_stock(database, move, change);
        count_delivered(database, move, change);
    } else if (move.state != StockState::cancel) {
        if (reserves(database, move)) {
            database.stock_of(move.product).reserved_hundredths += change.hundredths;
        }
        refresh_move(move);
    }
}

void set_move_demand(Database& database, RecordId id, Units demand) {
    database.moves[id].demand = demand;
    if (database.moves[id].quantity > demand) {
        set_move_quantity(database, id, demand);
    }
    refresh_move(database.moves[id]);
}

void cancel_move(Database& database, RecordId id) {
    MoveRecord& move = database.moves[id];
    if (!is_open(move.state)) {
        return;
    }
    set_move_quantity(database, id, {});
    move.state = StockState::cancel;
    move.picked = false;
}

void refresh_picking(Database& database, RecordId id) {
    PickingRecord& picking = database.pickings[id];
    const bool was_open = is_open(picking.state);
    bool any_done = false;
    bool any_draft = false;
    bool any_reserved = false;
    bool any_open = false;
    for (const RecordId move_id : picking.moves) {
        const StockState state = database.moves[move_id].state;
        any_done = any_done || state == StockState::done;
        any_draft = any_draft || state == StockState::draft;
        any_reserved = any_reserved || state == StockState::assigned ||
                       state == StockState::partially_available;
        any_open = any_open || is_open(state);
    }
    if (any_draft || picking.moves.empty()) {
        picking.state = StockState::draft;
    } else if (any_open) {
        picking.state = any_reserved ? StockState::assigned : StockState::confirmed;
    } else {
        picking.state = any_done ? StockState::done : StockState::cancel;
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

expected<bool, Error> validate_pickings(
    Database& database,
    std::span<const RecordId> pickings,
    const ValidationWishes& wishes,
    Instant now
) {
    for (const RecordId id : pickings) {
        if (const Result sane = check_sanity(database, id); !sane) {
            return unexpected{sane.error()};
        }
    }
    for (const RecordId id : pickings) {
        if (database.pickings[id].state == StockState::draft) {
            confirm_draft(database, id);
        }
    }
    bool asks = false;
    for (const RecordId id : pickings) {
        pick_when_none_is(database, database.pickings[id]);
        asks = asks || (!wishes.skip_backorder && lacks_goods(database, database.pickings[id]));
    }
    if (asks) {
        return false;
    }
    for (const RecordId id : pickings) {
        const bool close =
            std::find(wishes.without_backorder.begin(), wishes.without_backorder.end(), id) !=
            wishes.without_backorder.end();
        finish_picking(database, id, !close, now);
    }
    return true;
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
