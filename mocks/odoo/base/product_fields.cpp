#include <array>

#include <fmt/format.h>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/base/product_quantities.hpp"
#include "mocks/odoo/base/products.hpp"
#include "mocks/odoo/call.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/database_error.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

using fields::boolean;
using fields::character;
using fields::floating;
using fields::integer;
using fields::many2many;
using fields::many2one;
using fields::selection;

constexpr std::array type_items = std::to_array<SelectionItem>({
    {"consu", "Goods"},
    {"service", "Service"},
    {"combo", "Combo"},
});
constexpr std::array tracking_items = std::to_array<SelectionItem>({
    {"serial", "By Unique Serial Number"},
    {"lot", "By Lots"},
    {"none", "By Quantity"},
});
constexpr std::array policy_items = std::to_array<SelectionItem>({
    {"order", "Ordered quantities"},
    {"delivery", "Delivered quantities"},
});
constexpr std::array purchase_method_items = std::to_array<SelectionItem>({
    {"purchase", "On ordered quantities"},
    {"receive", "On received quantities"},
});
constexpr std::array expense_items = std::to_array<SelectionItem>({
    {"no", "No"},
    {"cost", "At cost"},
    {"sales_price", "Sales price"},
});

/// To change a product; null for one of the demand, which stays as it is.
Product* editable(Call& call, RecordId id) {
    ProductRecord* const made = call.database.product_made(id);
    return made == nullptr ? nullptr : &made->product;
}

void read_name(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(database.product(id).name);
}
Result write_name(Call& call, RecordId id, Value value) {
    if (Product* const product = editable(call, id)) {
        product->name = value.string();
    }
    return {};
}

void read_code(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(database.product(id).sku);
}
Result write_code(Call& call, RecordId id, Value value) {
    if (Product* const product = editable(call, id)) {
        product->sku = value.string();
    }
    return {};
}

void read_price(const Database& database, RecordId id, FieldValue& out) {
    out.set_decimal(database.product(id).price.thousandths);
}
Result write_price(Call& call, RecordId id, Value value) {
    const Field price = floating("list_price");
    const auto parsed = parse_value(call, product_template, price, value);
    if (!parsed) {
        return unexpected{parsed.error()};
    }
    if (Product* const product = editable(call, id)) {
        product->price = {parsed->number};
    }
    return {};
}

void read_product_type(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(database.product(id).kind == ProductKind::service ? "service" : "consu");
}
Result write_product_type(Call& call, RecordId id, Value value) {
    if (Product* const product = editable(call, id)) {
        // What is sold but not counted is what a test product is.
        product->kind = value.string() == "service"             ? ProductKind::service
                        : product->kind == ProductKind::service ? ProductKind::test
                                                                : product->kind;
    }
    return {};
}

void read_storable(const Database& database, RecordId id, FieldValue& out) {
    out.set_boolean(database.storable(id));
}
Result write_storable(Call& call, RecordId id, Value value) {
    Product* const product = editable(call, id);
    if (product != nullptr && product->kind != ProductKind::service) {
        product->kind = value.is_true() ? ProductKind::storable : ProductKind::test;
    }
    return {};
}

/// Products of a demand are invoiced as they are delivered, but services.
void read_policy(const Database& database, RecordId id, FieldValue& out) {
    const ProductRecord* const made = database.product_made(id);
    const bool on_delivery = made == nullptr ? database.product(id).kind != ProductKind::service
                                             : made->invoiced_on_delivery;
    out.set_text(on_delivery ? "delivery" : "order");
}
Result write_policy(Call& call, RecordId id, Value value) {
    if (ProductRecord* const made = call.database.product_made(id)) {
        made->invoiced_on_delivery = value.string() == "delivery";
    }
    return {};
}

void read_tracking(const Database& database, RecordId id, FieldValue& out) {
    const std::string kept = text_of(database, product_template, id, "tracking_kept");
    out.set_text(kept.empty() ? std::string_view{"none"} : std::string_view{kept});
}
Result write_tracking(Call& call, RecordId id, Value value) {
    FieldValue kept;
    kept.set_text(value.string());
    set_value(call.database, product_template, id, "tracking_kept", kept);
    call.database.stock_of(id).tracked = value.string() == "lot" || value.string() == "serial";
    return {};
}

void read_currency(const Database& database, RecordId, FieldValue& out) {
    constexpr RecordId dollar = 1;
    set_record(out, database, res_currency, dollar);
}

void read_unit_name(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(value_of(database, product_template, id, "uom_id").text);
}

void start_taxes(const Call&, FieldValue& out) {
    constexpr RecordId sales_tax = 1;
    out.set_list({&sales_tax, 1});
}
void start_supplier_taxes(const Call&, FieldValue& out) {
    constexpr RecordId purchase_tax = 2;
    out.set_list({&purchase_tax, 1});
}

constexpr Field of_company(Field field) {
    field.company_dependent = true;
    return field;
}

constexpr std::array shared_fields = std::to_array<Field>({
    character("name", "Name").require().reads(read_name).writes(write_name),
    character("default_code", "Internal Reference")
        .reads(read_code)
        .writes(write_code)
        .not_copied(),
    character("barcode", "Barcode").not_copied(),
    selection("type", "Product Type", type_items)
        .starts("consu")
        .require()
        .reads(read_product_type)
        .writes(write_product_type),
    boolean("is_storable", "Track Inventory").reads(read_storable).writes(write_storable),
    floating("list_price", "Sales Price").starts(1).reads(read_price).writes(write_price),
    of_company(floating("standard_price", "Cost")),
    boolean("active", "Active").starts(true),
    boolean("sale_ok", "Sales").starts(true),
    boolean("purchase_ok", "Purchase").starts(true),
    many2one("categ_id", "Product Category", "product.category").starts(1).require(),
    many2one("uom_id", "Unit of Measure", "uom.uom").starts(1).require(),
    many2one("uom_po_id", "Purchase Unit", "uom.uom").starts(1),
    character("uom_name", "Unit of Measure Name").reads(read_unit_name),
    many2many("taxes_id", "Sales Taxes", "account.tax").defaults_to(start_taxes),
    many2many("supplier_taxes_id", "Purchase Taxes", "account.tax")
        .defaults_to(start_supplier_taxes),
    selection("tracking", "Tracking", tracking_items).reads(read_tracking).writes(write_tracking),
    character("tracking_kept", "Tracking Kept"),
    selection("invoice_policy", "Invoicing Policy", policy_items)
        .reads(read_policy)
        .writes(write_policy),
    selection("purchase_method", "Control Policy", purchase_method_items).starts("receive"),
    selection("expense_policy", "Re-Invoice Costs", expense_items).starts("no"),
    floating("weight", "Weight"),
    floating("volume", "Volume"),
    floating("sale_delay", "Customer Lead Time"),
    fields::html("description", "Description"),
    fields::text("description_sale", "Sales Description"),
    fields::text("description_purchase", "Purchase Description"),
    many2one("company_id", "Company", "res.company"),
    many2one("currency_id", "Currency", "res.currency").reads(read_currency),
    many2many("route_ids", "Routes", "stock.route"),
    many2one("responsible_id", "Responsible", "res.users"),
    many2many("product_tag_ids", "Tags", "product.tag"),
    integer("sequence", "Sequence").starts(1),
    integer("color", "Color Index"),
    fields::binary("image_1920", "Image"),
    floating("qty_available", "Quantity On Hand").reads(read_on_hand),
    floating("virtual_available", "Forecasted Quantity").reads(read_virtual),
    floating("incoming_qty", "Incoming").reads(read_incoming),
    floating("outgoing_qty", "Outgoing").reads(read_outgoing),
});

/// "A", "A and B", "A, B, and C"
std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t place = 0; place < names.size(); ++place) {
        const bool last = place + 1 == names.size();
        text += place == 0 ? "" : !last ? ", " : names.size() == 2 ? " and " : ", and ";
        text += names[place];
    }
    return text;
}

/// Source: Odoo 18.0 recordings, c007.
Result check_barcode(const Call& call, RecordId id) {
    const Database& database = call.database;
    const std::string barcode = text_of(database, product_template, id, "barcode");
    if (barcode.empty()) {
        return {};
    }
    std::vector<std::string> names;
    for (const auto& [other, row] : database.attributes.rows(product_template)) {
        if (database.has_product(other) &&
            text_of(database, product_template, other, "barcode") == barcode) {
            append_product_display_name(names.emplace_back(), database, other);
        }
    }
    if (names.size() < 2) {
        return {};
    }
    return validation_error(fmt::format(
        "Barcode(s) already assigned:\n\n- Barcode \"{}\" already assigned to product(s): {}\n\n"
        "Note: products that you don't have access to will not be shown above.",
        barcode,
        joined(names)
    ));
}

}  // namespace

std::span<const Field> product_fields() {
    return shared_fields;
}

expected<RecordId, Error> insert_product(Call& call, Value) {
    ProductRecord record;
    record.product.price = {1'000};
    record.product.kind = ProductKind::test;
    return call.database.add_product(std::move(record));
}

Result product_created(Call& call, RecordId id, Value) {
    return check_barcode(call, id);
}

Result products_written(Call& call, std::span<const RecordId> ids, Value values) {
    if (!values["barcode"].present()) {
        return {};
    }
    for (const RecordId id : ids) {
        if (const Result unique = check_barcode(call, id); !unique) {
            return unique;
        }
    }
    return {};
}

void remove_product(Call& call, RecordId id) {
    Database& database = call.database;
    if (database.product_made(id) != nullptr) {
        database.products_made.remove(id - static_cast<RecordId>(database.demand->products.size()));
    }
}

void copy_product_values(const Call& call, RecordId id, DocumentWriter& out) {
    const std::string name = call.database.product(id).name + " (copy)";
    out.field("name", std::string_view{name});
}

void append_product_display_name(std::string& out, const Database& database, RecordId id) {
    append_product_name(out, database.product(id));
}

}  // namespace drydock::mocks::odoo
