#include <algorithm>
#include <array>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/sale_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

std::string_view state_name(SaleState state) {
    constexpr std::array<std::string_view, 4> names{"draft", "sent", "sale", "cancel"};
    return names.at(static_cast<std::size_t>(state));
}

/// By scheduled date, then the younger first. Source: Odoo 18.0, stock.picking _order.
void read_pickings(const Database& database, RecordId id, FieldValue& out) {
    out.set_list(database.orders[id].pickings);
    std::sort(out.ids.begin(), out.ids.end(), [&](RecordId one, RecordId other) {
        const Instant date = database.pickings[one].scheduled;
        const Instant other_date = database.pickings[other].scheduled;
        return date != other_date ? date < other_date : one > other;
    });
}

void read_amount(const Database& database, RecordId id, FieldValue& out) {
    Money total;
    for (const RecordId line : database.orders[id].lines) {
        const OrderLineRecord& record = database.order_lines[line];
        total += Money{record.price_thousandths} * record.ordered.quantity();
    }
    out.set_decimal(total.thousandths);
}

/// "full" says that no picking is open, not that all was delivered.
/// Source: Odoo 18.0 recordings, d056, d064 and h047.
void read_delivery_status(const Database& database, RecordId id, FieldValue& out) {
    const OrderRecord& order = database.orders[id];
    std::size_t done = 0;
    std::size_t live = 0;
    for (const RecordId picking : order.pickings) {
        const StockState state = database.pickings[picking].state;
        done += state == StockState::done ? 1 : 0;
        live += state != StockState::cancel ? 1 : 0;
    }
    const bool delivered = std::any_of(order.lines.begin(), order.lines.end(), [&](RecordId line) {
        return database.order_lines[line].delivered != Units{};
    });
    if (live == 0) {
        out.set_empty();
    } else if (done == live) {
        out.set_text("full");
    } else {
        out.set_text(done == 0 ? "pending" : delivered ? "partial" : "started");
    }
}

/// Source: Odoo 18.0, sale.order._compute_invoice_status; upselling is not modelled.
void read_invoice_status(const Database& database, RecordId id, FieldValue& out) {
    const OrderRecord& order = database.orders[id];
    bool open = false;
    bool all_invoiced = order.state == SaleState::sale && !order.lines.empty();
    for (const RecordId line : order.lines) {
        const OrderLineRecord& record = database.order_lines[line];
        open = open || units_to_invoice(database, record) != Units{};
        all_invoiced = all_invoiced && record.invoiced >= record.ordered;
    }
    out.set_text(open ? "to invoice" : all_invoiced ? "invoiced" : "no");
}

constexpr std::array fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"name",
     [](const Database&, RecordId id, FieldValue& out) {
         out.kind = FieldValue::Kind::text;
         out.text.clear();
         append_order_name(out.text, id);
     }},
    {"state",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(state_name(database.orders[id].state));
     }},
    {"client_order_ref",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(database.orders[id].client_order_ref);
     }},
    {"partner_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId partner = database.orders[id].partner;
         out.set_reference(partner) = database.partners[partner].name;
     }},
    {"order_line",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_list(database.orders[id].lines);
     }},
    {"picking_ids", read_pickings},
    {"invoice_ids",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_list(database.orders[id].invoices);
     }},
    {"date_order",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_datetime(database.orders[id].dated);
     }},
    {"create_date",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_datetime(database.orders[id].created);
     }},
    {"amount_total", read_amount},
    {"delivery_status", read_delivery_status},
    {"invoice_status", read_invoice_status},
});

bool look_up(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field == "client_order_ref" && !operand.string().empty()) {
        const auto found = database.orders_by_reference.find(operand.string());
        ids.insert(ids.end(), found.begin(), found.end());
        return true;
    }
    if (field == "name") {
        if (const RecordId id = order_of_name(database, operand.string()); id != 0) {
            ids.push_back(id);
        }
        return true;
    }
    return false;
}

}  // namespace

const Model sale_order{
    .name = "sale.order",
    .fields = fields,
    .count = [](const Database& database) { return database.orders.count(); },
    .order = "date_order desc, id desc",
    .look_up = look_up};

}  // namespace drydock::mocks::odoo
