#include "mocks/odoo/account/action_windows.hpp"

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/order_invoices.hpp"

namespace drydock::mocks::odoo {

namespace {

bool is_19(const Call& call) {
    return call.database.settings.version == OdooVersion::v19;
}

/// Ids of the views of a fresh database.
struct Views {
    RecordId form = 0;
    RecordId list = 0;
    RecordId search = 0;
};

void add_view(DocumentWriter& out, RecordId id, std::string_view kind) {
    out.begin_array();
    if (id != 0) {
        out.add(id);
    } else {
        out.add_bool(false);
    }
    out.add(kind);
    out.end();
}

void add_reference(DocumentWriter& out, Key name, RecordId id, std::string_view text) {
    out.begin_array(name);
    out.add(id);
    out.add(text);
    out.end();
}

/// The form comes first when one record is shown.
void add_views(DocumentWriter& out, const Views& views, bool form_first) {
    out.begin_array("views");
    if (form_first) {
        add_view(out, views.form, "form");
    }
    add_view(out, views.list, "list");
    add_view(out, 0, "kanban");
    if (!form_first) {
        add_view(out, 0, "form");
    }
    add_view(out, 0, "activity");
    out.end();
}

void add_empty_array(DocumentWriter& out, Key name) {
    out.begin_array(name);
    out.end();
}

/// What every window of account.move ends with, from res_id on.
void add_tail(
    const Call& call, const Views& views, RecordId search_view, std::span<const RecordId> moves
) {
    DocumentWriter& out = call.out;
    const bool one = moves.size() == 1;
    out.field("res_id", one ? moves.front() : 0);
    out.field("res_model", "account.move");
    out.field("target", "current");
    out.field("view_mode", "list,kanban,form,activity");
    out.field("mobile_view_mode", "kanban");
    add_views(out, views, one);
    out.field("limit", 80);
    if (is_19(call)) {
        add_empty_array(out, "group_ids");
    } else {
        add_empty_array(out, "groups_id");
    }
    add_reference(out, "search_view_id", search_view, "account.invoice.select");
    add_empty_array(out, "embedded_action_ids");
    out.field_bool("filter", false);
    if (is_19(call)) {
        out.field_bool("cache", true);
    }
}

constexpr std::string_view invoices_help =
    "<p class=\"o_view_nocontent_smiling_face\">\n                Create a customer invoice\n"
    "              </p><p>\n                Create invoices, register payments and keep track of "
    "the discussions with your customers.\n              </p>\n            ";
constexpr std::string_view bills_help =
    "<p class=\"o_view_nocontent_smiling_face\">\n                    Create a vendor bill\n"
    "                </p><p>\n                    Capture invoices, register payments and keep "
    "track of the discussions with your vendors.\n                </p>\n            ";

/// From id to view_id. The order of members differs in 19.0.
void add_head(
    const Call& call,
    RecordId id,
    std::string_view name,
    std::string_view xml_id,
    std::string_view path,
    std::string_view help
) {
    DocumentWriter& out = call.out;
    out.field("id", id);
    if (is_19(call)) {
        out.field("display_name", name);
    }
    out.field("name", name);
    out.field("type", "ir.actions.act_window");
    out.field("xml_id", xml_id);
    out.field("path", path);
    out.field("help", help);
    out.field_bool("binding_model_id", false);
    out.field("binding_type", "action");
    out.field("binding_view_types", "list,form");
    if (!is_19(call)) {
        out.field("display_name", name);
    }
}

void add_invoices_context(Call& call, std::span<const RecordId> orders) {
    DocumentWriter& out = call.out;
    out.begin_object("context");
    // Whatever the type of what is shown.
    out.field("default_move_type", "out_invoice");
    if (orders.size() == 1) {
        const OrderRecord& order = call.database.orders[orders.front()];
        out.field("default_partner_id", order.partner);
        out.field(
            "default_partner_shipping_id", order.shipping != 0 ? order.shipping : order.partner
        );
        if (const RecordId term = invoice_term_of(call.database, orders.front()); term != 0) {
            out.field("default_invoice_payment_term_id", term);
        } else {
            out.field_null("default_invoice_payment_term_id");
        }
        if (!is_19(call)) {
            std::string origin;
            append_order_name(origin, call.database, orders.front());
            out.field("default_invoice_origin", origin);
        }
    }
    out.end();
}

void answer_close(Call& call) {
    call.out.begin_object("result");
    call.out.field("type", "ir.actions.act_window_close");
    call.out.end();
}

}  // namespace

void add_id_domain(DocumentWriter& out, Key name, std::span<const RecordId> ids) {
    out.begin_array(name);
    out.begin_array();
    out.add("id");
    out.add("in");
    out.begin_array();
    for (const RecordId id : ids) {
        out.add(id);
    }
    out.end();
    out.end();
    out.end();
}

void answer_invoices(
    Call& call, std::span<const RecordId> orders, std::span<const RecordId> invoices
) {
    if (invoices.empty()) {
        answer_close(call);
        return;
    }
    const bool later = is_19(call);
    const Views views = later ? Views{742, 736, 745} : Views{715, 708, 718};
    DocumentWriter& out = call.out;
    out.begin_object("result");
    add_head(
        call,
        later ? 261 : 262,
        "Invoices",
        "account.action_move_out_invoice_type",
        "invoicing",
        invoices_help
    );
    add_reference(out, "view_id", views.list, "account.out.invoice.list");
    if (invoices.size() > 1) {
        add_id_domain(out, "domain", invoices);
    } else {
        out.field(
            "domain",
            later ? "[('move_type', 'in', ['out_invoice', 'out_refund', 'out_receipt'])]"
                  : "[('move_type', 'in', ['out_invoice', 'out_refund'])]"
        );
    }
    add_invoices_context(call, orders);
    add_tail(call, views, views.search, invoices);
    out.end();
}

void answer_bills(Call& call, std::span<const RecordId> bills) {
    if (bills.empty()) {
        answer_close(call);
        return;
    }
    const bool later = is_19(call);
    // Assumption: 19.0 numbers them as far from the invoices' as 18.0 does; no recording shows it.
    const Views views = later ? Views{742, 739, 746} : Views{715, 711, 719};
    DocumentWriter& out = call.out;
    out.begin_object("result");
    add_head(
        call, later ? 264 : 265, "Bills", "account.action_move_in_invoice_type", "bills", bills_help
    );
    // The name is that of invoices, as recorded.
    add_reference(out, "view_id", views.list, "account.out.invoice.list");
    if (bills.size() > 1) {
        add_id_domain(out, "domain", bills);
    } else {
        out.field("domain", "[('move_type', 'in', ['in_invoice', 'in_refund'])]");
    }
    out.field("context", "{'default_move_type': 'in_invoice', 'display_account_trust': True}");
    add_tail(call, views, views.search, bills);
    out.end();
}

void answer_payments(Call& call, std::span<const RecordId> payments) {
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("name", "Payments");
    out.field("type", "ir.actions.act_window");
    out.field("res_model", "account.payment");
    out.begin_object("context");
    out.field_bool("create", false);
    out.end();
    if (payments.size() == 1) {
        out.field("view_mode", "form");
        out.field("res_id", payments.front());
    } else {
        out.field("view_mode", "list,form");
        add_id_domain(out, "domain", payments);
    }
    out.end();
}

void answer_reversals(Call& call, std::span<const RecordId> moves) {
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("name", "Reverse Moves");
    out.field("type", "ir.actions.act_window");
    out.field("res_model", "account.move");
    const auto type_name = [&](RecordId move) {
        return move_type_names.at(static_cast<std::size_t>(move_type_of(call.database, move)));
    };
    if (moves.size() == 1) {
        out.field("view_mode", "form");
        out.field("res_id", moves.front());
        out.begin_object("context");
        out.field("default_move_type", type_name(moves.front()));
        out.end();
    } else {
        out.field("view_mode", "list,form");
        add_id_domain(out, "domain", moves);
        if (!moves.empty()) {
            out.begin_object("context");
            out.field("default_move_type", type_name(moves.front()));
            out.end();
        }
    }
    out.end();
}

}  // namespace drydock::mocks::odoo
