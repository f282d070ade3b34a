#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>

#include "harness/contract/evidence.hpp"
#include "harness/contract/references.hpp"
#include "harness/contract/texts.hpp"

namespace drydock::harness::contract {

namespace {

/// Whom a record belongs to, by the fields that say so; the first that is known counts.
struct Owner {
    std::string_view model;
    const char* field;
    std::string_view of;
};
constexpr auto owners = std::to_array<Owner>({
    {"account.move", "sale_id", "sale.order"},
    {"account.move", "purchase_id", "purchase.order"},
    {"account.move", "reversed_entry_id", "account.move"},
    {"account.move.line", "move_id", "account.move"},
    {"purchase.order.line", "order_id", "purchase.order"},
    {"sale.order.line", "order_id", "sale.order"},
    {"stock.move.line", "picking_id", "stock.picking"},
    {"stock.move.line", "move_id", "stock.move"},
    {"stock.return.picking", "picking_id", "stock.picking"},
    {"stock.return.picking.line", "wizard_id", "stock.return.picking"},
    {"stock.return.picking.line", "move_id", "stock.move"},
});

/// What stands no further apart than so many cases may belong together.
constexpr std::size_t near_cases = 5;

std::size_t distance_of(
    const std::vector<std::size_t>& cases, const std::vector<std::size_t>& others
) {
    std::size_t nearest = SIZE_MAX;
    for (const std::size_t one : cases) {
        for (const std::size_t other : others) {
            nearest = std::min(nearest, one > other ? one - other : other - one);
        }
    }
    return nearest;
}

}  // namespace

RecordKey Evidence::owner_of(const RecordKey& record) const {
    if (record.model == "stock.picking") {
        return owner_of_picking(record);
    }
    if (record.model == "stock.move") {
        return owner_of_move(record);
    }
    for (const Owner& owner : owners) {
        if (owner.model == record.model) {
            if (const std::int64_t id = knowledge_.id_value(record, owner.field, 0)) {
                return {std::string{owner.of}, id};
            }
        }
    }
    if (record.model == "account.move") {
        return named_in_text(record, "invoice_origin");
    }
    return record.model == "sale.order.line" ? named_in_text(record, "display_name") : RecordKey{};
}

/// The order or transfer that a text names: "S00004 - WEB-1001", "Return of WH/OUT/00015".
RecordKey Evidence::named_in_text(const RecordKey& record, const char* field) const {
    const Json text = knowledge_.value(record, field, 0);
    if (!text.is_string()) {
        return {};
    }
    for (const Piece& piece : pieces_of(text.get<std::string>())) {
        if (piece.kind != PieceKind::name) {
            continue;
        }
        for (const RecordKey& named : knowledge_.named(piece.text)) {
            const bool owns = named.model == "sale.order" || named.model == "purchase.order" ||
                              named.model == "stock.picking";
            if (owns && named != record) {
                return named;
            }
        }
    }
    return {};
}

RecordKey Evidence::owner_of_picking(const RecordKey& picking) const {
    constexpr std::pair<const char*, const char*> fields[] = {
        {"sale_id", "sale.order"},
        {"purchase_id", "purchase.order"},
        {"backorder_id", "stock.picking"},
        {"return_id", "stock.picking"}};
    for (const auto& [field, model] : fields) {
        if (const std::int64_t id = knowledge_.id_value(picking, field, 0)) {
            return {model, id};
        }
    }
    if (RecordKey named = named_in_text(picking, "origin"); named.id != 0) {
        return named;
    }
    if (const std::int64_t group = knowledge_.id_value(picking, "group_id", 0)) {
        for (const std::int64_t id : knowledge_.with_value("stock.picking", "group_id", group)) {
            if (const std::int64_t sale =
                    knowledge_.id_value({"stock.picking", id}, "sale_id", 0)) {
                return {"sale.order", sale};
            }
        }
    }
    for (const std::int64_t move : knowledge_.with_value("stock.move", "picking_id", picking.id)) {
        if (const std::int64_t sale =
                knowledge_.id_value({"stock.move", move}, "picking_id.sale_id", 0)) {
            return {"sale.order", sale};
        }
        if (const std::int64_t line =
                knowledge_.id_value({"stock.move", move}, "sale_line_id", 0)) {
            return {"sale.order.line", line};
        }
    }
    // What was returned belongs to the order that the return shows.
    for (const std::int64_t id : knowledge_.with_value("stock.picking", "return_id", picking.id)) {
        if (const std::int64_t sale = knowledge_.id_value({"stock.picking", id}, "sale_id", 0)) {
            return {"sale.order", sale};
        }
    }
    return {};
}

RecordKey Evidence::owner_of_move(const RecordKey& move) const {
    constexpr std::pair<const char*, const char*> fields[] = {
        {"sale_line_id", "sale.order.line"},
        {"picking_id.sale_id", "sale.order"},
        {"picking_id", "stock.picking"},
        {"origin_returned_move_id", "stock.move"}};
    for (const auto& [field, model] : fields) {
        const std::int64_t id = knowledge_.id_value(move, field, 0);
        // A line whose order no case shows leads nowhere.
        const bool leads = id != 0 && (std::string_view{model} != "sale.order.line" ||
                                       owner_of({model, id}).id != 0);
        if (leads) {
            return {model, id};
        }
    }
    if (const std::int64_t group = knowledge_.id_value(move, "group_id", 0)) {
        for (const std::int64_t id : knowledge_.with_value("stock.picking", "group_id", group)) {
            return {"stock.picking", id};
        }
    }
    return named_in_text(move, "display_name");
}

/// A move that is written just before a transfer is validated is the transfer's; a transfer that
/// stands near an order of which no transfer is known is the order's; likewise an invoice.
void Evidence::guess_owners() {
    for (const RecordKey& record : knowledge_.records()) {
        if (record.model == "stock.move" && root_of(record) == record) {
            guess_picking_of(record);
        }
    }
    std::vector<RecordKey> alone;
    for (const RecordKey& record : knowledge_.records()) {
        const bool made = knowledge_.value(record, "#created", 0).is_boolean();
        const Json origin = knowledge_.value(record, "invoice_origin", 0);
        const bool listed = record.model == "stock.picking" ||
                            (record.model == "account.move" && origin.is_string());
        if (listed && root_of(record) == record && !made) {
            alone.push_back(record);
        }
    }
    guess_orders_of(alone);
}

void Evidence::guess_picking_of(const RecordKey& move) {
    constexpr std::size_t written_before = 2;
    for (const std::size_t at : cases_of_record(move)) {
        for (const RecordKey& named : named_in(knowledge_.call(at))) {
            if (knowledge_.call(at).method == "write" && named.model == "stock.picking") {
                guessed_[move] = named;
                return;
            }
        }
        for (std::size_t next = at < written_before ? 0 : at - written_before;
             next <= at + written_before && next < knowledge_.count();
             ++next) {
            const Call& call = knowledge_.call(next);
            if (call.model != "stock.picking" || call.method != "button_validate") {
                continue;
            }
            for (const std::int64_t id : ids_of(call)) {
                if (knowledge_.with_value("stock.move", "picking_id", id).empty()) {
                    guessed_[move] = {"stock.picking", id};
                    return;
                }
            }
        }
    }
}

void Evidence::guess_orders_of(const std::vector<RecordKey>& records) {
    std::vector<std::tuple<std::size_t, RecordKey, RecordKey>> pairs;
    for (const RecordKey& order : knowledge_.records()) {
        if (order.model != "sale.order") {
            continue;
        }
        std::vector<std::size_t> near = cases_of_record(order);
        for (const RecordKey& line : members(order, "sale.order.line")) {
            const std::vector<std::size_t> more = cases_of_record(line);
            near.insert(near.end(), more.begin(), more.end());
        }
        for (const RecordKey& record : records) {
            const std::size_t distance =
                is_delivery_of(record, order) ? 0 : distance_of(cases_of_record(record), near);
            if (distance < near_cases && members(order, record.model).empty() &&
                !is_confirmed_after(order, record)) {
                pairs.emplace_back(distance, order, record);
            }
        }
    }
    std::sort(pairs.begin(), pairs.end());
    std::set<std::pair<RecordKey, std::string>> taken;
    for (const auto& [distance, order, record] : pairs) {
        if (!guessed_.contains(record) && taken.insert({order, record.model}).second) {
            guessed_[record] = order;
        }
    }
}

/// A transfer that is seen before its order is confirmed is another's.
bool Evidence::is_confirmed_after(const RecordKey& order, const RecordKey& record) const {
    const std::vector<std::size_t> cases = cases_of_record(record);
    const std::vector<Use>& uses = knowledge_.uses(order);
    return std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
        const Call& call = knowledge_.call(use.at);
        const Outcome& outcome = knowledge_.outcome(use.at);
        const bool confirms = call.method == "action_confirm" && use.at > cases.front();
        // Without a warning and at once: the order was a draft.
        const bool cancels =
            call.method == "action_cancel" && outcome.result == true && !call.context().is_object();
        return use.called && outcome.success && (confirms || cancels);
    });
}

/// True when a move of the transfer moved as much as a line of the order asks for and shows as
/// delivered.
bool Evidence::is_delivery_of(const RecordKey& picking, const RecordKey& order) const {
    for (const auto& [move, owner] : guessed_) {
        const Json demand = knowledge_.value(move, "product_uom_qty", knowledge_.count());
        const Json done = knowledge_.value(move, "quantity", knowledge_.count());
        for (const RecordKey& line : members(order, "sale.order.line")) {
            if (owner == picking && demand.is_number() && done.is_number() &&
                knowledge_.value(line, "product_uom_qty", knowledge_.count()) == demand &&
                knowledge_.value(line, "qty_delivered", knowledge_.count()) == done) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace drydock::harness::contract
