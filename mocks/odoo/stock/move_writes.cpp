
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/state_names.hpp"
#include "mocks/odoo/stock/stock_models.hpp"
#include "mocks/odoo/stock_move_lines.hpp"
#include "mocks/odoo/stock_quants.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

expected<Units, Error> units_in(const Call& call, std::string_view field, Value value) {
    const auto parsed = parse_value(call, stock_move, *stock_move.field(field), value);
    if (!parsed) {
        return unexpected{parsed.error()};
    }
    const auto units =
        units_of_thousandths(parsed->kind == FieldValue::Kind::empty ? 0 : parsed->number);
    if (!units) {
        return not_a_number(value);
    }
    return *units;
}

/// The place that a value names; 0 when it is the picking's own.
expected<RecordId, Error> place_in(const Call& call, Value value, RecordId of_picking) {
    const RecordId place = id_in(value);
    if (place == 0 || place == of_picking) {
        return 0;
    }
    if (!call.database.locations.contains(place)) {
        return missing_error("stock.location", place, call.user);
    }
    return place;
}

}  // namespace

expected<RecordId, Error> insert_move(Call& call, Value values) {
    Database& database = call.database;
    const std::int64_t product = values["product_id"].integer_or(0);
    if (product == 0) {
        return mandatory_field_not_set(
            "Model: Stock Move (stock.move)\nField: Product (product_id)\n"
        );
    }
    if (!database.has_product(product)) {
        return missing_error("product.product", product, call.user);
    }
    const RecordId picking = id_in(values["picking_id"]);
    if (picking != 0) {
        if (!database.pickings.contains(picking)) {
            return missing_error("stock.picking", picking, call.user);
        }
        return add_move(database, picking, {.product = static_cast<RecordId>(product)});
    }
    const RecordId source = id_in(values["location_id"]);
    const RecordId destination = id_in(values["location_dest_id"]);
    if (!database.locations.contains(source) || !database.locations.contains(destination)) {
        return mandatory_field_not_set(
            "Model: Stock Move (stock.move)\nField: Source Location (location_id)\n"
        );
    }
    MoveRecord record;
    record.product = static_cast<RecordId>(product) & product_id_max;
    const RecordId id = database.moves.add(record);
    MoveDetail& detail = database.make_detail_of(id);
    detail.source = source;
    detail.destination = destination;
    detail.date = call.now;
    return id;
}

Result move_created(Call& call, RecordId id, Value) {
    refresh_picking(call.database, call.database.moves[id].picking);
    return {};
}

Result moves_written(Call& call, std::span<const RecordId> ids, Value values) {
    if (values["state"].present()) {
        return {};
    }
    for (const RecordId id : ids) {
        refresh_picking(call.database, call.database.moves[id].picking);
    }
    return {};
}

Result check_move_unlink(Call& call, std::span<const RecordId> ids) {
    for (const RecordId id : ids) {
        const StockState state = call.database.moves[id].state;
        if (state != StockState::draft && state != StockState::cancel) {
            return user_error("You can only delete draft or cancelled moves.");
        }
    }
    return {};
}

void remove_move(Call& call, RecordId id) {
    Database& database = call.database;
    if (const RecordId picking = database.moves[id].picking; picking != 0) {
        std::erase(database.pickings[picking].moves, id);
    }
    database.moves.remove(id);
}

Result write_move_demand(Call& call, RecordId id, Value value) {
    const auto units = units_in(call, "product_uom_qty", value);
    if (!units) {
        return unexpected{units.error()};
    }
    set_move_demand(call.database, id, *units);
    return {};
}

Result write_move_quantity(Call& call, RecordId id, Value value) {
    const auto units = units_in(call, "quantity", value);
    if (!units) {
        return unexpected{units.error()};
    }
    set_move_quantity(call.database, id, *units);
    return {};
}

Result write_move_picked(Call& call, RecordId id, Value value) {
    call.database.moves[id].picked = value.is_true();
    return {};
}

Result write_move_state(Call& call, RecordId id, Value value) {
    for (const StockState state :
         {StockState::draft,
          StockState::waiting,
          StockState::confirmed,
          StockState::partially_available,
          StockState::assigned,
          StockState::done,
          StockState::cancel}) {
        if (value.string() == stock_state_name(state)) {
            call.database.moves[id].state = state;
        }
    }
    return {};
}

Result write_move_name(Call& call, RecordId id, Value value) {
    std::string of_product;
    append_product_name(of_product, call.database.product(call.database.moves[id].product));
    if (value.string() != of_product) {
        call.database.make_detail_of(id).name = value.string();
    }
    return {};
}

Result write_move_source(Call& call, RecordId id, Value value) {
    Database& database = call.database;
    const RecordId picking = database.moves[id].picking;
    const auto place =
        place_in(call, value, picking == 0 ? RecordId{0} : database.pickings[picking].source);
    if (!place) {
        return unexpected{place.error()};
    }
    if (*place != 0) {
        database.make_detail_of(id).source = *place;
    }
    return {};
}

Result write_move_destination(Call& call, RecordId id, Value value) {
    Database& database = call.database;
    const RecordId picking = database.moves[id].picking;
    const auto place =
        place_in(call, value, picking == 0 ? RecordId{0} : database.pickings[picking].destination);
    if (!place) {
        return unexpected{place.error()};
    }
    if (*place != 0) {
        database.make_detail_of(id).destination = *place;
    }
    return {};
}

/// Lines enter and leave the move as they are created and unlinked.
Result write_move_lines(Call& call, RecordId id, Value value) {
    std::vector<RecordId> held;
    add_line_ids(call.database, id, held);
    const auto left =
        run_commands(call, *stock_move.field("move_line_ids"), id, std::move(held), value);
    return left ? Result{} : Result{unexpected{left.error()}};
}

Units forecast_availability(const Database& database, RecordId id) {
    const MoveRecord& move = database.moves[id];
    if (!database.storable(move.product)) {
        return move.demand;
    }
    if (!is_open(move.state) || move.picking == 0) {
        return {};
    }
    if (move.state == StockState::assigned) {
        return move.quantity;
    }
    const std::int64_t free = level_at(database, move.product, database.source_of(id)).free();
    const std::int64_t lacking = (move.demand - move.quantity).hundredths;
    if (free >= lacking) {
        return move.demand;
    }
    return move.quantity.positive() ? move.quantity : -move.demand;
}

bool all_available(const Database& database, RecordId picking) {
    const auto& moves = database.pickings[picking].moves;
    return std::all_of(moves.begin(), moves.end(), [&](RecordId id) {
        return !is_open(database.moves[id].state) ||
               forecast_availability(database, id) >= database.moves[id].demand;
    });
}

}  // namespace drydock::mocks::odoo
