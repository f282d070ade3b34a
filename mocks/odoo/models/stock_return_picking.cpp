#include <algorithm>
#include <array>
#include <numeric>

#include "mocks/odoo/commands.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

Result write_lines(Call& call, RecordId id, Value value);
Result return_all(Call& call);

Result write_returned_quantity(Call& call, RecordId id, Value value) {
    const auto units = units_of(value);
    if (!units) {
        return not_a_number(value);
    }
    call.database.return_wizard_lines[id].quantity = *units;
    return {};
}

constexpr std::array return_wizard_fields = std::to_array<Field>({
    fields::many2one("picking_id", "Picking", "stock.picking")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_picking, database.return_wizards[id].picking);
        }),
    fields::one2many("product_return_moves", "Moves", "stock.return.picking.line", "wizard_id")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const ReturnWizardRecord& wizard = database.return_wizards[id];
            out.kind = FieldValue::Kind::list;
            out.ids.resize(wizard.line_count);
            std::iota(out.ids.begin(), out.ids.end(), wizard.line_first);
        })
        .writes(write_lines),
    fields::many2one("company_id", "Company", "res.company").not_stored().starts(1),
});

constexpr std::array return_line_fields = std::to_array<Field>({
    fields::many2one("wizard_id", "Wizard", "stock.return.picking")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId wizard = database.return_wizard_lines[id].wizard;
            out.set_reference(wizard) = "stock.return.picking," + std::to_string(wizard);
        }),
    fields::many2one("product_id", "Product", "product.product")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId product = database.moves[database.return_wizard_lines[id].move].product;
            append_product_name(out.set_reference(product), database.product(product));
        }),
    fields::many2one("move_id", "Move", "stock.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_move, database.return_wizard_lines[id].move);
        }),
    fields::floating("quantity", "Quantity")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(database.return_wizard_lines[id].quantity);
        })
        .writes(write_returned_quantity),
    fields::floating("move_quantity", "Move Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(database.moves[database.return_wizard_lines[id].move].quantity);
        }),
    fields::boolean("to_refund", "Update quantities on SO/PO").starts(true),
    fields::many2one("uom_id", "Unit of Measure", "uom.uom").not_stored().starts(1),
});

constexpr std::array wizard_methods = std::to_array<ModelMethod>({
    {"action_create_returns_all", return_all},
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

struct ReturnLineChange {
    RecordId line = 0;
    Units quantity;
};

expected<ReturnLineChange, Error> parse_line_change(
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
        return ReturnLineChange{id, database.return_wizard_lines[id].quantity};
    }
    const auto units = units_of(quantity);
    if (!units) {
        return not_a_number(quantity);
    }
    return ReturnLineChange{id, *units};
}

/// The picking that brings back what the wizard's lines say. Returning more than was delivered is
/// accepted. Source: Odoo 18.0 recordings, f007 to f017.
RecordId add_return(Database& database, RecordId wizard_id, Instant now) {
    const ReturnWizardRecord& wizard = database.return_wizards[wizard_id];
    const PickingRecord& returned = database.pickings[wizard.picking];
    PickingRecord record;
    const WarehouseRecord& warehouse =
        database.warehouses[database.picking_types[returned.type].warehouse];
    record.type = returned.code == PickingCode::outgoing   ? warehouse.receipts
                  : returned.code == PickingCode::incoming ? warehouse.deliveries()
                                                           : returned.type;
    record.code = database.picking_types[record.type].code;
    record.partner = returned.partner;
    record.source = returned.destination;
    record.destination = returned.source;
    record.order = returned.order;
    record.return_of = wizard.picking;
    record.scheduled = now;
    record.origin = "Return of ";
    append_picking_name(record.origin, database, wizard.picking);
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
        database.undo.save(database.returned_moves);
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

/// The wizard's lines are those of the picking: of all commands only changes count.
Result write_lines(Call& call, RecordId, Value value) {
    for (const Value command : value) {
        if (command_code(command) == Command::update) {
            const auto id = static_cast<RecordId>(command_id(command));
            if (Result written = write_records(
                    call, stock_return_picking_line, {&id, 1}, command_values(command)
                );
                !written) {
                return written;
            }
        }
    }
    return {};
}

/// What is done and has not come back yet, or is not about to; negative when more has.
Units left_to_return(const Database& database, RecordId returned) {
    Units left = database.moves[returned].quantity;
    for (const auto& [move, origin] : database.returned_moves) {
        if (origin == returned && database.moves[move].state != StockState::cancel) {
            left -= database.moves[move].quantity;
        }
    }
    return left;
}

/// All that is done comes back. Where more has come back than went, the goods would go the other
/// way in another picking, and that of the return has nothing. Source: Odoo 18.0,
/// stock.return.picking.action_create_returns_all, and recordings f018.
Result return_all(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        const ReturnWizardRecord wizard = call.database.return_wizards[id];
        bool any = false;
        bool any_negative = false;
        for (RecordId place = 0; place < wizard.line_count; ++place) {
            ReturnWizardLineRecord& line =
                call.database.return_wizard_lines[wizard.line_first + place];
            line.quantity = left_to_return(call.database, line.move);
            any = any || line.quantity.positive();
            any_negative = any_negative || line.quantity < Units{};
        }
        if (any_negative && !any) {
            return user_error("Nothing to check the availability for.");
        }
    }
    return create_returns(call);
}

RecordId add_wizard(Database& database, RecordId picking) {
    ReturnWizardRecord wizard;
    wizard.picking = picking;
    wizard.line_first = database.return_wizard_lines.count() + 1;
    const RecordId id = database.return_wizards.count() + 1;
    for (const RecordId move : database.pickings[picking].moves) {
        if (database.moves[move].state != StockState::cancel) {
            database.return_wizard_lines.add({.wizard = id, .move = move, .quantity = {}});
            ++wizard.line_count;
        }
    }
    return database.return_wizards.add(wizard);
}

RecordId picking_asked(const Call& call, Value values) {
    const Value named = values["picking_id"];
    const std::int64_t picking =
        named.present() ? named.integer_or(0) : call.context()["active_id"].integer_or(0);
    return call.database.pickings.contains(picking) ? static_cast<RecordId>(picking) : RecordId{0};
}

expected<RecordId, Error> insert_return_wizard(Call& call, Value values) {
    const RecordId picking = picking_asked(call, values);
    if (picking == 0) {
        return missing_error("stock.picking", values["picking_id"].integer_or(0), call.user);
    }
    return add_wizard(call.database, picking);
}

}  // namespace

const Model stock_return_picking{
    .name = "stock.return.picking",
    .fields = return_wizard_fields,
    .count = [](const Database& database) { return database.return_wizards.count(); },
    .label = "Return Picking",
    .methods = wizard_methods,
    .insert = insert_return_wizard};

const Model stock_return_picking_line{
    .name = "stock.return.picking.line",
    .fields = return_line_fields,
    .count = [](const Database& database) { return database.return_wizard_lines.count(); },
    .look_up = look_up_line,
    .label = "Return Picking Line"};

Result create_return_wizard(Call& call) {
    const Value values = call.argument(0, "vals_list");
    const RecordId picking = picking_asked(call, values);
    if (!values.is_object() || picking == 0 ||
        (values.size() != 0 && !values["picking_id"].present()) || values.size() > 1) {
        return generic_create(call);
    }
    answer_created(call, add_wizard(call.database, picking), 1, values);
    return {};
}

Result write_return_wizard(Call& call) {
    const auto ids = records_of(call);
    const Value values = call.argument(1, "vals");
    const bool plain = ids && values.size() == 1 && values["product_return_moves"].present();
    std::vector<ReturnLineChange> changes;
    for (const Value command : values["product_return_moves"]) {
        const auto change =
            parse_line_change(call.database, command_id(command), command_values(command));
        if (!plain || command_code(command) != Command::update || !change) {
            return generic_write(call);
        }
        changes.push_back(*change);
    }
    if (!plain) {
        return generic_write(call);
    }
    for (const ReturnLineChange& change : changes) {
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
    std::vector<ReturnLineChange> changes;
    for (const RecordId id : *ids) {
        const auto change = parse_line_change(call.database, id, call.argument(1, "vals"));
        if (!change) {
            return generic_write(call);
        }
        changes.push_back(*change);
    }
    for (const ReturnLineChange& change : changes) {
        call.database.return_wizard_lines[change.line].quantity = change.quantity;
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
