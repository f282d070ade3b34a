#include <algorithm>

#include "mocks/odoo/account/ledger.hpp"

namespace drydock::mocks::odoo {

namespace {

// Ids, names, codes and order as recorded (e093). Source: Odoo 18.0, chart templates, for the
// sequences.
constexpr std::array journal_list = std::to_array<Journal>({
    {1, "Customer Invoices", "INV", JournalKind::sale, 5, accounts::income},
    {2, "Vendor Bills", "BILL", JournalKind::purchase, 6, accounts::expense},
    {3, "Miscellaneous Operations", "MISC", JournalKind::general, 9, 0},
    {4, "Exchange Difference", "EXCH", JournalKind::general, 10, 0},
    {5, "Cash Basis Taxes", "CABA", JournalKind::general, 10, 0},
    {6, "Bank", "BNK1", JournalKind::bank, 7, 45},
    {7, "Cash", "CSH1", JournalKind::cash, 10, 50},
    {8, "Inventory Valuation", "STJ", JournalKind::general, 10, 0},
});

// Source: Odoo 18.0, account.account-generic_coa.csv; ids 7, 22 and 27 as recorded (e009).
constexpr std::array account_list = std::to_array<Account>({
    {1, "101000", "Current Assets", "asset_current", false},
    {2, "110100", "Stock Valuation", "asset_current", false},
    {3, "110200", "Stock Interim (Received)", "asset_current", true},
    {4, "110300", "Stock Interim (Delivered)", "asset_current", true},
    {5, "110400", "Cost of Production", "asset_current", true},
    {6, "110500", "Work in Progress", "asset_current", true},
    {7, "121000", "Account Receivable", "asset_receivable", true},
    {8, "121100", "Products to receive", "asset_current", true},
    {9, "128000", "Prepaid Expenses", "asset_current", false},
    {10, "131000", "Tax Paid", "asset_current", false},
    {11, "132000", "Tax Receivable", "asset_current", false},
    {12, "141000", "Prepayments", "asset_prepayments", false},
    {13, "151000", "Fixed Asset", "asset_fixed", false},
    {14, "191000", "Non-current assets", "asset_non_current", false},
    {15, "201000", "Current Liabilities", "liability_current", false},
    {16, "211000", "Account Payable", "liability_payable", true},
    {17, "211100", "Bills to receive", "liability_current", true},
    {18, "212000", "Deferred Revenue", "liability_current", false},
    {19, "230000", "Salary Payable", "liability_current", true},
    {20, "230100", "Employee Payroll Taxes", "liability_current", true},
    {21, "230200", "Employer Payroll Taxes", "liability_current", true},
    {22, "251000", "Tax Received", "liability_current", false},
    {23, "252000", "Tax Payable", "liability_current", false},
    {24, "291000", "Non-current Liabilities", "liability_non_current", false},
    {25, "301000", "Capital", "equity", false},
    {26, "302000", "Dividends", "equity", false},
    {27, "400000", "Product Sales", "income", false},
    {28, "441000", "Foreign Exchange Gain", "income", false},
    {29, "442000", "Cash Difference Gain", "income", false},
    {30, "443000", "Cash Discount Loss", "expense", false},
    {31, "450000", "Other Income", "income_other", false},
    {32, "500000", "Cost of Goods Sold", "expense_direct_cost", false},
    {33, "600000", "Expenses", "expense", false},
    {34, "611000", "Purchase of Equipments", "expense", false},
    {35, "612000", "Rent", "expense", false},
    {36, "620000", "Bank Fees", "expense", false},
    {37, "630000", "Salary Expenses", "expense", false},
    {38, "641000", "Foreign Exchange Loss", "expense", false},
    {39, "642000", "Cash Difference Loss", "expense", false},
    {40, "643000", "Cash Discount Gain", "income", false},
    {41, "961000", "RD Expenses", "expense", false},
    {42, "962000", "Sales Expenses", "expense", false},
    {43, "101300", "Account Receivable (PoS)", "asset_receivable", true},
    {44, "201100", "Credit Card", "liability_credit_card", false},
    {45, "101401", "Bank", "asset_cash", false},
    {46, "101402", "Bank Suspense Account", "asset_current", false},
    {47, "101403", "Outstanding Receipts", "asset_current", true},
    {48, "101404", "Outstanding Payments", "asset_current", true},
    {49, "101701", "Liquidity Transfer", "asset_current", true},
    {50, "101501", "Cash", "asset_cash", false},
    {51, "999999", "Undistributed Profits/Losses", "equity_unaffected", false},
});

// Source: Odoo 18.0, account/data/account_data.xml.
constexpr std::array term_list = std::to_array<PaymentTerm>({
    {1, "Immediate Payment", 0},
    {2, "15 Days", 15},
    {3, "21 Days", 21},
    {4, "30 Days", 30},
    {5, "45 Days", 45},
    {6, "End of Following Month", 30},
    {7, "10 Days after End of Next Month", 40},
    {8, "30% Now, Balance 60 Days", 60},
    {9, "2/7 Net 30", 30},
    {10, "90 days, on the 10th", 90},
});

template <class List>
auto find_id(const List& list, RecordId id) -> decltype(list.data()) {
    return id >= 1 && id <= list.size() ? &list[id - 1] : nullptr;
}

}  // namespace

std::span<const Journal> all_journals() {
    return journal_list;
}

std::span<const Account> all_accounts() {
    return account_list;
}

std::span<const PaymentTerm> all_payment_terms() {
    return term_list;
}

const Journal* journal_of(RecordId id) {
    return find_id(journal_list, id);
}

const Account* account_of(RecordId id) {
    return find_id(account_list, id);
}

const PaymentTerm* payment_term_of(RecordId id) {
    return find_id(term_list, id);
}

Ledger::Ledger(UndoLog& undo)
    : entries{undo},
      lines{undo},
      partials{undo},
      payments{undo},
      payment_wizards{undo},
      reversal_wizards{undo},
      taxes{undo} {
    // Source: Odoo 18.0 recordings, e009: tax 1 is "15%"; generic chart, a tax each for sales and
    // purchases.
    constexpr std::int64_t rate_thousandths = 15'000;
    taxes.add({.name = "15%", .use = TaxUse::sale, .amount_thousandths = rate_thousandths});
    taxes.add({.name = "15%", .use = TaxUse::purchase, .amount_thousandths = rate_thousandths});
}

}  // namespace drydock::mocks::odoo
