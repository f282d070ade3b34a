#include "mocks/odoo/stock_places.hpp"

#include <array>

#include "mocks/odoo/database.hpp"
#include "mocks/odoo/sale/delivery_models.hpp"

namespace drydock::mocks::odoo {

namespace {

struct NewType {
    std::string_view name;
    std::string_view sequence;
    PickingCode code = PickingCode::internal;
};

/// In the order of creation. Source: Odoo 18.0 recordings, c010, f008 and h042 name the first three
/// and the tenth; the rest stock.warehouse._get_picking_type_create_values.
constexpr std::array<NewType, 8> new_types{{
    {"Receipts", "IN", PickingCode::incoming},
    {"Delivery Orders", "OUT", PickingCode::outgoing},
    {"Pick", "PICK", PickingCode::internal},
    {"Pack", "PACK", PickingCode::internal},
    {"Quality Control", "QC", PickingCode::internal},
    {"Storage", "STOR", PickingCode::internal},
    {"Internal Transfers", "INT", PickingCode::internal},
    {"Cross Dock", "XD", PickingCode::internal},
}};

void add_types(Database& database, RecordId warehouse_id) {
    const WarehouseRecord& warehouse = database.warehouses[warehouse_id];
    for (const NewType& made : new_types) {
        PickingTypeRecord type;
        type.name = made.name;
        type.prefix = warehouse.code + "/" + std::string{made.sequence} + "/";
        type.code = made.code;
        type.warehouse = warehouse_id;
        type.source = made.code == PickingCode::incoming ? locations::vendors : warehouse.stock();
        type.destination =
            made.code == PickingCode::outgoing ? locations::customers : warehouse.stock();
        database.picking_types.add(std::move(type));
    }
}

}  // namespace

RecordId add_location(
    Database& database, std::string_view name, Usage usage, RecordId parent, RecordId warehouse
) {
    LocationRecord record;
    record.name = name;
    record.usage = usage;
    record.parent = parent;
    record.warehouse = warehouse;
    // Source: Odoo 18.0, stock.location._compute_complete_name: a parent counts unless a view's.
    const bool below = parent != 0 && usage != Usage::view;
    record.complete_name =
        below ? database.locations[parent].complete_name + "/" + record.name : record.name;
    return database.locations.add(std::move(record));
}

void set_delivery_steps(Database& database, RecordId warehouse_id, DeliverySteps steps) {
    WarehouseRecord& warehouse = database.warehouses[warehouse_id];
    warehouse.steps = steps;
    const bool ships_only = steps == DeliverySteps::ship_only;
    const bool packs = steps == DeliverySteps::pick_pack_ship;
    database.picking_types[warehouse.deliveries()].source =
        ships_only ? warehouse.stock() : warehouse.output();
    database.picking_types[warehouse.picks()].destination = ships_only ? warehouse.stock()
                                                            : packs    ? warehouse.packing()
                                                                       : warehouse.output();
    database.picking_types[warehouse.packs()].source =
        ships_only ? warehouse.stock() : warehouse.packing();
    database.picking_types[warehouse.packs()].destination =
        ships_only ? warehouse.stock() : warehouse.output();
}

RecordId add_warehouse(
    Database& database, std::string_view name, std::string_view code, DeliverySteps steps
) {
    WarehouseRecord record;
    record.name = name;
    record.code = code;
    record.steps = steps;
    const RecordId id = database.warehouses.add(record);
    constexpr std::array<std::string_view, 5> below{
        "Stock", "Input", "Quality Control", "Output", "Packing Zone"};
    const RecordId view = add_location(database, code, Usage::view, 0, id);
    for (const std::string_view location : below) {
        add_location(database, location, Usage::internal, view, id);
    }
    database.warehouses[id].view = view;
    database.warehouses[id].receipts = database.picking_types.count() + 1;
    add_types(database, id);
    set_delivery_steps(database, id, steps);
    return id;
}

void add_base_places(Database& database) {
    add_location(database, "Physical Locations", Usage::view, 0, 0);
    const RecordId partners = add_location(database, "Partners", Usage::view, 0, 0);
    const RecordId virtual_locations =
        add_location(database, "Virtual Locations", Usage::view, 0, 0);
    add_location(database, "Vendors", Usage::supplier, partners, 0);
    add_location(database, "Customers", Usage::customer, partners, 0);
    add_location(database, "Inter-warehouse transit", Usage::transit, 1, 0);
    add_warehouse(database, "My Company", "WH", DeliverySteps::ship_only);
    add_location(database, "Inter-company transit", Usage::transit, 1, 0);
    add_location(database, "Inventory adjustment", Usage::inventory, virtual_locations, 0);
    add_location(database, "Production", Usage::production, virtual_locations, 0);
    add_location(database, "Scrap", Usage::inventory, virtual_locations, 0);
    database.locations[locations::scrap].scrap = true;
    add_delivery_records(database);
}

bool is_within(const Database& database, RecordId location, RecordId parent) {
    while (location != parent && location != 0) {
        location = database.locations[location].parent;
    }
    return location == parent;
}

std::string_view location_name(const Database& database, RecordId location) {
    return database.locations[location].complete_name;
}

void append_picking_type_name(std::string& out, const Database& database, RecordId type) {
    const PickingTypeRecord& record = database.picking_types[type];
    if (record.warehouse != 0) {
        out.append(database.warehouses[record.warehouse].name);
        out.append(": ");
    }
    out.append(record.name);
}

std::string_view usage_name(Usage usage) {
    constexpr std::array<std::string_view, 7> names{
        "supplier", "view", "internal", "customer", "inventory", "production", "transit"};
    return names.at(static_cast<std::size_t>(usage));
}

std::string_view picking_code_name(PickingCode code) {
    constexpr std::array<std::string_view, 3> names{"incoming", "outgoing", "internal"};
    return names.at(static_cast<std::size_t>(code));
}

std::string_view delivery_steps_name(DeliverySteps steps) {
    constexpr std::array<std::string_view, 3> names{"ship_only", "pick_ship", "pick_pack_ship"};
    return names.at(static_cast<std::size_t>(steps));
}

}  // namespace drydock::mocks::odoo
