#include <array>

#include "mocks/odoo/account/order_lines.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/sale/line_fields.hpp"
#include "mocks/odoo/sale/order_fields.hpp"
#include "mocks/odoo/sale_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr auto display_types = std::to_array<SelectionItem>({
    {"line_section", "Section"},
    {"line_note", "Note"},
});
constexpr auto delivered_methods = std::to_array<SelectionItem>({
    {"manual", "Manual"},
    {"analytic", "Analytic From Expenses"},
    {"stock_move", "Stock Moves"},
});
constexpr auto line_states = std::to_array<SelectionItem>({
    {"draft", "Quotation"},
    {"sent", "Quotation Sent"},
    {"sale", "Sales Order"},
    {"cancel", "Cancelled"},
});
constexpr auto line_invoice_states = std::to_array<SelectionItem>({
    {"upselling", "Upselling Opportunity"},
    {"invoiced", "Fully Invoiced"},
    {"to invoice", "To Invoice"},
    {"no", "Nothing to Invoice"},
});

const OrderRecord& order_of(const Database& database, RecordId line) {
    return database.orders[database.order_lines[line].order];
}

void read_taxes(const Database& database, RecordId id, FieldValue& out) {
    out.set_list(taxes_of_order_line(database, id));
}

void read_uom(const Database& database, RecordId id, FieldValue& out) {
    if (database.order_lines[id].product == 0) {
        out.set_empty();
    } else {
        out.set_reference(1) = "Units";
    }
}

template <bool OrderLineDetail::*flag>
void read_flag(const Database& database, RecordId id, FieldValue& out) {
    const OrderLineDetail* const detail = order_line_detail_if(database, id);
    out.set_boolean(detail != nullptr && detail->*flag);
}

constexpr std::array order_line_fields = std::to_array<Field>({
    fields::many2one("order_id", "Order Reference", "sale.order")
        .require()
        .cascade()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId order = database.order_lines[id].order;
            append_order_name(out.set_reference(order), database, order);
        }),
    fields::many2one("product_id", "Product", "product.product")
        .reads(read_line_product)
        .writes(write_line_product),
    fields::many2one("product_template_id", "Product Template", "product.template")
        .reads(read_line_product),
    fields::text("name", "Description").require().reads(read_line_name).writes(write_line_name),
    fields::floating("product_uom_qty", "Quantity")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(database.order_lines[id].ordered);
        })
        .writes(write_line_quantity),
    fields::floating("price_unit", "Unit Price")
        .require()
        .with_digits(3)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_decimal(database.order_lines[id].price_thousandths);
        })
        .writes(write_line_price),
    fields::monetary("price_subtotal", "Subtotal")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_decimal(amounts_of_order_line(database, id).untaxed.thousandths);
        }),
    fields::monetary("price_total", "Total")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_decimal(amounts_of_order_line(database, id).total.thousandths);
        }),
    fields::floating("price_tax", "Total Tax")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const LineAmounts amounts = amounts_of_order_line(database, id);
            out.set_decimal((amounts.total - amounts.untaxed).thousandths);
        }),
    fields::floating("discount", "Discount (%)")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const OrderLineDetail* const detail = order_line_detail_if(database, id);
            out.set_decimal(detail == nullptr ? 0 : detail->discount_hundredths * 10);
        })
        .writes(write_line_discount),
    fields::many2many("tax_id", "Taxes", "account.tax").reads(read_taxes).writes(write_line_taxes),
    fields::many2many("tax_ids", "Taxes", "account.tax").reads(read_taxes).writes(write_line_taxes),
    fields::floating("qty_delivered", "Delivery Quantity")
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(database.order_lines[id].delivered);
        })
        .writes(write_line_delivered),
    fields::selection("qty_delivered_method", "Method to update delivered qty", delivered_methods)
        .reads(read_line_delivered_method),
    fields::floating("qty_invoiced", "Invoiced Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(database.order_lines[id].invoiced);
        }),
    fields::floating("qty_to_invoice", "Quantity To Invoice")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(units_to_invoice(database, database.order_lines[id]));
        }),
    fields::floating("qty_to_deliver", "Qty To Deliver")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const OrderLineRecord& line = database.order_lines[id];
            out.set_units(line.ordered - line.delivered);
        }),
    fields::selection("invoice_status", "Invoice Status", line_invoice_states)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(line_invoice_status(database, id));
        }),
    fields::selection("state", "Order Status", line_states)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(sale_state_name(order_of(database, id).state));
        }),
    fields::one2many("move_ids", "Stock Moves", "stock.move", "sale_line_id")
        .reads(read_line_moves),
    fields::integer("sequence", "Sequence")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const OrderLineDetail* const detail = order_line_detail_if(database, id);
            out.set_integer(detail == nullptr ? 10 : detail->sequence);
        })
        .writes(write_line_sequence),
    fields::selection("display_type", "Display Type", display_types)
        .reads(read_line_display_type)
        .writes(write_line_display_type),
    fields::boolean("is_delivery", "Is a Delivery")
        .reads(read_flag<&OrderLineDetail::is_delivery>)
        .writes(write_line_is_delivery),
    fields::boolean("is_downpayment", "Is a down payment")
        .reads(read_flag<&OrderLineDetail::is_downpayment>)
        .writes(write_line_is_downpayment),
    fields::many2one("product_uom", "Unit of Measure", "uom.uom").reads(read_uom),
    fields::many2one("product_uom_id", "Unit", "uom.uom").reads(read_uom),
    fields::many2one("order_partner_id", "Customer", "res.partner")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, res_partner, order_of(database, id).partner);
        }),
    fields::many2one("warehouse_id", "Warehouse", "stock.warehouse")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId warehouse = order_of(database, id).warehouse;
            out.set_reference(warehouse) = database.warehouses[warehouse].name;
        }),
    fields::floating("virtual_available_at_date", "Virtual Available At Date")
        .reads(read_line_virtual),
    fields::floating("free_qty_today", "Free Qty Today").reads(read_line_free),
    fields::many2one("company_id", "Company", "res.company").starts(1),
    fields::many2one("currency_id", "Currency", "res.currency").starts(1),
    fields::many2one("salesman_id", "Salesperson", "res.users").starts(2),
    fields::floating("customer_lead", "Lead Time"),
    fields::boolean("is_mto", "Is Mto").not_stored(),
    fields::boolean("is_expense", "Is expense"),
});

bool look_up_order_line(
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
    .fields = order_line_fields,
    .count = [](const Database& database) { return database.order_lines.count(); },
    .order = "order_id, sequence, id",
    .look_up = look_up_order_line,
    .label = "Sales Order Line",
    .contains = [](const Database& database,
                   RecordId id) { return database.order_lines.contains(id); },
    .show = [](std::string& out, const Database& database, RecordId id
            ) { append_order_line_name(out, database, id); },
    .insert = insert_line,
    .before_create = check_line_values,
    .created = line_created,
    .before_write = check_line_write,
    .written = lines_written,
    .before_unlink = check_line_unlink,
    .remove = remove_line};

}  // namespace drydock::mocks::odoo
