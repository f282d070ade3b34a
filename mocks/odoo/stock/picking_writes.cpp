#include <algorithm>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/state_names.hpp"
#include "mocks/odoo/stock/stock_models.hpp"
#include "mocks/odoo/stock_move_lines.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

Result set_place(Call& call, RecordId& place, Value value) {
    const RecordId location = id_in(value);
    if (!call.database.locations.contains(location)) {
        return missing_error("stock.location", location, call.user);
    }
    place = location;
    return {};
}

bool is_closed(StockState state) {
    return !is_open(state);
}

}  // namespace

expected<RecordId, Error> insert_picking(Call& call, Value values) {
    Database& database = call.database;
    const RecordId type_id = id_in(values["picking_type_id"]);
    if (!database.picking_types.contains(type_id)) {
        return mandatory_field_not_set(
            "Model: Transfer (stock.picking)\nField: Operation Type (picking_type_id)\n"
        );
    }
    const PickingTypeRecord& type = database.picking_types[type_id];
    PickingRecord record;
    record.type = type_id;
    record.code = type.code;
    record.source = type.source;
    record.destination = type.destination;
    record.scheduled = call.now;
    return database.add_picking(std::move(record));
}

Result picking_created(Call& call, RecordId id, Value) {
    refresh_picking(call.database, id);
    return {};
}

/// Source: Odoo 18.0 recordings, h030.
Result check_picking_write(Call& call, std::span<const RecordId> ids, Value values) {
    if (!values["scheduled_date"].present()) {
        return {};
    }
    for (const RecordId id : ids) {
        if (is_closed(call.database.pickings[id].state)) {
            return user_error(
                "You cannot change the Scheduled Date on a done or cancelled transfer."
            );
        }
    }
    return {};
}

/// A state that was written stays as it was written. Source: Odoo 18.0 recordings, h031.
Result pickings_written(Call& call, std::span<const RecordId> ids, Value values) {
    const bool moves = values["move_ids"].present() || values["move_ids_without_package"].present();
    if (!moves || values["state"].present()) {
        return {};
    }
    for (const RecordId id : ids) {
        refresh_picking(call.database, id);
    }
    return {};
}

/// Source: Odoo 18.0 recordings, d013.
Result cancel_before_unlink(Call& call, std::span<const RecordId> ids) {
    for (const RecordId id : ids) {
        if (Result cancelled = cancel_picking(call.database, id); !cancelled) {
            return cancelled;
        }
    }
    return {};
}

void remove_picking(Call& call, RecordId id) {
    Database& database = call.database;
    PickingRecord& picking = database.pickings[id];
    database.undo.save(database.pickings_open);
    if (is_open(picking.state)) {
        --database.pickings_open;
    }
    for (const RecordId move : picking.moves) {
        database.moves.remove(move);
    }
    if (picking.order != 0) {
        std::erase(database.orders[picking.order].pickings, id);
    }
    database.pickings_by_origin.remove(picking.origin, id);
    database.pickings.remove(id);
}

Result write_picking_partner(Call& call, RecordId id, Value value) {
    const RecordId partner = id_in(value);
    if (partner != 0 && !exists(call.database, res_partner, partner)) {
        return missing_error("res.partner", partner, call.user);
    }
    call.database.pickings[id].partner = partner;
    return {};
}

Result write_picking_source(Call& call, RecordId id, Value value) {
    return set_place(call, call.database.pickings[id].source, value);
}

Result write_picking_destination(Call& call, RecordId id, Value value) {
    return set_place(call, call.database.pickings[id].destination, value);
}

Result write_picking_origin(Call& call, RecordId id, Value value) {
    Database& database = call.database;
    PickingRecord& picking = database.pickings[id];
    database.pickings_by_origin.remove(picking.origin, id);
    picking.origin = value.string();
    database.pickings_by_origin.add(picking.origin, id);
    return {};
}

Result write_picking_tracking(Call& call, RecordId id, Value value) {
    call.database.pickings[id].tracking = value.string();
    return {};
}

Result write_picking_carrier(Call& call, RecordId id, Value value) {
    call.database.pickings[id].carrier = id_in(value);
    return {};
}

Result write_picking_scheduled(Call& call, RecordId id, Value value) {
    const auto parsed =
        parse_value(call, stock_picking, *stock_picking.field("scheduled_date"), value);
    if (!parsed) {
        return unexpected{parsed.error()};
    }
    if (parsed->kind == FieldValue::Kind::datetime) {
        call.database.pickings[id].scheduled = Instant{Duration{parsed->number}};
    }
    return {};
}

Result write_picking_state(Call& call, RecordId id, Value value) {
    PickingRecord& picking = call.database.pickings[id];
    const bool was_open = is_open(picking.state);
    for (const StockState state :
         {StockState::draft,
          StockState::waiting,
          StockState::confirmed,
          StockState::assigned,
          StockState::done,
          StockState::cancel}) {
        if (value.string() == stock_state_name(state)) {
            picking.state = state;
        }
    }
    call.database.undo.save(call.database.pickings_open);
    call.database.pickings_open += is_open(picking.state) ? 1U : 0U;
    call.database.pickings_open -= was_open ? 1U : 0U;
    return {};
}

Result write_picking_policy(Call& call, RecordId id, Value value) {
    call.database.pickings[id].moves_as_one = value.string() == "one";
    return {};
}

/// Moves enter and leave the picking as they are created and unlinked.
Result write_picking_moves(Call& call, RecordId id, Value value) {
    const auto held = call.database.pickings[id].moves;
    const auto left = run_commands(call, *stock_picking.field("move_ids"), id, held, value);
    return left ? Result{} : Result{unexpected{left.error()}};
}

Result unreserve_pickings(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        for (const RecordId move : call.database.pickings[id].moves) {
            unreserve_move(call.database, move);
        }
        refresh_picking(call.database, id);
    }
    return {};
}

Result confirm_pickings(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        confirm_picking(call.database, id);
    }
    call.answer_true();
    return {};
}

/// All that the pickings have goes into one package. Source: Odoo 18.0 recordings, h033 and h034;
/// 19.0 recordings, c10.
Result put_in_pack(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    Database& database = call.database;
    const bool any_open = std::any_of(ids->begin(), ids->end(), [&](RecordId id) {
        return is_open(database.pickings[id].state);
    });
    if (!any_open && !ids->empty() && database.settings.version == OdooVersion::v19) {
        return {};
    }
    std::vector<RecordId> moves;
    for (const RecordId id : *ids) {
        if (is_open(database.pickings[id].state)) {
            for (const RecordId move : database.pickings[id].moves) {
                if (is_open(database.moves[move].state) &&
                    database.moves[move].quantity != Units{}) {
                    moves.push_back(move);
                }
            }
        }
    }
    if (moves.empty()) {
        return user_error(
            "There is nothing eligible to put in a pack. Either there are no quantities to put in "
            "a pack or all products are already in a pack."
        );
    }
    DocumentWriter values;
    values.begin_object();
    values.end();
    const auto package = create_record(call, stock_quant_package, call.keep(values.finish()));
    if (!package) {
        return unexpected{package.error()};
    }
    for (const RecordId move : moves) {
        keep_lines(database, move);
        for (const RecordId line : database.lines_of_move.at(move)) {
            if (database.move_lines[line].result_package == 0) {
                database.move_lines[line].result_package = *package;
            }
        }
    }
    call.out.field("result", "stock.quant.package(" + std::to_string(*package) + ",)");
    return {};
}

}  // namespace drydock::mocks::odoo
