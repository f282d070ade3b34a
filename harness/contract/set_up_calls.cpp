#include <algorithm>

#include "harness/contract/references.hpp"
#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

namespace {

bool opens(const Outcome& outcome, std::string_view model) {
    return outcome.result.is_object() && outcome.result.contains("res_model") &&
           outcome.result["res_model"] == model;
}

}  // namespace

/// What the outcome of a call says of the state before it.
void SetUp::prepare_call(const Call& call) {
    prepare_doubles(call);
    prepare_reservation(call);
    prepare_validation(call);
    prepare_return(call);
    prepare_invoicing(call);
    prepare_accounting(call);
}

void SetUp::prepare_validation(const Call& call) {
    const bool validates = (call.model == "stock.picking" && call.method == "button_validate") ||
                           (call.model == "stock.backorder.confirmation" &&
                            (call.method == "create" || call.method.starts_with("process")));
    if (!validates) {
        return;
    }
    for (const RecordKey& record : named_in(call)) {
        const auto own = binding_.own_of(record.model, record.id);
        if (own && record.model == "stock.picking" &&
            (is_free(record, "state") || made_.contains(evidence_.root_of(record)))) {
            prepare_validation_of(record, *own);
        }
    }
}

void SetUp::prepare_validation_of(const RecordKey& picking, std::int64_t own) {
    const Call& call = knowledge_.call(at_);
    const Outcome& outcome = knowledge_.outcome(at_);
    const Json state = console_.field(picking.model, own, "state");
    if (state == "done" || state == "cancel") {
        return;
    }
    if (!outcome.success) {
        if (outcome.error_message.find("no quantities are reserved") != std::string::npos &&
            state == "assigned" && is_free(picking, "state")) {
            console_.call(picking.model, "do_unreserve", one_id(own));
        }
        return;
    }
    report_picked(picking, own);
    prepare_messages(outcome, own);
    const Json domain = Json::array({Json::array({"picking_id", "=", own})});
    const Json moves =
        console_.read("stock.move", domain, {"product_uom_qty", "quantity", "picked", "state"});
    bool full = true;
    bool picked = false;
    for (const Json& move : moves) {
        full = full && number_in(move["quantity"]) >= number_in(move["product_uom_qty"]);
        picked = picked || move["picked"] == true;
    }
    const bool partial = opens(outcome, "stock.backorder.confirmation") ||
                         call.model == "stock.backorder.confirmation";
    if (partial && full && !moves.empty() && is_free(picking, "state")) {
        // Something is left: less than all was picked.
        const double all = number_in(moves[0]["product_uom_qty"]);
        console_.call(
            "stock.move",
            "write",
            Json::array(
                {Json::array({moves[0]["id"]}),
                 {{"quantity", moves.size() > 1 ? all : std::max(1.0, all - 1)}, {"picked", true}}}
            )
        );
    } else if (!partial && !full && !picked && is_free(picking, "state")) {
        make_reservable(evidence_.root_of(picking), picking);
        console_.call(picking.model, "action_assign", one_id(own));
    }
}

/// The server asks once in its life whether to write to customers, and only one with a phone.
void SetUp::prepare_messages(const Outcome& outcome, std::int64_t own) {
    constexpr const char* asked = "has_received_warning_stock_sms";
    const bool asks = opens(outcome, "confirm.stock.sms");
    const std::int64_t partner = id_in(console_.field("stock.picking", own, "partner_id"));
    if (asks && is_ours("res.partner", partner) &&
        console_.field("res.partner", partner, "phone") == false) {
        console_.call(
            "res.partner",
            "write",
            Json::array({Json::array({partner}), {{"phone", "+4930123456"}}})
        );
    }
    const Json context = knowledge_.call(at_).context();
    const bool skips = context.is_object() && context.contains("skip_sms");
    if (outcome.result == true && !skips && console_.is_fresh() &&
        console_.field("res.company", 1, asked) == false) {
        console_.call("res.company", "write", Json::array({Json::array({1}), {{asked, true}}}));
    }
}

/// Before a validation that is later seen as a partial one: what was done is reported as picked.
void SetUp::report_picked(const RecordKey& picking, std::int64_t own) {
    bool known = false;
    for (const RecordKey& move : evidence_.members(evidence_.root_of(picking), "stock.move")) {
        if (id_in(value(move, "picking_id")) != picking.id) {
            continue;
        }
        const std::vector<Use>& uses = knowledge_.uses(move);
        const bool written = std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
            return use.at < at_ && knowledge_.call(use.at).method == "write";
        });
        known = known || written;
        for (const Sight& sight : knowledge_.sights(move)) {
            const bool done = sight.at > at_ && !sight.written && !written &&
                              sight.fields.value("state", Json{}) == "done" &&
                              sight.fields.contains("quantity");
            if (!done) {
                continue;
            }
            const Json& quantity = sight.fields["quantity"];
            const auto own_move = ensure(move);
            if (own_move && console_.field(move.model, *own_move, "quantity") != quantity) {
                known = true;
                console_.call(
                    move.model,
                    "write",
                    Json::array(
                        {Json::array({*own_move}), {{"quantity", quantity}, {"picked", true}}}
                    )
                );
            }
            break;
        }
    }
    const bool split = is_split(picking);
    const Json moves = console_.field(picking.model, own, "move_ids");
    if (known || !split || !moves.is_array() || moves.empty() || !is_free(picking, "state")) {
        return;
    }
    // One unit, or the first of several moves.
    Json first = console_.field("stock.move", id_in(moves.front()), "quantity");
    const bool first_alone = moves.size() > 1 && number_in(first) > 0;
    console_.call(
        "stock.move",
        "write",
        Json::array(
            {Json::array({moves.front()}),
             {{"quantity", first_alone ? first : Json(1)}, {"picked", true}}}
        )
    );
}

/// A return that succeeds: its transfer was done, and somebody said how much.
void SetUp::prepare_return(const Call& call) {
    if (call.model != "stock.return.picking" || call.method != "action_create_returns" ||
        !knowledge_.outcome(at_).success) {
        return;
    }
    for (const RecordKey& record : named_in(call)) {
        const auto own = binding_.own_of(record.model, record.id);
        if (own && record.model == "stock.picking" && is_free(record, "state") &&
            console_.field(record.model, *own, "state") != "done") {
            finish_picking(record, *own);
        }
    }
    const Json& result = knowledge_.outcome(at_).result;
    const std::int64_t returned =
        result.is_object() && result.contains("res_id") ? id_in(result["res_id"]) : 0;
    for (const std::int64_t id : ids_of(call)) {
        const auto wizard = binding_.own_of(call.model, id);
        const Json lines =
            wizard ? console_.field(call.model, *wizard, "product_return_moves") : Json{};
        bool any = false;
        for (const Json& line : lines.is_array() ? lines : Json::array()) {
            const Json quantity =
                console_.field("stock.return.picking.line", id_in(line), "quantity");
            any = any || number_in(quantity) > 0;
        }
        if (any || !lines.is_array()) {
            continue;
        }
        Json quantity;
        for (const std::int64_t move :
             knowledge_.with_value("stock.move", "picking_id", returned)) {
            quantity = value({"stock.move", move}, "product_uom_qty");
        }
        for (const Json& line : lines) {
            console_.call(
                "stock.return.picking.line",
                "write",
                Json::array({Json::array({line}), {{"quantity", returned_quantity(call, quantity)}}}
                )
            );
        }
    }
}

/// What is shown of the return itself, else what the order's delivered quantity says of it.
double SetUp::returned_quantity(const Call& call, const Json& shown) {
    if (shown.is_number()) {
        return shown.get<double>();
    }
    for (const RecordKey& record : named_in(call)) {
        const RecordKey root = evidence_.root_of(record);
        for (const RecordKey& line : evidence_.members(root, "sale.order.line")) {
            const auto own = binding_.own_of(line.model, line.id);
            for (const Sight& sight : knowledge_.sights(line)) {
                const Json delivered = sight.fields.value("qty_delivered", Json{});
                if (sight.at > at_ && own && delivered.is_number()) {
                    const double now = number_in(console_.field(line.model, *own, "qty_delivered"));
                    return now > delivered.get<double>() ? now - delivered.get<double>() : 1;
                }
            }
        }
    }
    return 1;
}

/// An order that is invoiced was confirmed, and delivered where that is what is invoiced.
void SetUp::prepare_invoicing(const Call& call) {
    if (call.model != "sale.advance.payment.inv" || call.method != "create_invoices" ||
        !knowledge_.outcome(at_).success) {
        return;
    }
    for (const RecordKey& record : named_in(call)) {
        const auto own = binding_.own_of(record.model, record.id);
        if (!own || record.model != "sale.order" || !is_free(record, "state")) {
            continue;
        }
        if (console_.field(record.model, *own, "state") == "draft") {
            make_reservable(record, {});
            console_.call(record.model, "action_confirm", one_id(*own));
        }
        if (console_.field(record.model, *own, "invoice_status") != "to invoice") {
            deliver_if_invoiced_by_delivery(*own);
        }
    }
}

/// An entry that is reversed, paid or set back to draft was posted.
void SetUp::prepare_accounting(const Call& call) {
    const Outcome& outcome = knowledge_.outcome(at_);
    const bool posted =
        call.model == "account.move.reversal" ||
        (call.model == "account.payment.register" && call.method == "action_create_payments") ||
        (call.model == "account.move" && call.method == "button_draft");
    for (const RecordKey& record : named_in(call)) {
        const auto own = binding_.own_of(record.model, record.id);
        if (record.model == "account.move" && own && posted && outcome.success &&
            is_free(record, "state") && console_.field(record.model, *own, "state") == "draft") {
            console_.call(record.model, "action_post", one_id(*own));
            bound(record, *own);
        }
        const bool received =
            outcome.error_message.find("receipts that are already done") != std::string::npos;
        if (record.model == "purchase.order" && own && received) {
            const Json pickings = console_.field(record.model, *own, "picking_ids");
            for (const Json& picking :
                 pickings.is_array() && is_free(record, "state") ? pickings : Json::array()) {
                console_.call("stock.picking", "button_validate", one_id(id_in(picking)));
            }
        }
    }
}

}  // namespace drydock::harness::contract
