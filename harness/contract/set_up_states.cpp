#include <algorithm>
#include <array>

#include "harness/contract/references.hpp"
#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

namespace {

constexpr auto looking_methods = std::to_array<std::string_view>(
    {"exists", "fields_get", "read", "search", "search_count", "search_read", "web_read"}
);

bool only_looks(std::string_view method) {
    return std::find(looking_methods.begin(), looking_methods.end(), method) !=
           looking_methods.end();
}

Json one_id(std::int64_t id) {
    return Json::array({Json::array({id})});
}

Json in_context(const char* name) {
    return {{"context", {{name, true}}}};
}

}  // namespace

/// Before a validation that is later seen as a partial one: what was done is reported as picked.
void SetUp::report_picked(const Call& call) {
    if (!knowledge_.outcome(at_).success) {
        return;
    }
    for (const std::int64_t id : ids_of(call)) {
        const RecordKey picking{"stock.picking", id};
        const auto own = binding_.own_of(picking.model, id);
        if (!own) {
            continue;
        }
        bool known = false;
        std::vector<std::int64_t> moves = knowledge_.with_value("stock.move", "picking_id", id);
        const Json listed = value(picking, "move_ids");
        for (const Json& one : listed.is_array() ? listed : Json::array()) {
            moves.push_back(id_in(one));
        }
        for (const std::int64_t move : moves) {
            const RecordKey key{"stock.move", move};
            const Json quantity = value(key, "quantity");
            const bool done = text(key, "state") == "done" && quantity.is_number();
            const bool written = std::any_of(
                knowledge_.uses(key).begin(),
                knowledge_.uses(key).end(),
                [&](const Use& use) {
                    return use.at < at_ && knowledge_.call(use.at).method == "write";
                }
            );
            known = known || written;
            const auto own_move = done && !written ? ensure(key) : std::nullopt;
            if (own_move && console_.field("stock.move", *own_move, "quantity") != quantity) {
                known = true;
                console_.call(
                    "stock.move",
                    "write",
                    Json::array(
                        {Json::array({*own_move}), {{"quantity", quantity}, {"picked", true}}}
                    )
                );
            }
        }
        const bool split = !knowledge_.with_value("stock.picking", "backorder_id", id).empty();
        const Json own_moves = console_.field("stock.picking", *own, "move_ids");
        const bool ours = made_.contains(picking);
        if (!known && split && ours && own_moves.is_array() && !own_moves.empty()) {
            console_.call(
                "stock.move",
                "write",
                Json::array({Json::array({own_moves.front()}), {{"quantity", 1}, {"picked", true}}})
            );
        }
    }
}

/// True when a recorded call since the record was made here may have moved it.
bool SetUp::is_explained(const RecordKey& record) const {
    const auto made = made_.find(record);
    if (made == made_.end()) {
        return true;
    }
    const std::vector<Use>& uses = knowledge_.uses(record);
    return std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
        const Call& call = knowledge_.call(use.at);
        const bool opens_wizard = call.method == "create" && call.model != record.model;
        return use.at >= made->second && use.at < at_ && knowledge_.outcome(use.at).success &&
               !only_looks(call.method) && !opens_wizard;
    });
}

void SetUp::catch_up(const Call& call) {
    const Json& result = knowledge_.outcome(at_).result;
    if (!only_looks(call.method) || !result.is_array()) {
        return;
    }
    for (const Json& shown : result) {
        if (!shown.is_object() || !shown.contains("id")) {
            continue;
        }
        const RecordKey record{call.model, id_in(shown["id"])};
        const auto own = binding_.own_of(record.model, record.id);
        if (own && record.model == "sale.order") {
            restore_state(record, *own, shown);
        }
        catch_up_stock(call, shown);
        if (!own || is_explained(record)) {
            continue;
        }
        if (call.model == "sale.order") {
            catch_up_order(*own, shown);
        } else if (call.model == "stock.picking") {
            catch_up_picking(*own, shown);
        } else if (call.model == "account.move") {
            catch_up_invoice(*own, shown);
        }
    }
}

void SetUp::catch_up_order(std::int64_t own, const Json& shown) {
    const Json state = shown.value("state", Json{});
    const Json own_state = console_.field("sale.order", own, "state");
    if (state == "sale" && own_state == "draft") {
        console_.call("sale.order", "action_confirm", one_id(own));
    } else if (state == "cancel" && own_state != "cancel") {
        console_.call(
            "sale.order", "action_cancel", one_id(own), in_context("disable_cancel_warning")
        );
    }
    if (shown.value("delivery_status", Json{}) == "full" && own_state == "draft") {
        console_.call("sale.order", "action_confirm", one_id(own));
    }
    if (shown.value("delivery_status", Json{}) == "full" &&
        console_.field("sale.order", own, "delivery_status") != "full") {
        const Json pickings = console_.field("sale.order", own, "picking_ids");
        for (const Json& picking : pickings.is_array() ? pickings : Json::array()) {
            catch_up_picking(id_in(picking), {{"state", "done"}});
        }
    }
}

void SetUp::catch_up_picking(std::int64_t own, const Json& shown) {
    const Json state = shown.value("state", Json{});
    const Json own_state = console_.field("stock.picking", own, "state");
    if (state == own_state) {
        return;
    }
    if (state == "done") {
        console_.call("stock.picking", "button_validate", one_id(own), in_context("skip_sms"));
    } else if (state == "cancel") {
        console_.call("stock.picking", "action_cancel", one_id(own));
    } else if (state == "assigned") {
        stock_up_picking(own, shown);
        console_.call("stock.picking", "action_assign", one_id(own));
    } else if (state == "confirmed" && own_state == "assigned") {
        console_.call("stock.picking", "do_unreserve", one_id(own));
    }
}

/// What is seen as reserved on the transfer's moves was there to be reserved.
void SetUp::stock_up_picking(std::int64_t own, const Json& shown) {
    const Json listed = shown.value("move_ids", Json{});
    const Json moves = console_.field("stock.picking", own, "move_ids");
    const Json place = console_.field("stock.picking", own, "location_id");
    if (!listed.is_array() || !moves.is_array() || listed.size() != moves.size()) {
        return;
    }
    for (std::size_t index = 0; index < moves.size(); ++index) {
        const Json quantity = value({"stock.move", id_in(listed[index])}, "quantity");
        const std::int64_t product =
            id_in(console_.field("stock.move", id_in(moves[index]), "product_id"));
        const Json free = console_.field("product.product", product, "free_qty");
        if (quantity.is_number() && free.is_number() &&
            free.get<double>() < quantity.get<double>()) {
            count_stock(product, id_in(place), quantity.get<double>() - free.get<double>());
        }
    }
}

void SetUp::catch_up_invoice(std::int64_t own, const Json& shown) {
    const Json own_state = console_.field("account.move", own, "state");
    if (shown.value("state", Json{}) == "posted" && own_state == "draft") {
        console_.call("account.move", "action_post", one_id(own));
    }
    if (shown.value("payment_state", Json{}) == "paid" &&
        console_.field("account.move", own, "payment_state") == "not_paid") {
        const Json context = {
            {"context", {{"active_model", "account.move"}, {"active_ids", Json::array({own})}}}};
        const auto wizard = console_.call(
            "account.payment.register", "create", Json::array({Json::object()}), context
        );
        if (wizard) {
            console_.call(
                "account.payment.register",
                "action_create_payments",
                one_id(id_in(*wizard)),
                context
            );
        }
    }
}

}  // namespace drydock::harness::contract
