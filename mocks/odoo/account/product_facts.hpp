#pragma once

#include "core/money.hpp"
#include "mocks/odoo/account/order_lines.hpp"
#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

/// What a product costs a customer, and the company. 0 when it was never set.
[[nodiscard]] Money list_price_of(const Database& database, RecordId product);
[[nodiscard]] Money standard_price_of(const Database& database, RecordId product);

}  // namespace drydock::mocks::odoo
