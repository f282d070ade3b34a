#include "mocks/odoo/account/order_invoices.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/sale_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

const std::string section_name = "Down Payments";

/// What of one order goes on an invoice, in its order: first its lines, then its down payments.
struct Invoiceable {
    std::vector<RecordId> lines;
    std::vector<RecordId> down_payments;
};

Invoiceable invoiceable_of(const Database& database, RecordId order, DownPayments down_payments) {
    Invoiceable invoiceable;
    RecordId section = 0;
    for (const RecordId line : database.orders[order].lines) {
        const OrderLineDetail* const detail = order_line_detail_if(database, line);
        if (detail != nullptr && detail->display == DisplayType::section) {
            section = line;
            continue;
        }
        const bool note = detail != nullptr && detail->display == DisplayType::note;
        const Units units = note ? Units{} : units_to_invoice(database, database.order_lines[line]);
        const bool wanted = note || units.positive() ||
                            (units != Units{} && down_payments == DownPayments::deducted);
        if (!wanted) {
            continue;
        }
        if (detail != nullptr && detail->is_downpayment) {
            invoiceable.down_payments.push_back(line);
            continue;
        }
        if (section != 0) {
            invoiceable.lines.push_back(section);
            section = 0;
        }
        invoiceable.lines.push_back(line);
    }
    return invoiceable;
}

bool is_display(const Database& database, RecordId line) {
    const OrderLineDetail* const detail = order_line_detail_if(database, line);
    return detail != nullptr && detail->display != DisplayType::none;
}

EntryLineRecord section_line() {
    EntryLineRecord line;
    line.kind = LineKind::section;
    line.name = section_name;
    line.is_downpayment = true;
    return line;
}

EntryLineRecord invoice_line(const Database& database, RecordId sold) {
    const OrderLineRecord& record = database.order_lines[sold];
    const OrderLineDetail* const detail = order_line_detail_if(database, sold);
    EntryLineRecord line;
    line.name = order_line_description(database, sold);
    line.sale_lines = {sold};
    if (detail != nullptr && detail->display != DisplayType::none) {
        line.kind = detail->display == DisplayType::section ? LineKind::section : LineKind::note;
        return line;
    }
    line.product = record.product;
    line.quantity = units_to_invoice(database, record);
    line.price = Money{record.price_thousandths};
    line.taxes = taxes_of_order_line(database, sold);
    if (detail != nullptr) {
        line.discount_hundredths = detail->discount_hundredths;
        line.is_downpayment = detail->is_downpayment;
    }
    return line;
}

void join(std::string& text, const std::string& part) {
    const bool there =
        part.empty() ||
        fmt::format(", {}, ", text).find(fmt::format(", {}, ", part)) != std::string::npos;
    if (!there) {
        text += text.empty() ? "" : ", ";
        text += part;
    }
}

void link(Database& database, RecordId order, RecordId move) {
    database.orders[order].invoices.push_back(move);
    if (database.invoices[move].order == 0) {
        database.invoices[move].order = order;
    }
}

RecordId invoiced_partner(const Database& database, RecordId order) {
    const auto partner = number_of(database, sale_order, order, "partner_invoice_id");
    return partner != 0 ? static_cast<RecordId>(partner) : database.orders[order].partner;
}

EntryRecord entry_for(const Database& database, RecordId order) {
    EntryRecord entry;
    entry.type = MoveType::out_invoice;
    entry.partner = invoiced_partner(database, order);
    entry.shipping_partner = database.orders[order].shipping;
    entry.payment_term = invoice_term_of(database, order);
    return entry;
}

/// A draft with a negative total becomes its opposite.
/// Source: Odoo 18.0, account.move.action_switch_move_type.
void switch_type(Database& database, RecordId move) {
    EntryRecord& entry = entry_of(database, move);
    entry.type = reversed_type(entry.type);
    database.invoices[move].kind =
        is_refund(entry.type) ? InvoiceKind::credit_note : InvoiceKind::invoice;
    for (const RecordId id : entry.lines) {
        EntryLineRecord& line = entry_line_of(database, id);
        line.quantity = -line.quantity;
    }
    refresh_entry(database, move);
}

/// The order line of a down payment; the section before the first one is made with it.
RecordId add_order_line(Database& database, RecordId order, OrderLineDetail detail, Money price) {
    OrderLineRecord record;
    record.order = order;
    record.price_thousandths = static_cast<std::int32_t>(price.thousandths);
    const RecordId line = database.order_lines.add(record);
    database.orders[order].lines.push_back(line);
    order_line_detail_of(database, line) = std::move(detail);
    return line;
}

bool has_section(const Database& database, RecordId order) {
    const auto& lines = database.orders[order].lines;
    return std::any_of(lines.begin(), lines.end(), [&](RecordId line) {
        return is_display(database, line) && order_line_detail_if(database, line)->is_downpayment;
    });
}

}  // namespace

RecordId invoice_term_of(const Database& database, RecordId order) {
    const RecordId partner = database.orders[order].partner;
    if (database.attributes.find(sale_order, order) == nullptr &&
        database.attributes.find(res_partner, partner) == nullptr) {
        return 0;  // Neither says more than its typed record does, as in a rehearsal.
    }
    if (const auto term = number_of(database, sale_order, order, "payment_term_id"); term != 0) {
        return static_cast<RecordId>(term);
    }
    if (res_partner.field("property_payment_term_id") == nullptr) {
        return 0;
    }
    return static_cast<RecordId>(
        number_of(database, res_partner, partner, "property_payment_term_id")
    );
}

std::vector<RecordId> invoice_orders(
    Database& database,
    std::span<const RecordId> orders,
    DownPayments down_payments,
    Grouping grouping,
    Instant now
) {
    std::map<RecordId, RecordId> move_of_partner;
    std::vector<RecordId> moves;
    for (const RecordId order : orders) {
        const Invoiceable invoiceable = invoiceable_of(database, order, down_payments);
        const bool nothing =
            invoiceable.down_payments.empty() &&
            std::all_of(invoiceable.lines.begin(), invoiceable.lines.end(), [&](RecordId line) {
                return is_display(database, line);
            });
        if (nothing) {
            continue;
        }
        RecordId move = 0;
        const RecordId partner = invoiced_partner(database, order);
        if (const auto found = move_of_partner.find(partner);
            found != move_of_partner.end() && grouping == Grouping::by_partner) {
            move = found->second;
        } else {
            move = add_entry(database, entry_for(database, order), now);
            move_of_partner[partner] = move;
            moves.push_back(move);
        }
        link(database, order, move);
        EntryRecord& entry = entry_of(database, move);
        join(entry.reference, database.orders[order].client_order_ref);
        std::string name;
        append_order_name(name, database, order);
        join(entry.origin, name);
        for (const RecordId line : invoiceable.lines) {
            add_entry_line(database, move, invoice_line(database, line));
        }
        if (!invoiceable.down_payments.empty()) {
            add_entry_line(database, move, section_line());
        }
        for (const RecordId line : invoiceable.down_payments) {
            add_entry_line(database, move, invoice_line(database, line));
        }
    }
    for (const RecordId move : moves) {
        refresh_entry(database, move);
        if (database.invoices[move].total < Money{} && down_payments == DownPayments::deducted) {
            switch_type(database, move);
        }
        refresh_orders_of(database, move);
    }
    return moves;
}

RecordId invoice_down_payment(
    Database& database, RecordId order, const DownPayment& down_payment, Instant now
) {
    // One line for each set of taxes of the order.
    std::map<std::vector<RecordId>, Money> shares;
    for (const RecordId line : database.orders[order].lines) {
        const OrderLineDetail* const detail = order_line_detail_if(database, line);
        if (is_display(database, line) || (detail != nullptr && detail->is_downpayment)) {
            continue;
        }
        shares[taxes_of_order_line(database, line)] +=
            amounts_of_order_line(database, line).untaxed;
    }
    if (!has_section(database, order)) {
        OrderLineDetail section;
        section.name = section_name;
        section.display = DisplayType::section;
        section.is_downpayment = true;
        add_order_line(database, order, std::move(section), {});
    }
    EntryRecord entry = entry_for(database, order);
    entry.reference = database.orders[order].client_order_ref;
    append_order_name(entry.origin, database, order);
    const RecordId move = add_entry(database, std::move(entry), now);
    link(database, order, move);
    for (const auto& [taxes, untaxed] : shares) {
        const Money price =
            share_of(untaxed, down_payment.part, down_payment.whole, rounding_of(database));
        OrderLineDetail detail;
        detail.is_downpayment = true;
        detail.taxes = taxes;
        const RecordId sold = add_order_line(database, order, std::move(detail), price);
        EntryLineRecord line;
        line.name = down_payment.name;
        line.quantity = Units{100};
        line.price = price;
        line.taxes = taxes;
        line.sale_lines = {sold};
        line.is_downpayment = true;
        add_entry_line(database, move, std::move(line));
    }
    refresh_entry(database, move);
    refresh_orders_of(database, move);
    return move;
}

}  // namespace drydock::mocks::odoo
