#include <array>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/stock/stock_models.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr auto usages = std::to_array<SelectionItem>({
    {"supplier", "Vendor Location"},
    {"view", "View"},
    {"internal", "Internal Location"},
    {"customer", "Customer Location"},
    {"inventory", "Inventory Loss"},
    {"production", "Production"},
    {"transit", "Transit Location"},
});
constexpr auto place_codes = std::to_array<SelectionItem>({
    {"incoming", "Receipt"},
    {"outgoing", "Delivery"},
    {"internal", "Internal Transfer"},
});
constexpr auto delivery_steps = std::to_array<SelectionItem>({
    {"ship_only", "Deliver (1 step)"},
    {"pick_ship", "Pick then Deliver (2 steps)"},
    {"pick_pack_ship", "Pick, Pack, then Deliver (3 steps)"},
});
constexpr auto reception_steps = std::to_array<SelectionItem>({
    {"one_step", "Receive and Store (1 step)"},
    {"two_steps", "Receive then Store (2 steps)"},
    {"three_steps", "Receive, Quality Control, then Store (3 steps)"},
});

DeliverySteps steps_in(Value value) {
    return value.string() == "pick_ship"        ? DeliverySteps::pick_ship
           : value.string() == "pick_pack_ship" ? DeliverySteps::pick_pack_ship
                                                : DeliverySteps::ship_only;
}

Usage usage_in(Value value) {
    for (const Usage usage :
         {Usage::supplier,
          Usage::view,
          Usage::customer,
          Usage::inventory,
          Usage::production,
          Usage::transit}) {
        if (value.string() == usage_name(usage)) {
            return usage;
        }
    }
    return Usage::internal;
}

expected<RecordId, Error> insert_location(Call& call, Value values) {
    Database& database = call.database;
    const RecordId parent = id_in(values["location_id"]);
    if (parent != 0 && !database.locations.contains(parent)) {
        return missing_error("stock.location", parent, call.user);
    }
    return add_location(
        database,
        values["name"].string(),
        usage_in(values["usage"]),
        parent,
        parent == 0 ? RecordId{0} : database.locations[parent].warehouse
    );
}

Result write_location_name(Call& call, RecordId id, Value value) {
    LocationRecord& location = call.database.locations[id];
    location.name = value.string();
    location.complete_name =
        location.parent == 0 || location.usage == Usage::view
            ? location.name
            : call.database.locations[location.parent].complete_name + "/" + location.name;
    return {};
}

constexpr std::array location_fields = std::to_array<Field>({
    fields::character("name", "Location Name")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(database.locations[id].name);
        })
        .writes(write_location_name),
    fields::character("complete_name", "Full Location Name")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(database.locations[id].complete_name);
        }),
    fields::selection("usage", "Location Type", usages)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(usage_name(database.locations[id].usage));
        })
        .writes(+[](Call& call, RecordId id, Value value) -> Result {
            call.database.locations[id].usage = usage_in(value);
            return {};
        }),
    fields::many2one("location_id", "Parent Location", "stock.location")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_location, database.locations[id].parent);
        }),
    fields::many2one("warehouse_id", "Warehouse", "stock.warehouse")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_warehouse, database.locations[id].warehouse);
        }),
    fields::boolean("scrap_location", "Is a Scrap Location?")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(database.locations[id].scrap);
        })
        .writes(+[](Call& call, RecordId id, Value value) -> Result {
            call.database.locations[id].scrap = value.is_true();
            return {};
        }),
    fields::one2many("child_ids", "Contains", "stock.location", "location_id"),
    fields::boolean("active", "Active").starts(true),
    fields::character("barcode", "Barcode").not_copied(),
    fields::many2one("company_id", "Company", "res.company").starts(1),
});

expected<RecordId, Error> insert_warehouse(Call& call, Value values) {
    const std::string_view name = values["name"].string();
    const std::string_view code = values["code"].string();
    if (name.empty() || code.empty()) {
        return mandatory_field_not_set(
            name.empty() ? "Model: Warehouse (stock.warehouse)\nField: Warehouse (name)\n"
                         : "Model: Warehouse (stock.warehouse)\nField: Short Name (code)\n"
        );
    }
    for (RecordId id = 1; id <= call.database.warehouses.count(); ++id) {
        if (!call.database.warehouses.contains(id)) {
            continue;
        }
        const WarehouseRecord& other = call.database.warehouses[id];
        if (other.name == name || other.code == code) {
            return validation_error(
                other.name == name ? "The operation cannot be completed: The name of the warehouse "
                                     "must be unique per company!"
                                   : "The operation cannot be completed: The short name of the "
                                     "warehouse must be unique per company!"
            );
        }
    }
    return add_warehouse(call.database, name, code, steps_in(values["delivery_steps"]));
}

template <std::string WarehouseRecord::*member>
void read_text(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(database.warehouses[id].*member);
}

template <std::string WarehouseRecord::*member>
Result write_text(Call& call, RecordId id, Value value) {
    call.database.warehouses[id].*member = value.string();
    return {};
}

template <auto place>
void read_place(const Database& database, RecordId id, FieldValue& out) {
    set_record(out, database, stock_location, place(database.warehouses[id]));
}

template <auto type>
void read_place_type(const Database& database, RecordId id, FieldValue& out) {
    set_record(out, database, stock_picking_type, type(database.warehouses[id]));
}

using W = const WarehouseRecord&;

constexpr std::array warehouse_fields = std::to_array<Field>({
    fields::character("name", "Warehouse")
        .require()
        .reads(read_text<&WarehouseRecord::name>)
        .writes(write_text<&WarehouseRecord::name>),
    fields::character("code", "Short Name")
        .require()
        .reads(read_text<&WarehouseRecord::code>)
        .writes(write_text<&WarehouseRecord::code>),
    fields::selection("delivery_steps", "Outgoing Shipments", delivery_steps)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(delivery_steps_name(database.warehouses[id].steps));
        })
        .writes(+[](Call& call, RecordId id, Value value) -> Result {
            set_delivery_steps(call.database, id, steps_in(value));
            return {};
        }),
    fields::selection("reception_steps", "Incoming Shipments", reception_steps)
        .reads(read_text<&WarehouseRecord::reception_steps>)
        .writes(write_text<&WarehouseRecord::reception_steps>),
    fields::many2one("view_location_id", "View Location", "stock.location")
        .reads(read_place<+[](W one) { return one.view; }>),
    fields::many2one("lot_stock_id", "Location Stock", "stock.location")
        .reads(read_place<+[](W one) { return one.stock(); }>),
    fields::many2one("wh_output_stock_loc_id", "Output Location", "stock.location")
        .reads(read_place<+[](W one) { return one.output(); }>),
    fields::many2one("wh_pack_stock_loc_id", "Packing Location", "stock.location")
        .reads(read_place<+[](W one) { return one.packing(); }>),
    fields::many2one("in_type_id", "In Type", "stock.picking.type")
        .reads(read_place_type<+[](W one) { return one.receipts; }>),
    fields::many2one("out_type_id", "Out Type", "stock.picking.type")
        .reads(read_place_type<+[](W one) { return one.deliveries(); }>),
    fields::many2one("pick_type_id", "Pick Type", "stock.picking.type")
        .reads(read_place_type<+[](W one) { return one.picks(); }>),
    fields::many2one("pack_type_id", "Pack Type", "stock.picking.type")
        .reads(read_place_type<+[](W one) { return one.packs(); }>),
    fields::many2one("int_type_id", "Internal Type", "stock.picking.type")
        .reads(read_place_type<+[](W one) { return one.internal_transfers(); }>),
    fields::boolean("active", "Active").starts(true),
    fields::many2one("company_id", "Company", "res.company").starts(1),
    fields::many2one("partner_id", "Address", "res.partner").starts(1),
    fields::integer("sequence", "Sequence").starts(10),
});

constexpr std::array type_fields = std::to_array<Field>({
    fields::character("name", "Operation Type")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(database.picking_types[id].name);
        }),
    fields::selection("code", "Type of Operation", place_codes)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(picking_code_name(database.picking_types[id].code));
        }),
    fields::character("sequence_code", "Sequence Prefix")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            std::string prefix = database.picking_types[id].prefix;
            prefix.erase(0, prefix.find('/') + 1);
            prefix.pop_back();
            out.set_text(prefix);
        }),
    fields::many2one("warehouse_id", "Warehouse", "stock.warehouse")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_warehouse, database.picking_types[id].warehouse);
        }),
    fields::many2one("default_location_src_id", "Source Location", "stock.location")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_location, database.picking_types[id].source);
        }),
    fields::many2one("default_location_dest_id", "Destination Location", "stock.location")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_location, database.picking_types[id].destination);
        }),
    fields::boolean("active", "Active").starts(true),
    fields::many2one("company_id", "Company", "res.company").starts(1),
    fields::character("reservation_method", "Reservation Method").starts("at_confirm"),
    fields::character("create_backorder", "Create Backorder").starts("ask"),
});

/// The order that a group was made for, or 0.
RecordId order_of_group(const Database& database, RecordId group) {
    for (RecordId order = 1; order <= database.orders.count(); ++order) {
        if (database.orders.contains(order) && database.orders[order].group == group) {
            return order;
        }
    }
    return 0;
}

constexpr std::array place_group_fields = std::to_array<Field>({
    fields::character("name", "Reference")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.text.clear();
            if (const RecordId order = order_of_group(database, id); order != 0) {
                append_order_name(out.text, database, order);
            }
            out.kind = out.text.empty() ? FieldValue::Kind::empty : FieldValue::Kind::text;
        }),
    fields::many2one("sale_id", "Sale Order", "sale.order")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, sale_order, order_of_group(database, id));
        }),
    fields::many2one("partner_id", "Partner", "res.partner")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId order = order_of_group(database, id);
            set_record(
                out,
                database,
                res_partner,
                order == 0 ? RecordId{0} : database.orders[order].partner
            );
        }),
});

}  // namespace

const Model stock_location{
    .name = "stock.location",
    .fields = location_fields,
    .count = [](const Database& database) { return database.locations.count(); },
    .order = "complete_name, id",
    .label = "Inventory Locations",
    .show = [](std::string& out, const Database& database, RecordId id
            ) { out.append(location_name(database, id)); },
    .insert = insert_location};

const Model stock_warehouse{
    .name = "stock.warehouse",
    .fields = warehouse_fields,
    .count = [](const Database& database) { return database.warehouses.count(); },
    .order = "sequence,id",
    .label = "Warehouse",
    .insert = insert_warehouse};

const Model stock_picking_type{
    .name = "stock.picking.type",
    .fields = type_fields,
    .count = [](const Database& database) { return database.picking_types.count(); },
    .order = "id",
    .label = "Picking Type",
    .show = [](std::string& out, const Database& database, RecordId id
            ) { append_picking_type_name(out, database, id); }};

const Model procurement_group{
    .name = "procurement.group",
    .fields = place_group_fields,
    .count = [](const Database& database) { return RecordId{database.procurement_group}; },
    .order = "id desc",
    .label = "Procurement Group"};

}  // namespace drydock::mocks::odoo
