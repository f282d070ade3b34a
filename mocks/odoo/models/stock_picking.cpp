#include <array>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/state_names.hpp"

namespace drydock::mocks::odoo {

namespace {

std::string_view type_code(PickingType type) {
    switch (type) {
        case PickingType::incoming:
            return "incoming";
        case PickingType::outgoing:
            return "outgoing";
        case PickingType::internal:
            return "internal";
    }
    return {};
}

std::string_view type_name(PickingType type) {
    switch (type) {
        case PickingType::incoming:
            return "My Company: Receipts";
        case PickingType::outgoing:
            return "My Company: Delivery Orders";
        case PickingType::internal:
            return "My Company: Internal Transfers";
    }
    return {};
}

void read_location(Location location, FieldValue& out) {
    out.set_reference(static_cast<RecordId>(location)) = location_name(location);
}

void read_picking_reference(const Database& database, RecordId id, FieldValue& out) {
    if (id == 0) {
        out.set_empty();
    } else {
        append_picking_name(out.set_reference(id), database.pickings[id]);
    }
}

constexpr std::array fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"name",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.kind = FieldValue::Kind::text;
         out.text.clear();
         append_picking_name(out.text, database.pickings[id]);
     }},
    {"state",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(stock_state_name(database.pickings[id].state));
     }},
    {"move_ids",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_list(database.pickings[id].moves);
     }},
    {"picking_type_code",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(type_code(database.pickings[id].type));
     }},
    {"picking_type_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const PickingType type = database.pickings[id].type;
         out.set_reference(static_cast<RecordId>(type)) = type_name(type);
     }},
    {"origin",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(database.pickings[id].origin);
     }},
    {"sale_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId order = database.pickings[id].order;
         if (order == 0) {
             out.set_empty();
         } else {
             append_order_name(out.set_reference(order), order);
         }
     }},
    {"backorder_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         read_picking_reference(database, database.pickings[id].backorder_of, out);
     }},
    {"return_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         read_picking_reference(database, database.pickings[id].return_of, out);
     }},
    {"carrier_tracking_ref",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(database.pickings[id].tracking);
     }},
    {"location_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         read_location(database.pickings[id].source, out);
     }},
    {"location_dest_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         read_location(database.pickings[id].destination, out);
     }},
    {"scheduled_date",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_datetime(database.pickings[id].scheduled);
     }},
    {"date_done",
     [](const Database& database, RecordId id, FieldValue& out) {
         if (database.pickings[id].state == StockState::done) {
             out.set_datetime(database.pickings[id].done);
         } else {
             out.set_empty();
         }
     }},
});

bool look_up(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field == "sale_id" && operand.is_number()) {
        if (const std::int64_t order = operand.integer_or(0); database.orders.contains(order)) {
            const auto& pickings = database.orders[static_cast<RecordId>(order)].pickings;
            ids.insert(ids.end(), pickings.begin(), pickings.end());
        }
        return true;
    }
    if (field == "origin" && !operand.string().empty()) {
        const auto found = database.pickings_by_origin.find(operand.string());
        ids.insert(ids.end(), found.begin(), found.end());
        return true;
    }
    return false;
}

}  // namespace

const Model stock_picking{
    .name = "stock.picking",
    .fields = fields,
    .count = [](const Database& database) { return database.pickings.count(); },
    .order = "scheduled_date, id desc",
    .look_up = look_up};

}  // namespace drydock::mocks::odoo
