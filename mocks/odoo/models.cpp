#include "mocks/odoo/models.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/check.hpp"
#include "core/hash.hpp"
#include "mocks/odoo/orm/generic.hpp"

namespace drydock::mocks::odoo {

namespace {

std::uint32_t size32(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

/// Order lines in the first argument of create: a dict, or a list of them.
std::uint32_t lines_created(const Database&, Value positional, Value) {
    const Value values = positional.at(0);
    if (!values.is_array()) {
        return size32(values["order_line"].size());
    }
    std::uint32_t lines = 0;
    for (const Value order : values) {
        lines += size32(order["order_line"].size());
    }
    return lines;
}

std::uint32_t moves_created(const Database&, Value positional, Value) {
    return size32(positional.at(0)["move_ids"].size());
}

std::uint32_t lines_written(const Database&, Value positional, Value) {
    return size32(positional.at(1)["order_line"].size());
}

std::uint32_t moves_written(const Database&, Value positional, Value) {
    return size32(positional.at(1)["move_ids"].size());
}

std::uint32_t returns_written(const Database&, Value positional, Value) {
    return size32(positional.at(1)["product_return_moves"].size());
}

std::uint32_t lines_of_order(const Database& database, Value positional, Value) {
    const RecordId id = first_id(positional);
    return database.orders.contains(id) ? size32(database.orders[id].lines.size()) : 0;
}

std::uint32_t moves_of_picking(const Database& database, Value positional, Value) {
    const RecordId id = first_id(positional);
    return database.pickings.contains(id) ? size32(database.pickings[id].moves.size()) : 0;
}

std::uint32_t lines_of_wizard(const Database& database, Value positional, Value) {
    const RecordId id = first_id(positional);
    std::uint32_t lines = 0;
    if (database.invoice_wizards.contains(id)) {
        for (const RecordId order : database.invoice_wizards[id].orders) {
            lines += size32(database.orders[order].lines.size());
        }
    }
    return lines;
}

std::uint32_t lines_of_invoice(const Database& database, Value positional, Value) {
    const RecordId id = first_id(positional);
    return database.invoices.contains(id) ? database.invoices[id].line_count : 0;
}

std::uint32_t lines_of_return(const Database& database, Value positional, Value) {
    const RecordId id = first_id(positional);
    return database.return_wizards.contains(id) ? database.return_wizards[id].line_count : 0;
}

std::uint32_t moves_to_return(const Database& database, Value positional, Value) {
    const RecordId id = static_cast<RecordId>(positional.at(0)["picking_id"].integer_or(0));
    return database.pickings.contains(id) ? size32(database.pickings[id].moves.size()) : 0;
}

/// Moves that a search by picking will find, when that is its first condition.
std::uint32_t moves_found(const Database& database, Value positional, Value) {
    const Value leaf = positional.at(0).at(0);
    const RecordId id = static_cast<RecordId>(leaf.at(2).integer_or(0));
    const bool by_picking = leaf.at(0).string() == "picking_id";
    return by_picking && database.pickings.contains(id) ? size32(database.pickings[id].moves.size())
                                                        : 0;
}

constexpr std::array method_list = std::to_array<Method>({
    {"common/authenticate", nullptr, nullptr},
    {"common/version", nullptr, nullptr},
    {"object/other", nullptr, nullptr},
    {"product.product/search_read", search_read, nullptr},
    {"stock.quant/search_read", search_read, nullptr},
    {"res.partner/search_read", search_read, nullptr},
    {"res.partner/create", create_partners, nullptr},
    {"sale.order/create", create_orders, lines_created},
    {"sale.order/search_read", search_read, nullptr},
    {"sale.order/read", read, nullptr},
    {"sale.order/write", write_orders, lines_written},
    {"sale.order/action_confirm", confirm_orders, lines_of_order},
    {"sale.order/action_cancel", cancel_orders, lines_of_order},
    {"sale.order.line/search_read", search_read, nullptr},
    {"stock.picking/search_read", search_read, nullptr},
    {"stock.picking/read", read, nullptr},
    {"stock.picking/create", create_pickings, moves_created},
    {"stock.picking/write", write_pickings, moves_written},
    {"stock.picking/button_validate", validate, moves_of_picking},
    {"stock.picking/action_cancel", cancel_pickings, moves_of_picking},
    {"stock.picking/action_assign", assign_pickings, moves_of_picking},
    {"stock.move/search_read", search_read, moves_found},
    {"stock.move/write", write_moves, nullptr},
    {"stock.return.picking/create", create_return_wizard, moves_to_return},
    {"stock.return.picking/write", write_return_wizard, returns_written},
    {"stock.return.picking/action_create_returns", create_returns, lines_of_return},
    {"stock.return.picking.line/search_read", search_read, nullptr},
    {"stock.return.picking.line/write", write_return_lines, nullptr},
    {"sale.advance.payment.inv/create", create_invoice_wizard, nullptr},
    {"sale.advance.payment.inv/create_invoices", create_invoices, lines_of_wizard},
    {"account.move/search_read", search_read, nullptr},
    {"account.move/read", read, nullptr},
    {"account.move/action_post", post_invoices, lines_of_invoice},
});
static_assert(method_list[authenticate_index].operation == "common/authenticate");
static_assert(method_list[version_index].operation == "common/version");
static_assert(method_list[other_index].operation == "object/other");

constexpr auto method_hashes = [] {
    std::array<std::uint64_t, method_list.size()> hashes{};
    for (std::size_t index = 0; index < hashes.size(); ++index) {
        hashes[index] = hash_name(method_list[index].operation);
    }
    return hashes;
}();

/// hash_name over `left`, '/' and `right`, without joining them.
std::uint64_t hash_joined(std::string_view left, std::string_view right) {
    constexpr std::uint64_t prime = 0x100000001b3U;
    std::uint64_t hash = (hash_name(left) ^ static_cast<unsigned char>('/')) * prime;
    for (const char character : right) {
        hash = (hash ^ static_cast<unsigned char>(character)) * prime;
    }
    return hash;
}

/// The AttributeStore knows fields by the hash of their name.
void check_names(const Model& model) {
    std::vector<std::uint32_t> hashes;
    for (const Field& field : model.fields) {
        hashes.push_back(field.name.hash());
    }
    std::sort(hashes.begin(), hashes.end());
    DRYDOCK_CHECK(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
}

}  // namespace

std::span<const Model* const> all_models() {
    static const std::vector<const Model*> all = [] {
        std::vector<const Model*> models;
        for (const auto area : {trade_models(), account_models(), base_models()}) {
            models.insert(models.end(), area.begin(), area.end());
        }
        for (const Model* const model : models) {
            check_names(*model);
        }
        return models;
    }();
    return all;
}

const Model* model_of(std::string_view name) {
    using Entry = std::pair<std::uint32_t, const Model*>;
    static const std::vector<Entry> by_hash = [] {
        std::vector<Entry> entries;
        for (const Model* const model : all_models()) {
            entries.emplace_back(model->name.hash(), model);
        }
        const auto before = [](const Entry& left, const Entry& right) {
            return left.first < right.first;
        };
        std::sort(entries.begin(), entries.end(), before);
        for (std::size_t index = 1; index < entries.size(); ++index) {
            DRYDOCK_CHECK(entries[index - 1].first != entries[index].first);
        }
        return entries;
    }();
    const std::uint32_t hash = Key::of_text(name).hash();
    const auto found = std::lower_bound(
        by_hash.begin(),
        by_hash.end(),
        hash,
        [](const Entry& entry, std::uint32_t wanted) { return entry.first < wanted; }
    );
    const bool same =
        found != by_hash.end() && found->first == hash && found->second->name.text() == name;
    return same ? found->second : nullptr;
}

std::span<const Method> methods() {
    return method_list;
}

std::size_t method_index(std::string_view model, std::string_view method) {
    const std::uint64_t hash = hash_joined(model, method);
    const auto found = std::find(method_hashes.begin(), method_hashes.end(), hash);
    if (found == method_hashes.end()) {
        return other_index;
    }
    const auto index = static_cast<std::size_t>(found - method_hashes.begin());
    const std::string_view operation = method_list[index].operation;
    // Equal hashes of other names are not impossible, as names come from a peer.
    const bool same = operation.size() == model.size() + 1 + method.size() &&
                      operation.starts_with(model) && operation.ends_with(method);
    return same ? index : other_index;
}

}  // namespace drydock::mocks::odoo
