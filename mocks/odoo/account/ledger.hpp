#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/odoo/account/entry_records.hpp"
#include "mocks/odoo/table.hpp"

namespace drydock::mocks::odoo {

enum class JournalKind : std::uint8_t { sale, purchase, cash, bank, credit, general };

/// account.journal
struct Journal {
    RecordId id = 0;
    std::string_view name;
    std::string_view code;
    JournalKind kind = JournalKind::general;
    std::int32_t sequence = 10;
    RecordId default_account = 0;
};

/// account.account
struct Account {
    RecordId id = 0;
    std::string_view code;
    std::string_view name;
    std::string_view kind;  ///< account_type
    bool reconcile = false;
};

/// account.payment.term
struct PaymentTerm {
    RecordId id = 0;
    std::string_view name;
    std::int32_t days = 0;  ///< Until the last instalment is due.
};

namespace journals {
inline constexpr RecordId sales = 1;
inline constexpr RecordId purchases = 2;
inline constexpr RecordId miscellaneous = 3;
inline constexpr RecordId bank = 6;
inline constexpr RecordId cash = 7;
}  // namespace journals

namespace accounts {
inline constexpr RecordId receivable = 7;
inline constexpr RecordId tax_paid = 10;
inline constexpr RecordId payable = 16;
inline constexpr RecordId tax_received = 22;
inline constexpr RecordId income = 27;
inline constexpr RecordId expense = 33;
inline constexpr RecordId outstanding_receipts = 47;
inline constexpr RecordId outstanding_payments = 48;
}  // namespace accounts

/// Of a company with the generic chart of accounts. Source: Odoo 18.0 recordings, e093 and e009,
/// for what is named there; the rest of the chart by its template.
[[nodiscard]] std::span<const Journal> all_journals();
[[nodiscard]] std::span<const Account> all_accounts();
[[nodiscard]] std::span<const PaymentTerm> all_payment_terms();
/// Null when there is none of that id.
[[nodiscard]] const Journal* journal_of(RecordId id);
[[nodiscard]] const Account* account_of(RecordId id);
[[nodiscard]] const PaymentTerm* payment_term_of(RecordId id);

/// The last number of one series of names, and the entry that bears it.
struct NumberSeries {
    std::uint32_t last = 0;
    RecordId bearer = 0;
};

/// What the accounting side of a database holds beyond its lean invoices.
struct Ledger {
    explicit Ledger(UndoLog& undo);

    Table<EntryRecord> entries;
    Table<EntryLineRecord> lines;
    Table<PartialRecord> partials;
    Table<PaymentRecord> payments;
    Table<PaymentWizardRecord> payment_wizards;
    Table<ReversalWizardRecord> reversal_wizards;
    Table<TaxRecord> taxes;
    std::map<std::string, NumberSeries> series;  ///< By "BILL/2026/11/". Only a hint.
};

}  // namespace drydock::mocks::odoo
