#include <algorithm>

#include "harness/contract/set_up.hpp"
#include "harness/contract/texts.hpp"

namespace drydock::harness::contract {

namespace {

Json in_context(const char* name) {
    return {{"context", {{name, true}}}};
}

}  // namespace

/// Brings what belongs to an order to where it was just before the present case.
void SetUp::bring(const RecordKey& root) {
    if (!bringing_.insert(root).second) {
        return;
    }
    if (root.model == "sale.order") {
        bring_order(root);
    } else if (root.model == "purchase.order") {
        bring_purchase(root);
    } else if (root.model == "stock.picking" && binding_.own_of(root.model, root.id)) {
        bring_picking(root);
    } else if (root.model == "account.move" && binding_.own_of(root.model, root.id)) {
        bring_invoice(root);
    }
    bringing_.erase(root);
}

void SetUp::bring_order(const RecordKey& order) {
    const auto own = binding_.own_of(order.model, order.id);
    if (!own) {
        return;
    }
    const std::string target = order_state_before(order);
    const Json state = console_.field(order.model, *own, "state");
    if (state == "draft" && (target == "sale" || target == "cancel") && is_free(order, "state")) {
        const Json pickings = console_.field(order.model, *own, "picking_ids");
        if (pickings.is_array() && !pickings.empty()) {
            // It was confirmed once: its state was written back.
            console_.call(
                order.model, "write", Json::array({Json::array({*own}), {{"state", "sale"}}})
            );
        } else if (target == "sale" || value(order, "picking_ids") != Json::array()) {
            make_reservable(order, {});
            console_.call(order.model, "action_confirm", one_id(*own));
        }
    }
    if (state == "cancel" && target == "draft" && is_free(order, "state")) {
        console_.call(order.model, "action_draft", one_id(*own));
    }
    for (const char* const model : {"stock.picking", "account.move"}) {
        for (const RecordKey& record : evidence_.members(order, model)) {
            if (!evidence_.existed(record, at_)) {
                continue;
            }
            if (record.model == "stock.picking") {
                bring_picking(record);
            } else {
                bring_invoice(record);
            }
        }
    }
    if (target == "cancel" && is_free(order, "state") &&
        console_.field(order.model, *own, "state") != "cancel") {
        console_.call(
            order.model, "action_cancel", one_id(*own), in_context("disable_cancel_warning")
        );
    }
    const auto delivered = evidence_.exact(order, "delivery_status", at_);
    if (delivered && *delivered == "full" && target != "draft" &&
        is_free(order, "delivery_status") &&
        console_.field(order.model, *own, "delivery_status") != "full") {
        const Json pickings = console_.field(order.model, *own, "picking_ids");
        for (const Json& picking : pickings.is_array() ? pickings : Json::array()) {
            console_.call(
                "stock.picking", "button_validate", one_id(id_in(picking)), in_context("skip_sms")
            );
        }
    }
}

void SetUp::bring_purchase(const RecordKey& order) {
    const auto own = binding_.own_of(order.model, order.id);
    if (!own) {
        return;
    }
    const Json state = console_.field(order.model, *own, "state");
    const Call& call = knowledge_.call(at_);
    const bool confirms = call.model == order.model && call.method == "button_confirm";
    const auto shown = evidence_.exact(order, "state", at_);
    const std::vector<RecordKey> pickings = evidence_.members(order, "stock.picking");
    const bool begun = std::any_of(pickings.begin(), pickings.end(), [&](const RecordKey& one) {
        return evidence_.existed(one, at_);
    });
    const bool invoices = call.method == "action_create_invoice" || call.method == "button_cancel";
    if (state == "draft" && is_free(order, "state") && !confirms &&
        ((shown && *shown == "purchase") || (!shown && (begun || invoices)))) {
        console_.call(order.model, "button_confirm", one_id(*own));
    }
    for (const RecordKey& picking : pickings) {
        if (evidence_.existed(picking, at_)) {
            bring_picking(picking);
        }
    }
}

void SetUp::bring_picking(const RecordKey& picking) {
    const RecordKey root = evidence_.root_of(picking);
    auto own = binding_.own_of(picking.model, picking.id);
    if (!own) {
        const std::int64_t parent = id_in(value(picking, "backorder_id"));
        if (parent != 0) {
            bring_picking({picking.model, parent});
        }
        own = take(picking, root);
    }
    if (!own && is_free(root, "state") && id_in(value(picking, "return_id")) != 0) {
        own = make_return(picking);
    }
    if (!own) {
        return;
    }
    const std::string target = picking_state_before(picking);
    const Json state = console_.field(picking.model, *own, "state");
    if (target.empty() || target == "open" || state == target || !is_free(picking, "state")) {
        return;
    }
    if (target == "done") {
        finish_picking(picking, *own);
    } else if (target == "cancel" && state != "done") {
        console_.call(picking.model, "action_cancel", one_id(*own));
    } else if (target == "assigned" && state == "confirmed") {
        make_reservable(root, picking);
        console_.call(picking.model, "action_assign", one_id(*own));
    } else if (target == "confirmed" && state == "assigned") {
        console_.call(picking.model, "do_unreserve", one_id(*own));
    }
}

/// True when a case shows a backorder of the transfer, or another transfer of its order that only
/// came with the present case.
bool SetUp::is_split(const RecordKey& picking) const {
    if (!knowledge_.with_value(picking.model, "backorder_id", picking.id).empty()) {
        return true;
    }
    const Call& call = knowledge_.call(at_);
    const std::vector<RecordKey> named = named_in(call);
    if (call.method != "button_validate" ||
        std::find(named.begin(), named.end(), picking) == named.end()) {
        return false;
    }
    const std::string prefix{sequence_prefix(text(picking, "name"))};
    for (const RecordKey& other : evidence_.members(evidence_.root_of(picking), picking.model)) {
        const std::string name = text(other, "name");
        const bool same_kind = prefix.empty() || name.empty() || sequence_prefix(name) == prefix;
        const bool next = evidence_.existed(other, at_ + 1) && !evidence_.existed(other, at_);
        if (other.id > picking.id && same_kind && next && id_in(value(other, "return_id")) == 0) {
            return true;
        }
    }
    return false;
}

/// With the quantities that cases show, and a backorder where they show one.
void SetUp::finish_picking(const RecordKey& picking, std::int64_t own) {
    if (console_.field(picking.model, own, "state") == "cancel") {
        return;
    }
    set_done_quantities(picking, own);
    const bool split = is_split(picking);
    Json context = {{"skip_sms", true}, {"skip_backorder", true}};
    if (!split) {
        context["picking_ids_not_to_backorder"] = Json::array({own});
    }
    console_.call(picking.model, "button_validate", one_id(own), {{"context", context}});
}

void SetUp::set_done_quantities(const RecordKey& picking, std::int64_t own) {
    const bool split = is_split(picking);
    std::vector<RecordKey> moves;
    for (const RecordKey& move : evidence_.members(evidence_.root_of(picking), "stock.move")) {
        if (id_in(value(move, "picking_id")) == picking.id) {
            moves.push_back(move);
        }
    }
    bool known = false;
    for (const RecordKey& move : moves) {
        const Json quantity = value(move, "quantity");
        const auto own_move =
            quantity.is_number() && text(move, "state") == "done" ? ensure(move) : std::nullopt;
        const bool differs =
            own_move && (split || console_.field(move.model, *own_move, "quantity") != quantity);
        if (differs) {
            known = true;
            console_.call(
                move.model,
                "write",
                Json::array({Json::array({*own_move}), {{"quantity", quantity}, {"picked", true}}})
            );
        }
    }
    const Json own_moves = console_.field(picking.model, own, "move_ids");
    if (own_moves.is_array() && !own_moves.empty() && split && !known) {
        console_.call(
            "stock.move",
            "write",
            Json::array({Json::array({own_moves.front()}), {{"quantity", 1}, {"picked", true}}})
        );
    }
}

}  // namespace drydock::harness::contract
