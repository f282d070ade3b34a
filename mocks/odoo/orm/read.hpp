#pragma once

#include <span>
#include <vector>

#include "mocks/odoo/call.hpp"

namespace drydock::mocks::odoo {

/// The fields named, without the id, which is always written first. No names, or an empty list,
/// mean all fields that the user may see.
[[nodiscard]] expected<std::vector<const Field*>, Error> fields_of(
    const Database& database, const Model& model, Value names
);

/// The ids among the wanted that exist: missing ones are dropped without an error.
/// Source: Odoo 18.0 recordings, b013 and b014.
[[nodiscard]] std::vector<RecordId> present_of(
    const Database& database, const Model& model, Value wanted
);

/// Adds "result": a list of objects.
void answer_records(
    Call& call,
    std::span<const RecordId> ids,
    std::span<const Field* const> fields,
    ReferenceStyle style
);
/// Adds "result": a list of ids.
void answer_ids(Call& call, std::span<const RecordId> ids);

}  // namespace drydock::mocks::odoo
