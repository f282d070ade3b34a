#include "mocks/odoo/orm/access.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

enum Group : RecordId {
    internal = 1,
    access_rights = 2,
    settings = 3,
    portal = 10,
    contact_creation = 8,
    sales_own = 21,
    sales_all = 22,
    sales_administrator = 23,
    accounting_read = 24,
    accounting_full = 25,
    invoicing = 26,
    invoicing_administrator = 28,
    inventory = 39,
    inventory_administrator = 40,
    purchase = 45,
    purchase_administrator = 46,
};

constexpr std::array groups = std::to_array<GroupFact>({
    {internal, "base.group_user", "User types", "Internal User", 0},
    {access_rights, "base.group_erp_manager", "Administration", "Access Rights", internal},
    {settings, "base.group_system", "Administration", "Settings", access_rights},
    {contact_creation, "base.group_partner_manager", "Extra Rights", "Contact Creation", 0},
    {portal, "base.group_portal", "User types", "Portal", 0},
    {11, "base.group_public", "User types", "Public", 0},
    {sales_own, "sales_team.group_sale_salesman", "Sales", "User: Own Documents Only", internal},
    {sales_all,
     "sales_team.group_sale_salesman_all_leads",
     "Sales",
     "User: All Documents",
     sales_own},
    {sales_administrator, "sales_team.group_sale_manager", "Sales", "Administrator", sales_all},
    {accounting_read,
     "account.group_account_readonly",
     "Technical",
     "Show Accounting Features - Readonly",
     internal},
    {accounting_full,
     "account.group_account_user",
     "Technical",
     "Show Full Accounting Features",
     invoicing},
    {invoicing, "account.group_account_invoice", "Invoicing", "Invoicing", internal},
    {invoicing_administrator,
     "account.group_account_manager",
     "Invoicing",
     "Administrator",
     invoicing},
    {inventory, "stock.group_stock_user", "Inventory", "User", internal},
    {inventory_administrator, "stock.group_stock_manager", "Inventory", "Administrator", inventory},
    {purchase, "purchase.group_purchase_user", "Purchase", "User", internal},
    {purchase_administrator,
     "purchase.group_purchase_manager",
     "Purchase",
     "Administrator",
     purchase},
});

/// Groups that may do something with a model, each in the order in which the message lists them.
struct Rights {
    std::string_view model;
    std::span<const RecordId> read;
    std::span<const RecordId> write;
    std::span<const RecordId> create;
    std::span<const RecordId> unlink;
};

constexpr std::array<RecordId, 7> order_readers{
    inventory, invoicing, sales_administrator, sales_own, accounting_read, accounting_full, portal};
constexpr std::array<RecordId, 4> order_writers{
    inventory, invoicing, sales_administrator, sales_own};
constexpr std::array<RecordId, 2> order_makers{sales_administrator, sales_own};
constexpr std::array<RecordId, 1> order_removers{sales_administrator};
constexpr std::array<RecordId, 6> entry_readers{
    invoicing_administrator, invoicing, purchase, sales_own, accounting_read, portal};
constexpr std::array<RecordId, 3> entry_makers{invoicing, purchase, sales_own};
constexpr std::array<RecordId, 1> entry_removers{invoicing};
constexpr std::array<RecordId, 1> rights_managers{access_rights};
constexpr std::array<RecordId, 3> user_readers{access_rights, internal, portal};
constexpr std::array<RecordId, 1> settings_managers{settings};
constexpr std::array<RecordId, 3> partner_makers{contact_creation, sales_administrator, sales_own};
constexpr std::array<RecordId, 1> partner_removers{contact_creation};
constexpr std::array<RecordId, 3> partner_readers{contact_creation, internal, portal};
constexpr std::array<RecordId, 4> transfer_makers{
    inventory_administrator, inventory, sales_administrator, sales_own};
constexpr std::array<RecordId, 2> stock_makers{inventory_administrator, inventory};
constexpr std::array<RecordId, 3> stock_readers{inventory_administrator, inventory, internal};
constexpr std::array<RecordId, 3> product_makers{
    inventory_administrator, purchase_administrator, sales_administrator};
constexpr std::array<RecordId, 4> product_readers{
    inventory_administrator, purchase_administrator, sales_administrator, internal};
constexpr std::array<RecordId, 2> purchase_makers{purchase_administrator, purchase};
constexpr std::array<RecordId, 3> purchase_readers{invoicing, purchase_administrator, purchase};

/// Source: Odoo 18.0 recordings, b083 to b089; the others from Odoo's ir.model.access.csv, as far
/// as they matter to an integration.
constexpr std::array rights = std::to_array<Rights>({
    {"sale.order", order_readers, order_writers, order_makers, order_removers},
    {"sale.order.line", order_readers, order_writers, order_makers, order_makers},
    {"account.move", entry_readers, entry_makers, entry_makers, entry_removers},
    {"account.move.line", entry_readers, entry_makers, entry_makers, entry_removers},
    {"account.payment", entry_removers, entry_removers, entry_removers, entry_removers},
    {"res.users", user_readers, rights_managers, rights_managers, rights_managers},
    {"res.groups", user_readers, rights_managers, rights_managers, rights_managers},
    {"ir.config_parameter",
     settings_managers,
     settings_managers,
     settings_managers,
     settings_managers},
    {"res.partner", partner_readers, partner_makers, partner_makers, partner_removers},
    {"stock.picking", transfer_makers, transfer_makers, transfer_makers, stock_makers},
    {"stock.move", transfer_makers, transfer_makers, transfer_makers, stock_makers},
    {"stock.quant", stock_readers, stock_makers, stock_makers, stock_makers},
    {"product.product", product_readers, product_makers, product_makers, product_makers},
    {"product.template", product_readers, product_makers, product_makers, product_makers},
    {"purchase.order", purchase_readers, purchase_makers, purchase_makers, purchase_makers},
    {"purchase.order.line", purchase_readers, purchase_makers, purchase_makers, purchase_makers},
});

constexpr RecordId odoobot = 1;

const GroupFact* group_of(RecordId id) {
    const auto found = std::find_if(groups.begin(), groups.end(), [id](const GroupFact& group) {
        return group.id == id;
    });
    return found == groups.end() ? nullptr : &*found;
}

std::span<const RecordId> allowed(const Rights& of_model, Access access) {
    switch (access) {
        case Access::write:
            return of_model.write;
        case Access::create:
            return of_model.create;
        case Access::unlink:
            return of_model.unlink;
        default:
            return of_model.read;
    }
}

std::string_view verb_of(Access access) {
    switch (access) {
        case Access::write:
            return "modify";
        case Access::create:
            return "create";
        case Access::unlink:
            return "delete";
        default:
            return "access";
    }
}

}  // namespace

std::span<const GroupFact> known_groups() {
    return groups;
}

bool has_group(const Database& database, RecordId user, RecordId group) {
    if (user == odoobot || user == user_id) {
        return true;
    }
    FieldValue held;
    read_field(database, res_users, *res_users.field("groups_id"), user, held);
    return std::any_of(held.ids.begin(), held.ids.end(), [&](RecordId one) {
        for (RecordId id = one; id != 0;) {
            if (id == group) {
                return true;
            }
            const GroupFact* const fact = group_of(id);
            id = fact == nullptr ? 0 : fact->implied;
        }
        return false;
    });
}

bool has_group(const Database& database, RecordId user, std::string_view external_id) {
    return std::any_of(groups.begin(), groups.end(), [&](const GroupFact& group) {
        return group.external_id == external_id && has_group(database, user, group.id);
    });
}

Result check_access(const Call& call, const Model& model, Access access) {
    if (access == Access::none || call.user == user_id || call.user == odoobot) {
        return {};
    }
    const auto found = std::find_if(rights.begin(), rights.end(), [&](const Rights& one) {
        return one.model == model.name.text();
    });
    if (found == rights.end()) {
        return {};
    }
    const auto may = allowed(*found, access);
    if (std::any_of(may.begin(), may.end(), [&](RecordId group) {
            return has_group(call.database, call.user, group);
        })) {
        return {};
    }
    std::string list;
    for (const RecordId id : may) {
        const GroupFact* const group = group_of(id);
        list += fmt::format("\t- {}/{}\n", group->category, group->name);
    }
    return unexpected<Error>{Error{
        "odoo.exceptions.AccessError",
        fmt::format(
            "You are not allowed to {} '{}' ({}) records.\n\nThis operation is allowed for the "
            "following groups:\n{}\nContact your administrator to request access if necessary.",
            verb_of(access),
            model.label,
            model.name.text(),
            list
        )}};
}

Result has_access(Call& call) {
    const std::string_view operation =
        call.argument(call.positional.at(0).is_string() ? 0 : 1, "operation").string();
    const Access access = operation == "write"    ? Access::write
                          : operation == "create" ? Access::create
                          : operation == "unlink" ? Access::unlink
                                                  : Access::read;
    call.out.field_bool("result", check_access(call, call.model, access).has_value());
    return {};
}

}  // namespace drydock::mocks::odoo
