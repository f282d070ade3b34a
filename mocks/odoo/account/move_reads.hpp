#pragma once

#include <string_view>

#include "mocks/odoo/database.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

// What account.move's fields hold, of lean invoices and full entries alike.

[[nodiscard]] std::string_view entry_state_name(const Database& database, RecordId id);
void read_entry_name(const Database& database, RecordId id, FieldValue& out);
void read_entry_partner(const Database& database, RecordId id, FieldValue& out);
void read_entry_origin(const Database& database, RecordId id, FieldValue& out);
void read_entry_ref(const Database& database, RecordId id, FieldValue& out);
void read_entry_invoice_date(const Database& database, RecordId id, FieldValue& out);
void read_entry_due_date(const Database& database, RecordId id, FieldValue& out);
void read_entry_payment_reference(const Database& database, RecordId id, FieldValue& out);
[[nodiscard]] Money untaxed_of_move(const Database& database, RecordId id);
[[nodiscard]] Money tax_of_move(const Database& database, RecordId id);
/// What adds to the company's assets is positive.
[[nodiscard]] Money signed_amount_of_move(const Database& database, RecordId id, Money amount);
/// Journal items: all of them, or those that follow from no other.
void read_entry_lines(const Database& database, RecordId id, FieldValue& out, bool products_only);
[[nodiscard]] RecordId journal_of_move(const Database& database, RecordId id);
/// sequence_prefix or sequence_number.
void read_entry_sequence(const Database& database, RecordId id, FieldValue& out, bool prefix);
void read_entry_reversals(const Database& database, RecordId id, FieldValue& out);
void read_entry_payments(const Database& database, RecordId id, FieldValue& out);
void read_entry_type_name(const Database& database, RecordId id, FieldValue& out);
void read_entry_user(const Database& database, RecordId id, FieldValue& out);
void read_entry_team(const Database& database, RecordId id, FieldValue& out);

}  // namespace drydock::mocks::odoo
