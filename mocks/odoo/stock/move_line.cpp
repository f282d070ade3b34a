#include <algorithm>
#include <array>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/state_names.hpp"
#include "mocks/odoo/stock/stock_models.hpp"
#include "mocks/odoo/stock_move_lines.hpp"
#include "mocks/odoo/stock_quants.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

bool is_own(RecordId id) {
    return id % 2 == 1;
}

RecordId move_in(RecordId id) {
    return (id + 1) / 2;
}

/// Its place in Database::move_lines, or 0 for the only line of a move that keeps none.
RecordId kept_of(const Database& database, RecordId id) {
    if (!is_own(id)) {
        return id / 2;
    }
    const auto lines = database.lines_of_move.find(move_in(id));
    if (lines == database.lines_of_move.end()) {
        return 0;
    }
    const auto first = std::find_if(lines->second.begin(), lines->second.end(), [&](RecordId line) {
        return database.move_lines[line].first;
    });
    return first == lines->second.end() ? 0 : *first;
}

/// The line as it is, kept or not.
MoveLineRecord move_line_of(const Database& database, RecordId id) {
    if (const RecordId kept = kept_of(database, id); kept != 0) {
        return database.move_lines[kept];
    }
    MoveLineRecord line;
    line.move = move_in(id);
    line.quantity = database.moves[line.move].quantity;
    line.source = database.source_of(line.move);
    line.destination = database.destination_of(line.move);
    line.picked = database.moves[line.move].picked;
    return line;
}

bool contains(const Database& database, RecordId id) {
    if (!is_own(id)) {
        return database.move_lines.contains(id / 2) && !database.move_lines[id / 2].first;
    }
    const RecordId move = move_in(id);
    if (!database.moves.contains(move)) {
        return false;
    }
    return database.moves[move].has_lines ? kept_of(database, id) != 0
                                          : database.moves[move].quantity != Units{};
}

expected<Units, Error> quantity_in(const Call& call, Value value) {
    const auto parsed =
        parse_value(call, stock_move_line, *stock_move_line.field("quantity"), value);
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

/// To change: from now on a record of its own.
RecordId keep_line(Database& database, RecordId id) {
    if (is_own(id)) {
        keep_lines(database, move_in(id));
    }
    return kept_of(database, id);
}

/// Changes where the line takes its goods from: what it holds is given back there and taken here.
template <class Change>
void change_place(Database& database, RecordId id, Change change) {
    const RecordId line = keep_line(database, id);
    const Units held = database.move_lines[line].quantity;
    set_line_quantity(database, line, {});
    change(database.move_lines[line]);
    set_line_quantity(database, line, held);
}

void refresh(Database& database, RecordId move) {
    refresh_move(database.moves[move]);
    refresh_picking(database, database.moves[move].picking);
}

Result write_move_line_quantity(Call& call, RecordId id, Value value) {
    const auto units = quantity_in(call, value);
    if (!units) {
        return unexpected{units.error()};
    }
    set_line_quantity(call.database, keep_line(call.database, id), *units);
    return {};
}

Result write_picked(Call& call, RecordId id, Value value) {
    Database& database = call.database;
    const MoveLineRecord line = move_line_of(database, id);
    if (const RecordId kept = kept_of(database, id); kept != 0) {
        database.move_lines[kept].picked = value.is_true();
    }
    // Source: Odoo 18.0, stock.move._compute_picked: any line picked makes the move so.
    database.moves[line.move].picked = value.is_true();
    return {};
}

Result write_lot(Call& call, RecordId id, Value value) {
    const RecordId lot = id_in(value);
    change_place(call.database, id, [&](MoveLineRecord& line) { line.lot = lot; });
    return {};
}

Result write_package(Call& call, RecordId id, Value value) {
    const RecordId package = id_in(value);
    change_place(call.database, id, [&](MoveLineRecord& line) { line.package = package; });
    return {};
}

Result write_result_package(Call& call, RecordId id, Value value) {
    const RecordId line = keep_line(call.database, id);
    call.database.move_lines[line].result_package = id_in(value);
    return {};
}

Result write_source(Call& call, RecordId id, Value value) {
    const RecordId place = id_in(value);
    if (!call.database.locations.contains(place)) {
        return missing_error("stock.location", place, call.user);
    }
    if (move_line_of(call.database, id).source != place) {
        change_place(call.database, id, [&](MoveLineRecord& line) { line.source = place; });
    }
    return {};
}

Result write_destination(Call& call, RecordId id, Value value) {
    const RecordId place = id_in(value);
    if (!call.database.locations.contains(place)) {
        return missing_error("stock.location", place, call.user);
    }
    if (move_line_of(call.database, id).destination != place) {
        change_place(call.database, id, [&](MoveLineRecord& line) { line.destination = place; });
    }
    return {};
}

/// A lot that is named is made when the line is done. Assumption: it is made at once.
Result write_lot_name(Call& call, RecordId id, Value value) {
    const MoveLineRecord line = move_line_of(call.database, id);
    if (value.string().empty() || line.lot != 0) {
        return {};
    }
    DocumentWriter values;
    values.begin_object();
    values.field("name", value.string());
    values.field("product_id", RecordId{call.database.moves[line.move].product});
    values.end();
    const auto lot = create_record(call, stock_lot, call.keep(values.finish()));
    if (!lot) {
        return unexpected{lot.error()};
    }
    change_place(call.database, id, [&](MoveLineRecord& changed) { changed.lot = *lot; });
    return {};
}

/// The open move of a picking for a product; made when there is none.
RecordId move_for(Call& call, RecordId picking, RecordId product) {
    Database& database = call.database;
    for (const RecordId move : database.pickings[picking].moves) {
        if (database.moves[move].product == product && is_open(database.moves[move].state)) {
            return move;
        }
    }
    const RecordId move = add_move(database, picking, {.product = product});
    confirm_move(database, move);
    return move;
}

expected<RecordId, Error> insert_move_line(Call& call, Value values) {
    Database& database = call.database;
    RecordId move = id_in(values["move_id"]);
    const RecordId picking = id_in(values["picking_id"]);
    const std::int64_t product = values["product_id"].integer_or(0);
    if (move == 0 && database.pickings.contains(picking) && database.has_product(product)) {
        move = move_for(call, picking, static_cast<RecordId>(product));
    }
    if (!database.moves.contains(move)) {
        return mandatory_field_not_set(
            "Model: Product Moves (Stock Move Line) (stock.move.line)\nField: Product "
            "(product_id)\n"
        );
    }
    MoveLineRecord line;
    line.move = move;
    line.source = database.source_of(move);
    line.destination = database.destination_of(move);
    return kept_line_id(add_move_line(database, line));
}

Result move_line_created(Call& call, RecordId id, Value) {
    refresh(call.database, move_line_of(call.database, id).move);
    return {};
}

Result move_line_written(Call& call, std::span<const RecordId> ids, Value) {
    for (const RecordId id : ids) {
        refresh(call.database, move_line_of(call.database, id).move);
    }
    return {};
}

Result check_unlink(Call& call, std::span<const RecordId> ids) {
    for (const RecordId id : ids) {
        if (!is_open(call.database.moves[move_line_of(call.database, id).move].state)) {
            return user_error(
                "You can not delete product moves if the picking is done. You can only correct the "
                "done quantities."
            );
        }
    }
    return {};
}

void remove_operation(Call& call, RecordId id) {
    Database& database = call.database;
    const RecordId line = keep_line(database, id);
    const RecordId move = database.move_lines[line].move;
    remove_move_line(database, line);
    refresh(database, move);
}

void read_quantity(const Database& database, RecordId id, FieldValue& out) {
    out.set_units(move_line_of(database, id).quantity);
}

RecordId picking_of_line(const Database& database, RecordId id) {
    return database.moves[move_line_of(database, id).move].picking;
}

void read_lot_name(const Database& database, RecordId id, FieldValue& out) {
    const RecordId lot = move_line_of(database, id).lot;
    out.set_text(lot == 0 ? std::string{} : text_of(database, stock_lot, lot, "name"));
}

template <RecordId MoveLineRecord::*member, const Model& model>
void read_member(const Database& database, RecordId id, FieldValue& out) {
    set_record(out, database, model, move_line_of(database, id).*member);
}

/// Source: Odoo 18.0 recordings, c062 for the values, stock for the labels.
constexpr std::array move_line_fields = std::to_array<Field>({
    fields::many2one("move_id", "Stock Operation", "stock.move")
        .reads(read_member<&MoveLineRecord::move, stock_move>),
    fields::many2one("picking_id", "Transfer", "stock.picking")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_picking, picking_of_line(database, id));
        }),
    fields::many2one("product_id", "Product", "product.product")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId product = database.moves[move_line_of(database, id).move].product;
            append_product_name(out.set_reference(product), database.product(product));
        }),
    fields::floating("quantity", "Quantity").reads(read_quantity).writes(write_move_line_quantity),
    fields::floating("quantity_product_uom", "Quantity in Product UoM").reads(read_quantity),
    fields::boolean("picked", "Picked")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(database.moves[move_line_of(database, id).move].picked);
        })
        .writes(write_picked),
    fields::many2one("location_id", "From", "stock.location")
        .reads(read_member<&MoveLineRecord::source, stock_location>)
        .writes(write_source),
    fields::many2one("location_dest_id", "To", "stock.location")
        .reads(read_member<&MoveLineRecord::destination, stock_location>)
        .writes(write_destination),
    fields::many2one("lot_id", "Lot/Serial Number", "stock.lot")
        .reads(read_member<&MoveLineRecord::lot, stock_lot>)
        .writes(write_lot),
    fields::character("lot_name", "Lot/Serial Number Name")
        .reads(read_lot_name)
        .writes(write_lot_name),
    fields::many2one("package_id", "Source Package", "stock.quant.package")
        .reads(read_member<&MoveLineRecord::package, stock_quant_package>)
        .writes(write_package),
    fields::many2one("result_package_id", "Destination Package", "stock.quant.package")
        .reads(read_member<&MoveLineRecord::result_package, stock_quant_package>)
        .writes(write_result_package),
    fields::character("state", "Status")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(stock_state_name(database.moves[move_line_of(database, id).move].state));
        }),
    fields::character("reference", "Reference")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out = value_of(database, stock_move, move_line_of(database, id).move, "reference");
        }),
    fields::character("origin", "Source")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out = value_of(database, stock_move, move_line_of(database, id).move, "origin");
        }),
    fields::datetime("date", "Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out = value_of(database, stock_move, move_line_of(database, id).move, "date");
        }),
    fields::many2one("owner_id", "From Owner", "res.partner"),
    fields::many2one("product_uom_id", "Unit of Measure", "uom.uom").starts(1),
    fields::many2one("company_id", "Company", "res.company").starts(1),
});

bool look_up_move_line(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (!operand.is_number() || (field != "picking_id" && field != "move_id")) {
        return false;
    }
    const std::int64_t id = operand.integer_or(0);
    if (field == "move_id" && database.moves.contains(id)) {
        add_line_ids(database, static_cast<RecordId>(id), ids);
    } else if (field == "picking_id" && database.pickings.contains(id)) {
        for (const RecordId move : database.pickings[static_cast<RecordId>(id)].moves) {
            add_line_ids(database, move, ids);
        }
    }
    std::sort(ids.begin(), ids.end());
    return true;
}

}  // namespace

void add_line_ids(const Database& database, RecordId move, std::vector<RecordId>& ids) {
    const MoveRecord& record = database.moves[move];
    if (!record.has_lines) {
        if (record.quantity != Units{}) {
            ids.push_back(own_line_id(move));
        }
        return;
    }
    for (const RecordId line : database.lines_of_move.at(move)) {
        ids.push_back(database.move_lines[line].first ? own_line_id(move) : kept_line_id(line));
    }
}

const Model stock_move_line{
    .name = "stock.move.line",
    .fields = move_line_fields,
    .count = [](const Database& database
             ) { return std::max(2 * database.moves.count(), 2 * database.move_lines.count()); },
    .order = "id",
    .look_up = look_up_move_line,
    .label = "Product Moves (Stock Move Line)",
    .contains = contains,
    .show = [](std::string& out, const Database& database, RecordId id
            ) { append_move_name(out, database, move_line_of(database, id).move); },
    .insert = insert_move_line,
    .created = move_line_created,
    .written = move_line_written,
    .before_unlink = check_unlink,
    .remove = remove_operation};

}  // namespace drydock::mocks::odoo
