#include "mocks/odoo/database.hpp"

#include <charconv>

#include "core/check.hpp"
#include "mocks/odoo/account/order_lines.hpp"
#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"

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

}  // namespace

Database::Database(OdooSettings settings_in, std::shared_ptr<const Demand> demand_in)
    : settings{std::move(settings_in)}, demand{std::move(demand_in)} {
    DRYDOCK_CHECK(demand != nullptr);
    DRYDOCK_CHECK(demand->products.size() <= product_id_max);
    add_base_records(*this);
    add_base_places(*this);
    stock.resize(demand->products.size());
    for (std::size_t index = 0; index < stock.size(); ++index) {
        const bool counted = index < demand->stock_initial_units.size() &&
                             demand->products[index].kind == ProductKind::storable;
        QuantRecord quant;
        quant.product = static_cast<RecordId>(index + 1);
        quant.location = locations::stock;
        quant.on_hand_hundredths =
            counted ? std::int64_t{demand->stock_initial_units[index]} * 100 : 0;
        stock[index].quants.push_back(quants.add(quant));
    }
}

RecordId Database::add_product(ProductRecord record) {
    (void)products_made.add(std::move(record));
    stock.resize(product_count());
    return product_count();
}

bool Database::has_phone(RecordId partner) const {
    return partner != 0 && attributes.find(res_partner, partner) != nullptr &&
           !(text_of(*this, res_partner, partner, "phone").empty() &&
             text_of(*this, res_partner, partner, "mobile").empty());
}

RecordId Database::add_picking(PickingRecord record) {
    if (picking_numbers.size() < record.type) {
        picking_numbers.resize(picking_types.count());
    }
    // Sequences are not rolled back.
    record.number = ++picking_numbers.at(record.type - 1);
    const RecordId order = record.order;
    const RecordId id = pickings.add(std::move(record));
    pickings_by_origin.add(pickings[id].origin, id);
    if (order != 0) {
        orders[order].pickings.push_back(id);
    }
    ++pickings_open;
    return id;
}

void append_order_name(std::string& out, const Database& database, RecordId order) {
    const std::uint32_t number = database.orders[order].number;
    if (number == 0) {
        out.append(database.order_names.at(order));
        return;
    }
    out.push_back('S');
    append_number(out, number);
}

void append_picking_name(std::string& out, const Database& database, RecordId picking) {
    const PickingRecord& record = database.pickings[picking];
    if (record.number == 0) {
        out.append(database.picking_names.at(picking));
        return;
    }
    out.append(database.picking_types[record.type].prefix);
    append_number(out, record.number);
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
    if (!product.sku.empty()) {
        out.push_back('[');
        out.append(product.sku);
        out.append("] ");
    }
    out.append(product.name);
}

void append_order_line_name(std::string& out, const Database& database, RecordId line) {
    const OrderLineRecord& record = database.order_lines[line];
    append_order_name(out, database, record.order);
    out.append(" - ");
    const std::string description = order_line_description(database, line);
    out.append(description, 0, description.find('\n'));
    const PartnerRecord& partner = database.partners[database.orders[record.order].partner];
    if (!partner.reference.empty()) {
        out.append(" (");
        out.append(partner.reference);
        out.push_back(')');
    }
}

void append_move_name(std::string& out, const Database& database, RecordId move) {
    const MoveRecord& record = database.moves[move];
    if (record.picking != 0 && !database.pickings[record.picking].origin.empty()) {
        out.append(database.pickings[record.picking].origin);
        out.push_back('/');
    }
    out.append(database.product(record.product).sku);
    out.append(": ");
    out.append(database.locations[database.source_of(move)].name);
    out.push_back('>');
    out.append(database.locations[database.destination_of(move)].name);
}

RecordId order_of_name(const Database& database, std::string_view name) {
    std::uint32_t number = 0;
    if (name.size() <= number_digits_min || name.front() != 'S') {
        return 0;
    }
    const auto parsed = std::from_chars(name.data() + 1, name.data() + name.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != name.data() + name.size() || number == 0 ||
        number > database.orders_by_number.size()) {
        return 0;
    }
    std::string canonical{"S"};
    append_number(canonical, number);
    return canonical == name ? database.orders_by_number[number - 1] : 0;
}

}  // namespace drydock::mocks::odoo
