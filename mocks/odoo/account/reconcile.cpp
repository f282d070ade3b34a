#include "mocks/odoo/account/reconcile.hpp"

#include <algorithm>

#include "mocks/odoo/account/entry_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

Money absolute(Money amount) {
    return amount < Money{} ? Money{} - amount : amount;
}

bool is_open(const Database& database, RecordId line) {
    const EntryLineRecord* const record = entry_line_if(database, line);
    return record != nullptr && record->move != 0 &&
           database.invoices[record->move].state == InvoiceState::posted &&
           residual_of(database, line) != Money{};
}

/// The other end of a partial.
RecordId counterpart(const PartialRecord& partial, RecordId line) {
    return partial.debit_line == line ? partial.credit_line : partial.debit_line;
}

void match(Database& database, RecordId debit, RecordId credit) {
    const Money amount =
        std::min(absolute(residual_of(database, debit)), absolute(residual_of(database, credit)));
    const RecordId partial = database.ledger.partials.add({debit, credit, amount});
    entry_line_of(database, debit).partials.push_back(partial);
    entry_line_of(database, credit).partials.push_back(partial);
}

/// What the items of an invoice that are paid were set against.
struct Counterparts {
    bool any = false;
    bool payment = false;
    bool refunds_only = true;
};

Counterparts counterparts_of(const Database& database, const EntryRecord& entry) {
    Counterparts found;
    const MoveType refund = reversed_type(entry.type);
    for (const RecordId line : entry.lines) {
        if (!is_payable(database, line)) {
            continue;
        }
        for (const RecordId id : entry_line_if(database, line)->partials) {
            const PartialRecord& partial = database.ledger.partials[id];
            if (partial.amount == Money{}) {
                continue;
            }
            const RecordId move = entry_line_if(database, counterpart(partial, line))->move;
            const EntryRecord& other = *entry_if(database, move);
            found.any = true;
            found.payment = found.payment || other.payment != 0;
            found.refunds_only = found.refunds_only && other.type == refund;
        }
    }
    return found;
}

}  // namespace

bool is_payable(const Database& database, RecordId line) {
    const EntryLineRecord* const record = entry_line_if(database, line);
    if (record == nullptr) {
        return false;
    }
    const Account* const account = account_of(record->account);
    return account != nullptr &&
           (account->kind == "asset_receivable" || account->kind == "liability_payable");
}

Money residual_of(const Database& database, RecordId line) {
    const EntryLineRecord* const record = entry_line_if(database, line);
    if (record == nullptr) {
        return {};
    }
    const Account* const account = account_of(record->account);
    if (account == nullptr || !account->reconcile) {
        return {};
    }
    Money residual = record->balance;
    for (const RecordId id : record->partials) {
        const Money amount = database.ledger.partials[id].amount;
        residual = record->balance < Money{} ? residual + amount : residual - amount;
    }
    return residual;
}

Money residual_of_entry(const Database& database, RecordId move) {
    const EntryRecord* const entry = entry_if(database, move);
    if (entry == nullptr) {
        return database.invoices[move].total;
    }
    Money residual;
    for (const RecordId line : entry->lines) {
        if (entry_line_if(database, line)->kind == LineKind::payment_term) {
            residual += residual_of(database, line);
        }
    }
    return balance_sign(entry->type) > 0 ? residual : Money{} - residual;
}

std::string_view payment_state_of(const Database& database, RecordId move) {
    const EntryRecord* const entry = entry_if(database, move);
    if (entry == nullptr || !is_invoice(entry->type) ||
        database.invoices[move].state != InvoiceState::posted) {
        return "not_paid";
    }
    const Counterparts others = counterparts_of(database, *entry);
    if (residual_of_entry(database, move) != Money{}) {
        return others.any ? "partial" : "not_paid";
    }
    const bool invoice = !is_refund(entry->type);
    return others.any && !others.payment && others.refunds_only && invoice ? "reversed" : "paid";
}

void reconcile(Database& database, std::span<const RecordId> lines) {
    std::vector<RecordId> open;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(open), [&](RecordId line) {
        return is_open(database, line);
    });
    for (const RecordId debit : open) {
        for (const RecordId credit : open) {
            const bool pair =
                entry_line_of(database, debit).account == entry_line_of(database, credit).account &&
                residual_of(database, debit) > Money{} && residual_of(database, credit) < Money{};
            if (pair) {
                match(database, debit, credit);
            }
        }
    }
    std::vector<RecordId> moves;
    for (const RecordId line : open) {
        moves.push_back(entry_line_of(database, line).move);
    }
    for (const RecordId move : moves) {
        refresh_payments_of(database, move);
    }
}

void undo_reconciliation(Database& database, RecordId move) {
    if (entry_if(database, move) == nullptr) {
        return;
    }
    std::vector<RecordId> touched{move};
    const std::vector<RecordId> lines = entry_of(database, move).lines;
    for (const RecordId line : lines) {
        const std::vector<RecordId> partials = entry_line_of(database, line).partials;
        for (const RecordId id : partials) {
            PartialRecord& partial = database.ledger.partials[id];
            const RecordId other = counterpart(partial, line);
            partial.amount = {};
            std::erase(entry_line_of(database, line).partials, id);
            std::erase(entry_line_of(database, other).partials, id);
            touched.push_back(entry_line_of(database, other).move);
        }
    }
    for (const RecordId each : touched) {
        refresh_payments_of(database, each);
    }
}

void refresh_payment(Database& database, RecordId id) {
    PaymentRecord& payment = database.ledger.payments[id];
    if (payment.state != PaymentState::in_process && payment.state != PaymentState::paid) {
        return;
    }
    const bool settled =
        !payment.invoices.empty() &&
        std::all_of(payment.invoices.begin(), payment.invoices.end(), [&](RecordId move) {
            return payment_state_of(database, move) == "paid";
        });
    const PaymentState state = settled ? PaymentState::paid : PaymentState::in_process;
    if (payment.state != state) {
        payment.state = state;
    }
}

void refresh_payments_of(Database& database, RecordId move) {
    const EntryRecord* const entry = entry_if(database, move);
    if (entry == nullptr) {
        return;
    }
    if (entry->payment != 0) {
        refresh_payment(database, entry->payment);
    }
    for (const RecordId payment : entry->payments) {
        refresh_payment(database, payment);
    }
}

}  // namespace drydock::mocks::odoo
