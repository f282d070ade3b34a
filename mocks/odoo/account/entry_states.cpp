#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/reconcile.hpp"

namespace drydock::mocks::odoo {

namespace {

/// Source: Odoo 18.0, account.move._get_starting_sequence: a number a year for sales and money, a
/// number a month for the rest; recordings e013, e027, e061 and e124.
struct SeriesName {
    std::string prefix;
    int digits = 5;
};

SeriesName series_of(const Database& database, const EntryRecord& entry) {
    const Journal* const journal = journal_of(entry.journal);
    const DateTime date =
        database.settings.calendar.date_time_of(accounting_date_of(database, entry.id));
    std::string prefix;
    if (is_refund(entry.type)) {
        prefix = "R";
    } else if (entry.payment != 0) {
        prefix = "P";
    }
    const bool yearly = journal->kind == JournalKind::sale || journal->kind == JournalKind::bank ||
                        journal->kind == JournalKind::cash;
    if (yearly) {
        return {fmt::format("{}{}/{:04}/", prefix, journal->code, date.year), 5};
    }
    return {fmt::format("{}{}/{:04}/{:02}/", prefix, journal->code, date.year, date.month), 4};
}

bool bears(
    const Database& database, RecordId move, const SeriesName& series, std::uint32_t number
) {
    if (!database.invoices.contains(move)) {
        return false;
    }
    std::string name;
    append_entry_name(name, database, move);
    const NameParts parts = parts_of_name(name);
    return parts.prefix == series.prefix && parts.number == number;
}

/// The highest number of the series that any entry bears.
NumberSeries last_of(const Database& database, const SeriesName& series) {
    NumberSeries last;
    for (RecordId move = 1; move <= database.invoices.count(); ++move) {
        if (!database.invoices.contains(move)) {
            continue;
        }
        std::string name;
        append_entry_name(name, database, move);
        if (const NameParts parts = parts_of_name(name);
            parts.prefix == series.prefix && parts.number > last.last) {
            last = {parts.number, move};
        }
    }
    return last;
}

/// One more than the highest there is: what was deleted last is given again.
/// Source: Odoo 18.0 recordings, e050 to e058.
std::string next_name(Database& database, const EntryRecord& entry) {
    const SeriesName series = series_of(database, entry);
    NumberSeries& known = database.ledger.series[series.prefix];
    if (known.last == 0 || !bears(database, known.bearer, series, known.last)) {
        known = last_of(database, series);
    }
    if (is_sale(entry.type) && entry.payment == 0) {
        // Lean invoices count here alone.
        const InvoiceKind kind =
            is_refund(entry.type) ? InvoiceKind::credit_note : InvoiceKind::invoice;
        const auto year = static_cast<std::uint16_t>(
            database.settings.calendar.date_time_of(accounting_date_of(database, entry.id)).year
        );
        if (const auto lean = database.invoice_numbers.find({kind, year});
            lean != database.invoice_numbers.end()) {
            known.last = std::max(known.last, lean->second);
        }
    }
    ++known.last;
    known.bearer = entry.id;
    return fmt::format("{}{:0{}}", series.prefix, known.last, series.digits);
}

/// The lean invoices of the same year number on from here.
void share_number(Database& database, RecordId move) {
    const EntryRecord& entry = *entry_if(database, move);
    InvoiceRecord& invoice = database.invoices[move];
    const SeriesName series = series_of(database, entry);
    const NameParts parts = parts_of_name(entry.name);
    const bool counted = entry.type == MoveType::out_invoice || entry.type == MoveType::out_refund;
    if (!counted || parts.prefix != series.prefix) {
        return;
    }
    invoice.year = static_cast<std::uint16_t>(
        database.settings.calendar.date_time_of(accounting_date_of(database, entry.id)).year
    );
    invoice.number = parts.number;
    const std::pair key{invoice.kind, invoice.year};
    database.undo.save_entry(database.invoice_numbers, key);
    std::uint32_t& last = database.invoice_numbers[key];
    last = std::max(last, parts.number);
}

bool name_is_taken(const Database& database, const EntryRecord& entry) {
    for (RecordId move = 1; move <= database.invoices.count(); ++move) {
        if (move == entry.id || !database.invoices.contains(move) ||
            database.invoices[move].state != InvoiceState::posted) {
            continue;
        }
        std::string name;
        append_entry_name(name, database, move);
        if (name == entry.name) {
            return true;
        }
    }
    return false;
}

Result check_invoice(const EntryRecord& entry, const InvoiceRecord& invoice) {
    if (invoice.total < Money{}) {
        return user_error(
            "You cannot validate an invoice with a negative total amount. You should create a "
            "credit note instead. Use the action menu to transform it into a credit note or refund."
        );
    }
    if (entry.partner == 0) {
        return user_error(
            is_sale(entry.type) ? "The field 'Customer' is required, please complete it to "
                                  "validate the Customer Invoice."
                                : "The field 'Vendor' is required, please complete it to validate "
                                  "the Vendor Bill."
        );
    }
    if (!entry.invoice_date && !is_sale(entry.type)) {
        return user_error("The Bill/Refund date is required to validate this document.");
    }
    return {};
}

bool has_items(const Database& database, const EntryRecord& entry) {
    return std::any_of(entry.lines.begin(), entry.lines.end(), [&](RecordId id) {
        const LineKind kind = entry_line_if(database, id)->kind;
        return kind != LineKind::section && kind != LineKind::note;
    });
}

void count_draft(Database& database, MoveType type, int change) {
    if (type == MoveType::out_invoice || type == MoveType::out_refund) {
        database.undo.save(database.invoices_draft);
        database.invoices_draft += static_cast<std::uint32_t>(change);
    }
}

}  // namespace

Result check_can_post(const Database& database, RecordId move) {
    const InvoiceRecord& invoice = database.invoices[move];
    if (invoice.state != InvoiceState::draft) {
        std::string name;
        append_entry_name(name, database, move);
        return user_error(
            // A name that was never given is Python's False.
            fmt::format(
                "The entry {} (id {}) must be in draft.", name.empty() ? "False" : name, move
            )
        );
    }
    const EntryRecord* const entry = entry_if(database, move);
    if (entry == nullptr) {
        return {};
    }
    if (!has_items(database, *entry)) {
        return user_error("You need to add a line before posting.");
    }
    if (is_invoice(entry->type)) {
        if (const Result checked = check_invoice(*entry, invoice); !checked) {
            return checked;
        }
    }
    if (!entry->name.empty() && name_is_taken(database, *entry)) {
        return validation_error(
            "The operation cannot be completed: Another entry with the same name already exists."
        );
    }
    return {};
}

void post_entry(Database& database, RecordId move, Instant now) {
    EntryRecord& entry = entry_of(database, move);
    InvoiceRecord& invoice = database.invoices[move];
    if (is_sale(entry.type) && !entry.invoice_date) {
        entry.invoice_date = day_of(database, now);
    }
    entry.date = accounting_date_of(database, move);
    if (entry.name.empty()) {
        entry.name = next_name(database, entry);
    }
    if (entry.type == MoveType::out_invoice && entry.payment_reference.empty()) {
        entry.payment_reference = entry.name;
    }
    entry.posted_before = true;
    entry.checked = true;
    invoice.state = InvoiceState::posted;
    invoice.posted = now;
    count_draft(database, entry.type, -1);
    refresh_entry(database, move);
    share_number(database, move);
    if (entry.reversed_entry != 0) {
        std::vector<RecordId> lines = entry.lines;
        const EntryRecord& reversed = entry_of(database, entry.reversed_entry);
        lines.insert(lines.begin(), reversed.lines.begin(), reversed.lines.end());
        reconcile(database, lines);
    }
    refresh_orders_of(database, move);
}

Result draft_entry(Database& database, RecordId move) {
    if (database.invoices[move].state == InvoiceState::draft) {
        return user_error("Only posted/cancelled journal entries can be reset to draft.");
    }
    EntryRecord& entry = entry_of(database, move);
    InvoiceRecord& invoice = database.invoices[move];
    undo_reconciliation(database, move);
    invoice.state = InvoiceState::draft;
    count_draft(database, entry.type, 1);
    if (entry.payment != 0) {
        database.ledger.payments[entry.payment].state = PaymentState::draft;
    }
    refresh_payments_of(database, move);
    refresh_orders_of(database, move);
    return {};
}

Result cancel_entry(Database& database, RecordId move) {
    const InvoiceState state = database.invoices[move].state;
    if (state == InvoiceState::cancel) {
        return user_error("Only draft journal entries can be cancelled.");
    }
    if (state == InvoiceState::posted) {
        if (const Result drafted = draft_entry(database, move); !drafted) {
            return drafted;
        }
    }
    const EntryRecord& entry = entry_of(database, move);
    database.invoices[move].state = InvoiceState::cancel;
    count_draft(database, entry.type, -1);
    if (entry.payment != 0) {
        database.ledger.payments[entry.payment].state = PaymentState::canceled;
    }
    refresh_orders_of(database, move);
    return {};
}

Result check_can_unlink(const Database& database, RecordId move) {
    if (database.invoices[move].state == InvoiceState::posted) {
        return user_error(
            "You can't delete a posted journal item. Don\u2019t play games with your accounting "
            "records; reset the journal entry to draft before deleting it."
        );
    }
    return {};
}

std::vector<RecordId> purchases_of_entry(const Database& database, RecordId move) {
    std::set<RecordId> orders;
    if (const EntryRecord* const entry = entry_if(database, move)) {
        for (const RecordId id : entry->lines) {
            if (const RecordId bought = entry_line_if(database, id)->purchase_line; bought != 0) {
                orders.insert(database.purchases.lines[bought].order);
            }
        }
    }
    return {orders.begin(), orders.end()};
}

void detach_entry(Database& database, RecordId move) {
    undo_reconciliation(database, move);
    EntryRecord& entry = entry_of(database, move);
    InvoiceRecord& invoice = database.invoices[move];
    if (invoice.state == InvoiceState::draft) {
        count_draft(database, entry.type, -1);
    }
    invoice.state = InvoiceState::cancel;
    entry.name.clear();
    if (const std::pair key{invoice.kind, invoice.year}; invoice.number != 0) {
        database.undo.save_entry(database.invoice_numbers, key);
        std::uint32_t& last = database.invoice_numbers[key];
        // The number before it is given again; one below a gap never.
        last = last == invoice.number ? last - 1 : last;
        invoice.number = 0;
    }
    refresh_orders_of(database, move);
    std::set<RecordId> orders;
    for (const RecordId id : entry.lines) {
        for (const RecordId sold : entry_line_of(database, id).sale_lines) {
            orders.insert(database.order_lines[sold].order);
        }
    }
    for (const RecordId order : orders) {
        std::erase(database.orders[order].invoices, move);
    }
    for (const RecordId order : purchases_of_entry(database, move)) {
        std::erase(database.purchases.orders[order].invoices, move);
    }
    for (const RecordId payment : entry.payments) {
        std::erase(database.ledger.payments[payment].invoices, move);
    }
}

}  // namespace drydock::mocks::odoo
