#include "mocks/odoo/account/reversal_rules.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/account/entry_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

void copy_lines(Database& database, RecordId from, RecordId to, bool reversed) {
    const std::vector<RecordId> lines = entry_of(database, from).lines;
    const bool invoice = is_invoice(entry_of(database, to).type);
    for (const RecordId id : lines) {
        const EntryLineRecord& source = entry_line_of(database, id);
        if (invoice && (source.kind == LineKind::tax || source.kind == LineKind::payment_term)) {
            continue;
        }
        EntryLineRecord line = source;
        line.partials.clear();
        if (reversed && !invoice) {
            line.balance = Money{} - line.balance;
        }
        add_entry_line(database, to, std::move(line));
    }
    refresh_entry(database, to);
    for (const RecordId id : entry_of(database, to).lines) {
        for (const RecordId sold : entry_line_of(database, id).sale_lines) {
            std::vector<RecordId>& moves =
                database.orders[database.order_lines[sold].order].invoices;
            if (std::find(moves.begin(), moves.end(), to) == moves.end()) {
                moves.push_back(to);
            }
        }
    }
    for (const RecordId order : purchases_of_entry(database, to)) {
        std::vector<RecordId>& moves = database.purchases.orders[order].invoices;
        if (std::find(moves.begin(), moves.end(), to) == moves.end()) {
            moves.push_back(to);
        }
    }
    database.invoices[to].order = database.invoices[from].order;
    refresh_orders_of(database, to);
}

RecordId reverse_entry(
    Database& database, RecordId move, const ReversalWizardRecord& wizard, Instant now
) {
    const EntryRecord& source = entry_of(database, move);
    EntryRecord entry;
    entry.type = reversed_type(source.type);
    entry.journal = wizard.journal != 0 ? wizard.journal : source.journal;
    entry.partner = source.partner;
    entry.shipping_partner = source.shipping_partner;
    entry.origin = source.origin;
    entry.reversed_entry = move;
    entry.date = wizard.date.value_or(day_of(database, now));
    if (is_invoice(source.type)) {
        entry.invoice_date = entry.date;
    }
    entry.reference = wizard.reason.empty()
                          ? fmt::format("Reversal of: {}", source.name)
                          : fmt::format("Reversal of: {}, {}", source.name, wizard.reason);
    const RecordId made = add_entry(database, std::move(entry), now);
    copy_lines(database, move, made, true);
    return made;
}

}  // namespace

Result check_can_reverse(const Database& database, const ReversalWizardRecord& wizard) {
    for (const RecordId move : wizard.moves) {
        if (database.invoices[move].state != InvoiceState::posted) {
            return user_error("You can only reverse posted moves.");
        }
    }
    if (wizard.journal != 0 && !wizard.moves.empty()) {
        const JournalKind kind = journal_of(wizard.journal)->kind;
        const bool same = std::any_of(wizard.moves.begin(), wizard.moves.end(), [&](RecordId move) {
            const EntryRecord* const entry = entry_if(database, move);
            const RecordId journal = entry == nullptr ? journals::sales : entry->journal;
            return journal_of(journal)->kind == kind;
        });
        if (!same) {
            return user_error("Journal should be the same type as the reversed entry.");
        }
    }
    return {};
}

std::vector<RecordId> reverse_entries(
    Database& database, RecordId wizard_id, Reversal how, Instant now
) {
    const ReversalWizardRecord wizard = database.ledger.reversal_wizards[wizard_id];
    std::vector<RecordId> made;
    for (const RecordId move : wizard.moves) {
        const RecordId reversal = reverse_entry(database, move, wizard, now);
        const bool at_once =
            how == Reversal::modify || move_type_of(database, move) == MoveType::entry;
        if (at_once) {
            post_entry(database, reversal, now);
        }
        if (how == Reversal::modify) {
            EntryRecord values;
            values.date = wizard.date.value_or(day_of(database, now));
            made.push_back(copy_entry(database, move, std::move(values), now));
        } else {
            made.push_back(reversal);
        }
    }
    database.ledger.reversal_wizards[wizard_id].made = made;
    return made;
}

RecordId copy_entry(Database& database, RecordId move, EntryRecord values, Instant now) {
    const EntryRecord& source = entry_of(database, move);
    values.type = source.type;
    values.journal = source.journal;
    values.partner = source.partner;
    values.shipping_partner = source.shipping_partner;
    values.payment_term = source.payment_term;
    values.origin = source.origin;
    const RecordId made = add_entry(database, std::move(values), now);
    copy_lines(database, move, made, false);
    return made;
}

}  // namespace drydock::mocks::odoo
