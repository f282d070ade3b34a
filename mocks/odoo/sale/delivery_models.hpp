#pragma once

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

extern const Model delivery_carrier;
extern const Model choose_delivery_carrier;
extern const Model sale_order_cancel;

/// The delivery method of a fresh database.
void add_delivery_records(Database& database);

}  // namespace drydock::mocks::odoo
