#include "mocks/odoo/account/entry_rules.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "mocks/odoo/account/reconcile.hpp"

namespace drydock::mocks::odoo {

namespace {

RecordId default_journal(MoveType type) {
    if (type == MoveType::entry) {
        return journals::miscellaneous;
    }
    return is_sale(type) ? journals::sales : journals::purchases;
}

/// Lines of a lean invoice become lines of a full one, under their own ids.
void fill_from_lean(Database& database, RecordId move, EntryRecord& entry) {
    const InvoiceRecord& invoice = database.invoices[move];
    for (RecordId id = invoice.line_first; id < invoice.line_first + invoice.line_count; ++id) {
        InvoiceLineRecord& lean = database.invoice_lines[id];
        const OrderLineRecord& sold = database.order_lines[lean.sale_line];
        EntryLineRecord line;
        line.id = id;
        line.move = move;
        line.product = sold.product;
        line.account = accounts::income;
        line.partner = entry.partner;
        if (sold.product != 0) {
            append_product_name(line.name, database.product(sold.product));
        }
        const bool refund = entry.type == MoveType::out_refund;
        line.quantity = refund ? -lean.quantity : lean.quantity;
        line.price = Money{sold.price_thousandths};
        line.sale_lines = {lean.sale_line};
        lean.detail = database.ledger.lines.add(std::move(line));
        entry.lines.push_back(id);
    }
}

/// The line of that kind (and tax), or 0.
RecordId find_line(
    const Database& database, const EntryRecord& entry, LineKind kind, RecordId tax
) {
    for (const RecordId id : entry.lines) {
        const EntryLineRecord* const line = entry_line_if(database, id);
        if (line != nullptr && line->kind == kind && line->tax == tax) {
            return id;
        }
    }
    return 0;
}

void set_tax_line(Database& database, RecordId move, RecordId tax, Money amount) {
    EntryRecord& entry = entry_of(database, move);
    RecordId line = find_line(database, entry, LineKind::tax, tax);
    if (amount == Money{}) {
        if (line != 0) {
            remove_entry_line(database, line);
        }
        return;
    }
    if (line == 0) {
        EntryLineRecord made;
        made.kind = LineKind::tax;
        made.tax = tax;
        made.name = database.ledger.taxes[tax].name;
        made.account = is_sale(entry.type) ? accounts::tax_received : accounts::tax_paid;
        line = add_entry_line(database, move, std::move(made));
    }
    const Money credit = balance_sign(entry.type) > 0 ? Money{} - amount : amount;
    entry_line_of(database, line).balance = credit;
}

void set_term_line(Database& database, RecordId move, Money total) {
    EntryRecord& entry = entry_of(database, move);
    RecordId line = find_line(database, entry, LineKind::payment_term, 0);
    if (line == 0) {
        EntryLineRecord made;
        made.kind = LineKind::payment_term;
        made.account = is_sale(entry.type) ? accounts::receivable : accounts::payable;
        line = add_entry_line(database, move, std::move(made));
    }
    EntryLineRecord& record = entry_line_of(database, line);
    record.balance = balance_sign(entry.type) > 0 ? total : Money{} - total;
    record.maturity = due_date_of(database, entry);
    record.name = entry.payment_reference;
}

/// Of an entry that is no invoice: debits are its total.
void refresh_plain_entry(Database& database, EntryRecord& entry) {
    Money debit;
    for (const RecordId id : entry.lines) {
        if (const EntryLineRecord& line = entry_line_of(database, id); line.balance > Money{}) {
            debit += line.balance;
        }
    }
    entry.untaxed = {};
    entry.tax = {};
    database.invoices[entry.id].total = debit;
}

bool counts_in_books(MoveType type) {
    return type == MoveType::out_invoice || type == MoveType::out_refund;
}

Units invoiced_by(const Database& database, RecordId move, RecordId sale_line) {
    Units units;
    const InvoiceRecord& invoice = database.invoices[move];
    if (invoice.state == InvoiceState::cancel) {
        return units;
    }
    const EntryRecord* const entry = entry_if(database, move);
    if (entry == nullptr) {
        for (RecordId id = invoice.line_first; id < invoice.line_first + invoice.line_count; ++id) {
            const InvoiceLineRecord& line = database.invoice_lines[id];
            units += line.sale_line == sale_line ? line.quantity : Units{};
        }
        return units;
    }
    for (const RecordId id : entry->lines) {
        const EntryLineRecord* const line = entry_line_if(database, id);
        const auto& sold = line->sale_lines;
        if (std::find(sold.begin(), sold.end(), sale_line) != sold.end()) {
            units += is_refund(entry->type) ? -line->quantity : line->quantity;
        }
    }
    return units;
}

}  // namespace

MoveType reversed_type(MoveType type) {
    switch (type) {
        case MoveType::out_invoice:
            return MoveType::out_refund;
        case MoveType::out_refund:
            return MoveType::out_invoice;
        case MoveType::in_invoice:
            return MoveType::in_refund;
        case MoveType::in_refund:
            return MoveType::in_invoice;
        case MoveType::out_receipt:
            return MoveType::out_refund;
        case MoveType::in_receipt:
            return MoveType::in_refund;
        case MoveType::entry:
            return MoveType::entry;
    }
    return MoveType::entry;
}

Rounding rounding_of(const Database& database) {
    return database.demand->products.empty() ? Rounding::cents : Rounding::thousandths;
}

Instant day_of(const Database& database, Instant instant) {
    return database.settings.calendar.midnight_before(instant);
}

Instant due_date_of(const Database& database, const EntryRecord& entry) {
    if (entry.due_date) {
        return *entry.due_date;
    }
    const Instant from =
        entry.invoice_date.value_or(day_of(database, database.invoices[entry.id].created));
    const PaymentTerm* const term = payment_term_of(entry.payment_term);
    return day_of(database, from) + (term == nullptr ? 0 : term->days) * one_day;
}

Instant accounting_date_of(const Database& database, RecordId move) {
    const InvoiceRecord& invoice = database.invoices[move];
    const EntryRecord* const entry = entry_if(database, move);
    if (entry == nullptr) {
        return day_of(database, invoice.posted.value_or(invoice.created));
    }
    if (entry->invoice_date && is_invoice(entry->type)) {
        return *entry->invoice_date;
    }
    return entry->date.value_or(day_of(database, invoice.created));
}

const EntryRecord* entry_if(const Database& database, RecordId move) {
    const RecordId detail = database.invoices[move].detail;
    return detail == 0 ? nullptr : &database.ledger.entries[detail];
}

EntryRecord& entry_of(Database& database, RecordId move) {
    InvoiceRecord& invoice = database.invoices[move];
    if (invoice.detail != 0) {
        return database.ledger.entries[invoice.detail];
    }
    EntryRecord entry;
    entry.id = move;
    entry.type =
        invoice.kind == InvoiceKind::invoice ? MoveType::out_invoice : MoveType::out_refund;
    entry.journal = journals::sales;
    entry.partner = database.orders[invoice.order].partner;
    entry.shipping_partner = entry.partner;
    entry.reference = database.orders[invoice.order].client_order_ref;
    append_order_name(entry.origin, database, invoice.order);
    append_invoice_name(entry.name, invoice);
    entry.posted_before = invoice.number != 0;
    entry.checked = invoice.state == InvoiceState::posted;
    if (invoice.posted) {
        entry.invoice_date = day_of(database, *invoice.posted);
        entry.payment_reference = entry.name;
    }
    fill_from_lean(database, move, entry);
    invoice.detail = database.ledger.entries.add(std::move(entry));
    const InvoiceState state = invoice.state;
    refresh_entry(database, move);
    DRYDOCK_CHECK(database.invoices[move].state == state);
    return database.ledger.entries[invoice.detail];
}

const EntryLineRecord* entry_line_if(const Database& database, RecordId line) {
    const RecordId detail = database.invoice_lines[line].detail;
    return detail == 0 ? nullptr : &database.ledger.lines[detail];
}

EntryLineRecord& entry_line_of(Database& database, RecordId line) {
    const RecordId detail = database.invoice_lines[line].detail;
    DRYDOCK_CHECK(detail != 0);
    return database.ledger.lines[detail];
}

RecordId add_entry(Database& database, EntryRecord entry, Instant now) {
    if (entry.journal == 0) {
        entry.journal = default_journal(entry.type);
    }
    if (is_sale(entry.type) && entry.shipping_partner == 0) {
        entry.shipping_partner = entry.partner;
    }
    InvoiceRecord invoice;
    invoice.kind = is_refund(entry.type) ? InvoiceKind::credit_note : InvoiceKind::invoice;
    invoice.created = now;
    const MoveType type = entry.type;
    invoice.detail = database.ledger.entries.add(std::move(entry));
    const RecordId id = database.invoices.add(invoice);
    database.ledger.entries[invoice.detail].id = id;
    if (counts_in_books(type)) {
        database.undo.save(database.invoices_draft);
        ++database.invoices_draft;
    }
    return id;
}

RecordId add_entry_line(Database& database, RecordId move, EntryLineRecord line) {
    EntryRecord& entry = entry_of(database, move);
    line.move = move;
    if (line.partner == 0) {
        line.partner = entry.partner;
    }
    if (line.account == 0 && line.kind == LineKind::product) {
        line.account = is_sale(entry.type) ? accounts::income : accounts::expense;
    }
    const RecordId detail = database.ledger.lines.add(std::move(line));
    InvoiceLineRecord lean;
    lean.detail = detail;
    const RecordId id = database.invoice_lines.add(lean);
    EntryLineRecord& made = database.ledger.lines[detail];
    made.id = id;
    if (!made.sale_lines.empty()) {
        database.invoice_lines[id].sale_line = made.sale_lines.front();
    }
    entry.lines.push_back(id);
    return id;
}

void remove_entry_line(Database& database, RecordId line) {
    EntryLineRecord& record = entry_line_of(database, line);
    std::erase(entry_of(database, record.move).lines, line);
    record.move = 0;
    database.invoice_lines.remove(line);
}

void refresh_entry(Database& database, RecordId move) {
    EntryRecord& entry = entry_of(database, move);
    if (!is_invoice(entry.type)) {
        refresh_plain_entry(database, entry);
        return;
    }
    Money untaxed;
    Money tax_total;
    std::vector<TaxAmount> taxes;
    std::size_t product_lines = 0;
    for (const RecordId id : entry.lines) {
        EntryLineRecord& line = entry_line_of(database, id);
        if (line.kind != LineKind::product) {
            continue;
        }
        ++product_lines;
        const LineAmounts amounts = amounts_of(
            database.ledger,
            {line.price, line.quantity, line.discount_hundredths},
            line.taxes,
            rounding_of(database)
        );
        line.subtotal = amounts.untaxed;
        line.total = amounts.total;
        line.balance = balance_sign(entry.type) > 0 ? Money{} - line.subtotal : line.subtotal;
        database.invoice_lines[id].quantity = line.quantity;
        untaxed += amounts.untaxed;
        for (const TaxAmount& amount : amounts.taxes) {
            tax_total += amount.amount;
            const auto same = [&](const TaxAmount& other) { return other.tax == amount.tax; };
            if (const auto found = std::find_if(taxes.begin(), taxes.end(), same);
                found != taxes.end()) {
                found->amount += amount.amount;
            } else {
                taxes.push_back(amount);
            }
        }
    }
    entry.untaxed = untaxed;
    entry.tax = tax_total;
    const std::vector<RecordId> lines = entry.lines;
    for (const RecordId id : lines) {
        const EntryLineRecord& line = entry_line_of(database, id);
        const auto same = [&](const TaxAmount& amount) { return amount.tax == line.tax; };
        if (line.kind == LineKind::tax && std::none_of(taxes.begin(), taxes.end(), same)) {
            remove_entry_line(database, id);
        }
    }
    for (const TaxAmount& amount : taxes) {
        set_tax_line(database, move, amount.tax, amount.amount);
    }
    if (product_lines != 0) {
        set_term_line(database, move, untaxed + tax_total);
    } else if (const RecordId term = find_line(database, entry, LineKind::payment_term, 0);
               term != 0) {
        remove_entry_line(database, term);
    }
    database.invoices[move].total = untaxed + tax_total;
}

void refresh_invoiced(Database& database, RecordId order_id) {
    const OrderRecord& order = database.orders[order_id];
    for (const RecordId line_id : order.lines) {
        Units units;
        for (const RecordId move : order.invoices) {
            units += invoiced_by(database, move, line_id);
        }
        if (database.order_lines[line_id].invoiced != units) {
            database.order_lines[line_id].invoiced = units;
        }
    }
}

void refresh_orders_of(Database& database, RecordId move) {
    const EntryRecord* const entry = entry_if(database, move);
    if (entry == nullptr) {
        refresh_invoiced(database, database.invoices[move].order);
        return;
    }
    std::vector<RecordId> orders;
    for (const RecordId id : entry->lines) {
        for (const RecordId sold : entry_line_if(database, id)->sale_lines) {
            orders.push_back(database.order_lines[sold].order);
        }
    }
    std::sort(orders.begin(), orders.end());
    orders.erase(std::unique(orders.begin(), orders.end()), orders.end());
    for (const RecordId order : orders) {
        refresh_invoiced(database, order);
    }
}

MoveType move_type_of(const Database& database, RecordId move) {
    if (const EntryRecord* const entry = entry_if(database, move)) {
        return entry->type;
    }
    return database.invoices[move].kind == InvoiceKind::invoice ? MoveType::out_invoice
                                                                : MoveType::out_refund;
}

RecordId partner_of_entry(const Database& database, RecordId move) {
    const EntryRecord* const entry = entry_if(database, move);
    return entry == nullptr ? database.orders[database.invoices[move].order].partner
                            : entry->partner;
}

}  // namespace drydock::mocks::odoo
