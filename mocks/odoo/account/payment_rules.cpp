#include "mocks/odoo/account/payment_rules.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/check.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/reconcile.hpp"

namespace drydock::mocks::odoo {

namespace {

/// What one payment is for.
struct Batch {
    std::vector<RecordId> lines;
    Money residual;  ///< Debit positive.
};

/// One batch a journal item, or one a partner and account when payments are grouped.
std::vector<Batch> batches_of(
    const Database& database, std::span<const RecordId> lines, bool grouped
) {
    std::map<std::pair<RecordId, RecordId>, std::size_t> places;
    std::vector<Batch> batches;
    for (const RecordId line : lines) {
        const EntryLineRecord& record = *entry_line_if(database, line);
        std::size_t place = batches.size();
        if (grouped) {
            place = places.emplace(std::pair{record.partner, record.account}, place).first->second;
        }
        if (place == batches.size()) {
            batches.emplace_back();
        }
        batches[place].lines.push_back(line);
        batches[place].residual += residual_of(database, line);
    }
    return batches;
}

std::vector<RecordId> moves_of(const Database& database, std::span<const RecordId> lines) {
    std::vector<RecordId> moves;
    for (const RecordId line : lines) {
        const RecordId move = entry_line_if(database, line)->move;
        if (std::find(moves.begin(), moves.end(), move) == moves.end()) {
            moves.push_back(move);
        }
    }
    return moves;
}

/// Source: Odoo 18.0, account.payment.register._get_communication.
std::string memo_of(const Database& database, std::span<const RecordId> lines) {
    std::vector<std::string> labels;
    for (const RecordId move : moves_of(database, lines)) {
        const EntryRecord& entry = *entry_if(database, move);
        labels.push_back(
            !entry.payment_reference.empty() ? entry.payment_reference
            : !entry.reference.empty()       ? entry.reference
                                             : entry.name
        );
    }
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    std::erase(labels, "");
    return fmt::format("{}", fmt::join(labels, ", "));
}

Money magnitude(Money amount) {
    return amount < Money{} ? Money{} - amount : amount;
}

RecordId liquidity_account(const PaymentRecord& payment) {
    return payment.inbound ? accounts::outstanding_receipts : accounts::outstanding_payments;
}

void add_payment_line(Database& database, RecordId id) {
    add_entry_line(database, database.ledger.payments[id].move, {});
}

/// The draft payment settles all that is open; the difference goes to an account of its own.
void write_off(Database& database, RecordId id, const PaymentWizardRecord& wizard, Money residual) {
    const PaymentRecord& payment = database.ledger.payments[id];
    const RecordId move = payment.move;
    const Money liquidity = payment.inbound ? payment.amount : Money{} - payment.amount;
    if (liquidity == residual) {
        return;
    }
    EntryLineRecord difference;
    difference.account = wizard.write_off_account;
    difference.name = wizard.write_off_label;
    difference.balance = residual - liquidity;
    add_entry_line(database, move, std::move(difference));
    entry_line_of(database, entry_of(database, move).lines.at(1)).balance = Money{} - residual;
}

}  // namespace

expected<std::vector<RecordId>, Error> lines_to_pay(
    const Database& database, std::span<const RecordId> lines
) {
    std::vector<RecordId> open;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(open), [&](RecordId line) {
        return is_payable(database, line) && residual_of(database, line) != Money{};
    });
    if (open.empty()) {
        return user_error(
            "You can't register a payment because there is nothing left to pay on the selected "
            "journal items."
        );
    }
    const RecordId account = entry_line_if(database, open.front())->account;
    const bool mixed = std::any_of(open.begin(), open.end(), [&](RecordId line) {
        return entry_line_if(database, line)->account != account;
    });
    if (mixed) {
        return user_error(
            "You can't register payments for both inbound and outbound moves at the same time."
        );
    }
    return open;
}

void complete_wizard(const Database& database, PaymentWizardRecord& wizard, Instant now) {
    if (wizard.journal == 0) {
        wizard.journal = journals::bank;
    }
    if (!wizard.date) {
        wizard.date = day_of(database, now);
    }
    if (!wizard.amount_given) {
        // Of the first batch, as Odoo shows it; what the others are paid follows from their lines.
        const auto batches = batches_of(database, wizard.lines, true);
        wizard.amount = batches.empty() ? Money{} : magnitude(batches.front().residual);
    }
    if (wizard.memo.empty()) {
        wizard.memo = memo_of(database, wizard.lines);
    }
}

std::vector<RecordId> pay(Database& database, const PaymentWizardRecord& wizard, Instant now) {
    const bool single = moves_of(database, wizard.lines).size() == 1;
    const auto batches = batches_of(database, wizard.lines, wizard.grouped || single);
    std::vector<RecordId> made;
    for (const Batch& batch : batches) {
        const EntryLineRecord& first = *entry_line_if(database, batch.lines.front());
        PaymentRecord payment;
        payment.partner = first.partner;
        payment.journal = wizard.journal;
        payment.from_customer = account_of(first.account)->kind == "asset_receivable";
        payment.inbound = first.balance > Money{};
        payment.date = wizard.date.value_or(day_of(database, now));
        payment.memo = batches.size() == 1 ? wizard.memo : memo_of(database, batch.lines);
        payment.amount = batches.size() == 1 ? wizard.amount : magnitude(batch.residual);
        payment.invoices = moves_of(database, batch.lines);
        const RecordId id = add_payment(database, std::move(payment), now);
        if (wizard.writes_off && wizard.write_off_account != 0 && batches.size() == 1) {
            write_off(database, id, wizard, batch.residual);
        }
        post_payment(database, id, now);
        const RecordId move = database.ledger.payments[id].move;
        std::vector<RecordId> lines = batch.lines;
        const std::vector<RecordId>& paid = entry_of(database, move).lines;
        lines.insert(lines.end(), paid.begin(), paid.end());
        reconcile(database, lines);
        refresh_payment(database, id);
        made.push_back(id);
    }
    return made;
}

RecordId add_payment(Database& database, PaymentRecord payment, Instant now) {
    const RecordId id = database.ledger.payments.add(std::move(payment));
    complete_payment(database, id, now);
    return id;
}

void complete_payment(Database& database, RecordId id, Instant now) {
    PaymentRecord& payment = database.ledger.payments[id];
    if (payment.state != PaymentState::draft) {
        return;
    }
    if (payment.move == 0) {
        EntryRecord entry;
        entry.type = MoveType::entry;
        entry.payment = id;
        entry.journal = payment.journal;
        payment.move = add_entry(database, std::move(entry), now);
    }
    EntryRecord& entry = entry_of(database, payment.move);
    entry.journal = payment.journal;
    entry.partner = payment.partner;
    entry.date = payment.date;
    entry.reference = payment.memo;
    if (entry.lines.empty()) {
        add_payment_line(database, id);
        add_payment_line(database, id);
    }
    const Money liquidity = payment.inbound ? payment.amount : Money{} - payment.amount;
    EntryLineRecord& first = entry_line_of(database, entry.lines.at(0));
    first.account = liquidity_account(payment);
    first.balance = liquidity;
    EntryLineRecord& second = entry_line_of(database, entry.lines.at(1));
    second.account = payment.from_customer ? accounts::receivable : accounts::payable;
    second.balance = Money{} - liquidity;
    for (const RecordId line : entry.lines) {
        EntryLineRecord& record = entry_line_of(database, line);
        record.partner = payment.partner;
        record.name = payment.memo.empty() ? "Manual Payment"
                                           : fmt::format("Manual Payment: {}", payment.memo);
    }
    refresh_entry(database, payment.move);
    for (const RecordId invoice : payment.invoices) {
        std::vector<RecordId>& payments = entry_of(database, invoice).payments;
        if (std::find(payments.begin(), payments.end(), id) == payments.end()) {
            payments.push_back(id);
        }
    }
}

void post_payment(Database& database, RecordId id, Instant now) {
    PaymentRecord& payment = database.ledger.payments[id];
    if (payment.state != PaymentState::draft) {
        return;
    }
    payment.state = PaymentState::in_process;
    post_entry(database, payment.move, now);
    refresh_payment(database, id);
}

Result draft_payment(Database& database, RecordId id) {
    const PaymentRecord& payment = database.ledger.payments[id];
    if (database.invoices[payment.move].state != InvoiceState::draft) {
        if (const Result drafted = draft_entry(database, payment.move); !drafted) {
            return drafted;
        }
    }
    database.ledger.payments[id].state = PaymentState::draft;
    return {};
}

Result cancel_payment(Database& database, RecordId id) {
    const PaymentRecord& payment = database.ledger.payments[id];
    if (database.invoices[payment.move].state != InvoiceState::cancel) {
        if (const Result cancelled = cancel_entry(database, payment.move); !cancelled) {
            return cancelled;
        }
    }
    database.ledger.payments[id].state = PaymentState::canceled;
    return {};
}

bool is_reconciled(const Database& database, RecordId id) {
    const PaymentRecord& payment = database.ledger.payments[id];
    if (payment.state != PaymentState::in_process && payment.state != PaymentState::paid) {
        return false;
    }
    const EntryRecord& entry = *entry_if(database, payment.move);
    return std::all_of(entry.lines.begin(), entry.lines.end(), [&](RecordId line) {
        return !is_payable(database, line) || residual_of(database, line) == Money{};
    });
}

void append_payment_name(std::string& out, const Database& database, RecordId payment) {
    append_entry_name(out, database, database.ledger.payments[payment].move);
}

}  // namespace drydock::mocks::odoo
