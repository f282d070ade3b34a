#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/stock/stock_models.hpp"
#include "mocks/odoo/stock_quants.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

/// The next name of a sequence that nothing else uses: ids are not given back either.
void set_numbered_name(Call& call, const Model& model, RecordId id, std::string name) {
    if (text_of(call.database, model, id, "name").empty()) {
        FieldValue value;
        value.set_text(name);
        set_value(call.database, model, id, "name", std::move(value));
    }
}

/// Source: Odoo 18.0 recordings, g030.
Result lot_created(Call& call, RecordId id, Value) {
    const std::int64_t product = number_of(call.database, stock_lot, id, "product_id");
    const std::string name = text_of(call.database, stock_lot, id, "name");
    for (const RecordId other : all_records(call.database, stock_lot)) {
        if (other != id && number_of(call.database, stock_lot, other, "product_id") == product &&
            text_of(call.database, stock_lot, other, "name") == name) {
            std::string shown;
            append_product_name(shown, call.database.product(static_cast<RecordId>(product)));
            return validation_error(fmt::format(
                "The combination of lot/serial number and product must be unique within a company "
                "including when no company is defined.\nThe following combinations contain "
                "duplicates:\n - Product: {}, Lot/Serial Number: {}",
                shown,
                name
            ));
        }
    }
    return {};
}

void read_lot_quantity(const Database& database, RecordId id, FieldValue& out) {
    const auto product = static_cast<RecordId>(number_of(database, stock_lot, id, "product_id"));
    std::int64_t hundredths = 0;
    for (const RecordId quant : database.stock_of(product).quants) {
        const QuantRecord& record = database.quants[quant];
        if (record.lot == id && !bypasses_reservation(database.locations[record.location].usage)) {
            hundredths += record.on_hand_hundredths;
        }
    }
    out.set_decimal(hundredths * 10);
}

void default_lot_name(const Call& call, FieldValue& out) {
    out.set_text(fmt::format("{:07}", last_id(call.database, stock_lot)));
}

constexpr std::array lot_fields = std::to_array<Field>({
    fields::character("name", "Lot/Serial Number").require().defaults_to(default_lot_name),
    fields::character("ref", "Internal Reference"),
    fields::many2one("product_id", "Product", "product.product").require(),
    fields::many2one("company_id", "Company", "res.company"),
    fields::html("note", "Description"),
    fields::floating("product_qty", "On Hand Quantity").reads(read_lot_quantity),
});

Result package_created(Call& call, RecordId id, Value) {
    set_numbered_name(call, stock_quant_package, id, fmt::format("PACK{:07}", id));
    return {};
}

constexpr std::array package_fields = std::to_array<Field>({
    fields::character("name", "Package Reference"),
    fields::one2many("quant_ids", "Bulk Content", "stock.quant", "package_id"),
    fields::many2one("location_id", "Location", "stock.location"),
    fields::many2one("company_id", "Company", "res.company"),
});

constexpr auto scrap_states = std::to_array<SelectionItem>({{"draft", "Draft"}, {"done", "Done"}});

Result scrap_created(Call& call, RecordId id, Value) {
    set_numbered_name(call, stock_scrap, id, fmt::format("SP/{:05}", id));
    return {};
}

RecordId id_of(const Database& database, RecordId scrap, std::string_view field) {
    return static_cast<RecordId>(number_of(database, stock_scrap, scrap, field));
}

/// The goods go to the scrap location at once. Source: Odoo 18.0, stock.scrap.do_scrap.
void scrap_goods(Call& call, RecordId id) {
    Database& database = call.database;
    const auto units = units_of_thousandths(number_of(database, stock_scrap, id, "scrap_qty"));
    const QuantPlace place{
        id_of(database, id, "product_id"),
        id_of(database, id, "location_id"),
        id_of(database, id, "lot_id"),
        id_of(database, id, "package_id")};
    MoveDetail detail;
    detail.source = place.location;
    detail.destination = id_of(database, id, "scrap_location_id");
    detail.name = text_of(database, stock_scrap, id, "name");
    detail.reference = detail.name;
    detail.origin = text_of(database, stock_scrap, id, "origin");
    detail.date = call.now;
    detail.scrapped = true;
    if (database.storable(place.product) && units) {
        change_on_hand(database, place, -std::int64_t{units->hundredths});
        change_on_hand(
            database, {place.product, detail.destination, place.lot, 0}, units->hundredths
        );
        database.stock_of(place.product).moved = true;
    }
    const RecordId move =
        add_done_move(database, place.product, units.value_or(Units{}), std::move(detail));
    FieldValue value;
    value.set_text("done");
    set_value(database, stock_scrap, id, "state", value);
    value.set_datetime(call.now);
    set_value(database, stock_scrap, id, "date_done", value);
    value.set_list(std::array{move});
    set_value(database, stock_scrap, id, "move_ids", std::move(value));
}

/// Source: Odoo 18.0, stock.scrap.action_validate.
Result validate_scraps(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        if (number_of(call.database, stock_scrap, id, "scrap_qty") <= 0) {
            return user_error("You can only enter positive quantities.");
        }
        scrap_goods(call, id);
    }
    call.answer_true();
    return {};
}

constexpr int stock_id = locations::stock;
constexpr int scrap_id = locations::scrap;

constexpr std::array scrap_fields = std::to_array<Field>({
    fields::character("name", "Reference").not_copied(),
    fields::many2one("product_id", "Product", "product.product").require(),
    fields::floating("scrap_qty", "Quantity").starts(1),
    fields::many2one("location_id", "Source Location", "stock.location").require().starts(stock_id),
    fields::many2one("scrap_location_id", "Scrap Location", "stock.location")
        .require()
        .starts(scrap_id),
    fields::many2one("picking_id", "Picking", "stock.picking"),
    fields::many2one("lot_id", "Lot/Serial", "stock.lot"),
    fields::many2one("package_id", "Package", "stock.quant.package"),
    fields::many2one("owner_id", "Owner", "res.partner"),
    fields::many2one("product_uom_id", "Unit of Measure", "uom.uom").starts(1),
    fields::many2one("company_id", "Company", "res.company").starts(1),
    fields::many2many("move_ids", "Move", "stock.move").not_copied(),
    fields::character("origin", "Source Document"),
    fields::datetime("date_done", "Date").not_copied(),
    fields::selection("state", "Status", scrap_states).not_copied().starts("draft"),
});

constexpr std::array scrap_methods = std::to_array<ModelMethod>({
    {"action_validate", validate_scraps},
    {"do_scrap", validate_scraps},
});

}  // namespace

const Model stock_lot{
    .name = "stock.lot",
    .fields = lot_fields,
    .order = "name, id",
    .label = "Lot/Serial",
    .created = lot_created};

const Model stock_quant_package{
    .name = "stock.quant.package",
    .fields = package_fields,
    .order = "name",
    .label = "Packages",
    .created = package_created};

const Model stock_scrap{
    .name = "stock.scrap",
    .fields = scrap_fields,
    .order = "id desc",
    .label = "Scrap",
    .methods = scrap_methods,
    .created = scrap_created};

}  // namespace drydock::mocks::odoo
