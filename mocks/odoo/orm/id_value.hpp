#pragma once

#include <algorithm>
#include <cstdint>

#include "core/document.hpp"
#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

/// The id that a client sent for a many2one; 0, Odoo's "none", for false, a text or a negative
/// number.
[[nodiscard]] inline RecordId id_in(Value value) {
    return static_cast<RecordId>(std::max<std::int64_t>(value.integer_or(0), 0));
}

}  // namespace drydock::mocks::odoo
