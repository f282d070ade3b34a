#pragma once

#include <span>

#include "mocks/odoo/call.hpp"

namespace drydock::mocks::odoo {

/// Adds "result": the window that shows these invoices of the orders, as recorded. What Python has
/// as None, the payment term of a customer without one, is null: XML-RPC cannot answer that.
/// Source: Odoo 18.0, sale.order.action_view_invoice; recordings e006 (18.0) and b22 (19.0).
void answer_invoices(
    Call& call, std::span<const RecordId> orders, std::span<const RecordId> invoices
);

/// Likewise the bills of purchases. Source: purchase.order.action_view_invoice; recording h010.
void answer_bills(Call& call, std::span<const RecordId> bills);

/// Likewise payments that a wizard made. Source: e021.
void answer_payments(Call& call, std::span<const RecordId> payments);

/// Likewise entries that reverse others. Source: e121.
void answer_reversals(Call& call, std::span<const RecordId> moves);

/// [('id', 'in', [1, 2])]
void add_id_domain(DocumentWriter& out, Key name, std::span<const RecordId> ids);

}  // namespace drydock::mocks::odoo
