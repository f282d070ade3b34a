#include <algorithm>
#include <array>

#include "harness/contract/relations.hpp"
#include "harness/contract/set_up.hpp"
#include "harness/contract/texts.hpp"

namespace drydock::harness::contract {

namespace {

/// Where the root lists what belongs to it.
struct Listed {
    std::string_view root;
    std::string_view model;
    const char* field;
};
constexpr auto listed_fields = std::to_array<Listed>({
    {"purchase.order", "account.move", "invoice_ids"},
    {"purchase.order", "purchase.order.line", "order_line"},
    {"purchase.order", "stock.picking", "picking_ids"},
    {"sale.order", "account.move", "invoice_ids"},
    {"sale.order", "sale.order.line", "order_line"},
    {"sale.order", "stock.picking", "picking_ids"},
});

/// Fields that tell two records of one owner apart.
constexpr auto telling_fields = std::to_array<const char*>(
    {"product_id", "sale_line_id", "backorder_id", "return_id", "picking_type_id", "move_id"}
);

}  // namespace

/// False when what cases show of the record and what the server shows of its own differ in what
/// tells the owner's records apart.
bool SetUp::fits(const RecordKey& record, std::int64_t own) {
    for (const char* const field : telling_fields) {
        const Json shown = value(record, field);
        if (shown.is_null()) {
            continue;
        }
        const Json got = console_.field(record.model, own, field);
        if (got.is_null()) {
            continue;
        }
        const std::int64_t id = id_in(shown);
        const auto partner = binding_.own_of(relation_or_own(record.model, field), id);
        if ((id == 0) != (id_in(got) == 0) || (partner && *partner != id_in(got))) {
            return false;
        }
    }
    std::string name = text(record, "name");
    name = is_sequence_name(name) ? name : text(record, "display_name");
    if (record.model == "stock.picking" && is_sequence_name(name)) {
        const Json got = console_.field(record.model, own, "name");
        return !got.is_string() ||
               sequence_prefix(name) == sequence_prefix(got.get_ref<const std::string&>());
    }
    if (record.model == "account.move") {
        const std::string type = text(record, "move_type");
        return type.empty() || console_.field(record.model, own, "move_type") == type;
    }
    return true;
}

/// The first record that the owner has in that field, that stands for no recorded one yet, and
/// that fits. The owner's id is the server's.
std::optional<std::int64_t> SetUp::take_of(
    const RecordKey& record, const RecordKey& owner, const char* field
) {
    const Json ids = console_.field(owner.model, owner.id, field);
    std::vector<std::int64_t> free;
    for (const Json& id : ids.is_array() ? ids : Json::array()) {
        if (!binding_.is_taken(record.model, id_in(id))) {
            free.push_back(id_in(id));
        }
    }
    std::sort(free.begin(), free.end());
    for (const std::int64_t id : free) {
        if (fits(record, id)) {
            return bound(record, id);
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> SetUp::take(const RecordKey& record, const RecordKey& root) {
    const auto own_root = binding_.own_of(root.model, root.id);
    if (!own_root) {
        return std::nullopt;
    }
    for (const Listed& listed : listed_fields) {
        if (listed.root == root.model && listed.model == record.model) {
            return take_of(record, {root.model, *own_root}, listed.field);
        }
    }
    if (record.model == "stock.move" || record.model == "stock.move.line") {
        return take_move(record, root);
    }
    constexpr std::pair<const char*, const char*> parts[] = {
        {"account.move.line", "account.move"},
        {"stock.return.picking.line", "stock.return.picking"}};
    for (const auto& [model, owner] : parts) {
        const bool line = record.model == model;
        const char* const field = owner[0] == 'a' ? "move_id" : "wizard_id";
        const std::int64_t id = line ? id_in(value(record, field)) : 0;
        const auto own = id == 0 ? std::nullopt : ensure({owner, id});
        if (own) {
            return take_of(
                record, {owner, *own}, owner[0] == 'a' ? "invoice_line_ids" : "product_return_moves"
            );
        }
    }
    return std::nullopt;
}

/// Out of its own transfer where that is known, else out of all of the order's.
std::optional<std::int64_t> SetUp::take_move(const RecordKey& record, const RecordKey& root) {
    const char* const field = record.model == "stock.move" ? "move_ids" : "move_line_ids";
    if (const std::int64_t picking = id_in(value(record, "picking_id"))) {
        const auto own = ensure({"stock.picking", picking});
        return own ? take_of(record, {"stock.picking", *own}, field) : std::nullopt;
    }
    const auto own_root = binding_.own_of(root.model, root.id);
    Json pickings = console_.field(root.model, own_root.value_or(0), "picking_ids");
    if (!pickings.is_array()) {
        return std::nullopt;
    }
    std::sort(pickings.begin(), pickings.end());
    for (const Json& picking : pickings) {
        if (const auto found = take_of(record, {"stock.picking", id_in(picking)}, field)) {
            return found;
        }
    }
    return std::nullopt;
}

/// A transfer that a case shows as the return of another one.
std::optional<std::int64_t> SetUp::make_return(const RecordKey& record) {
    const std::int64_t returned = related(record, "return_id");
    if (returned == 0) {
        return std::nullopt;
    }
    const Json context = {
        {"context",
         {{"active_id", returned},
          {"active_ids", Json::array({returned})},
          {"active_model", "stock.picking"}}}};
    const auto wizard = console_.call(
        "stock.return.picking", "create", Json::array({{{"picking_id", returned}}}), context
    );
    if (!wizard) {
        return std::nullopt;
    }
    const Json lines =
        console_.field("stock.return.picking", id_in(*wizard), "product_return_moves");
    Json quantity;
    for (const std::int64_t move : knowledge_.with_value("stock.move", "picking_id", record.id)) {
        quantity = value({"stock.move", move}, "product_uom_qty");
    }
    for (const Json& line : lines.is_array() ? lines : Json::array()) {
        console_.call(
            "stock.return.picking.line",
            "write",
            Json::array({Json::array({line}), {{"quantity", number_in(quantity, 1)}}})
        );
    }
    const auto action = console_.call(
        "stock.return.picking", "action_create_returns", one_id(id_in(*wizard)), context
    );
    return action && action->is_object() && action->contains("res_id")
               ? bound(record, id_in((*action)["res_id"]))
               : std::nullopt;
}

}  // namespace drydock::harness::contract
