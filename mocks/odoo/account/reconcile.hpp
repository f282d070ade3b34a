#pragma once

#include <span>
#include <string_view>

#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

/// What is still open of a journal item, with its sign; 0 for one that is never reconciled.
[[nodiscard]] Money residual_of(const Database& database, RecordId line);
/// Of an invoice, not negative; of a draft or cancelled one its total.
[[nodiscard]] Money residual_of_entry(const Database& database, RecordId move);
/// account.move.payment_state. Source: Odoo 18.0 recordings, e022 to e125.
[[nodiscard]] std::string_view payment_state_of(const Database& database, RecordId move);

/// Sets posted open items of one account against each other, oldest first.
void reconcile(Database& database, std::span<const RecordId> lines);
/// Opens again what the items of an entry were set against, and what that means for payments.
void undo_reconciliation(Database& database, RecordId move);

/// Whether the item of the entry is one that a customer or vendor pays.
[[nodiscard]] bool is_payable(const Database& database, RecordId line);

/// The states of payments follow those of what they pay. Source: e027, e109.
void refresh_payment(Database& database, RecordId payment);
void refresh_payments_of(Database& database, RecordId move);

}  // namespace drydock::mocks::odoo
