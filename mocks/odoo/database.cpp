#include "mocks/odoo/database.hpp"

#include <charconv>

#include "core/check.hpp"

namespace drydock::mocks::odoo {

namespace {

/// Source: Odoo 18.0, padding of the sequences of sale orders, pickings and journal entries.
constexpr std::size_t number_digits_min = 5;

void append_number(std::string& out, std::uint32_t number) {
    std::array<char, 10> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    const auto size = static_cast<std::size_t>(end - digits.begin());
    out.append(size < number_digits_min ? number_digits_min - size : 0, '0');
    out.append(digits.begin(), size);
}

std::string_view location_short_name(Location location) {
    const std::string_view name = location_name(location);
    return name.substr(name.rfind('/') + 1);
}

}  // namespace

Database::Database(OdooSettings settings_in, std::shared_ptr<const Demand> demand_in)
    : settings{std::move(settings_in)}, demand{std::move(demand_in)} {
    DRYDOCK_CHECK(demand != nullptr);
    DRYDOCK_CHECK(demand->products.size() <= product_id_max);
    stock.resize(demand->products.size());
    const std::size_t count = std::min(stock.size(), demand->stock_initial_units.size());
    for (std::size_t index = 0; index < count; ++index) {
        if (demand->products[index].kind == ProductKind::storable) {
            stock[index].on_hand_hundredths =
                std::int64_t{demand->stock_initial_units[index]} * 100;
        }
    }
}

RecordId Database::add_picking(PickingRecord record) {
    record.number = ++picking_numbers.at(static_cast<std::size_t>(record.type));
    const RecordId order = record.order;
    const RecordId id = pickings.add(std::move(record));
    pickings_by_origin.add(pickings[id].origin, id);
    if (order != 0) {
        orders[order].pickings.push_back(id);
    }
    ++pickings_open;
    return id;
}

void append_order_name(std::string& out, RecordId order) {
    out.push_back('S');
    append_number(out, order);
}

void append_picking_name(std::string& out, const PickingRecord& picking) {
    switch (picking.type) {
        case PickingType::incoming:
            out.append("WH/IN/");
            break;
        case PickingType::outgoing:
            out.append("WH/OUT/");
            break;
        case PickingType::internal:
            out.append("WH/INT/");
            break;
    }
    append_number(out, picking.number);
}

void append_invoice_name(std::string& out, const InvoiceRecord& invoice) {
    if (invoice.number == 0) {
        return;
    }
    out.append(invoice.kind == InvoiceKind::invoice ? "INV/" : "RINV/");
    out.append(std::to_string(invoice.year));
    out.push_back('/');
    append_number(out, invoice.number);
}

void append_product_name(std::string& out, const Product& product) {
    out.push_back('[');
    out.append(product.sku);
    out.append("] ");
    out.append(product.name);
}

void append_order_line_name(std::string& out, const Database& database, RecordId line) {
    const OrderLineRecord& record = database.order_lines[line];
    append_order_name(out, record.order);
    out.append(" - ");
    append_product_name(out, database.product(record.product));
    const PartnerRecord& partner = database.partners[database.orders[record.order].partner];
    if (!partner.reference.empty()) {
        out.append(" (");
        out.append(partner.reference);
        out.push_back(')');
    }
}

void append_move_name(std::string& out, const Database& database, RecordId move) {
    const MoveRecord& record = database.moves[move];
    const PickingRecord& picking = database.pickings[record.picking];
    if (!picking.origin.empty()) {
        out.append(picking.origin);
        out.push_back('/');
    }
    out.append(database.product(record.product).sku);
    out.append(": ");
    out.append(location_short_name(picking.source));
    out.push_back('>');
    out.append(location_short_name(picking.destination));
}

std::string_view location_name(Location location) {
    switch (location) {
        case Location::vendors:
            return "Partners/Vendors";
        case Location::customers:
            return "Partners/Customers";
        case Location::stock:
            return "WH/Stock";
        case Location::inventory_adjustment:
            return "Virtual Locations/Inventory adjustment";
    }
    return {};
}

RecordId order_of_name(const Database& database, std::string_view name) {
    std::uint32_t number = 0;
    if (name.size() <= number_digits_min || name.front() != 'S') {
        return 0;
    }
    const auto parsed = std::from_chars(name.data() + 1, name.data() + name.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != name.data() + name.size() ||
        !database.orders.contains(number)) {
        return 0;
    }
    std::string canonical;
    append_order_name(canonical, number);
    return canonical == name ? number : 0;
}

}  // namespace drydock::mocks::odoo
