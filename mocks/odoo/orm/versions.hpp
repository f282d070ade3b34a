#pragma once

#include <string_view>

#include "mocks/odoo/call.hpp"

namespace drydock::mocks::odoo {

/// Whether the field is there in the version that the database is of: a model declares the fields
/// of both. Source: Odoo 19.0 recordings, d06.
[[nodiscard]] bool is_of_version(const Database& database, const Model& model, const Field& field);

/// The model's field of that name in the version that the database is of, or null.
[[nodiscard]] const Field* field_here(
    const Database& database, const Model& model, std::string_view name
);

}  // namespace drydock::mocks::odoo
