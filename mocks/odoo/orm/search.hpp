#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "mocks/odoo/call.hpp"

namespace drydock::mocks::odoo {

/// A part of a list: `limit` records from `offset` on.
struct Page {
    std::size_t offset = 0;
    std::size_t limit = SIZE_MAX;
};

/// As given by a client: None, False and 0 limit nothing.
[[nodiscard]] Page page_of(Value offset, Value limit);

/// The records that fulfil a domain, in the order of `order` (empty: the model's), cut to a page.
/// Archived ones are left out unless the domain speaks of them or the context's active_test is
/// false.
[[nodiscard]] expected<std::vector<RecordId>, Error> find_records(
    const Call& call, const Model& model, Value domain, std::string_view order, Page page
);

/// Below 0, 0 or above 0. What is empty comes last, as in PostgreSQL.
[[nodiscard]] int compare_values(const FieldValue& left, const FieldValue& right);

}  // namespace drydock::mocks::odoo
