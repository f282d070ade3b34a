#pragma once

#include "core/time.hpp"
#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

/// Whether what an order invoices is told by its lines alone: goods of the demand, which have no
/// taxes, and nothing that lines say beyond their typed records.
[[nodiscard]] bool can_be_lean(const Database& database, RecordId order);

/// A draft invoice of all that is left to invoice of an order; a credit note when that is negative
/// in money. 0 when nothing is left.
/// Source: Odoo 18.0, sale.order._create_invoices(final=True).
RecordId add_invoice(Database& database, RecordId order, Instant now);

/// What it had invoiced is open again. Of any kind of invoice.
void cancel_draft_invoice(Database& database, RecordId invoice);

/// Gives a draft its number, the next of its kind and of the year of `now`.
void post_invoice(Database& database, RecordId invoice, Instant now);

}  // namespace drydock::mocks::odoo
