#include <algorithm>
#include <array>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/state_names.hpp"
#include "mocks/odoo/stock/stock_models.hpp"
#include "mocks/odoo/stock_quants.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr auto move_states = std::to_array<SelectionItem>({
    {"draft", "New"},
    {"waiting", "Waiting Another Move"},
    {"confirmed", "Waiting Availability"},
    {"partially_available", "Partially Available"},
    {"assigned", "Available"},
    {"done", "Done"},
    {"cancel", "Cancelled"},
});
constexpr auto priorities = std::to_array<SelectionItem>({{"0", "Normal"}, {"1", "Urgent"}});
constexpr auto picking_codes = std::to_array<SelectionItem>({
    {"incoming", "Receipt"},
    {"outgoing", "Delivery"},
    {"internal", "Internal Transfer"},
});
constexpr auto methods_of_procurement = std::to_array<SelectionItem>({
    {"make_to_stock", "Default: Take From Stock"},
    {"make_to_order", "Advanced: Apply Procurement Rules"},
});

RecordId returned_by(const Database& database, RecordId id) {
    const auto& all = database.returned_moves;
    const auto found = std::lower_bound(all.begin(), all.end(), std::pair{id, RecordId{0}});
    return found == all.end() || found->first != id ? 0 : found->second;
}

RecordId picking_of(const Database& database, RecordId id) {
    return database.moves[id].picking;
}

RecordId sale_order_of(const Database& database, RecordId id) {
    const RecordId line = database.moves[id].sale_line;
    return line == 0 ? 0 : database.order_lines[line].order;
}

/// Whether a rule made it for an order, and neither a return nor a hand.
bool is_procured(const Database& database, RecordId id) {
    return database.moves[id].sale_line != 0 && returned_by(database, id) == 0;
}

void read_move_name(const Database& database, RecordId id, FieldValue& out) {
    const MoveDetail* const detail = database.detail_of(id);
    out.kind = FieldValue::Kind::text;
    out.text.clear();
    if (detail != nullptr && !detail->name.empty()) {
        out.text = detail->name;
    } else {
        append_product_name(out.text, database.product(database.moves[id].product));
    }
}

void read_move_reference(const Database& database, RecordId id, FieldValue& out) {
    out.set_empty();
    if (const RecordId picking = picking_of(database, id); picking != 0) {
        out.kind = FieldValue::Kind::text;
        out.text.clear();
        append_picking_name(out.text, database, picking);
    } else if (const MoveDetail* const detail = database.detail_of(id); detail != nullptr) {
        out.set_text(detail->reference);
    }
}

void read_origin(const Database& database, RecordId id, FieldValue& out) {
    const MoveDetail* const detail = database.detail_of(id);
    if (const RecordId picking = picking_of(database, id); picking != 0) {
        out.set_text(database.pickings[picking].origin);
    } else {
        out.set_text(detail == nullptr ? std::string_view{} : std::string_view{detail->origin});
    }
}

void read_date(const Database& database, RecordId id, FieldValue& out) {
    const RecordId picking = picking_of(database, id);
    if (picking == 0) {
        const MoveDetail* const detail = database.detail_of(id);
        out.set_datetime(detail == nullptr ? Instant{} : detail->date);
        return;
    }
    const PickingRecord& record = database.pickings[picking];
    const bool done = database.moves[id].state == StockState::done && record.done != Instant{};
    out.set_datetime(done ? record.done : record.scheduled);
}

void read_deadline(const Database& database, RecordId id, FieldValue& out) {
    if (is_procured(database, id)) {
        out.set_datetime(database.pickings[picking_of(database, id)].scheduled);
    } else {
        out.set_empty();
    }
}

void read_reservation_date(const Database& database, RecordId id, FieldValue& out) {
    const MoveRecord& move = database.moves[id];
    const bool waits = move.picking != 0 && move.state != StockState::draft;
    if (waits && database.pickings[move.picking].code == PickingCode::outgoing) {
        out.set_date(database.pickings[move.picking].scheduled);
    } else {
        out.set_empty();
    }
}

/// Source: Odoo 18.0, stock.move._compute_product_availability.
void read_availability(const Database& database, RecordId id, FieldValue& out) {
    const MoveRecord& move = database.moves[id];
    const std::int64_t demand = move.demand.quantity().thousandths;
    if (move.state == StockState::done) {
        return out.set_decimal(demand);
    }
    const std::int64_t free = level_at(database, move.product, database.source_of(id)).free() * 10;
    out.set_decimal(std::min(demand, free));
}

void read_rule(const Database& database, RecordId id, FieldValue& out) {
    constexpr RecordId delivery_rule = 2;
    if (!is_procured(database, id)) {
        return out.set_empty();
    }
    const RecordId warehouse = database.orders[sale_order_of(database, id)].warehouse;
    out.set_reference(delivery_rule) =
        database.warehouses[warehouse].code + ": Stock \u2192 Customers";
}

void read_final_location(const Database& database, RecordId id, FieldValue& out) {
    const MoveDetail* const detail = database.detail_of(id);
    const RecordId given = detail == nullptr ? 0 : detail->final_destination;
    const RecordId place = given != 0                  ? given
                           : is_procured(database, id) ? locations::customers
                                                       : 0;
    set_record(out, database, stock_location, place);
}

template <std::vector<RecordId> MoveDetail::*member>
void read_chain(const Database& database, RecordId id, FieldValue& out) {
    const MoveDetail* const detail = database.detail_of(id);
    out.set_list({});
    if (detail != nullptr) {
        out.set_list(detail->*member);
    }
}

void read_group(const Database& database, RecordId id, FieldValue& out) {
    const RecordId order = sale_order_of(database, id);
    const RecordId group = order == 0 ? 0 : database.orders[order].group;
    if (group == 0) {
        out.set_empty();
    } else {
        append_order_name(out.set_reference(group), database, order);
    }
}

/// Source: Odoo 18.0 recordings, c028 and c061 for the values, stock for the labels.
constexpr std::array stock_move_fields = std::to_array<Field>({
    fields::many2one("picking_id", "Transfer", "stock.picking")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_picking, picking_of(database, id));
        }),
    fields::many2one("product_id", "Product", "product.product")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId product = database.moves[id].product;
            append_product_name(out.set_reference(product), database.product(product));
        }),
    fields::floating("product_uom_qty", "Demand")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(database.moves[id].demand);
        })
        .writes(write_move_demand),
    fields::floating("product_qty", "Real Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(database.moves[id].demand);
        }),
    fields::floating("quantity", "Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(database.moves[id].quantity);
        })
        .writes(write_move_quantity),
    fields::boolean("picked", "Picked")
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(database.moves[id].picked);
        })
        .writes(write_move_picked),
    fields::selection("state", "Status", move_states)
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(stock_state_name(database.moves[id].state));
        })
        .writes(write_move_state),
    fields::many2one("sale_line_id", "Sale Line", "sale.order.line")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, sale_order_line, database.moves[id].sale_line);
        }),
    fields::many2one("purchase_line_id", "Purchase Order Line", "purchase.order.line")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const MoveDetail* const detail = database.detail_of(id);
            const RecordId line = detail == nullptr ? 0 : detail->purchase_line;
            set_record(out, database, purchase_order_line, line);
        }),
    fields::character("name", "Description")
        .require()
        .reads(read_move_name)
        .writes(write_move_name),
    fields::character("reference", "Reference").reads(read_move_reference),
    fields::character("origin", "Source Document").reads(read_origin),
    fields::datetime("date", "Date Scheduled").reads(read_date),
    fields::datetime("date_deadline", "Deadline").reads(read_deadline),
    fields::date("reservation_date", "Date to Reserve").reads(read_reservation_date),
    fields::many2one("location_id", "Source Location", "stock.location")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_location, database.source_of(id));
        })
        .writes(write_move_source),
    fields::many2one("location_dest_id", "Intermediate Location", "stock.location")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_location, database.destination_of(id));
        })
        .writes(write_move_destination),
    fields::many2one("location_final_id", "Final Location", "stock.location")
        .reads(read_final_location),
    fields::one2many("move_line_ids", "Move Line", "stock.move.line", "move_id")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list({});
            add_line_ids(database, id, out.ids);
        })
        .writes(write_move_lines),
    fields::many2many("move_orig_ids", "Original Move", "stock.move")
        .not_copied()
        .reads(read_chain<&MoveDetail::origins>),
    fields::many2many("move_dest_ids", "Destination Moves", "stock.move")
        .not_copied()
        .reads(read_chain<&MoveDetail::destinations>),
    fields::floating("availability", "Forecasted Quantity").reads(read_availability),
    fields::floating("forecast_availability", "Forecast Availability")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_units(forecast_availability(database, id));
        }),
    fields::many2one("group_id", "Procurement Group", "procurement.group").reads(read_group),
    fields::many2one("rule_id", "Stock Rule", "stock.rule").reads(read_rule),
    fields::selection("procure_method", "Supply Method", methods_of_procurement)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const MoveDetail* const detail = database.detail_of(id);
            const bool to_order = detail != nullptr && detail->to_order;
            out.set_text(to_order ? "make_to_order" : "make_to_stock");
        }),
    fields::many2one("warehouse_id", "Warehouse", "stock.warehouse")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const bool procured = is_procured(database, id);
            set_record(
                out,
                database,
                stock_warehouse,
                procured ? database.orders[sale_order_of(database, id)].warehouse : RecordId{0}
            );
        }),
    fields::boolean("to_refund", "Update quantities on SO/PO")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId picking = picking_of(database, id);
            out.set_boolean(picking != 0 && database.pickings[picking].return_of != 0);
        }),
    fields::many2one("origin_returned_move_id", "Origin return move", "stock.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_move, returned_by(database, id));
        }),
    fields::boolean("is_inventory", "Inventory")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const MoveDetail* const detail = database.detail_of(id);
            out.set_boolean(detail != nullptr && detail->inventory);
        }),
    fields::boolean("scrapped", "Scrapped")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const MoveDetail* const detail = database.detail_of(id);
            out.set_boolean(detail != nullptr && detail->scrapped);
        }),
    fields::many2one("picking_type_id", "Operation Type", "stock.picking.type")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId picking = picking_of(database, id);
            set_record(
                out,
                database,
                stock_picking_type,
                picking == 0 ? RecordId{0} : database.pickings[picking].type
            );
        }),
    fields::selection("picking_code", "Type of Operation", picking_codes)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId picking = picking_of(database, id);
            out.set_text(
                picking == 0 ? std::string_view{}
                             : picking_code_name(database.pickings[picking].code)
            );
        }),
    fields::many2one("product_uom", "UoM", "uom.uom").starts(1),
    fields::many2one("company_id", "Company", "res.company").starts(1),
    fields::many2one("partner_id", "Destination Address", "res.partner")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId picking = picking_of(database, id);
            set_record(
                out,
                database,
                res_partner,
                picking == 0 ? RecordId{0} : database.pickings[picking].partner
            );
        }),
    fields::floating("price_unit", "Unit Price"),
    fields::selection("priority", "Priority", priorities).not_stored().starts("0"),
    fields::integer("sequence", "Sequence").starts(10),
    fields::text("description_picking", "Description of Picking"),
    fields::boolean("additional", "Whether the move was added after the picking's confirmation"),
});

bool look_up_move(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field != "picking_id" || !operand.is_number()) {
        return false;
    }
    if (const std::int64_t picking = operand.integer_or(0); database.pickings.contains(picking)) {
        const auto& moves = database.pickings[static_cast<RecordId>(picking)].moves;
        ids.insert(ids.end(), moves.begin(), moves.end());
    }
    return true;
}

}  // namespace

const Model stock_move{
    .name = "stock.move",
    .fields = stock_move_fields,
    .count = [](const Database& database) { return database.moves.count(); },
    .order = "sequence, id",
    .look_up = look_up_move,
    .label = "Stock Move",
    .contains = [](const Database& database, RecordId id) { return database.moves.contains(id); },
    .show = [](std::string& out, const Database& database, RecordId id
            ) { append_move_name(out, database, id); },
    .insert = insert_move,
    .created = move_created,
    .written = moves_written,
    .before_unlink = check_move_unlink,
    .remove = remove_move};

}  // namespace drydock::mocks::odoo
