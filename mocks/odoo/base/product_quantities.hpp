#pragma once

#include "mocks/odoo/database.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

// Quantities of a product in all warehouses, or in that of the context (warehouse_id).
// Source: Odoo 18.0, stock, product.product._compute_quantities_dict; recordings c064 and l041.

void read_on_hand(const Database& database, RecordId id, FieldValue& out);
void read_free(const Database& database, RecordId id, FieldValue& out);
void read_incoming(const Database& database, RecordId id, FieldValue& out);
void read_outgoing(const Database& database, RecordId id, FieldValue& out);
void read_virtual(const Database& database, RecordId id, FieldValue& out);

}  // namespace drydock::mocks::odoo
