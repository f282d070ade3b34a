#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mocks/odoo/table.hpp"

namespace drydock::mocks::odoo {

struct Database;

/// Ids of a fresh database with one warehouse. Source: Odoo 18.0 recordings, c010, c028, h043;
/// those between them by Odoo's order of creation.
namespace locations {
inline constexpr RecordId vendors = 4;
inline constexpr RecordId customers = 5;
inline constexpr RecordId stock = 8;
inline constexpr RecordId inventory_adjustment = 14;
inline constexpr RecordId scrap = 16;
}  // namespace locations

namespace picking_types {
inline constexpr RecordId receipts = 1;
inline constexpr RecordId deliveries = 2;
inline constexpr RecordId picks = 3;
inline constexpr RecordId internal_transfers = 7;
}  // namespace picking_types

/// stock.location.usage
enum class Usage : std::uint8_t {
    supplier,
    view,
    internal,
    customer,
    inventory,
    production,
    transit,
};

/// stock.location
struct LocationRecord {
    std::string name;
    std::string complete_name;  ///< "WH/Stock"
    Usage usage = Usage::internal;
    RecordId parent = 0;
    RecordId warehouse = 0;
    bool scrap = false;
};

enum class PickingCode : std::uint8_t { incoming, outgoing, internal };

/// stock.picking.type
struct PickingTypeRecord {
    std::string name;
    std::string prefix;  ///< Of the names of its pickings: "WH/OUT/".
    PickingCode code = PickingCode::internal;
    RecordId warehouse = 0;
    RecordId source = 0;       ///< default_location_src_id
    RecordId destination = 0;  ///< default_location_dest_id
};

/// stock.warehouse.delivery_steps
enum class DeliverySteps : std::uint8_t { ship_only, pick_ship, pick_pack_ship };

/// stock.warehouse. Its locations and operation types follow one another by id.
struct WarehouseRecord {
    std::string name;
    std::string code;
    DeliverySteps steps = DeliverySteps::ship_only;
    std::string reception_steps = "one_step";
    RecordId view = 0;  ///< Its view location; stock, input, quality, output and packing follow.
    RecordId receipts = 0;  ///< Its first operation type; deliveries, picks, packs ... follow.

    [[nodiscard]] RecordId stock() const { return view + 1; }
    [[nodiscard]] RecordId output() const { return view + 4; }
    [[nodiscard]] RecordId packing() const { return view + 5; }
    [[nodiscard]] RecordId deliveries() const { return receipts + 1; }
    [[nodiscard]] RecordId picks() const { return receipts + 2; }
    [[nodiscard]] RecordId packs() const { return receipts + 3; }
    [[nodiscard]] RecordId internal_transfers() const { return receipts + 6; }
};

/// The places of a fresh database, warehouse 1 included.
void add_base_places(Database& database);
/// With its locations and operation types. The id.
RecordId add_warehouse(
    Database& database, std::string_view name, std::string_view code, DeliverySteps steps
);
/// Its operation types follow. Without effect on pickings that there are.
void set_delivery_steps(Database& database, RecordId warehouse, DeliverySteps steps);
/// A location below `parent`, or at the top for 0. The id.
RecordId add_location(
    Database& database, std::string_view name, Usage usage, RecordId parent, RecordId warehouse
);

/// Whether `location` is `parent` or lies below it.
[[nodiscard]] bool is_within(const Database& database, RecordId location, RecordId parent);

/// Goods there are neither counted nor reserved.
/// Source: Odoo 18.0, stock.location.should_bypass_reservation.
[[nodiscard]] constexpr bool bypasses_reservation(Usage usage) {
    return usage != Usage::internal && usage != Usage::transit && usage != Usage::view;
}

[[nodiscard]] std::string_view location_name(const Database& database, RecordId location);
/// "My Company: Receipts"
void append_picking_type_name(std::string& out, const Database& database, RecordId type);
[[nodiscard]] std::string_view usage_name(Usage usage);
[[nodiscard]] std::string_view picking_code_name(PickingCode code);
[[nodiscard]] std::string_view delivery_steps_name(DeliverySteps steps);

}  // namespace drydock::mocks::odoo
