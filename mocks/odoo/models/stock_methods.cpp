#include <algorithm>
#include <array>
#include <optional>

#include "mocks/odoo/commands.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/transaction.hpp"
#include "mocks/odoo/stock/stock_models.hpp"
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

expected<PickingRecord, Error> parse_picking(const Database& database, Value values) {
    constexpr std::array<std::string_view, 5> known{
        "picking_type_id", "location_id", "location_dest_id", "origin", "move_ids"};
    for (const Value member : values) {
        if (std::find(known.begin(), known.end(), member.key()) == known.end()) {
            return unknown_field(member.key(), "stock.picking");
        }
    }
    const std::int64_t type = values["picking_type_id"].integer_or(0);
    if (!database.picking_types.contains(type)) {
        return mandatory_field_not_set(
            "Model: Transfer (stock.picking)\nField: Operation Type (picking_type_id)\n"
        );
    }
    PickingRecord record;
    record.type = static_cast<RecordId>(type);
    record.code = database.picking_types[record.type].code;
    record.source = database.picking_types[record.type].source;
    record.destination = database.picking_types[record.type].destination;
    for (const auto& [value, place] :
         {std::pair{values["location_id"], &record.source},
          std::pair{values["location_dest_id"], &record.destination}}) {
        if (!value.present()) {
            continue;
        }
        const std::int64_t location = value.integer_or(0);
        if (!database.locations.contains(location)) {
            return missing_error("stock.location", location, user_id);
        }
        *place = static_cast<RecordId>(location);
    }
    record.origin = values["origin"].string();
    return record;
}

/// Source: Odoo 18.0 recordings, c072.
void answer_backorder_wizard(
    Call& call, std::span<const RecordId> lacking, std::span<const RecordId> pickings
) {
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
    out.field_bool("default_show_transfers", lacking.size() > 1);
    out.begin_array("default_pick_ids");
    for (const RecordId id : lacking) {
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
    auto record = parse_picking(call.database, values);
    if (!record) {
        return generic_create(call);
    }
    std::vector<NewMove> moves;
    moves.reserve(values["move_ids"].size());
    for (const Value command : values["move_ids"]) {
        NewMove move;
        if (command_code(command) != Command::create ||
            !parse_new_move(call, command_values(command), move)) {
            return generic_create(call);
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

/// Busy clients write quantities and references alone; all else goes the general way.
Result write_pickings(Call& call) {
    const auto ids = records_of(call);
    const Value values = call.argument(1, "vals");
    for (const Value member : values) {
        if (member.key() != "move_ids" && member.key() != "carrier_tracking_ref") {
            return generic_write(call);
        }
    }
    if (!ids || !values.is_object() || values.size() == 0) {
        return generic_write(call);
    }
    std::vector<MoveChange> changes;
    changes.reserve(values["move_ids"].size());
    for (const Value command : values["move_ids"]) {
        const std::int64_t move = command_id(command);
        MoveChange change;
        change.move = static_cast<RecordId>(move);
        if (command_code(command) != Command::update || !call.database.moves.contains(move) ||
            !parse_change(command_values(command), change)) {
            return generic_write(call);
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
        if (!changes.empty()) {
            refresh_picking(database, id);
        }
    }
    call.answer_true();
    return {};
}

Result write_moves(Call& call) {
    const auto ids = records_of(call);
    const Value values = call.argument(1, "vals");
    MoveChange change;
    if (!ids || !values.is_object() || !parse_change(values, change)) {
        return generic_write(call);
    }
    for (const RecordId id : *ids) {
        change.move = id;
        apply(call.database, change);
        refresh_picking(call.database, call.database.moves[id].picking);
    }
    call.answer_true();
    return {};
}

/// Source: Odoo 18.0 recordings, d002.
Result answer_sms_wizard(Call& call, std::span<const RecordId> pickings) {
    constexpr int view_id = 1'165;
    DocumentWriter values;
    values.begin_object();
    values.begin_array("pick_ids");
    for (const RecordId id : pickings) {
        values.begin_array();
        values.add(4);
        values.add(id);
        values.end();
    }
    values.end();
    values.end();
    Call of_wizard{
        call.database, call.now, confirm_stock_sms, call.positional, Value{}, call.out, call.user};
    const auto wizard = create_record(of_wizard, confirm_stock_sms, call.keep(values.finish()));
    if (!wizard) {
        return unexpected{wizard.error()};
    }
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("name", "SMS");
    out.field("type", "ir.actions.act_window");
    out.field("view_mode", "form");
    out.field("res_model", "confirm.stock.sms");
    out.begin_array("views");
    out.begin_array();
    out.add(view_id);
    out.add("form");
    out.end();
    out.end();
    out.field("view_id", view_id);
    out.field("target", "new");
    out.field("res_id", *wizard);
    out.begin_object("context");
    bool named = false;
    for (const Value member : call.context()) {
        named = named || member.key() == "button_validate_picking_ids";
        out.name(member.key());
        out.add(member);
    }
    if (!named) {
        out.begin_array("button_validate_picking_ids");
        for (const RecordId id : pickings) {
            out.add(id);
        }
        out.end();
    }
    out.end();
    out.end();
    return {};
}

Result validate_by_context(Call& call, std::span<const RecordId> pickings) {
    ValidationWishes wishes;
    wishes.skip_sms = call.context()["skip_sms"].is_true();
    wishes.skip_backorder = call.context()["skip_backorder"].is_true();
    for (const Value id : call.context()["picking_ids_not_to_backorder"]) {
        wishes.without_backorder.push_back(static_cast<RecordId>(id.integer_or(0)));
    }
    const auto done = validate_pickings(call.database, pickings, wishes, call.now);
    if (!done) {
        return unexpected{done.error()};
    }
    if (*done == Validation::done) {
        call.answer_true();
    } else if (*done == Validation::asks_sms) {
        return answer_sms_wizard(call, pickings);
    } else {
        answer_backorder_wizard(call, pickings_lacking_goods(call.database, pickings), pickings);
    }
    return {};
}

Result validate(Call& call) {
    auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (call.database.settings.version == OdooVersion::v19) {
        // Source: Odoo 19.0 recordings, b20 and c06.
        const bool none = ids->empty();
        std::erase_if(*ids, [&](RecordId id) {
            return call.database.pickings[id].state == StockState::done;
        });
        if (!none && ids->empty()) {
            call.answer_true();
            return {};
        }
    }
    return validate_by_context(call, *ids);
}

Result cancel_pickings(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
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
