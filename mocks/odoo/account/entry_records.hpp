#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/money.hpp"
#include "core/time.hpp"
#include "mocks/odoo/table.hpp"
#include "mocks/odoo/units.hpp"

namespace drydock::mocks::odoo {

/// account.move.move_type, in the order of Odoo's selection.
enum class MoveType : std::uint8_t {
    entry,
    out_invoice,
    out_refund,
    in_invoice,
    in_refund,
    out_receipt,
    in_receipt,
};

/// By MoveType. Source: Odoo 18.0 recordings, h088.
inline constexpr std::array<std::string_view, 7> move_type_names{
    "entry", "out_invoice", "out_refund", "in_invoice", "in_refund", "out_receipt", "in_receipt"};

[[nodiscard]] constexpr bool is_invoice(MoveType type) {
    return type != MoveType::entry;
}
[[nodiscard]] constexpr bool is_sale(MoveType type) {
    return type == MoveType::out_invoice || type == MoveType::out_refund ||
           type == MoveType::out_receipt;
}
[[nodiscard]] constexpr bool is_refund(MoveType type) {
    return type == MoveType::out_refund || type == MoveType::in_refund;
}
/// Whether what a customer or vendor owes by it is a debit: +1, or a credit: -1.
[[nodiscard]] constexpr int balance_sign(MoveType type) {
    const bool debit = type == MoveType::out_invoice || type == MoveType::in_refund ||
                       type == MoveType::out_receipt || type == MoveType::entry;
    return debit ? 1 : -1;
}
/// The type of the entry that takes one of this type back.
[[nodiscard]] MoveType reversed_type(MoveType type);

/// account.move.line.display_type
enum class LineKind : std::uint8_t { product, tax, payment_term, section, note };

/// By LineKind. Source: Odoo 18.0 recordings, e009, for the first three.
inline constexpr std::array<std::string_view, 5> line_kind_names{
    "product", "tax", "payment_term", "line_section", "line_note"};

/// What Odoo keeps of a journal item beyond an InvoiceLineRecord.
struct EntryLineRecord {
    RecordId id = 0;    ///< Of the account.move.line.
    RecordId move = 0;  ///< 0 once removed.
    LineKind kind = LineKind::product;
    bool is_downpayment = false;
    RecordId product = 0;
    RecordId account = 0;
    RecordId partner = 0;
    RecordId tax = 0;  ///< Whose line this is, of a tax line.
    std::string name;
    Units quantity;
    Money price;
    std::int32_t discount_hundredths = 0;  ///< Of a per cent.
    std::int32_t sequence = 10;
    std::vector<RecordId> taxes;
    std::vector<RecordId> sale_lines;
    RecordId purchase_line = 0;
    Money subtotal;
    Money total;    ///< With taxes.
    Money balance;  ///< Debit positive.
    std::optional<Instant> maturity;
    std::vector<RecordId> partials;  ///< Of account.partial.reconcile.
};

enum class AutoPost : std::uint8_t { no, at_date, monthly, quarterly, yearly };

/// What Odoo keeps of an entry beyond an InvoiceRecord.
struct EntryRecord {
    RecordId id = 0;  ///< Of the account.move.
    MoveType type = MoveType::entry;
    AutoPost auto_post = AutoPost::no;
    bool posted_before = false;
    bool checked = false;
    RecordId journal = 0;
    RecordId partner = 0;
    RecordId shipping_partner = 0;
    RecordId payment_term = 0;
    RecordId reversed_entry = 0;
    RecordId payment = 0;  ///< The account.payment that made it.
    std::string name;      ///< Empty reads as false.
    std::string reference;
    std::string origin;
    std::string payment_reference;
    std::optional<Instant> invoice_date;
    std::optional<Instant> due_date;  ///< As written; else it follows from the term.
    std::optional<Instant> date;      ///< Accounting date as written or by posting.
    std::vector<RecordId> lines;      ///< Of EntryLineRecords by account.move.line id.
    std::vector<RecordId> payments;   ///< Registered for it, whether they were reconciled or not.
    Money untaxed;
    Money tax;
};

/// account.partial.reconcile
struct PartialRecord {
    RecordId debit_line = 0;
    RecordId credit_line = 0;
    Money amount;  ///< 0 once undone.
};

enum class PaymentState : std::uint8_t { draft, in_process, paid, canceled, rejected };

/// By PaymentState. Source: Odoo 18.0 recordings, h089.
inline constexpr std::array<std::string_view, 5> payment_state_names{
    "draft", "in_process", "paid", "canceled", "rejected"};

/// account.payment
struct PaymentRecord {
    RecordId move = 0;
    RecordId partner = 0;
    RecordId journal = 0;
    bool inbound = true;
    bool from_customer = true;
    PaymentState state = PaymentState::draft;
    Money amount;
    Instant date;
    std::string memo;
    std::vector<RecordId> invoices;
};

/// account.payment.register
struct PaymentWizardRecord {
    std::vector<RecordId> lines;  ///< Journal items to pay.
    Money amount;
    bool amount_given = false;
    bool grouped = false;
    bool writes_off = false;  ///< payment_difference_handling is "reconcile".
    RecordId write_off_account = 0;
    std::string write_off_label = "Write-Off";
    RecordId journal = 0;
    std::optional<Instant> date;
    std::string memo;
};

/// account.move.reversal
struct ReversalWizardRecord {
    std::vector<RecordId> moves;
    std::vector<RecordId> made;
    RecordId journal = 0;
    std::optional<Instant> date;
    std::string reason;
};

enum class TaxKind : std::uint8_t { percent, fixed, division };
enum class TaxUse : std::uint8_t { sale, purchase, none };

/// account.tax
struct TaxRecord {
    std::string name;
    TaxKind kind = TaxKind::percent;
    TaxUse use = TaxUse::sale;
    bool price_included = false;
    bool active = true;
    std::int64_t amount_thousandths = 0;  ///< Of a per cent, or of the currency when fixed.
};

}  // namespace drydock::mocks::odoo
