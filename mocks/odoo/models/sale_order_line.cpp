#include <array>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/sale_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr std::array fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"order_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId order = database.order_lines[id].order;
         append_order_name(out.set_reference(order), order);
     }},
    {"product_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId product = database.order_lines[id].product;
         append_product_name(out.set_reference(product), database.product(product));
     }},
    {"name",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.kind = FieldValue::Kind::text;
         out.text.clear();
         append_product_name(out.text, database.product(database.order_lines[id].product));
     }},
    {"product_uom_qty",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_units(database.order_lines[id].ordered);
     }},
    {"price_unit",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_decimal(database.order_lines[id].price_thousandths);
     }},
    {"price_subtotal",
     [](const Database& database, RecordId id, FieldValue& out) {
         const OrderLineRecord& line = database.order_lines[id];
         out.set_decimal((Money{line.price_thousandths} * line.ordered.quantity()).thousandths);
     }},
    {"qty_delivered",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_units(database.order_lines[id].delivered);
     }},
    {"qty_invoiced",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_units(database.order_lines[id].invoiced);
     }},
    {"qty_to_invoice",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_units(units_to_invoice(database, database.order_lines[id]));
     }},
});

bool look_up(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field != "order_id" || !operand.is_number()) {
        return false;
    }
    if (const std::int64_t order = operand.integer_or(0); database.orders.contains(order)) {
        const auto& lines = database.orders[static_cast<RecordId>(order)].lines;
        ids.insert(ids.end(), lines.begin(), lines.end());
    }
    return true;
}

}  // namespace

const Model sale_order_line{
    .name = "sale.order.line",
    .fields = fields,
    .count = [](const Database& database) { return database.order_lines.count(); },
    .order = "id",
    .look_up = look_up};

}  // namespace drydock::mocks::odoo
