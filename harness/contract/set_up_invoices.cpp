#include <algorithm>

#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

namespace {

/// The context of the calls that invoice a sales order.
Json invoice_context(std::int64_t order) {
    return {
        {"context",
         {{"active_model", "sale.order"},
          {"active_ids", Json::array({order})},
          {"active_id", order}}}};
}

}  // namespace

/// Before an order is invoiced of which a product is invoiced by delivery.
void SetUp::deliver_if_invoiced_by_delivery(std::int64_t order) {
    const Json domain = Json::array({Json::array({"order_id", "=", order})});
    const Json lines = console_.read("sale.order.line", domain, {"product_id"});
    const bool by_delivery = std::any_of(lines.begin(), lines.end(), [&](const Json& line) {
        const std::int64_t product = id_in(line["product_id"]);
        return product != 0 &&
               console_.field("product.product", product, "invoice_policy") == "delivery";
    });
    const Json pickings = console_.field("sale.order", order, "picking_ids");
    if (!by_delivery || !pickings.is_array()) {
        return;
    }
    for (const Json& picking : pickings) {
        if (console_.field("stock.picking", id_in(picking), "state") == "assigned") {
            console_.call(
                "stock.picking",
                "button_validate",
                one_id(id_in(picking)),
                {{"context", {{"skip_sms", true}}}}
            );
        }
    }
}

void SetUp::invoice_order(std::int64_t order) {
    if (console_.field("sale.order", order, "state") == "draft") {
        console_.call("sale.order", "action_confirm", one_id(order));
    }
    deliver_if_invoiced_by_delivery(order);
    const Json context = invoice_context(order);
    const auto wizard =
        console_.call("sale.advance.payment.inv", "create", Json::array({Json::object()}), context);
    if (wizard) {
        console_.call(
            "sale.advance.payment.inv", "create_invoices", one_id(id_in(*wizard)), context
        );
    }
}

std::optional<std::int64_t> SetUp::make_invoice(const RecordKey& record) {
    const RecordKey root = evidence_.root_of(record);
    const auto order = binding_.own_of(root.model, root.id);
    if (!order) {
        return std::nullopt;
    }
    auto own = take(record, root);
    const std::int64_t reversed = id_in(value(record, "reversed_entry_id"));
    if (!own && root.model == "sale.order" && reversed == 0 && is_free(root, "invoice_ids")) {
        invoice_order(*order);
        own = take(record, root);
    }
    if (own) {
        bring_invoice(record);
    }
    return own;
}

/// An invoice of no order.
std::optional<std::int64_t> SetUp::make_direct_invoice(const RecordKey& record) {
    const std::string type = text(record, "move_type");
    Json values = {{"move_type", type.empty() ? "out_invoice" : type}};
    const Json partner = value(record, "partner_id");
    std::string refused;
    for (const Use& use : knowledge_.uses(record)) {
        const Outcome& outcome = knowledge_.outcome(use.at);
        if (use.at >= at_ && knowledge_.call(use.at).method == "action_post") {
            refused = outcome.error_message;
            break;
        }
    }
    if (refused.find("is required, please complete it") == std::string::npos && partner != false) {
        const std::int64_t own = related(record, "partner_id");
        values["partner_id"] = own == 0 ? some_partner() : own;
    }
    const Json date = value(record, "invoice_date");
    const std::string state = invoice_state_before(record);
    if (date.is_string() && (state == "posted" || value(record, "date") == date)) {
        values["invoice_date"] = date;
    }
    if (refused.find("need to add a line") == std::string::npos) {
        Json lines = Json::array();
        for (const std::int64_t id :
             knowledge_.with_value("account.move.line", "move_id", record.id)) {
            const RecordKey line{"account.move.line", id};
            if (text(line, "display_type") == "product") {
                lines.push_back(create_command(
                    {{"product_id", product_of(line)},
                     {"quantity", number_in(value(line, "quantity"), 1)},
                     {"price_unit", number_in(value(line, "price_unit"), 100)}}
                ));
            }
        }
        if (lines.empty()) {
            // Source: Odoo 18.0, the chart's tax of 15 % on sales.
            const double total = number_in(value(record, "amount_total")) / 1.15;
            lines.push_back(create_command(
                {{"product_id", some_product()},
                 {"quantity", 1},
                 {"price_unit",
                  number_in(value(record, "amount_untaxed"), total > 0 ? total : 100)}}
            ));
        }
        values["invoice_line_ids"] = std::move(lines);
    }
    const auto made = console_.call("account.move", "create", Json::array({values}));
    const auto own = made ? bound(record, id_in(*made)) : std::nullopt;
    if (own) {
        bring_invoice(record);
    }
    return own;
}

void SetUp::bring_invoice(const RecordKey& invoice) {
    auto own = binding_.own_of(invoice.model, invoice.id);
    if (!own) {
        own = making_.insert(invoice).second ? make_invoice(invoice) : std::nullopt;
        making_.erase(invoice);
    }
    if (!own || !is_free(invoice, "state")) {
        return;
    }
    const std::string target = invoice_state_before(invoice);
    Json state = console_.field(invoice.model, *own, "state");
    const std::string name = text(invoice, "name");
    const auto named = evidence_.exact(invoice, "name", at_);
    const bool posted_once = target == "draft" && named && named->is_string();
    const bool never_posted = value(invoice, "name") == false && target == "cancel";
    if (state == "draft" && !never_posted &&
        (target == "posted" || target == "cancel" || posted_once) &&
        console_.field(invoice.model, *own, "name") == false) {
        console_.call(invoice.model, "action_post", one_id(*own));
        bound(invoice, *own);
        state = "posted";
    }
    if (posted_once && state == "posted") {
        console_.call(invoice.model, "button_draft", one_id(*own));
    }
    if (target == "cancel" && state != "cancel" && is_free(invoice, "state")) {
        console_.call(invoice.model, "button_cancel", one_id(*own));
    }
    const auto payment = evidence_.exact(invoice, "payment_state", at_);
    const Json got = console_.field(invoice.model, *own, "payment_state");
    if (payment && target == "posted" && got == "not_paid" && is_free(invoice, "payment_state")) {
        if (*payment == "paid") {
            pay(*own, {});
        } else if (*payment == "partial") {
            const double total = number_in(console_.field(invoice.model, *own, "amount_total"));
            const auto rest = evidence_.exact(invoice, "amount_residual", at_);
            pay(*own, rest ? Json(total - number_in(*rest)) : Json(total / 2));
        }
    }
}

/// Null for all that is left to pay.
void SetUp::pay(std::int64_t own, const Json& amount) {
    const Json context = {
        {"context", {{"active_model", "account.move"}, {"active_ids", Json::array({own})}}}};
    Json values = Json::object();
    if (amount.is_number()) {
        values["amount"] = amount;
    }
    const auto wizard =
        console_.call("account.payment.register", "create", Json::array({values}), context);
    if (wizard) {
        console_.call(
            "account.payment.register", "action_create_payments", one_id(id_in(*wizard)), context
        );
    }
}

}  // namespace drydock::harness::contract
