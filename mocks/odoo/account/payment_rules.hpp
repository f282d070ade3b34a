#pragma once

#include <span>
#include <vector>

#include "core/time.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo {

/// The items of these entries that a payment can settle; an error when none is left.
/// Source: Odoo 18.0 recordings, e107.
[[nodiscard]] expected<std::vector<RecordId>, Error> lines_to_pay(
    const Database& database, std::span<const RecordId> lines
);
/// Journal, amount and memo that were not given follow from the lines.
void complete_wizard(const Database& database, PaymentWizardRecord& wizard, Instant now);
/// The payments that a wizard makes each time it is asked to, posted and reconciled with what is
/// open. Source: Odoo 18.0 recordings, e102 to e109: the second time pays again.
std::vector<RecordId> pay(Database& database, const PaymentWizardRecord& wizard, Instant now);

/// A draft payment with its entry.
RecordId add_payment(Database& database, PaymentRecord payment, Instant now);
/// The entry of a draft follows what is known of it. Nothing happens to one that is no draft.
void complete_payment(Database& database, RecordId payment, Instant now);
/// Posts its entry. Nothing happens to one that is no draft.
void post_payment(Database& database, RecordId payment, Instant now);
[[nodiscard]] Result draft_payment(Database& database, RecordId payment);
[[nodiscard]] Result cancel_payment(Database& database, RecordId payment);

/// Source: Odoo 18.0 recordings, e109: reconciled is set against an invoice in full; matched would
/// be by a bank statement, of which there is none.
[[nodiscard]] bool is_reconciled(const Database& database, RecordId payment);
void append_payment_name(std::string& out, const Database& database, RecordId payment);

}  // namespace drydock::mocks::odoo
