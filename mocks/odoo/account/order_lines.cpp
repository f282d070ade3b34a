#include "mocks/odoo/account/order_lines.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/account/entry_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

/// "12/31/2011", as users of English have it.
std::string date_text(const Database& database, Instant instant) {
    const DateTime date = database.settings.calendar.date_time_of(instant);
    return fmt::format("{:02}/{:02}/{:04}", date.month, date.day, date.year);
}

/// The entries of an order that have a line for `sold`.
std::vector<RecordId> entries_with(const Database& database, RecordId sold) {
    std::vector<RecordId> moves = database.orders[database.order_lines[sold].order].invoices;
    std::erase_if(moves, [&](RecordId move) {
        const EntryRecord* const entry = entry_if(database, move);
        return entry == nullptr ||
               std::none_of(entry->lines.begin(), entry->lines.end(), [&](RecordId id) {
                   const auto& lines = entry_line_if(database, id)->sale_lines;
                   return std::find(lines.begin(), lines.end(), sold) != lines.end();
               });
    });
    return moves;
}

/// Source: Odoo 18.0, sale.order.line._get_downpayment_line_description.
std::string down_payment_name(const Database& database, RecordId sold) {
    std::vector<RecordId> moves = entries_with(database, sold);
    const auto all_in = [&](InvoiceState state) {
        return std::all_of(moves.begin(), moves.end(), [&](RecordId move) {
            return database.invoices[move].state == state;
        });
    };
    if (all_in(InvoiceState::draft)) {
        const Instant created =
            moves.empty() ? database.now : database.invoices[moves.front()].created;
        return fmt::format("Down Payment: {} (Draft)", date_text(database, created));
    }
    if (all_in(InvoiceState::cancel)) {
        return "Down Payment (Cancelled)";
    }
    std::erase_if(moves, [&](RecordId move) {
        const EntryRecord& entry = *entry_if(database, move);
        return entry.type != MoveType::out_invoice ||
               std::none_of(entry.lines.begin(), entry.lines.end(), [&](RecordId id) {
                   const EntryLineRecord& line = *entry_line_if(database, id);
                   return !line.sale_lines.empty() && line.sale_lines.front() == sold &&
                          line.quantity.positive();
               });
    });
    if (moves.size() == 1) {
        const EntryRecord& entry = *entry_if(database, moves.front());
        if (!entry.payment_reference.empty() && entry.invoice_date) {
            return fmt::format(
                "Down Payment (ref: {} on {})",
                entry.payment_reference,
                date_text(database, *entry.invoice_date)
            );
        }
    }
    return "Down Payment";
}

}  // namespace

const OrderLineDetail* order_line_detail_if(const Database& database, RecordId line) {
    const auto found = database.order_line_details.find(line);
    return found == database.order_line_details.end() ? nullptr : &found->second;
}

OrderLineDetail& order_line_detail_of(Database& database, RecordId line) {
    database.undo.save_entry(database.order_line_details, line);
    return database.order_line_details[line];
}

std::vector<RecordId> taxes_of_order_line(const Database& database, RecordId line) {
    const OrderLineDetail* const detail = order_line_detail_if(database, line);
    if (detail != nullptr && detail->taxes) {
        return *detail->taxes;
    }
    return taxes_of_product(database, database.order_lines[line].product, TaxUse::sale);
}

LineAmounts amounts_of_order_line(const Database& database, RecordId line) {
    const OrderLineRecord& record = database.order_lines[line];
    const OrderLineDetail* const detail = order_line_detail_if(database, line);
    if (detail != nullptr && detail->display != DisplayType::none) {
        return {};
    }
    return amounts_of(
        database.ledger,
        {Money{record.price_thousandths},
         record.ordered,
         detail == nullptr ? 0 : detail->discount_hundredths},
        taxes_of_order_line(database, line),
        rounding_of(database)
    );
}

OrderAmounts amounts_of_order(const Database& database, RecordId order) {
    OrderAmounts amounts;
    for (const RecordId line : database.orders[order].lines) {
        const LineAmounts of_line = amounts_of_order_line(database, line);
        amounts.untaxed += of_line.untaxed;
        amounts.tax += of_line.total - of_line.untaxed;
    }
    return amounts;
}

std::string order_line_description(const Database& database, RecordId line) {
    const OrderLineDetail* const detail = order_line_detail_if(database, line);
    if (detail != nullptr && detail->is_downpayment && detail->display == DisplayType::none &&
        detail->name.empty()) {
        return down_payment_name(database, line);
    }
    if (detail != nullptr && !detail->name.empty()) {
        return detail->name;
    }
    std::string name;
    if (const RecordId product = database.order_lines[line].product; product != 0) {
        append_product_name(name, database.product(product));
    }
    return name;
}

}  // namespace drydock::mocks::odoo
