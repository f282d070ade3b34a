#include <array>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/stock/stock_models.hpp"
#include "mocks/odoo/stock_quants.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

bool in_inventory_mode(const Call& call) {
    return call.context()["inventory_mode"].is_true();
}

expected<std::int64_t, Error> hundredths_in(const Call& call, std::string_view field, Value value) {
    const auto parsed = parse_value(call, stock_quant, *stock_quant.field(field), value);
    if (!parsed) {
        return unexpected{parsed.error()};
    }
    return parsed->kind == FieldValue::Kind::empty ? 0 : parsed->number / 10;
}

void set_hundredths(FieldValue& out, std::int64_t hundredths) {
    out.set_decimal(hundredths * 10);
}

/// Who has said how much there is: the user that creates in inventory mode, until it is applied.
/// Source: Odoo 18.0, stock.quant.create; recordings c015 to c028.
void set_counting_user(Database& database, RecordId id, RecordId user) {
    if (user == 0 && database.attributes.find(stock_quant, id) == nullptr) {
        return;
    }
    FieldValue value;
    set_record(value, database, res_users, user);
    set_value(database, stock_quant, id, "user_id", std::move(value));
}

/// A quant that there is already is counted anew. Source: Odoo 18.0 recordings, c011 and c012.
expected<RecordId, Error> insert(Call& call, Value values) {
    Database& database = call.database;
    const std::int64_t product = values["product_id"].integer_or(0);
    const RecordId location = id_in(values["location_id"]);
    if (product == 0) {
        return mandatory_field_not_set("Model: Quants (stock.quant)\nField: Product (product_id)\n"
        );
    }
    if (!database.has_product(product)) {
        return missing_error("product.product", product, call.user);
    }
    if (!database.storable(static_cast<RecordId>(product))) {
        return validation_error("Quants cannot be created for consumables or services.");
    }
    if (location == 0) {
        return mandatory_field_not_set(
            "Model: Quants (stock.quant)\nField: Location (location_id)\n"
        );
    }
    if (!database.locations.contains(location)) {
        return missing_error("stock.location", location, call.user);
    }
    const QuantPlace place{
        static_cast<RecordId>(product),
        location,
        id_in(values["lot_id"]),
        id_in(values["package_id"])};
    if (in_inventory_mode(call)) {
        const RecordId id = make_quant(database, place);
        set_counting_user(database, id, call.user);
        return id;
    }
    QuantRecord quant;
    quant.product = place.product;
    quant.location = place.location;
    quant.lot = place.lot;
    quant.package = place.package;
    quant.in_date = call.now;
    const RecordId id = database.quants.add(quant);
    database.stock_of(place.product).quants.push_back(id);
    return id;
}

/// Straight, without a move. Source: Odoo 18.0 recordings, c022 and c025.
Result write_quantity(Call& call, RecordId id, Value value) {
    const auto hundredths = hundredths_in(call, "quantity", value);
    if (!hundredths) {
        return unexpected{hundredths.error()};
    }
    QuantRecord& quant = call.database.quants[id];
    quant.on_hand_hundredths = *hundredths;
    call.database.stock_of(quant.product).moved = true;
    return {};
}

Result write_counted(Call& call, RecordId id, Value value) {
    const auto hundredths = hundredths_in(call, "inventory_quantity", value);
    if (!hundredths) {
        return unexpected{hundredths.error()};
    }
    QuantRecord& quant = call.database.quants[id];
    quant.counted_hundredths = *hundredths;
    quant.counted = true;
    return {};
}

Result write_counted_set(Call& call, RecordId id, Value value) {
    QuantRecord& quant = call.database.quants[id];
    quant.counted = value.is_true();
    if (!quant.counted) {
        quant.counted_hundredths = 0;
    }
    return {};
}

void remove_quant(Call& call, RecordId id) {
    Database& database = call.database;
    std::erase(database.stock_of(database.quants[id].product).quants, id);
    database.quants[id].gone = true;
}

/// A done move from, or to, the location of adjustments; one that changes nothing is done too, and
/// says so. Source: Odoo 18.0 recordings, c015 to c028.
void apply_count(Call& call, RecordId id) {
    Database& database = call.database;
    const QuantRecord quant = database.quants[id];
    const std::int64_t change =
        quant.counted ? quant.counted_hundredths - quant.on_hand_hundredths : 0;
    const bool more = change > 0;
    MoveDetail detail;
    detail.source = more ? locations::inventory_adjustment : quant.location;
    detail.destination = more ? quant.location : locations::inventory_adjustment;
    detail.name = change == 0 ? "Product Quantity Confirmed" : "Product Quantity Updated";
    if (const auto user = number_of(database, stock_quant, id, "user_id"); user != 0) {
        detail.name += " (";
        append_display_name(detail.name, database, res_users, static_cast<RecordId>(user));
        detail.name += ")";
    }
    detail.reference = detail.name;
    detail.date = call.now;
    detail.inventory = true;
    const auto units = static_cast<std::int32_t>(more ? change : -change);
    (void)add_done_move(database, quant.product, Units{units}, std::move(detail));
    change_on_hand(
        database,
        {quant.product, locations::inventory_adjustment, quant.lot, quant.package},
        -change
    );
    QuantRecord& counted = database.quants[id];
    counted.on_hand_hundredths += change;
    counted.counted = false;
    counted.counted_hundredths = 0;
    set_counting_user(database, id, 0);
    database.stock_of(quant.product).moved = true;
}

Result apply_inventory(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        apply_count(call, id);
    }
    return {};
}

Result set_to_on_hand(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        QuantRecord& quant = call.database.quants[id];
        quant.counted = true;
        quant.counted_hundredths = quant.on_hand_hundredths;
    }
    return {};
}

Result clear_counted(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        QuantRecord& quant = call.database.quants[id];
        quant.counted = false;
        quant.counted_hundredths = 0;
    }
    return {};
}

/// Opening the view repairs what concurrency has left. Source: Odoo 18.0 recordings, i022 to i024.
Result view_inventory(Call& call) {
    constexpr int view_id = 939;
    tidy_quants(call.database);
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("name", "Inventory Adjustments");
    out.field("view_mode", "list");
    out.field("res_model", "stock.quant");
    out.field("type", "ir.actions.act_window");
    out.begin_object("context");
    out.field_bool("inventory_mode", true);
    out.field_bool("no_at_date", true);
    out.end();
    out.begin_array("domain");
    out.begin_array();
    out.add("location_id.usage");
    out.add("in");
    out.begin_array();
    out.add("internal");
    out.add("transit");
    out.end();
    out.end();
    out.end();
    out.begin_array("views");
    out.begin_array();
    out.add(view_id);
    out.add("list");
    out.end();
    out.end();
    out.field(
        "help",
        "\n                <p class=\"o_view_nocontent_smiling_face\">\n                    Your "
        "stock is currently empty\n                </p>\n                <p>\n                    "
        "Press the &#34;New&#34; button to define the quantity for a product in your stock or "
        "import quantities from a spreadsheet via the Actions menu <span class=\"fa fa-cog\"/>\n"
        "                </p>\n                "
    );
    out.end();
    return {};
}

/// Source: Odoo 18.0 recordings, c013 and c063 for the values, stock for the labels.
constexpr std::array quant_fields = std::to_array<Field>({
    fields::many2one("product_id", "Product", "product.product")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId product = database.quants[id].product;
            append_product_name(out.set_reference(product), database.product(product));
        }),
    fields::many2one("location_id", "Location", "stock.location")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId location = database.quants[id].location;
            out.set_reference(location) = location_name(database, location);
        }),
    fields::many2one("lot_id", "Lot/Serial Number", "stock.lot")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_lot, database.quants[id].lot);
        }),
    fields::many2one("package_id", "Package", "stock.quant.package")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_quant_package, database.quants[id].package);
        }),
    fields::floating("quantity", "Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_hundredths(out, database.quants[id].on_hand_hundredths);
        })
        .writes(write_quantity),
    fields::floating("reserved_quantity", "Reserved Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_hundredths(out, database.quants[id].reserved_hundredths);
        }),
    fields::floating("available_quantity", "Available Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const QuantRecord& quant = database.quants[id];
            set_hundredths(out, quant.on_hand_hundredths - quant.reserved_hundredths);
        }),
    fields::floating("inventory_quantity", "Counted Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_hundredths(out, database.quants[id].counted_hundredths);
        })
        .writes(write_counted),
    fields::boolean("inventory_quantity_set", "Inventory Quantity Set")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(database.quants[id].counted);
        })
        .writes(write_counted_set),
    fields::floating("inventory_diff_quantity", "Difference")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const QuantRecord& quant = database.quants[id];
            set_hundredths(
                out, quant.counted ? quant.counted_hundredths - quant.on_hand_hundredths : 0
            );
        }),
    fields::floating("inventory_quantity_auto_apply", "Inventoried Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_hundredths(out, database.quants[id].on_hand_hundredths);
        }),
    fields::datetime("in_date", "Incoming Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_datetime(database.quants[id].in_date);
        }),
    fields::many2one("warehouse_id", "Warehouse", "stock.warehouse")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId location = database.quants[id].location;
            set_record(out, database, stock_warehouse, database.locations[location].warehouse);
        }),
    fields::many2one("owner_id", "Owner", "res.partner"),
    fields::many2one("user_id", "Assigned To", "res.users"),
    fields::many2one("company_id", "Company", "res.company")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId location = database.quants[id].location;
            const bool ours = bypasses_reservation(database.locations[location].usage) == false;
            set_record(out, database, res_company, ours ? RecordId{1} : RecordId{0});
        }),
    fields::many2one("product_uom_id", "Unit of Measure", "uom.uom").not_stored().starts(1),
});

constexpr std::array quant_methods = std::to_array<ModelMethod>({
    {"action_apply_inventory", apply_inventory},
    {"action_set_inventory_quantity", set_to_on_hand},
    {"action_clear_inventory_quantity", clear_counted},
    {"action_view_inventory", view_inventory, false, true},
});

bool look_up_quant(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field != "product_id" || !operand.is_number()) {
        return false;
    }
    if (const std::int64_t id = operand.integer_or(0); database.has_product(id)) {
        const auto& quants = database.stock_of(static_cast<RecordId>(id)).quants;
        ids.insert(ids.end(), quants.begin(), quants.end());
    }
    return true;
}

}  // namespace

const Model stock_quant{
    .name = "stock.quant",
    .fields = quant_fields,
    .count = [](const Database& database) { return database.quants.count(); },
    .order = "id",
    .look_up = look_up_quant,
    .label = "Quants",
    .methods = quant_methods,
    .contains = [](const Database& database, RecordId id
                ) { return database.quants.contains(id) && !database.quants[id].gone; },
    .show =
        [](std::string& out, const Database& database, RecordId id) {
            const QuantRecord& quant = database.quants[id];
            out.append(location_name(database, quant.location));
            out.append(" - ");
            append_product_name(out, database.product(quant.product));
        },
    .insert = insert,
    .remove = remove_quant};

}  // namespace drydock::mocks::odoo
