#pragma once

#include <string_view>

#include "mocks/odoo/domain.hpp"

namespace drydock::mocks::odoo {

/// Whether a leaf of a domain holds for a value of a record. `value` may be changed.
[[nodiscard]] bool leaf_holds(
    const Database& database,
    const Field& field,
    Comparison comparison,
    Value operand,
    FieldValue& value
);

/// Whether the record is found by name_search with that operator and text.
[[nodiscard]] bool name_matches(
    const Database& database,
    const Model& model,
    RecordId id,
    Comparison comparison,
    std::string_view text
);

/// Whether `id` is one of the records that `operand` names (an id, ids, or a name) or, following
/// the model's parents upwards, below one of them.
[[nodiscard]] bool is_below(
    const Database& database, const Model& model, RecordId id, Value operand
);
/// Likewise above one of them. Of ids alone.
[[nodiscard]] bool is_above(
    const Database& database, const Model& model, RecordId id, Value operand
);

/// SQL's LIKE: % stands for any text, _ for any character.
[[nodiscard]] bool is_like(std::string_view text, std::string_view pattern, bool any_case);

}  // namespace drydock::mocks::odoo
