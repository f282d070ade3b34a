#include "mocks/odoo/stock_move_lines.hpp"

#include <algorithm>

namespace drydock::mocks::odoo {

namespace {

QuantPlace place_of(const MoveRecord& move, const MoveLineRecord& line) {
    return {move.product, line.source, line.lot, line.package};
}

void carry(Database& database, RecordId product, const MoveLineRecord& line, Units units) {
    StockRecord& stock = database.stock_of(product);
    stock.moved = true;
    change_on_hand(
        database, {product, line.source, line.lot, line.package}, -std::int64_t{units.hundredths}
    );
    change_on_hand(
        database, {product, line.destination, line.lot, line.result_package}, units.hundredths
    );
}

}  // namespace

bool reserves(const Database& database, RecordId move) {
    return database.storable(database.moves[move].product) &&
           !bypasses_reservation(database.locations[database.source_of(move)].usage);
}

void keep_lines(Database& database, RecordId id) {
    MoveRecord& move = database.moves[id];
    if (move.has_lines) {
        return;
    }
    move.has_lines = true;
    database.undo.save_entry(database.lines_of_move, id);
    std::vector<RecordId>& lines = database.lines_of_move[id];
    if (move.quantity == Units{}) {
        return;
    }
    MoveLineRecord line;
    line.move = id;
    line.quantity = move.quantity;
    line.source = database.source_of(id);
    line.destination = database.destination_of(id);
    line.picked = move.picked;
    line.first = true;
    lines.push_back(database.move_lines.add(line));
}

RecordId add_move_line(Database& database, const MoveLineRecord& added) {
    const RecordId move_id = added.move;
    keep_lines(database, move_id);
    MoveLineRecord line = added;
    const Units quantity = line.quantity;
    line.quantity = Units{};
    const RecordId id = database.move_lines.add(line);
    database.undo.save_entry(database.lines_of_move, move_id);
    database.lines_of_move[move_id].push_back(id);
    set_line_quantity(database, id, quantity);
    return id;
}

void set_line_quantity(Database& database, RecordId id, Units quantity) {
    MoveLineRecord& line = database.move_lines[id];
    MoveRecord& move = database.moves[line.move];
    const Units change = quantity - line.quantity;
    line.quantity = quantity;
    move.quantity += change;
    if (move.state == StockState::done) {
        if (database.storable(move.product)) {
            carry(database, move.product, line, change);
        }
    } else if (move.state != StockState::cancel && reserves(database, line.move)) {
        change_reserved(database, place_of(move, line), change.hundredths);
    }
}

void remove_move_line(Database& database, RecordId id) {
    set_line_quantity(database, id, {});
    const RecordId move = database.move_lines[id].move;
    database.undo.save_entry(database.lines_of_move, move);
    std::erase(database.lines_of_move[move], id);
    database.move_lines.remove(id);
}

void spread_quantity(Database& database, RecordId id, Units quantity) {
    MoveRecord& move = database.moves[id];
    std::int64_t more = (quantity - move.quantity).hundredths;
    MoveLineRecord line;
    line.move = id;
    line.source = database.source_of(id);
    line.destination = database.destination_of(id);
    if (more > 0 && move.state != StockState::done && reserves(database, id)) {
        more -= reserve_at(
            database,
            move.product,
            line.source,
            more,
            [&](const QuantPlace& place, std::int64_t taken) {
                // Reserved already, which adding the line does itself.
                change_reserved(database, place, -taken);
                line.source = place.location;
                line.lot = place.lot;
                line.package = place.package;
                line.quantity = Units{static_cast<std::int32_t>(taken)};
                add_move_line(database, line);
            }
        );
    }
    if (more > 0) {
        line.source = database.source_of(id);
        line.lot = 0;
        line.package = 0;
        line.quantity = Units{static_cast<std::int32_t>(more)};
        add_move_line(database, line);
    }
    std::vector<RecordId>& lines = database.lines_of_move[id];
    while (more < 0 && !lines.empty()) {
        const RecordId last = lines.back();
        const std::int64_t had = database.move_lines[last].quantity.hundredths;
        const std::int64_t left = std::max<std::int64_t>(had + more, 0);
        more += had - left;
        if (left == 0) {
            remove_move_line(database, last);
        } else {
            set_line_quantity(database, last, Units{static_cast<std::int32_t>(left)});
        }
    }
}

void count_reserved(Database& database, RecordId id, int sign) {
    const MoveRecord& move = database.moves[id];
    if (!reserves(database, id)) {
        return;
    }
    if (!move.has_lines) {
        change_reserved(
            database, {move.product, database.source_of(id)}, sign * move.quantity.hundredths
        );
        return;
    }
    for (const RecordId line_id : database.lines_of_move.at(id)) {
        const MoveLineRecord& line = database.move_lines[line_id];
        change_reserved(database, place_of(move, line), sign * line.quantity.hundredths);
    }
}

void move_goods(Database& database, RecordId id) {
    const MoveRecord& move = database.moves[id];
    if (!database.storable(move.product)) {
        return;
    }
    if (move.has_lines) {
        for (const RecordId line : database.lines_of_move.at(id)) {
            carry(
                database,
                move.product,
                database.move_lines[line],
                database.move_lines[line].quantity
            );
        }
        return;
    }
    MoveLineRecord line;
    line.source = database.source_of(id);
    line.destination = database.destination_of(id);
    carry(database, move.product, line, move.quantity);
}

}  // namespace drydock::mocks::odoo
