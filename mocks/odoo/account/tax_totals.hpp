#pragma once

#include "mocks/odoo/database.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

/// sale.order.tax_totals, an object as text: what the form shows below the lines. All taxes are of
/// one group, as those that a client adds to a fresh database are.
/// Source: Odoo 18.0 recordings, h094; account.tax._get_tax_totals_summary.
void read_order_tax_totals(const Database& database, RecordId order, FieldValue& out);

}  // namespace drydock::mocks::odoo
