#pragma once

#include <span>
#include <string_view>

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/orm/generic.hpp"

namespace drydock::mocks::odoo {

/// A record of res.groups that every database has.
struct GroupFact {
    RecordId id = 0;
    std::string_view external_id;  ///< "base.group_user"
    std::string_view category;     ///< "User types"
    std::string_view name;         ///< "Internal User"
    RecordId implied = 0;          ///< The group whose rights it has too.
};

/// Source: Odoo 18.0 recordings, b080 to b089; ids of the groups given there, others assumed.
[[nodiscard]] std::span<const GroupFact> known_groups();

/// Whether the user has the group, by itself or implied. The administrator and OdooBot have all.
[[nodiscard]] bool has_group(const Database& database, RecordId user, RecordId group);
[[nodiscard]] bool has_group(const Database& database, RecordId user, std::string_view external_id);

/// AccessError, with the groups that would be allowed, unless the user of the call may do that to
/// records of the model.
[[nodiscard]] Result check_access(const Call& call, const Model& model, Access access);

}  // namespace drydock::mocks::odoo
