#include <algorithm>

#include "harness/contract/references.hpp"
#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

namespace {

bool says(const Outcome& outcome, std::string_view what) {
    return outcome.error_message.find(what) != std::string::npos;
}

bool is_called_on(const Call& call, const RecordKey& record) {
    const std::vector<std::int64_t> ids =
        call.model == record.model ? ids_of(call) : std::vector<std::int64_t>{};
    return std::find(ids.begin(), ids.end(), record.id) != ids.end();
}

bool is_filled(const Json& list) {
    return list.is_array() && !list.empty();
}

/// What one call on a transfer says of its state before; empty for nothing.
std::string picking_state_said_by(const Call& call, const Outcome& outcome) {
    const std::string& method = call.method;
    if (says(outcome, "has been set to 'Done'") || says(outcome, "on a done or cancelled")) {
        return "done";
    }
    if (method == "action_create_returns" && outcome.success) {
        return "done";
    }
    if (method == "button_validate" || method == "process" || method == "do_unreserve" ||
        method == "action_put_in_pack" || method.ends_with("send_sms")) {
        return outcome.success ? "assigned" : "";
    }
    if (method == "action_cancel" && outcome.success) {
        return "open";
    }
    return {};
}

}  // namespace

/// What one case says of an order's state before it; empty for nothing.
std::string SetUp::order_state_said_by(const RecordKey& order, std::size_t at) const {
    const Call& call = knowledge_.call(at);
    const Outcome& outcome = knowledge_.outcome(at);
    if (call.model == "sale.advance.payment.inv" && call.method == "create_invoices") {
        return outcome.success ? "sale" : says(outcome, "No items are available") ? "draft" : "";
    }
    if (call.model == "choose.delivery.carrier" && outcome.success) {
        return "draft";
    }
    const bool part = call.model.starts_with("stock.picking") || call.model == "stock.move" ||
                      call.model == "stock.move.line" || call.model == "account.move";
    if (part) {
        return "sale";
    }
    if (!is_called_on(call, order)) {
        return {};
    }
    if (call.method == "action_confirm") {
        const bool alone = ids_of(call).size() == 1;
        return outcome.success                                      ? "draft"
               : says(outcome, "not in a state requiring") && alone ? "sale"
                                                                    : "";
    }
    if (call.method == "action_cancel") {
        const Json context = call.context();
        const bool warned = context.is_object() && context.contains("disable_cancel_warning");
        return outcome.result.is_object() || warned ? "sale" : outcome.success ? "draft" : "";
    }
    if (says(outcome, "You can not delete a sent quotation or a confirmed") ||
        says(outcome, "Once a sales order is confirmed")) {
        return "sale";
    }
    return {};
}

/// draft, sale, cancel, or empty where no case tells. The nearest case from the present one on
/// counts, then the last one before.
std::string SetUp::order_state_before(const RecordKey& order) const {
    for (const std::size_t at : evidence_.cases_of(order)) {
        if (at < at_) {
            continue;
        }
        if (std::string said = order_state_said_by(order, at); !said.empty()) {
            return said;
        }
        for (const Sight& sight : knowledge_.sights(order)) {
            if (sight.at != at || sight.written) {
                continue;
            }
            const Json state = sight.fields.value("state", Json{});
            if (state.is_string()) {
                return state.get<std::string>();
            }
            if (sight.fields.value("delivery_status", Json{}).is_string() ||
                is_filled(sight.fields.value("picking_ids", Json{})) ||
                is_filled(sight.fields.value("invoice_ids", Json{}))) {
                return "sale";
            }
        }
    }
    const auto state = evidence_.exact(order, "state", at_);
    return state && state->is_string() ? state->get<std::string>() : std::string{};
}

/// assigned, confirmed, done, cancel, "open" for any before done, or empty where no case tells.
std::string SetUp::picking_state_before(const RecordKey& picking) const {
    if (picking.id == 0) {
        return {};
    }
    if (const auto state = evidence_.exact(picking, "state", at_); state && state->is_string()) {
        return state->get<std::string>();
    }
    for (const RecordKey& move : evidence_.members(evidence_.root_of(picking), "stock.move")) {
        const auto state = evidence_.exact(move, "state", at_);
        if (id_in(value(move, "picking_id")) == picking.id && state && *state == "done") {
            return "done";
        }
    }
    const RecordKey root = evidence_.root_of(picking);
    if (root.model == "sale.order" && evidence_.exact(root, "delivery_status", at_) == "full" &&
        evidence_.existed(picking, at_)) {
        return "done";
    }
    const std::vector<Use>& uses = knowledge_.uses(picking);
    for (const std::size_t at : evidence_.cases_of(root)) {
        if (at < at_) {
            continue;
        }
        const bool used =
            std::any_of(uses.begin(), uses.end(), [&](const Use& use) { return use.at == at; });
        std::string said =
            used ? picking_state_said_by(knowledge_.call(at), knowledge_.outcome(at)) : "";
        if (!said.empty()) {
            return said;
        }
        for (const Sight& sight : knowledge_.sights(picking)) {
            if (sight.at == at && !sight.written && sight.fields.contains("state") &&
                sight.fields["state"].is_string()) {
                said = sight.fields["state"].get<std::string>();
                // A cancelled order took it along.
                return said == "cancel" && evidence_.changed(picking, "state", at_, at) ? "open"
                                                                                        : said;
            }
        }
    }
    return {};
}

/// draft, posted, cancel, or empty where no case tells.
std::string SetUp::invoice_state_before(const RecordKey& invoice) const {
    if (const auto state = evidence_.exact(invoice, "state", at_); state && state->is_string()) {
        return state->get<std::string>();
    }
    for (const Use& use : knowledge_.uses(invoice)) {
        const Call& call = knowledge_.call(use.at);
        const Outcome& outcome = knowledge_.outcome(use.at);
        if (use.at < at_) {
            continue;
        }
        if (call.method == "action_post") {
            return says(outcome, "must be in draft") ? "posted" : "draft";
        }
        const bool posted = call.method == "button_draft" || call.method == "refund_moves" ||
                            call.method == "action_create_payments" ||
                            call.method == "reverse_moves";
        if ((posted && outcome.success) || says(outcome, "on a posted move") ||
            says(outcome, "delete a posted") || says(outcome, "nothing left to pay")) {
            return "posted";
        }
        if (says(outcome, "You can only reverse posted")) {
            return "draft";
        }
    }
    const std::string state = text(invoice, "state");
    const std::string name = text(invoice, "name");
    return state.empty() ? (name.empty() ? "" : "posted") : state;
}

}  // namespace drydock::harness::contract
