#include "mocks/odoo/models.hpp"
#include "mocks/odoo/sale/order_fields.hpp"

namespace drydock::mocks::odoo {

namespace {

// Ids of views and templates. Source: Odoo 18.0 recordings, d074 and h021.
constexpr int delivery_view_id = 1'287;
constexpr int quotation_template_id = 15;

Result set_locked(Call& call, bool locked) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        call.database.orders[id].locked = locked;
    }
    return {};
}

/// The one record that a method is for.
expected<RecordId, Error> only_record(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (ids->size() != 1) {
        std::string listed;
        for (const RecordId id : *ids) {
            listed += (listed.empty() ? "" : ", ") + std::to_string(id);
        }
        return value_error("Expected singleton: sale.order(" + listed + ")");
    }
    return ids->front();
}

}  // namespace

/// Others than cancelled or sent ones are left as they are.
Result draft_orders(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        OrderRecord& order = call.database.orders[id];
        if (order.state == SaleState::cancel || order.state == SaleState::sent) {
            order.state = SaleState::draft;
        }
    }
    call.answer_true();
    return {};
}

Result lock_orders(Call& call) {
    return set_locked(call, true);
}

Result unlock_orders(Call& call) {
    return set_locked(call, false);
}

/// Source: Odoo 18.0 recordings, d074: it only opens a window.
Result send_quotation(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    bool confirmed = !ids->empty();
    for (const RecordId id : *ids) {
        confirmed = confirmed && call.database.orders[id].state == SaleState::sale;
    }
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("type", "ir.actions.act_window");
    out.field("view_mode", "form");
    out.field("res_model", "mail.compose.message");
    out.begin_array("views");
    out.begin_array();
    out.add_bool(false);
    out.add("form");
    out.end();
    out.end();
    out.field_bool("view_id", false);
    out.field("target", "new");
    out.begin_object("context");
    out.field("default_model", "sale.order");
    out.begin_array("default_res_ids");
    for (const RecordId id : *ids) {
        out.add(id);
    }
    out.end();
    out.field("default_composition_mode", "comment");
    out.field(
        "default_email_layout_xmlid", "mail.mail_notification_layout_with_responsible_signature"
    );
    out.field_bool("email_notification_allow_footer", true);
    out.field_bool("proforma", false);
    out.field_bool("force_email", true);
    out.field("model_description", confirmed ? "Sales Order" : "Quotation");
    out.field("default_template_id", quotation_template_id);
    out.field_bool("mark_so_as_sent", true);
    out.end();
    out.end();
    return {};
}

/// Source: Odoo 18.0 recordings, h021.
Result open_delivery_wizard(Call& call) {
    const auto id = only_record(call);
    if (!id) {
        return unexpected{id.error()};
    }
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("name", "Add a shipping method");
    out.field("type", "ir.actions.act_window");
    out.field("view_mode", "form");
    out.field("res_model", "choose.delivery.carrier");
    out.field("view_id", delivery_view_id);
    out.begin_array("views");
    out.begin_array();
    out.add(delivery_view_id);
    out.add("form");
    out.end();
    out.end();
    out.field("target", "new");
    out.begin_object("context");
    out.field("default_order_id", *id);
    out.field_bool("default_carrier_id", false);
    out.field("default_total_weight", Decimal{0, 1});
    out.end();
    out.end();
    return {};
}

}  // namespace drydock::mocks::odoo
