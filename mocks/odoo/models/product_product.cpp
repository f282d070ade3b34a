#include <array>

#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo {

namespace {

std::int64_t thousandths(std::int64_t hundredths) {
    return hundredths * 10;
}

constexpr std::array fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"default_code",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(database.product(id).sku);
     }},
    {"name",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(database.product(id).name);
     }},
    {"display_name",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.kind = FieldValue::Kind::text;
         out.text.clear();
         append_product_name(out.text, database.product(id));
     }},
    {"type",
     [](const Database& database, RecordId id, FieldValue& out) {
         const bool service = database.product(id).kind == ProductKind::service;
         out.set_text(service ? "service" : "consu");
     }},
    {"is_storable",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_boolean(database.storable(id));
     }},
    {"invoice_policy",
     [](const Database& database, RecordId id, FieldValue& out) {
         const bool service = database.product(id).kind == ProductKind::service;
         out.set_text(service ? "order" : "delivery");
     }},
    {"lst_price",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_decimal(database.product(id).price.thousandths);
     }},
    {"qty_available",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_decimal(thousandths(database.stock_of(id).on_hand_hundredths));
     }},
    {"free_qty",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_decimal(thousandths(database.stock_of(id).free_hundredths()));
     }},
    {"active", [](const Database&, RecordId, FieldValue& out) { out.set_boolean(true); }},
});

/// One quant a product, at WH/Stock; its id is the product's.
constexpr std::array quant_fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"product_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         append_product_name(out.set_reference(id), database.product(id));
     }},
    {"location_id",
     [](const Database&, RecordId, FieldValue& out) {
         out.set_reference(static_cast<RecordId>(Location::stock)) = location_name(Location::stock);
     }},
    {"quantity",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_decimal(thousandths(database.stock_of(id).on_hand_hundredths));
     }},
    {"reserved_quantity",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_decimal(thousandths(database.stock_of(id).reserved_hundredths));
     }},
    {"available_quantity",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_decimal(thousandths(database.stock_of(id).free_hundredths()));
     }},
});

bool look_up_quant(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field != "product_id" || !operand.is_number()) {
        return false;
    }
    if (const std::int64_t id = operand.integer_or(0); database.has_product(id)) {
        ids.push_back(static_cast<RecordId>(id));
    }
    return true;
}

RecordId product_count(const Database& database) {
    return database.product_count();
}

}  // namespace

const Model product_product{
    .name = "product.product",
    .fields = fields,
    .count = product_count,
    .order = "default_code, name, id",
    .look_up = nullptr};

const Model stock_quant{
    .name = "stock.quant",
    .fields = quant_fields,
    .count = product_count,
    .order = "id",
    .look_up = look_up_quant};

}  // namespace drydock::mocks::odoo
