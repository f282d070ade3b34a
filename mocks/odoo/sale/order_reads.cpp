#include <algorithm>
#include <array>

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/order_lines.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/sale/order_fields.hpp"
#include "mocks/odoo/sale_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

/// What was written to a field of an order that nothing else keeps, or null.
const FieldValue* kept_value(const Database& database, RecordId id, std::string_view field) {
    return database.attributes.find(sale_order, id, *sale_order.field(field));
}

bool counts(const Database& database, RecordId line) {
    const OrderLineDetail* const detail = order_line_detail_if(database, line);
    return detail == nullptr || (!detail->is_downpayment && detail->display == DisplayType::none);
}

bool can_be_invoiced_alone(const Database& database, RecordId line) {
    const OrderLineDetail* const detail = order_line_detail_if(database, line);
    return detail == nullptr || !detail->is_delivery;
}

/// In money with taxes, of the part of a line that is invoiced.
Money invoiced_of(const Database& database, RecordId id) {
    const OrderLineRecord& line = database.order_lines[id];
    if (line.ordered == Units{}) {
        return {};
    }
    const Money total = amounts_of_order_line(database, id).total;
    return share_of(
        total, line.invoiced.hundredths, line.ordered.hundredths, rounding_of(database)
    );
}

}  // namespace

std::string_view sale_state_name(SaleState state) {
    constexpr std::array<std::string_view, 4> names{"draft", "sent", "sale", "cancel"};
    return names.at(static_cast<std::size_t>(state));
}

void read_order_name(const Database& database, RecordId id, FieldValue& out) {
    out.kind = FieldValue::Kind::text;
    out.text.clear();
    append_order_name(out.text, database, id);
}

void read_order_state(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(sale_state_name(database.orders[id].state));
}

void read_order_shipping(const Database& database, RecordId id, FieldValue& out) {
    const OrderRecord& order = database.orders[id];
    const RecordId partner = order.shipping != 0 ? order.shipping : order.partner;
    set_record(out, database, res_partner, partner);
}

void read_order_invoice_partner(const Database& database, RecordId id, FieldValue& out) {
    const FieldValue* const kept = kept_value(database, id, "partner_invoice_id");
    const bool given = kept != nullptr && kept->kind == FieldValue::Kind::reference;
    set_record(
        out,
        database,
        res_partner,
        given ? static_cast<RecordId>(kept->number) : database.orders[id].partner
    );
}

/// By scheduled date, then the younger first. Source: Odoo 18.0, stock.picking _order.
void read_order_pickings(const Database& database, RecordId id, FieldValue& out) {
    out.set_list(database.orders[id].pickings);
    std::sort(out.ids.begin(), out.ids.end(), [&](RecordId one, RecordId other) {
        const Instant date = database.pickings[one].scheduled;
        const Instant other_date = database.pickings[other].scheduled;
        return date != other_date ? date < other_date : one > other;
    });
}

/// Source: Odoo 18.0, sale.order._compute_expected_date, and recordings c031 and c051.
void read_order_expected(const Database& database, RecordId id, FieldValue& out) {
    const OrderRecord& order = database.orders[id];
    const bool any = std::any_of(order.lines.begin(), order.lines.end(), [&](RecordId line) {
        return counts(database, line) && can_be_invoiced_alone(database, line);
    });
    if (!any || order.state == SaleState::cancel) {
        out.set_empty();
    } else {
        out.set_datetime(order.state == SaleState::sale ? order.dated : database.now);
    }
}

/// When the first delivery to a customer was done.
void read_order_effective(const Database& database, RecordId id, FieldValue& out) {
    out.set_empty();
    for (const RecordId picking : database.orders[id].pickings) {
        const PickingRecord& record = database.pickings[picking];
        if (record.state == StockState::done &&
            database.locations[record.destination].usage == Usage::customer &&
            (out.kind == FieldValue::Kind::empty ||
             record.done.time_since_epoch().count() < out.number)) {
            out.set_datetime(record.done);
        }
    }
}

/// Source: Odoo 18.0 recordings, c031: quotations are valid for 30 days.
void read_order_validity(const Database& database, RecordId id, FieldValue& out) {
    constexpr Duration valid_for = 30 * one_day;
    if (const FieldValue* const kept = kept_value(database, id, "validity_date")) {
        out = *kept;
    } else {
        out.set_date(database.orders[id].created + valid_for);
    }
}

void read_order_group(const Database& database, RecordId id, FieldValue& out) {
    if (const RecordId group = database.orders[id].group; group != 0) {
        append_order_name(out.set_reference(group), database, id);
    } else {
        out.set_empty();
    }
}

/// Source: Odoo 18.0, sale.order._compute_duplicated_order_ids, and recordings c036 and h094.
void read_order_duplicates(const Database& database, RecordId id, FieldValue& out) {
    out.set_list({});
    const OrderRecord& order = database.orders[id];
    if (order.state != SaleState::draft || order.client_order_ref.empty()) {
        return;
    }
    for (const RecordId other : database.orders_by_reference.find(order.client_order_ref)) {
        const OrderRecord& record = database.orders[other];
        if (other != id && record.state != SaleState::cancel && record.partner == order.partner) {
            out.ids.push_back(other);
        }
    }
    std::sort(out.ids.begin(), out.ids.end());
}

/// Source: Odoo 18.0 recordings, h094. Assumption: drafts count too, and by quantity.
void read_order_invoiced(const Database& database, RecordId id, FieldValue& out) {
    Money total;
    for (const RecordId line : database.orders[id].lines) {
        total += invoiced_of(database, line);
    }
    out.set_decimal(total.thousandths);
}

void read_order_to_invoice(const Database& database, RecordId id, FieldValue& out) {
    Money total;
    for (const RecordId line : database.orders[id].lines) {
        total += amounts_of_order_line(database, line).total - invoiced_of(database, line);
    }
    out.set_decimal(total.thousandths);
}

/// "full" says that no picking is open, not that all was delivered.
/// Source: Odoo 18.0 recordings, d056, d064 and h047.
void read_delivery_status(const Database& database, RecordId id, FieldValue& out) {
    const OrderRecord& order = database.orders[id];
    std::size_t done = 0;
    std::size_t live = 0;
    std::size_t open = 0;
    for (const RecordId picking : order.pickings) {
        const StockState state = database.pickings[picking].state;
        done += state == StockState::done ? 1U : 0U;
        live += state != StockState::cancel ? 1U : 0U;
        open += is_open(state) ? 1U : 0U;
    }
    const bool delivered = std::any_of(order.lines.begin(), order.lines.end(), [&](RecordId line) {
        return database.order_lines[line].delivered != Units{};
    });
    if (live == 0) {
        out.set_empty();
    } else if (open == 0) {
        out.set_text("full");
    } else {
        out.set_text(done == 0 ? "pending" : delivered ? "partial" : "started");
    }
}

std::string_view line_invoice_status(const Database& database, RecordId id) {
    const OrderLineRecord& line = database.order_lines[id];
    if (database.orders[line.order].state != SaleState::sale) {
        return "no";
    }
    const OrderLineDetail* const detail = order_line_detail_if(database, id);
    if (detail != nullptr && detail->is_downpayment &&
        units_to_invoice(database, line) == Units{}) {
        return "invoiced";
    }
    if (units_to_invoice(database, line) != Units{}) {
        return "to invoice";
    }
    if (!invoiced_on_delivery(database, line.product) && line.ordered >= Units{} &&
        line.delivered > line.ordered) {
        return "upselling";
    }
    return line.invoiced >= line.ordered ? "invoiced" : "no";
}

/// Source: Odoo 18.0, sale.order._compute_invoice_status.
void read_invoice_status(const Database& database, RecordId id, FieldValue& out) {
    const OrderRecord& order = database.orders[id];
    bool any_open = false;
    bool open_alone = false;
    bool any_no = false;
    bool any_upselling = false;
    bool any = false;
    for (const RecordId line : order.lines) {
        if (!counts(database, line)) {
            continue;
        }
        const std::string_view status = line_invoice_status(database, line);
        any = true;
        any_no = any_no || status == "no";
        any_upselling = any_upselling || status == "upselling";
        if (status == "to invoice") {
            any_open = true;
            open_alone = open_alone || can_be_invoiced_alone(database, line);
        }
    }
    if (order.state != SaleState::sale || !any) {
        out.set_text("no");
    } else if (any_open) {
        out.set_text(any_no && !open_alone ? "no" : "to invoice");
    } else if (any_no) {
        out.set_text("no");
    } else {
        out.set_text(any_upselling ? "upselling" : "invoiced");
    }
}

}  // namespace drydock::mocks::odoo
