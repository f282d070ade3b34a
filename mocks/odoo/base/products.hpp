#pragma once

#include "mocks/odoo/database.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

// product.product and product.template are one record each of the same id: products have no
// variants. Fields without a typed home live under product.template.

/// The fields that both models have.
[[nodiscard]] std::span<const Field> product_fields();

expected<RecordId, Error> insert_product(Call& call, Value values);
Result product_created(Call& call, RecordId id, Value values);
Result products_written(Call& call, std::span<const RecordId> ids, Value values);
void remove_product(Call& call, RecordId id);
void copy_product_values(const Call& call, RecordId id, DocumentWriter& out);
void append_product_display_name(std::string& out, const Database& database, RecordId id);

}  // namespace drydock::mocks::odoo
