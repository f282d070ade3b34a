#include "mocks/odoo/account/move_reads.hpp"

#include <algorithm>
#include <array>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/reading.hpp"
#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo {

std::string_view entry_state_name(const Database& database, RecordId id) {
    constexpr std::array<std::string_view, 3> names{"draft", "posted", "cancel"};
    return names.at(static_cast<std::size_t>(database.invoices[id].state));
}

void read_entry_name(const Database& database, RecordId id, FieldValue& out) {
    out.text.clear();
    append_entry_name(out.text, database, id);
    out.kind = out.text.empty() ? FieldValue::Kind::empty : FieldValue::Kind::text;
}

void read_entry_partner(const Database& database, RecordId id, FieldValue& out) {
    read_reference(out, database, res_partner, partner_of_entry(database, id));
}

void read_entry_origin(const Database& database, RecordId id, FieldValue& out) {
    if (const EntryRecord* const entry = entry_if(database, id)) {
        out.set_text(entry->origin);
        return;
    }
    out.kind = FieldValue::Kind::text;
    out.text.clear();
    append_order_name(out.text, database, database.invoices[id].order);
}

void read_entry_ref(const Database& database, RecordId id, FieldValue& out) {
    const EntryRecord* const entry = entry_if(database, id);
    out.set_text(
        entry != nullptr ? entry->reference
                         : database.orders[database.invoices[id].order].client_order_ref
    );
}

void read_entry_invoice_date(const Database& database, RecordId id, FieldValue& out) {
    const EntryRecord* const entry = entry_if(database, id);
    read_date(out, entry != nullptr ? entry->invoice_date : database.invoices[id].posted);
}

void read_entry_due_date(const Database& database, RecordId id, FieldValue& out) {
    if (!is_invoice(move_type_of(database, id))) {
        out.set_empty();
        return;
    }
    const EntryRecord* const entry = entry_if(database, id);
    out.set_date(
        entry != nullptr ? due_date_of(database, *entry) : accounting_date_of(database, id)
    );
}

void read_entry_payment_reference(const Database& database, RecordId id, FieldValue& out) {
    if (const EntryRecord* const entry = entry_if(database, id)) {
        out.set_text(entry->payment_reference);
    } else {
        read_entry_name(database, id, out);
    }
}

Money untaxed_of_move(const Database& database, RecordId id) {
    const EntryRecord* const entry = entry_if(database, id);
    return entry != nullptr && is_invoice(entry->type) ? entry->untaxed
                                                       : database.invoices[id].total;
}

Money tax_of_move(const Database& database, RecordId id) {
    const EntryRecord* const entry = entry_if(database, id);
    return entry != nullptr ? entry->tax : Money{};
}

Money signed_amount_of_move(const Database& database, RecordId id, Money amount) {
    return balance_sign(move_type_of(database, id)) > 0 ? amount : Money{} - amount;
}

void read_entry_lines(const Database& database, RecordId id, FieldValue& out, bool products_only) {
    out.kind = FieldValue::Kind::list;
    out.ids.clear();
    const EntryRecord* const entry = entry_if(database, id);
    if (entry == nullptr) {
        const InvoiceRecord& invoice = database.invoices[id];
        for (RecordId line = 0; line < invoice.line_count; ++line) {
            out.ids.push_back(invoice.line_first + line);
        }
        return;
    }
    for (const RecordId line : entry->lines) {
        const LineKind kind = entry_line_if(database, line)->kind;
        const bool derived = kind == LineKind::tax || kind == LineKind::payment_term;
        if (!products_only || (is_invoice(entry->type) && !derived)) {
            out.ids.push_back(line);
        }
    }
    std::stable_sort(out.ids.begin(), out.ids.end(), [&](RecordId left, RecordId right) {
        return products_only &&
               entry_line_if(database, left)->sequence < entry_line_if(database, right)->sequence;
    });
}

RecordId journal_of_move(const Database& database, RecordId id) {
    const EntryRecord* const entry = entry_if(database, id);
    return entry != nullptr ? entry->journal : journals::sales;
}

void read_entry_sequence(const Database& database, RecordId id, FieldValue& out, bool prefix) {
    std::string name;
    append_entry_name(name, database, id);
    const NameParts parts = parts_of_name(name);
    if (prefix) {
        // Not false when there is none. Source: Odoo 18.0 recordings, e008.
        out.kind = FieldValue::Kind::text;
        out.text = parts.prefix;
    } else {
        out.set_integer(parts.number);
    }
}

void read_entry_reversals(const Database& database, RecordId id, FieldValue& out) {
    out.kind = FieldValue::Kind::list;
    out.ids.clear();
    for (RecordId entry = database.ledger.entries.count(); entry >= 1; --entry) {
        const EntryRecord& record = database.ledger.entries[entry];
        if (record.reversed_entry == id && database.invoices.contains(record.id)) {
            out.ids.push_back(record.id);
        }
    }
}

void read_entry_payments(const Database& database, RecordId id, FieldValue& out) {
    const EntryRecord* const entry = entry_if(database, id);
    out.set_list(
        entry != nullptr ? std::span<const RecordId>{entry->payments} : std::span<const RecordId>{}
    );
    // Newest first. Source: Odoo 18.0 recordings, e025.
    std::sort(out.ids.begin(), out.ids.end(), std::greater<>{});
}

void read_entry_type_name(const Database& database, RecordId id, FieldValue& out) {
    constexpr std::array<std::string_view, 7> names{
        "Journal Entry",
        "Invoice",
        "Credit Note",
        "Vendor Bill",
        "Vendor Credit Note",
        "Sales Receipt",
        "Purchase Receipt"};
    out.set_text(names.at(static_cast<std::size_t>(move_type_of(database, id))));
}

void read_entry_user(const Database& database, RecordId id, FieldValue& out) {
    if (is_sale(move_type_of(database, id))) {
        out.set_reference(2) = "Administrator";
    } else {
        out.set_empty();
    }
}

void read_entry_team(const Database& database, RecordId id, FieldValue& out) {
    if (is_sale(move_type_of(database, id))) {
        out.set_reference(1) = "Sales";
    } else {
        out.set_empty();
    }
}

}  // namespace drydock::mocks::odoo
