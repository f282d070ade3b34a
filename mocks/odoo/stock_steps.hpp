#pragma once

#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

/// The first leg of a delivery from a warehouse: straight to the customer, or to a place before.
struct FirstStep {
    RecordId type = 0;
    RecordId source = 0;
    RecordId destination = 0;
    bool final = true;  ///< The destination is the customer.
};
[[nodiscard]] FirstStep first_step_of(const Database& database, RecordId warehouse);

/// What a done picking has brought to a place between is asked for from there by the next step: one
/// picking an order that grows. Source: Odoo 18.0 recordings, h042 to h053.
void push_onwards(Database& database, RecordId picking);

}  // namespace drydock::mocks::odoo
