#include "mocks/odoo/base/product_quantities.hpp"

#include "mocks/odoo/stock_quants.hpp"

namespace drydock::mocks::odoo {

namespace {

std::int64_t thousandths(std::int64_t hundredths) {
    return hundredths * 10;
}

bool is_warehouse(const Database& database, std::int64_t id) {
    return database.warehouses.contains(id);
}

StockLevel level_of(const Database& database, RecordId product) {
    return is_warehouse(database, database.warehouse_asked)
               ? level_at(database, product, database.warehouses[database.warehouse_asked].view)
               : level_in_warehouses(database, product);
}

/// Whether goods there count.
bool is_counted(const Database& database, RecordId location) {
    if (location == 0) {
        return false;
    }
    if (is_warehouse(database, database.warehouse_asked)) {
        return is_within(database, location, database.warehouses[database.warehouse_asked].view);
    }
    const Usage usage = database.locations[location].usage;
    return usage == Usage::internal || usage == Usage::transit;
}

/// What open moves will bring or take, in thousandths.
std::int64_t moving(const Database& database, RecordId product, bool inwards) {
    std::int64_t sum = 0;
    for (RecordId id = 1; id <= database.moves.count(); ++id) {
        const MoveRecord& move = database.moves[id];
        if (move.product != product || !database.moves.contains(id) || !is_open(move.state) ||
            move.state == StockState::draft) {
            continue;
        }
        const bool from = is_counted(database, database.source_of(id));
        const bool to = is_counted(database, database.destination_of(id));
        if (inwards ? !from && to : from && !to) {
            sum += move.demand.quantity().thousandths;
        }
    }
    return sum;
}

}  // namespace

void read_on_hand(const Database& database, RecordId id, FieldValue& out) {
    out.set_decimal(thousandths(level_of(database, id).on_hand));
}

void read_free(const Database& database, RecordId id, FieldValue& out) {
    out.set_decimal(thousandths(level_of(database, id).free()));
}

void read_incoming(const Database& database, RecordId id, FieldValue& out) {
    out.set_decimal(moving(database, id, true));
}

void read_outgoing(const Database& database, RecordId id, FieldValue& out) {
    out.set_decimal(moving(database, id, false));
}

void read_virtual(const Database& database, RecordId id, FieldValue& out) {
    out.set_decimal(
        thousandths(level_of(database, id).on_hand) + moving(database, id, true) -
        moving(database, id, false)
    );
}

}  // namespace drydock::mocks::odoo
