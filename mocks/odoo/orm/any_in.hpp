#pragma once

#include "core/document.hpp"

namespace drydock::mocks::odoo {

/// Whether a member of an array or object fulfils the predicate.
template <class Predicate>
[[nodiscard]] bool any_in(Value list, const Predicate& predicate) {
    for (const Value member : list) {
        if (predicate(member)) {
            return true;
        }
    }
    return false;
}

}  // namespace drydock::mocks::odoo
