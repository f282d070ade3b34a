#include <array>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/reading.hpp"
#include "mocks/odoo/account/selections.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/purchase/purchase_methods.hpp"
#include "mocks/odoo/purchase/purchase_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

const PurchaseLineRecord& purchase_line_of(const Database& database, RecordId id) {
    return database.purchases.lines[id];
}

const PurchaseRecord& purchase_of(const Database& database, RecordId id) {
    return database.purchases.orders[purchase_line_of(database, id).order];
}

constexpr std::array purchase_line_display_types =
    std::to_array<SelectionItem>({{"line_section", "Section"}, {"line_note", "Note"}});

constexpr std::array purchase_line_fields = std::to_array<Field>({
    fields::many2one("order_id", "Order Reference", "purchase.order")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, purchase_order, purchase_line_of(database, id).order);
        })
        .writes([](Call&, RecordId, Value) { return Result{}; })
        .require()
        .cascade(),
    fields::many2one("product_id", "Product", "product.product")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, product_product, purchase_line_of(database, id).product);
        })
        .writes(write_bought_product),
    fields::text("name", "Description")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(purchase_line_of(database, id).name);
        })
        .writes(write_bought_name)
        .require(),
    fields::floating("product_qty", "Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(purchase_line_of(database, id).quantity);
        })
        .writes(write_bought_quantity)
        .require(),
    fields::floating("product_uom_qty", "Total Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(purchase_line_of(database, id).quantity);
        }),
    fields::floating("price_unit", "Unit Price")
        .with_digits(3)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, purchase_line_of(database, id).price);
        })
        .writes(write_bought_price)
        .require(),
    fields::floating("discount", "Discount (%)")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_decimal(std::int64_t{purchase_line_of(database, id).discount_hundredths} * 10);
        })
        .writes(write_bought_discount),
    fields::many2many("taxes_id", "Taxes", "account.tax")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(purchase_line_of(database, id).taxes);
        })
        .writes(write_bought_taxes),
    fields::monetary("price_subtotal", "Subtotal")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, amounts_of_purchase_line(database, id).untaxed);
        }),
    fields::monetary("price_total", "Total")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, amounts_of_purchase_line(database, id).total);
        }),
    fields::floating("price_tax", "Tax")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const LineAmounts amounts = amounts_of_purchase_line(database, id);
            read_money(out, amounts.total - amounts.untaxed);
        }),
    fields::floating("qty_received", "Received Qty")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(received_of(database, id));
        }),
    fields::floating("qty_invoiced", "Billed Qty")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(billed_of(database, id));
        }),
    fields::floating("qty_to_invoice", "To Invoice Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(units_to_bill(database, id));
        }),
    fields::datetime("date_planned", "Expected Arrival")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_datetime(
                purchase_line_of(database, id).planned.value_or(purchase_of(database, id).ordered)
            );
        })
        .writes(write_bought_planned),
    fields::datetime("date_order", "Order Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_datetime(purchase_of(database, id).ordered);
        }),
    fields::selection("state", "Status", selections::purchase_state)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const PurchaseState state = purchase_of(database, id).state;
            out.set_text(purchase_state_names.at(static_cast<std::size_t>(state)));
        }),
    fields::many2one("partner_id", "Partner", "res.partner")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, res_partner, purchase_of(database, id).partner);
        }),
    fields::one2many("move_ids", "Reservation", "stock.move", "purchase_line_id")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(moves_of_purchase_line(database, id));
        }),
    fields::one2many("invoice_lines", "Bill Lines", "account.move.line", "purchase_line_id")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(bill_lines_of(database, id));
        }),
    fields::selection("display_type", "Display Type", purchase_line_display_types)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const PurchaseLineRecord& line = purchase_line_of(database, id);
            out.set_text(line.section ? "line_section" : line.note ? "line_note" : "");
        })
        .writes(write_bought_display),
    fields::integer("sequence", "Sequence")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_integer(purchase_line_of(database, id).sequence);
        })
        .writes(write_bought_sequence),
    fields::many2one("product_uom", "Unit of Measure", "uom.uom")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            if (purchase_line_of(database, id).product != 0) {
                out.set_reference(1) = "Units";
            } else {
                out.set_empty();
            }
        }),
    fields::many2one("currency_id", "Currency", "res.currency").reads(read_currency),
    fields::many2one("company_id", "Company", "res.company").reads(read_company),
});

}  // namespace

const Model purchase_order_line{
    .name = "purchase.order.line",
    .fields = purchase_line_fields,
    .count = [](const Database& database) { return database.purchases.lines.count(); },
    .order = "order_id, sequence, id",
    .label = "Purchase Order Line",
    .contains = [](const Database& database,
                   RecordId id) { return database.purchases.lines.contains(id); },
    .show =
        [](std::string& out, const Database& database, RecordId id) {
            append_purchase_name(out, database, purchase_line_of(database, id).order);
            out.append(" - ").append(purchase_line_of(database, id).name);
        },
    .insert = insert_purchase_line,
    .created = purchase_line_created,
    .written = purchase_lines_written,
    .before_unlink = before_purchase_line_unlink,
    .remove = remove_purchase_line};

}  // namespace drydock::mocks::odoo
