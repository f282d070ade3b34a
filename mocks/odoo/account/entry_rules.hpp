#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/time.hpp"
#include "mocks/odoo/account/amounts.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo {

/// What amounts of this database are rounded to.
[[nodiscard]] Rounding rounding_of(const Database& database);
/// Midnight of the day, as dates are kept.
[[nodiscard]] Instant day_of(const Database& database, Instant instant);

/// As written; else the term's after the invoice date or, of a draft without one, its creation.
[[nodiscard]] Instant due_date_of(const Database& database, const EntryRecord& entry);
/// account.move.date
[[nodiscard]] Instant accounting_date_of(const Database& database, RecordId move);

/// Null for an invoice of the lean kind, which has its order's lines and no taxes.
[[nodiscard]] const EntryRecord* entry_if(const Database& database, RecordId move);
/// Makes a full entry of a lean invoice first.
[[nodiscard]] EntryRecord& entry_of(Database& database, RecordId move);
/// Of an id of account.move.line; null for a line of a lean invoice.
[[nodiscard]] const EntryLineRecord* entry_line_if(const Database& database, RecordId line);
[[nodiscard]] EntryLineRecord& entry_line_of(Database& database, RecordId line);

/// A draft without lines; journal, date and due date are filled in where they are not given. The
/// id of the account.move.
RecordId add_entry(Database& database, EntryRecord entry, Instant now);
/// The id of the account.move.line. Amounts follow with refresh_entry.
RecordId add_entry_line(Database& database, RecordId move, EntryLineRecord line);
void remove_entry_line(Database& database, RecordId line);

/// Amounts, tax lines and the line of the term follow from the product lines of a draft.
/// Source: Odoo 18.0 recordings, e009.
void refresh_entry(Database& database, RecordId move);
/// Invoiced quantities of order lines follow from all invoices of the order.
void refresh_invoiced(Database& database, RecordId order);
/// Likewise for all orders that an entry invoices, sales and purchases.
void refresh_orders_of(Database& database, RecordId move);

/// Source: Odoo 18.0 recordings, e014, e049, e052 and e054; the rest account.move._post.
[[nodiscard]] Result check_can_post(const Database& database, RecordId move);
/// Number, dates and reference are filled in. After check_can_post.
void post_entry(Database& database, RecordId move, Instant now);
/// Undoes what it was reconciled with and keeps the number. Source: e043 to e046, e110.
[[nodiscard]] Result draft_entry(Database& database, RecordId move);
/// Of a posted one as well. Source: e019.
[[nodiscard]] Result cancel_entry(Database& database, RecordId move);
/// Before an entry is unlinked. Source: e018.
[[nodiscard]] Result check_can_unlink(const Database& database, RecordId move);
/// The purchases that a bill or its credit note is of.
[[nodiscard]] std::vector<RecordId> purchases_of_entry(const Database& database, RecordId move);
/// Takes an entry out of its orders and reconciliations; the record itself stays for the caller.
void detach_entry(Database& database, RecordId move);

/// "INV/2026/00001"; appends nothing for a draft without a name.
void append_entry_name(std::string& out, const Database& database, RecordId move);
/// "INV/2026/00001 (PAY-1)", "Draft Invoice". Source: e122.
void append_entry_display_name(std::string& out, const Database& database, RecordId move);
/// "INV/2026/" of "INV/2026/00001", whose number is 1; all of a name without digits at its end.
struct NameParts {
    std::string prefix;
    std::uint32_t number = 0;
};
[[nodiscard]] NameParts parts_of_name(std::string_view name);

[[nodiscard]] MoveType move_type_of(const Database& database, RecordId move);
[[nodiscard]] RecordId partner_of_entry(const Database& database, RecordId move);

/// By date, name and id, newest first. Source: Odoo 18.0, account.move._order.
void sort_entries(const Database& database, std::vector<RecordId>& moves);

}  // namespace drydock::mocks::odoo
