#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "mocks/odoo/account/entry_rules.hpp"

namespace drydock::mocks::odoo {

void append_entry_name(std::string& out, const Database& database, RecordId move) {
    const InvoiceRecord& invoice = database.invoices[move];
    if (invoice.detail == 0) {
        append_invoice_name(out, invoice);
    } else {
        out.append(database.ledger.entries[invoice.detail].name);
    }
}

void append_entry_display_name(std::string& out, const Database& database, RecordId move) {
    // Source: Odoo 18.0, account.move._get_move_display_name.
    constexpr std::array<std::string_view, 7> draft_names{
        "Draft Entry",
        "Draft Invoice",
        "Draft Credit Note",
        "Draft Bill",
        "Draft Vendor Credit Note",
        "Draft Sales Receipt",
        "Draft Purchase Receipt"};
    const InvoiceRecord& invoice = database.invoices[move];
    const std::size_t start = out.size();
    if (invoice.state == InvoiceState::draft) {
        out.append(draft_names.at(static_cast<std::size_t>(move_type_of(database, move))));
    }
    std::string name;
    append_entry_name(name, database, move);
    if (!name.empty()) {
        out.append(out.size() > start ? " " : "").append(name);
    }
    const EntryRecord* const entry = entry_if(database, move);
    const std::string_view reference =
        entry == nullptr ? std::string_view{database.orders[invoice.order].client_order_ref}
                         : std::string_view{entry->reference};
    if (!reference.empty()) {
        out.append(fmt::format(" ({})", reference));
    }
}

NameParts parts_of_name(std::string_view name) {
    std::size_t start = name.size();
    // Nine digits, so that the number fits.
    while (start > 0 && name.size() - start < 9 && name[start - 1] >= '0' && name[start - 1] <= '9'
    ) {
        --start;
    }
    NameParts parts;
    parts.prefix = name.substr(0, start);
    std::from_chars(name.data() + start, name.data() + name.size(), parts.number);
    return parts;
}

void sort_entries(const Database& database, std::vector<RecordId>& moves) {
    std::sort(moves.begin(), moves.end(), [&](RecordId left, RecordId right) {
        if (const Instant one = accounting_date_of(database, left),
            other = accounting_date_of(database, right);
            one != other) {
            return one > other;
        }
        std::string left_name;
        std::string right_name;
        append_entry_name(left_name, database, left);
        append_entry_name(right_name, database, right);
        if (left_name != right_name) {
            // No name is null, which PostgreSQL puts first when it sorts down.
            return left_name.empty() || (!right_name.empty() && left_name > right_name);
        }
        return left > right;
    });
}

}  // namespace drydock::mocks::odoo
