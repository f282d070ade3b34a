#include "mocks/odoo/stock_quants.hpp"

#include <algorithm>

namespace drydock::mocks::odoo {

namespace {

bool lies_at(const QuantRecord& quant, const QuantPlace& place) {
    return quant.location == place.location && quant.lot == place.lot &&
           quant.package == place.package;
}

bool in_warehouse(const Database& database, const QuantRecord& quant) {
    const LocationRecord& location = database.locations[quant.location];
    return location.warehouse != 0 && location.usage == Usage::internal;
}

void merge_quants(Database& database, StockRecord& stock) {
    for (auto first = stock.quants.begin(); first != stock.quants.end(); ++first) {
        QuantRecord& kept = database.quants[*first];
        if (kept.gone) {
            continue;
        }
        const QuantPlace place{kept.product, kept.location, kept.lot, kept.package};
        for (auto other = first + 1; other != stock.quants.end(); ++other) {
            QuantRecord& merged = database.quants[*other];
            if (merged.gone || !lies_at(merged, place)) {
                continue;
            }
            kept.on_hand_hundredths += merged.on_hand_hundredths;
            merged.gone = true;
        }
    }
}

void reserve_again(Database& database, RecordId move_id) {
    const MoveRecord& move = database.moves[move_id];
    const RecordId source = database.source_of(move_id);
    if (!is_open(move.state) || move.state == StockState::draft ||
        !database.storable(move.product) ||
        bypasses_reservation(database.locations[source].usage)) {
        return;
    }
    if (!move.has_lines) {
        change_reserved(database, {move.product, source}, move.quantity.hundredths);
        return;
    }
    for (const RecordId id : database.lines_of_move.at(move_id)) {
        const MoveLineRecord& line = database.move_lines[id];
        change_reserved(
            database, {move.product, line.source, line.lot, line.package}, line.quantity.hundredths
        );
    }
}

}  // namespace

RecordId find_quant(const Database& database, const QuantPlace& place) {
    for (const RecordId id : database.stock_of(place.product).quants) {
        if (lies_at(database.quants[id], place)) {
            return id;
        }
    }
    return 0;
}

RecordId make_quant(Database& database, const QuantPlace& place) {
    if (const RecordId found = find_quant(database, place); found != 0) {
        return found;
    }
    QuantRecord quant;
    quant.product = place.product;
    quant.location = place.location;
    quant.lot = place.lot;
    quant.package = place.package;
    quant.in_date = database.now;
    const RecordId id = database.quants.add(quant);
    database.stock_of(place.product).quants.push_back(id);
    return id;
}

void change_on_hand(Database& database, const QuantPlace& place, std::int64_t change) {
    database.quants[make_quant(database, place)].on_hand_hundredths += change;
}

void change_reserved(Database& database, const QuantPlace& place, std::int64_t change) {
    if (change != 0) {
        database.quants[make_quant(database, place)].reserved_hundredths += change;
    }
}

StockLevel level_at(const Database& database, RecordId product, RecordId location) {
    StockLevel level;
    for (const RecordId id : database.stock_of(product).quants) {
        const QuantRecord& quant = database.quants[id];
        if (quant.location == location || is_within(database, quant.location, location)) {
            level.on_hand += quant.on_hand_hundredths;
            level.reserved += quant.reserved_hundredths;
        }
    }
    return level;
}

StockLevel level_in_warehouses(const Database& database, RecordId product) {
    StockLevel level;
    for (const RecordId id : database.stock_of(product).quants) {
        const QuantRecord& quant = database.quants[id];
        if (in_warehouse(database, quant)) {
            level.on_hand += quant.on_hand_hundredths;
            level.reserved += quant.reserved_hundredths;
        }
    }
    return level;
}

void tidy_quants(Database& database) {
    for (RecordId product = 1; product <= database.stock.size(); ++product) {
        StockRecord& stock = database.stock_of(product);
        merge_quants(database, stock);
        std::erase_if(stock.quants, [&](RecordId id) { return database.quants[id].gone; });
        for (const RecordId id : stock.quants) {
            database.quants[id].reserved_hundredths = 0;
        }
    }
    for (RecordId move = 1; move <= database.moves.count(); ++move) {
        reserve_again(database, move);
    }
    for (RecordId product = 1; product <= database.stock.size(); ++product) {
        std::erase_if(database.stock_of(product).quants, [&](RecordId id) {
            QuantRecord& quant = database.quants[id];
            quant.gone =
                quant.on_hand_hundredths == 0 && quant.reserved_hundredths == 0 && !quant.counted;
            return quant.gone;
        });
    }
}

}  // namespace drydock::mocks::odoo
