#include <algorithm>
#include <array>
#include <optional>

#include "mocks/odoo/commands.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

/// What is written to a move that exists.
struct MoveChange {
    RecordId move = 0;
    std::optional<Units> demand;
    std::optional<Units> quantity;
    std::optional<bool> picked;
};

expected<Units, Error> units_or_error(Value value) {
    const auto units = units_of(value);
    if (!units) {
        return not_a_number(value);
    }
    return *units;
}

/// Reads a number into `target` when the value is there at all.
Result read_units(Value value, std::optional<Units>& target) {
    if (!value.present()) {
        return {};
    }
    const auto units = units_or_error(value);
    if (!units) {
        return unexpected{units.error()};
    }
    target = *units;
    return {};
}

Result parse_change(Value values, MoveChange& change) {
    for (const Value member : values) {
        const std::string_view key = member.key();
        if (key != "quantity" && key != "picked" && key != "product_uom_qty") {
            return unknown_field(key, "stock.move");
        }
    }
    if (Result read = read_units(values["product_uom_qty"], change.demand); !read) {
        return read;
    }
    if (Result read = read_units(values["quantity"], change.quantity); !read) {
        return read;
    }
    if (const Value picked = values["picked"]; picked.present()) {
        change.picked = picked.is_true();
    }
    return {};
}

void apply(Database& database, const MoveChange& change) {
    if (change.demand) {
        set_move_demand(database, change.move, *change.demand);
    }
    if (change.quantity) {
        set_move_quantity(database, change.move, *change.quantity);
    }
    if (change.picked) {
        database.moves[change.move].picked = *change.picked;
    }
}

/// Locations of the moves of a new picking are those of the picking.
Result parse_new_move(const Call& call, Value values, NewMove& move) {
    constexpr std::array<std::string_view, 7> known{
        "name",
        "product_id",
        "product_uom_qty",
        "quantity",
        "picked",
        "location_id",
        "location_dest_id"};
    for (const Value member : values) {
        if (std::find(known.begin(), known.end(), member.key()) == known.end()) {
            return unknown_field(member.key(), "stock.move");
        }
    }
    const std::int64_t product = values["product_id"].integer_or(0);
    if (product == 0) {
        return mandatory_field_not_set(
            "Model: Stock Move (stock.move)\nField: Product (product_id)\n"
        );
    }
    if (!call.database.has_product(product)) {
        return missing_error("product.product", product, user_id);
    }
    move.product = static_cast<RecordId>(product);
    std::optional<Units> demand;
    std::optional<Units> quantity;
    if (Result read = read_units(values["product_uom_qty"], demand); !read) {
        return read;
    }
    if (Result read = read_units(values["quantity"], quantity); !read) {
        return read;
    }
    move.quantity = quantity.value_or(Units{});
    move.demand = demand.value_or(Units{});
    move.picked = values["picked"].is_true();
    return {};
}

std::optional<Location> location_of(Value value) {
    const std::int64_t id = value.integer_or(0);
    for (const Location location :
         {Location::vendors,
          Location::customers,
          Location::stock,
          Location::inventory_adjustment}) {
        if (id == static_cast<std::int64_t>(location)) {
            return location;
        }
    }
    return std::nullopt;
}

expected<PickingRecord, Error> parse_picking(Value values) {
    constexpr std::array<std::string_view, 5> known{
        "picking_type_id", "location_id", "location_dest_id", "origin", "move_ids"};
    for (const Value member : values) {
        if (std::find(known.begin(), known.end(), member.key()) == known.end()) {
            return unknown_field(member.key(), "stock.picking");
        }
    }
    const std::int64_t type = values["picking_type_id"].integer_or(0);
    if (type < 1 || type > static_cast<std::int64_t>(PickingType::internal)) {
        return mandatory_field_not_set(
            "Model: Transfer (stock.picking)\nField: Operation Type (picking_type_id)\n"
        );
    }
    PickingRecord record;
    record.type = static_cast<PickingType>(type);
    // Defaults of the operation type. Source: Odoo 18.0, stock.picking.type of a new warehouse.
    record.source = record.type == PickingType::incoming ? Location::vendors : Location::stock;
    record.destination =
        record.type == PickingType::outgoing ? Location::customers : Location::stock;
    for (const auto& [value, place] :
         {std::pair{values["location_id"], &record.source},
          std::pair{values["location_dest_id"], &record.destination}}) {
        if (!value.present()) {
            continue;
        }
        const auto location = location_of(value);
        if (!location) {
            return missing_error("stock.location", value.integer_or(0), user_id);
        }
        *place = *location;
    }
    record.origin = values["origin"].string();
    return record;
}

/// Source: Odoo 18.0 recordings, c072.
void answer_backorder_wizard(Call& call, const std::vector<RecordId>& pickings) {
    constexpr int view_id = 892;
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("name", "Create Backorder?");
    out.field("type", "ir.actions.act_window");
    out.field("view_mode", "form");
    out.field("res_model", "stock.backorder.confirmation");
    out.begin_array("views");
    out.begin_array();
    out.add(view_id);
    out.add("form");
    out.end();
    out.end();
    out.field("view_id", view_id);
    out.field("target", "new");
    out.begin_object("context");
    out.begin_array("button_validate_picking_ids");
    for (const RecordId id : pickings) {
        out.add(id);
    }
    out.end();
    out.field_bool("default_show_transfers", pickings.size() > 1);
    out.begin_array("default_pick_ids");
    for (const RecordId id : pickings) {
        out.begin_array();
        out.add(4);
        out.add(id);
        out.end();
    }
    out.end();
    out.end();
    out.end();
}

}  // namespace

Result create_pickings(Call& call) {
    const Value values = call.argument(0, "vals_list");
    if (values.is_array()) {
        return type_error("stock.picking.create: a list of pickings is not modelled");
    }
    auto record = parse_picking(values);
    if (!record) {
        return unexpected{std::move(record.error())};
    }
    std::vector<NewMove> moves;
    moves.reserve(values["move_ids"].size());
    for (const Value command : values["move_ids"]) {
        if (command_code(command) != Command::create) {
            continue;
        }
        NewMove move;
        if (Result parsed = parse_new_move(call, command_values(command), move); !parsed) {
            return parsed;
        }
        moves.push_back(move);
    }
    record->scheduled = call.now;
    record->moves.reserve(moves.size());
    const RecordId id = call.database.add_picking(std::move(*record));
    for (const NewMove& move : moves) {
        add_move(call.database, id, move);
    }
    answer_created(call, id, 1, values);
    return {};
}

Result write_pickings(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    const Value values = call.argument(1, "vals");
    for (const Value member : values) {
        if (member.key() != "move_ids" && member.key() != "carrier_tracking_ref") {
            return unknown_field(member.key(), "stock.picking");
        }
    }
    std::vector<MoveChange> changes;
    changes.reserve(values["move_ids"].size());
    for (const Value command : values["move_ids"]) {
        if (command_code(command) != Command::update) {
            continue;
        }
        const std::int64_t move = command_id(command);
        if (!call.database.moves.contains(move)) {
            return missing_error("stock.move", move, user_id);
        }
        MoveChange change;
        change.move = static_cast<RecordId>(move);
        if (Result parsed = parse_change(command_values(command), change); !parsed) {
            return parsed;
        }
        changes.push_back(change);
    }
    Database& database = call.database;
    for (const MoveChange& change : changes) {
        apply(database, change);
    }
    for (const RecordId id : *ids) {
        if (const Value tracking = values["carrier_tracking_ref"]; tracking.present()) {
            database.pickings[id].tracking = tracking.string();
        }
        refresh_picking(database, id);
    }
    call.answer_true();
    return {};
}

Result write_moves(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    MoveChange change;
    if (Result parsed = parse_change(call.argument(1, "vals"), change); !parsed) {
        return parsed;
    }
    for (const RecordId id : *ids) {
        change.move = id;
        apply(call.database, change);
        refresh_picking(call.database, call.database.moves[id].picking);
    }
    call.answer_true();
    return {};
}

Result validate(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    ValidationWishes wishes;
    wishes.skip_backorder = call.context()["skip_backorder"].is_true();
    for (const Value id : call.context()["picking_ids_not_to_backorder"]) {
        wishes.without_backorder.push_back(static_cast<RecordId>(id.integer_or(0)));
    }
    const auto done = validate_pickings(call.database, *ids, wishes, call.now);
    if (!done) {
        return unexpected{done.error()};
    }
    if (*done) {
        call.answer_true();
    } else {
        answer_backorder_wizard(call, *ids);
    }
    return {};
}

Result cancel_pickings(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        // Of several, those before a done one would be rolled back by Odoo; one at a time is sent.
        if (Result cancelled = cancel_picking(call.database, id); !cancelled) {
            return cancelled;
        }
    }
    call.answer_true();
    return {};
}

Result assign_pickings(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        if (!is_open(call.database.pickings[id].state)) {
            return user_error("Nothing to check the availability for.");
        }
    }
    for (const RecordId id : *ids) {
        for (const RecordId move : call.database.pickings[id].moves) {
            confirm_move(call.database, move);
        }
        assign_picking(call.database, id);
    }
    call.answer_true();
    return {};
}

}  // namespace drydock::mocks::odoo
