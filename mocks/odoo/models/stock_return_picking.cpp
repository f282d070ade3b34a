#include <algorithm>
#include <array>
#include <numeric>

#include "mocks/odoo/commands.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr std::array fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"picking_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId picking = database.return_wizards[id].picking;
         append_picking_name(out.set_reference(picking), database.pickings[picking]);
     }},
    {"product_return_moves",
     [](const Database& database, RecordId id, FieldValue& out) {
         const ReturnWizardRecord& wizard = database.return_wizards[id];
         out.kind = FieldValue::Kind::list;
         out.ids.resize(wizard.line_count);
         std::iota(out.ids.begin(), out.ids.end(), wizard.line_first);
     }},
});

constexpr std::array line_fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"wizard_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId wizard = database.return_wizard_lines[id].wizard;
         out.set_reference(wizard) = "stock.return.picking," + std::to_string(wizard);
     }},
    {"product_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId product = database.moves[database.return_wizard_lines[id].move].product;
         append_product_name(out.set_reference(product), database.product(product));
     }},
    {"move_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId move = database.return_wizard_lines[id].move;
         append_move_name(out.set_reference(move), database, move);
     }},
    {"quantity",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_units(database.return_wizard_lines[id].quantity);
     }},
    {"move_quantity",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_units(database.moves[database.return_wizard_lines[id].move].quantity);
     }},
    {"to_refund", [](const Database&, RecordId, FieldValue& out) { out.set_boolean(true); }},
});

bool look_up_line(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field != "wizard_id" || !operand.is_number()) {
        return false;
    }
    const std::int64_t id = operand.integer_or(0);
    if (database.return_wizards.contains(id)) {
        const ReturnWizardRecord& wizard = database.return_wizards[static_cast<RecordId>(id)];
        for (RecordId line = 0; line < wizard.line_count; ++line) {
            ids.push_back(wizard.line_first + line);
        }
    }
    return true;
}

struct LineChange {
    RecordId line = 0;
    Units quantity;
};

expected<LineChange, Error> parse_line_change(
    const Database& database, std::int64_t line, Value values
) {
    if (!database.return_wizard_lines.contains(line)) {
        return missing_error("stock.return.picking.line", line, user_id);
    }
    for (const Value member : values) {
        if (member.key() != "quantity") {
            return unknown_field(member.key(), "stock.return.picking.line");
        }
    }
    const auto id = static_cast<RecordId>(line);
    const Value quantity = values["quantity"];
    if (!quantity.present()) {
        return LineChange{id, database.return_wizard_lines[id].quantity};
    }
    const auto units = units_of(quantity);
    if (!units) {
        return not_a_number(quantity);
    }
    return LineChange{id, *units};
}

/// The picking that brings back what the wizard's lines say. Returning more than was delivered is
/// accepted. Source: Odoo 18.0 recordings, f007 to f017.
RecordId add_return(Database& database, RecordId wizard_id, Instant now) {
    const ReturnWizardRecord& wizard = database.return_wizards[wizard_id];
    const PickingRecord& returned = database.pickings[wizard.picking];
    PickingRecord record;
    record.type = returned.type == PickingType::outgoing   ? PickingType::incoming
                  : returned.type == PickingType::incoming ? PickingType::outgoing
                                                           : PickingType::internal;
    record.source = returned.destination;
    record.destination = returned.source;
    record.order = returned.order;
    record.return_of = wizard.picking;
    record.scheduled = now;
    record.origin = "Return of ";
    append_picking_name(record.origin, returned);
    const RecordId id = database.add_picking(std::move(record));
    for (RecordId place = 0; place < wizard.line_count; ++place) {
        const ReturnWizardLineRecord& line =
            database.return_wizard_lines[wizard.line_first + place];
        if (!line.quantity.positive()) {
            continue;
        }
        const MoveRecord& origin = database.moves[line.move];
        const RecordId move = add_move(
            database,
            id,
            {.product = origin.product,
             .sale_line = origin.sale_line,
             .demand = line.quantity,
             .quantity = {}}
        );
        confirm_move(database, move);
        database.returned_moves.emplace_back(move, line.move);
    }
    assign_picking(database, id);
    return id;
}

/// Source: Odoo 18.0 recordings, f007.
void answer_return(Call& call, RecordId picking) {
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("name", "Returned Picking");
    out.field("view_mode", "form");
    out.field("res_model", "stock.picking");
    out.field("res_id", picking);
    out.field("type", "ir.actions.act_window");
    if (call.context().is_object()) {
        out.field("context", call.context());
    } else {
        out.begin_object("context");
        out.end();
    }
    out.end();
}

}  // namespace

const Model stock_return_picking{
    .name = "stock.return.picking",
    .fields = fields,
    .count = [](const Database& database) { return database.return_wizards.count(); },
    .order = "id",
    .look_up = nullptr};

const Model stock_return_picking_line{
    .name = "stock.return.picking.line",
    .fields = line_fields,
    .count = [](const Database& database) { return database.return_wizard_lines.count(); },
    .order = "id",
    .look_up = look_up_line};

Result create_return_wizard(Call& call) {
    const Value values = call.argument(0, "vals_list");
    for (const Value member : values) {
        if (member.key() != "picking_id") {
            return unknown_field(member.key(), "stock.return.picking");
        }
    }
    const Value named = values["picking_id"];
    const std::int64_t picking =
        named.present() ? named.integer_or(0) : call.context()["active_id"].integer_or(0);
    Database& database = call.database;
    if (!database.pickings.contains(picking)) {
        return missing_error("stock.picking", picking, user_id);
    }
    ReturnWizardRecord wizard;
    wizard.picking = static_cast<RecordId>(picking);
    wizard.line_first = database.return_wizard_lines.count() + 1;
    const RecordId id = database.return_wizards.count() + 1;
    for (const RecordId move : database.pickings[wizard.picking].moves) {
        if (database.moves[move].state != StockState::cancel) {
            database.return_wizard_lines.add({.wizard = id, .move = move, .quantity = {}});
            ++wizard.line_count;
        }
    }
    answer_created(call, database.return_wizards.add(wizard), 1, values);
    return {};
}

Result write_return_wizard(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    const Value values = call.argument(1, "vals");
    for (const Value member : values) {
        if (member.key() != "product_return_moves") {
            return unknown_field(member.key(), "stock.return.picking");
        }
    }
    std::vector<LineChange> changes;
    for (const Value command : values["product_return_moves"]) {
        if (command_code(command) != Command::update) {
            continue;
        }
        const auto change =
            parse_line_change(call.database, command_id(command), command_values(command));
        if (!change) {
            return unexpected{change.error()};
        }
        changes.push_back(*change);
    }
    for (const LineChange& change : changes) {
        call.database.return_wizard_lines[change.line].quantity = change.quantity;
    }
    call.answer_true();
    return {};
}

Result write_return_lines(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        const auto change = parse_line_change(call.database, id, call.argument(1, "vals"));
        if (!change) {
            return unexpected{change.error()};
        }
        call.database.return_wizard_lines[id].quantity = change->quantity;
    }
    call.answer_true();
    return {};
}

Result create_returns(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (ids->size() != 1) {
        return value_error("Expected singleton: stock.return.picking()");
    }
    const Database& database = call.database;
    const ReturnWizardRecord& wizard = database.return_wizards[ids->front()];
    bool any = false;
    for (RecordId place = 0; place < wizard.line_count; ++place) {
        any = any || database.return_wizard_lines[wizard.line_first + place].quantity.positive();
    }
    if (!any) {
        return user_error("Please specify at least one non-zero quantity.");
    }
    answer_return(call, add_return(call.database, ids->front(), call.now));
    return {};
}

}  // namespace drydock::mocks::odoo
