#include <algorithm>
#include <array>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/reading.hpp"
#include "mocks/odoo/account/selections.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/purchase/purchase_methods.hpp"
#include "mocks/odoo/purchase/purchase_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

const PurchaseRecord& purchase_order_of(const Database& database, RecordId id) {
    return database.purchases.orders[id];
}

struct Totals {
    Money untaxed;
    Money total;
};

Totals totals_of(const Database& database, RecordId id) {
    Totals totals;
    for (const RecordId line : purchase_order_of(database, id).lines) {
        const LineAmounts amounts = amounts_of_purchase_line(database, line);
        totals.untaxed += amounts.untaxed;
        totals.total += amounts.total;
    }
    return totals;
}

void read_planned(const Database& database, RecordId id, FieldValue& out) {
    const PurchaseRecord& order = purchase_order_of(database, id);
    std::optional<Instant> first = order.planned;
    for (const RecordId line : order.lines) {
        const PurchaseLineRecord& record = database.purchases.lines[line];
        const Instant planned = record.planned.value_or(order.ordered);
        first = first ? std::min(*first, planned) : planned;
    }
    if (first) {
        out.set_datetime(*first);
    } else {
        out.set_empty();
    }
}

void read_user(const Database&, RecordId, FieldValue& out) {
    out.set_reference(2) = "Administrator";
}

void read_count(std::size_t count, FieldValue& out) {
    out.set_integer(static_cast<std::int64_t>(count));
}

constexpr std::array<std::string_view, 2> purchase_names_searched{"name", "partner_ref"};

constexpr std::array purchase_priorities =
    std::to_array<SelectionItem>({{"0", "Normal"}, {"1", "Urgent"}});

constexpr std::array purchase_order_fields = std::to_array<Field>({
    fields::character("name", "Order Reference")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.kind = FieldValue::Kind::text;
            out.text.clear();
            append_purchase_name(out.text, database, id);
        })
        .writes(write_purchase_name)
        .require()
        .not_copied(),
    fields::selection("state", "Status", selections::purchase_state)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const PurchaseState state = purchase_order_of(database, id).state;
            out.set_text(purchase_state_names.at(static_cast<std::size_t>(state)));
        })
        .writes(write_purchase_state)
        .not_copied(),
    fields::many2one("partner_id", "Vendor", "res.partner")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, res_partner, purchase_order_of(database, id).partner);
        })
        .writes(write_purchase_partner)
        .require(),
    fields::character("partner_ref", "Vendor Reference")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(purchase_order_of(database, id).reference);
        })
        .writes(write_purchase_reference)
        .not_copied(),
    fields::character("origin", "Source")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(purchase_order_of(database, id).origin);
        })
        .writes(write_purchase_origin)
        .not_copied(),
    fields::datetime("date_order", "Order Deadline")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_datetime(purchase_order_of(database, id).ordered);
        })
        .writes(write_purchase_ordered)
        .require()
        .not_copied(),
    fields::datetime("date_approve", "Confirmation Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            if (const auto approved = purchase_order_of(database, id).approved) {
                out.set_datetime(*approved);
            } else {
                out.set_empty();
            }
        })
        .not_copied(),
    fields::datetime("date_planned", "Expected Arrival")
        .reads(read_planned)
        .writes(write_purchase_planned)
        .not_copied(),
    fields::one2many("order_line", "Order Lines", "purchase.order.line", "order_id")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(purchase_order_of(database, id).lines);
        })
        .writes(write_purchase_lines)
        .copies(),
    fields::monetary("amount_untaxed", "Untaxed Amount")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, totals_of(database, id).untaxed);
        }),
    fields::monetary("amount_tax", "Taxes")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const Totals totals = totals_of(database, id);
            read_money(out, totals.total - totals.untaxed);
        }),
    fields::monetary("amount_total", "Total")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, totals_of(database, id).total);
        }),
    fields::many2many("picking_ids", "Receptions", "stock.picking")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(pickings_of_purchase(database, id));
        }),
    fields::integer("incoming_picking_count", "Incoming Shipment count")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_count(pickings_of_purchase(database, id).size(), out);
        }),
    fields::many2many("invoice_ids", "Bills", "account.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(purchase_order_of(database, id).invoices);
            sort_entries(database, out.ids);
        }),
    fields::integer("invoice_count", "Bill Count")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_count(purchase_order_of(database, id).invoices.size(), out);
        }),
    fields::selection("invoice_status", "Billing Status", selections::billing_status)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(billing_status(database, id));
        }),
    fields::selection("receipt_status", "Receipt Status", selections::receipt_status)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(receipt_status(database, id));
        }),
    fields::boolean("is_shipped", "Is Shipped")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(receipt_status(database, id) == "full");
        }),
    fields::datetime("effective_date", "Arrival")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            if (const auto arrived = arrival_of(database, id)) {
                out.set_datetime(*arrived);
            } else {
                out.set_empty();
            }
        }),
    fields::many2one("picking_type_id", "Deliver To", "stock.picking.type")
        .reads([](const Database& database, RecordId, FieldValue& out) {
            append_picking_type_name(
                out.set_reference(picking_types::receipts), database, picking_types::receipts
            );
        }),
    fields::many2one("user_id", "Buyer", "res.users").reads(read_user),
    fields::many2one("currency_id", "Currency", "res.currency").reads(read_currency),
    fields::many2one("company_id", "Company", "res.company").reads(read_company),
    fields::many2one("payment_term_id", "Payment Terms", "account.payment.term"),
    fields::many2one("fiscal_position_id", "Fiscal Position", "account.fiscal.position"),
    fields::many2one("incoterm_id", "Incoterm", "account.incoterms"),
    fields::many2one("dest_address_id", "Dropship Address", "res.partner"),
    fields::html("notes", "Terms and Conditions"),
    fields::selection("priority", "Priority", purchase_priorities).starts("0"),
    fields::boolean("receipt_reminder_email", "Receipt Reminder Email"),
    fields::integer("reminder_date_before_receipt", "Days Before Receipt").starts(1),
    fields::boolean("mail_reminder_confirmed", "Reminder Confirmed").not_copied(),
    fields::boolean("mail_reception_confirmed", "Reception Confirmed").not_copied(),
    fields::character("access_token", "Security Token").not_copied(),
});

constexpr std::array methods_of_order = std::to_array<ModelMethod>({
    {"button_confirm", confirm_purchases},
    {"button_approve", confirm_purchases},
    {"button_cancel", cancel_purchases},
    {"button_draft", draft_purchases},
    {"button_done", lock_purchases},
    {"button_unlock", unlock_purchases},
    {"action_create_invoice", bill_purchases},
    {"action_view_invoice", show_bills},
});

}  // namespace

const Model purchase_order{
    .name = "purchase.order",
    .fields = purchase_order_fields,
    .count = [](const Database& database) { return database.purchases.orders.count(); },
    .order = "priority desc, id desc",
    .label = "Purchase Order",
    .methods = methods_of_order,
    .contains = [](const Database& database,
                   RecordId id) { return database.purchases.orders.contains(id); },
    .show = [](std::string& out, const Database& database, RecordId id
            ) { append_purchase_display_name(out, database, id); },
    .insert = insert_purchase,
    .written = purchases_written,
    .before_unlink = before_purchase_unlink,
    .remove = remove_purchase,
    .names_searched = purchase_names_searched};

}  // namespace drydock::mocks::odoo
