#include <array>

#include <fmt/format.h>

#include "mocks/odoo/invoice_rules.hpp"
#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo {

namespace {

std::string_view state_name(InvoiceState state) {
    constexpr std::array<std::string_view, 3> names{"draft", "posted", "cancel"};
    return names.at(static_cast<std::size_t>(state));
}

constexpr std::array fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"name",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.text.clear();
         append_invoice_name(out.text, database.invoices[id]);
         out.kind = out.text.empty() ? FieldValue::Kind::empty : FieldValue::Kind::text;
     }},
    {"state",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(state_name(database.invoices[id].state));
     }},
    {"move_type",
     [](const Database& database, RecordId id, FieldValue& out) {
         const bool invoice = database.invoices[id].kind == InvoiceKind::invoice;
         out.set_text(invoice ? "out_invoice" : "out_refund");
     }},
    {"partner_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId partner = database.orders[database.invoices[id].order].partner;
         out.set_reference(partner) = database.partners[partner].name;
     }},
    {"invoice_origin",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.kind = FieldValue::Kind::text;
         out.text.clear();
         append_order_name(out.text, database.invoices[id].order);
     }},
    {"ref",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(database.orders[database.invoices[id].order].client_order_ref);
     }},
    {"invoice_date",
     [](const Database& database, RecordId id, FieldValue& out) {
         if (const auto posted = database.invoices[id].posted) {
             out.set_date(*posted);
         } else {
             out.set_empty();
         }
     }},
    {"amount_total",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_decimal(database.invoices[id].total.thousandths);
     }},
    {"payment_state", [](const Database&, RecordId, FieldValue& out) { out.set_text("not_paid"); }},
});

bool look_up(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field != "invoice_origin") {
        return false;
    }
    if (const RecordId order = order_of_name(database, operand.string()); order != 0) {
        const auto& invoices = database.orders[order].invoices;
        ids.insert(ids.end(), invoices.begin(), invoices.end());
    }
    return true;
}

constexpr std::array wizard_fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"sale_order_ids",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_list(database.invoice_wizards[id].orders);
     }},
});

/// Source: Odoo 18.0 recordings, e006. None inside the context is null.
void answer_invoice(Call& call, const InvoiceRecord& invoice, RecordId id) {
    DocumentWriter& out = call.out;
    const bool refund = invoice.kind == InvoiceKind::credit_note;
    const RecordId partner = call.database.orders[invoice.order].partner;
    std::string origin;
    append_order_name(origin, invoice.order);
    out.begin_object("result");
    out.field("name", "Invoices");
    out.field("type", "ir.actions.act_window");
    out.field("xml_id", "account.action_move_out_invoice_type");
    out.field("domain", "[('move_type', 'in', ['out_invoice', 'out_refund'])]");
    out.begin_object("context");
    out.field("default_move_type", refund ? "out_refund" : "out_invoice");
    out.field("default_partner_id", partner);
    out.field("default_partner_shipping_id", partner);
    out.field_null("default_invoice_payment_term_id");
    out.field("default_invoice_origin", origin);
    out.end();
    out.field("res_id", id);
    out.field("res_model", "account.move");
    out.field("target", "current");
    out.field("view_mode", "list,kanban,form,activity");
    out.end();
}

/// Source: Odoo 18.0 recordings, e003.
constexpr std::string_view nothing_to_invoice =
    "Cannot create an invoice. No items are available to invoice.\n\nTo resolve this issue, please "
    "ensure that:\n   \u2022 The products have been delivered before attempting to invoice them.\n"
    "   \u2022 The invoicing policy of the product is configured correctly.\n\nIf you want to "
    "invoice based on ordered quantities instead:\n   \u2022 For consumable or storable products, "
    "open the product, go to the 'General Information' tab and change the 'Invoicing Policy' from "
    "'Delivered Quantities' to 'Ordered Quantities'.\n   \u2022 For services (and other products), "
    "change the 'Invoicing Policy' to 'Prepaid/Fixed Price'.\n";

}  // namespace

const Model account_move{
    .name = "account.move",
    .fields = fields,
    .count = [](const Database& database) { return database.invoices.count(); },
    .order = "id desc",
    .look_up = look_up};

const Model sale_advance_payment_inv{
    .name = "sale.advance.payment.inv",
    .fields = wizard_fields,
    .count = [](const Database& database) { return database.invoice_wizards.count(); },
    .order = "id",
    .look_up = nullptr};

Result create_invoice_wizard(Call& call) {
    const Value values = call.argument(0, "vals_list");
    InvoiceWizardRecord wizard;
    if (const Value active = call.context()["active_ids"]; active.is_array()) {
        auto orders = records_in(call, sale_order, active);
        if (!orders) {
            return unexpected{std::move(orders.error())};
        }
        wizard.orders = std::move(*orders);
    }
    answer_created(call, call.database.invoice_wizards.add(std::move(wizard)), 1, values);
    return {};
}

Result create_invoices(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (ids->size() != 1) {
        return value_error("Expected singleton: sale.advance.payment.inv()");
    }
    RecordId invoice = 0;
    // One invoice an order; Odoo joins the orders of one partner, but one at a time is sent.
    for (const RecordId order : call.database.invoice_wizards[ids->front()].orders) {
        if (const RecordId made = add_invoice(call.database, order, call.now); made != 0) {
            invoice = made;
        }
    }
    if (invoice == 0) {
        return user_error(std::string{nothing_to_invoice});
    }
    answer_invoice(call, call.database.invoices[invoice], invoice);
    return {};
}

Result post_invoices(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        const InvoiceRecord& invoice = call.database.invoices[id];
        if (invoice.state != InvoiceState::draft) {
            std::string name;
            append_invoice_name(name, invoice);
            return user_error(
                // A name that was never given is Python's False.
                fmt::format(
                    "The entry {} (id {}) must be in draft.", name.empty() ? "False" : name, id
                )
            );
        }
    }
    for (const RecordId id : *ids) {
        if (call.database.invoices[id].state == InvoiceState::draft) {
            post_invoice(call.database, id, call.now);
        }
    }
    // Not true. Source: Odoo 18.0 recordings, e012.
    call.out.field_bool("result", false);
    return {};
}

}  // namespace drydock::mocks::odoo
