#pragma once

#include <span>

#include "core/time.hpp"
#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

/// invoice_policy "delivery"; false for a line without a product.
[[nodiscard]] bool invoiced_on_delivery(const Database& database, RecordId product);

/// What is left to invoice of a line; negative when more is invoiced than was kept. Services by
/// what was ordered, goods by what was delivered.
[[nodiscard]] Units units_to_invoice(const Database& database, const OrderLineRecord& line);

/// Makes deliveries ask for what these lines of a confirmed order ask for: the demand of an open
/// move follows; without one, a move is added to the open delivery; without that, a delivery.
/// Then reserves what is free. Of a locked order nothing is asked for. `lines` ascend.
/// Source: Odoo 18.0, sale.order.line._action_launch_stock_rule, and recordings l001 to l022, d076.
void launch_deliveries(
    Database& database, RecordId order, std::span<const RecordId> lines, Instant now
);

/// Open pickings and draft invoices are cancelled with the order; what is done or posted stays.
/// Source: Odoo 18.0 recordings, d042 to d063 and e082.
void cancel_order(Database& database, RecordId order);

}  // namespace drydock::mocks::odoo
