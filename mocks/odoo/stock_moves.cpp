#include <algorithm>

#include "mocks/odoo/stock_move_lines.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

Instant date_of(const Database& database, RecordId move) {
    return database.pickings[database.moves[move].picking].scheduled;
}

/// Older pickings are served first. Source: Odoo 18.0, stock.move._trigger_assign, order "priority
/// desc, date asc, id asc"; a backorder keeps the date of its picking.
bool waits_longer(const Database& database, RecordId one, RecordId other) {
    const Instant date = date_of(database, one);
    const Instant other_date = date_of(database, other);
    return date != other_date ? date < other_date : one < other;
}

void queue_move(Database& database, RecordId id) {
    MoveRecord& move = database.moves[id];
    if (move.queued || move.picking == 0) {
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

/// Source: Odoo 18.0, sale.order.line._compute_qty_delivered: to a customer, less what came back.
void count_delivered(Database& database, RecordId id, Units change) {
    const MoveRecord& move = database.moves[id];
    if (move.sale_line == 0) {
        return;
    }
    Units& delivered = database.order_lines[move.sale_line].delivered;
    if (database.locations[database.destination_of(id)].usage == Usage::customer) {
        delivered += change;
    } else if (database.locations[database.source_of(id)].usage == Usage::customer) {
        delivered -= change;
    }
}

/// The usual case: all goods lie loose in the source location itself.
bool reserve_loose(Database& database, RecordId id, std::int64_t wanted) {
    MoveRecord& move = database.moves[id];
    const StockRecord& stock = database.stock_of(move.product);
    const RecordId source = database.source_of(id);
    QuantRecord* only = nullptr;
    for (const RecordId quant_id : stock.quants) {
        QuantRecord& quant = database.quants[quant_id];
        if (quant.location == source || is_within(database, quant.location, source)) {
            if (only != nullptr) {
                return false;
            }
            only = &quant;
        }
    }
    if (only == nullptr) {
        return true;
    }
    if (only->location != source || only->lot != 0 || only->package != 0) {
        return false;
    }
    const std::int64_t free = only->on_hand_hundredths - only->reserved_hundredths;
    const std::int64_t taken = std::clamp<std::int64_t>(free, 0, wanted);
    only->reserved_hundredths += taken;
    move.quantity += Units{static_cast<std::int32_t>(taken)};
    return true;
}

void reserve(Database& database, RecordId id, std::int64_t wanted) {
    MoveRecord& move = database.moves[id];
    if (!move.has_lines && reserve_loose(database, id, wanted)) {
        return;
    }
    const RecordId source = database.source_of(id);
    MoveLineRecord line;
    line.move = id;
    line.destination = database.destination_of(id);
    reserve_at(
        database,
        move.product,
        source,
        wanted,
        [&](const QuantPlace& place, std::int64_t taken) {
            const Units units{static_cast<std::int32_t>(taken)};
            if (!move.has_lines && place.location == source && place.lot == 0 &&
                place.package == 0) {
                move.quantity += units;
                return;
            }
            // Reserved already, which adding the line does itself.
            change_reserved(database, place, -taken);
            line.source = place.location;
            line.lot = place.lot;
            line.package = place.package;
            line.quantity = units;
            add_move_line(database, line);
        }
    );
}

}  // namespace

void refresh_move(MoveRecord& move) {
    if (move.state == StockState::draft || !is_open(move.state)) {
        return;
    }
    move.state = move.quantity >= move.demand ? StockState::assigned
                 : move.quantity == Units{}   ? StockState::confirmed
                                              : StockState::partially_available;
}

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
    if (move.quantity != Units{}) {
        count_reserved(database, id, 1);
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
    if (!reserves(database, id)) {
        // From a supplier, a customer or without stock keeping: always there.
        if (move.quantity < move.demand) {
            set_move_quantity(database, id, move.demand);
        }
        refresh_move(move);
        return;
    }
    if (const Units wanted = move.demand - move.quantity; wanted.positive()) {
        reserve(database, id, wanted.hundredths);
    }
    refresh_move(move);
    if (move.state != StockState::assigned) {
        queue_move(database, id);
    }
}

void unreserve_move(Database& database, RecordId id) {
    const MoveRecord& move = database.moves[id];
    if (is_open(move.state) && !move.picked) {
        set_move_quantity(database, id, {});
    }
}

void set_move_quantity(Database& database, RecordId id, Units quantity) {
    MoveRecord& move = database.moves[id];
    const Units change = quantity - move.quantity;
    if (move.state == StockState::done) {
        count_delivered(database, id, change);
    }
    if (move.has_lines) {
        spread_quantity(database, id, quantity);
    } else if (move.state == StockState::done) {
        move.quantity = change;
        move_goods(database, id);
        move.quantity = quantity;
    } else {
        move.quantity = quantity;
        if (move.state != StockState::cancel && reserves(database, id)) {
            change_reserved(database, {move.product, database.source_of(id)}, change.hundredths);
        }
    }
    refresh_move(move);
}

void set_move_demand(Database& database, RecordId id, Units demand) {
    MoveRecord& move = database.moves[id];
    move.demand = demand;
    if (is_open(move.state) && move.quantity > demand) {
        set_move_quantity(database, id, demand);
    }
    refresh_move(move);
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

void finish_move(Database& database, RecordId id) {
    MoveRecord& move = database.moves[id];
    count_reserved(database, id, -1);
    move.state = StockState::done;
    move.picked = true;
    move_goods(database, id);
    count_delivered(database, id, move.quantity);
}

RecordId add_done_move(Database& database, RecordId product, Units quantity, MoveDetail detail) {
    MoveRecord record;
    record.product = product & product_id_max;
    record.demand = quantity;
    record.quantity = quantity;
    record.state = StockState::done;
    record.picked = true;
    const RecordId id = database.moves.add(record);
    database.make_detail_of(id) = std::move(detail);
    return id;
}

void serve_queue(Database& database, RecordId product, RecordId location) {
    StockRecord& stock = database.stock_of(product);
    std::size_t visited = 0;
    std::size_t kept = 0;
    while (visited < stock.queue.size() && level_at(database, product, location).free() > 0) {
        const RecordId id = stock.queue[visited++];
        MoveRecord& move = database.moves[id];
        const bool waits = (move.state == StockState::confirmed ||
                            move.state == StockState::partially_available) &&
                           !move.picked;
        if (waits && is_within(database, location, database.source_of(id))) {
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

}  // namespace drydock::mocks::odoo
