#pragma once

#include <string>
#include <string_view>

#include "mocks/odoo/error.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

/// "res_partner"
[[nodiscard]] std::string table_name(const Model& model);

/// PostgreSQL refuses a text in an integer column of an INSERT.
[[nodiscard]] unexpected<Error> invalid_integer_in_insert(
    const Model& model, const Field& field, std::string_view text
);
/// Likewise in WHERE id IN (...).
[[nodiscard]] unexpected<Error> invalid_id(const Model& model, std::string_view text);
/// The id of a many2one that there is not, or that a record still needs.
[[nodiscard]] unexpected<Error> foreign_key_violation(const Model& model, const Field& field);
/// A required field that has no value.
[[nodiscard]] unexpected<Error> not_null_violation(const Model& model, const Field& field);

/// Turns a text of 18.0 into that of 19.0, where that differs. Source: recordings of 19.0, c01 to
/// c09.
void retell_as_19(Error& error);

}  // namespace drydock::mocks::odoo
