#include <algorithm>
#include <array>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/purchase/purchase_rules.hpp"
#include "mocks/odoo/sale/delivery_models.hpp"
#include "mocks/odoo/state_names.hpp"
#include "mocks/odoo/stock/stock_models.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr auto states = std::to_array<SelectionItem>({
    {"draft", "Draft"},
    {"waiting", "Waiting Another Operation"},
    {"confirmed", "Waiting"},
    {"assigned", "Ready"},
    {"done", "Done"},
    {"cancel", "Cancelled"},
});
constexpr auto picking_policies = std::to_array<SelectionItem>({
    {"direct", "As soon as possible"},
    {"one", "When all products are ready"},
});
constexpr auto codes = std::to_array<SelectionItem>({
    {"incoming", "Receipt"},
    {"outgoing", "Delivery"},
    {"internal", "Internal Transfer"},
});
constexpr auto picking_priorities =
    std::to_array<SelectionItem>({{"0", "Normal"}, {"1", "Urgent"}});
constexpr auto availability_states = std::to_array<SelectionItem>({
    {"available", "Available"},
    {"expected", "Expected"},
    {"late", "Late"},
});

const PickingRecord& at(const Database& database, RecordId id) {
    return database.pickings[id];
}

/// Open deliveries alone have an availability.
bool has_availability(const Database& database, RecordId id) {
    const PickingRecord& picking = at(database, id);
    return picking.code == PickingCode::outgoing && is_open(picking.state) &&
           picking.state != StockState::draft;
}

template <RecordId PickingRecord::*member>
void read_pickings_of(const Database& database, RecordId id, FieldValue& out) {
    out.set_list({});
    const RecordId order = at(database, id).order;
    if (order != 0) {
        for (const RecordId other : database.orders[order].pickings) {
            if (at(database, other).*member == id) {
                out.ids.push_back(other);
            }
        }
        return;
    }
    for (RecordId other = id + 1; other <= database.pickings.count(); ++other) {
        if (database.pickings.contains(other) && at(database, other).*member == id) {
            out.ids.push_back(other);
        }
    }
}

void read_lines(const Database& database, RecordId id, FieldValue& out) {
    out.set_list({});
    for (const RecordId move : at(database, id).moves) {
        add_line_ids(database, move, out.ids);
    }
}

/// The carrier's template with the reference put in. Source: Odoo 18.0 recordings, h025 and h028.
void read_tracking_url(const Database& database, RecordId id, FieldValue& out) {
    constexpr std::string_view place = "<shipmenttrackingnumber>";
    const PickingRecord& picking = at(database, id);
    std::string url = picking.carrier == 0 || picking.tracking.empty()
                          ? std::string{}
                          : text_of(database, delivery_carrier, picking.carrier, "tracking_url");
    if (const auto found = url.find(place); found != std::string::npos) {
        url.replace(found, place.size(), picking.tracking);
    }
    out.set_text(url);
}

void read_picking_group(const Database& database, RecordId id, FieldValue& out) {
    const RecordId order = at(database, id).order;
    const RecordId group = order == 0 ? 0 : database.orders[order].group;
    if (group == 0) {
        out.set_empty();
    } else {
        append_order_name(out.set_reference(group), database, order);
    }
}

/// What was ordered has a deadline; what is moved by hand has none.
void read_picking_deadline(const Database& database, RecordId id, FieldValue& out) {
    const PickingRecord& picking = at(database, id);
    if (picking.order != 0 && picking.return_of == 0) {
        out.set_datetime(picking.scheduled);
    } else {
        out.set_empty();
    }
}

void read_show_check(const Database& database, RecordId id, FieldValue& out) {
    const PickingRecord& picking = at(database, id);
    const bool waits = picking.state == StockState::confirmed ||
                       picking.state == StockState::waiting ||
                       picking.state == StockState::assigned;
    out.set_boolean(
        waits && std::any_of(
                     picking.moves.begin(),
                     picking.moves.end(),
                     [&](RecordId move) {
                         const MoveRecord& record = database.moves[move];
                         return (record.state == StockState::confirmed ||
                                 record.state == StockState::partially_available) &&
                                record.demand != Units{};
                     }
                 )
    );
}

void read_has_packages(const Database& database, RecordId id, FieldValue& out) {
    bool any = false;
    for (const RecordId move : at(database, id).moves) {
        const auto lines = database.lines_of_move.find(move);
        if (lines != database.lines_of_move.end()) {
            for (const RecordId line : lines->second) {
                any = any || database.move_lines[line].result_package != 0;
            }
        }
    }
    out.set_boolean(any);
}

void read_delivery_type(const Database& database, RecordId id, FieldValue& out) {
    const RecordId carrier = at(database, id).carrier;
    out.set_text(
        carrier == 0 ? std::string{} : text_of(database, delivery_carrier, carrier, "delivery_type")
    );
}

void read_moves(const Database& database, RecordId id, FieldValue& out) {
    out.set_list(at(database, id).moves);
}

/// Source: Odoo 18.0 recordings, c060 for the values, stock and stock_delivery for the labels.
constexpr std::array picking_fields = std::to_array<Field>({
    fields::character("name", "Reference")
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.kind = FieldValue::Kind::text;
            out.text.clear();
            append_picking_name(out.text, database, id);
        }),
    fields::selection("state", "Status", states)
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(stock_state_name(at(database, id).state));
        })
        .writes(write_picking_state),
    fields::one2many("move_ids", "Stock Moves", "stock.move", "picking_id")
        .reads(read_moves)
        .writes(write_picking_moves),
    fields::one2many("move_ids_without_package", "Stock move", "stock.move", "picking_id")
        .reads(read_moves)
        .writes(write_picking_moves),
    fields::one2many("move_line_ids", "Operations", "stock.move.line", "picking_id")
        .reads(read_lines),
    fields::many2one("partner_id", "Contact", "res.partner")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, res_partner, at(database, id).partner);
        })
        .writes(write_picking_partner),
    fields::many2one("picking_type_id", "Operation Type", "stock.picking.type")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId type = at(database, id).type;
            append_picking_type_name(out.set_reference(type), database, type);
        }),
    fields::selection("picking_type_code", "Type of Operation", codes)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(picking_code_name(at(database, id).code));
        }),
    fields::character("origin", "Source Document")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(at(database, id).origin);
        })
        .writes(write_picking_origin),
    fields::many2one("sale_id", "Sales Order", "sale.order")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, sale_order, at(database, id).order);
        }),
    fields::many2one("purchase_id", "Purchase Orders", "purchase.order")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, purchase_order, purchase_of_picking(database, id));
        }),
    fields::many2one("group_id", "Procurement Group", "procurement.group")
        .reads(read_picking_group),
    fields::many2one("backorder_id", "Back Order of", "stock.picking")
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_picking, at(database, id).backorder_of);
        }),
    fields::one2many("backorder_ids", "Back Orders", "stock.picking", "backorder_id")
        .reads(read_pickings_of<&PickingRecord::backorder_of>),
    fields::many2one("return_id", "Return of", "stock.picking")
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, stock_picking, at(database, id).return_of);
        }),
    fields::one2many("return_ids", "Returns", "stock.picking", "return_id")
        .reads(read_pickings_of<&PickingRecord::return_of>),
    fields::integer("return_count", "# Returns")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_pickings_of<&PickingRecord::return_of>(database, id, out);
            out.set_integer(static_cast<std::int64_t>(out.ids.size()));
        }),
    fields::character("carrier_tracking_ref", "Tracking Reference")
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(at(database, id).tracking);
        })
        .writes(write_picking_tracking),
    fields::character("carrier_tracking_url", "Tracking URL").reads(read_tracking_url),
    fields::many2one("carrier_id", "Carrier", "delivery.carrier")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, delivery_carrier, at(database, id).carrier);
        })
        .writes(write_picking_carrier),
    fields::character("delivery_type", "Provider").reads(read_delivery_type),
    fields::many2one("location_id", "Source Location", "stock.location")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId location = at(database, id).source;
            out.set_reference(location) = location_name(database, location);
        })
        .writes(write_picking_source),
    fields::many2one("location_dest_id", "Destination Location", "stock.location")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId location = at(database, id).destination;
            out.set_reference(location) = location_name(database, location);
        })
        .writes(write_picking_destination),
    fields::datetime("scheduled_date", "Scheduled Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_datetime(at(database, id).scheduled);
        })
        .writes(write_picking_scheduled),
    fields::datetime("date_deadline", "Deadline").reads(read_picking_deadline),
    fields::datetime("date_done", "Date of Transfer")
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            if (at(database, id).done != Instant{}) {
                out.set_datetime(at(database, id).done);
            } else {
                out.set_empty();
            }
        }),
    fields::selection("move_type", "Shipping Policy", picking_policies)
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(at(database, id).moves_as_one ? "one" : "direct");
        })
        .writes(write_picking_policy),
    fields::character("products_availability", "Product Availability")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(
                !has_availability(database, id) ? ""
                : all_available(database, id)   ? "Available"
                                                : "Not Available"
            );
        }),
    fields::selection("products_availability_state", "Products Availability", availability_states)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(
                !has_availability(database, id) ? ""
                : all_available(database, id)   ? "available"
                                                : "late"
            );
        }),
    fields::boolean("show_check_availability", "Show Check Availability").reads(read_show_check),
    fields::boolean("has_packages", "Has Packages").reads(read_has_packages),
    fields::boolean("is_locked", "Is Locked").starts(true),
    fields::boolean("is_return_picking", "Is Return Picking")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(at(database, id).return_of != 0);
        }),
    fields::selection("priority", "Priority", picking_priorities).starts("0"),
    fields::many2one("user_id", "Responsible", "res.users").not_copied(),
    fields::many2one("company_id", "Company", "res.company").starts(1),
    fields::floating("carrier_price", "Shipping Cost"),
    fields::floating("weight", "Weight").not_stored(),
    fields::floating("shipping_weight", "Weight for Shipping").not_stored(),
    fields::boolean("printed", "Printed").not_copied(),
    fields::html("note", "Notes"),
    fields::many2one("owner_id", "Assign Owner", "res.partner"),
});

constexpr std::array picking_methods = std::to_array<ModelMethod>({
    {"do_unreserve", unreserve_pickings},
    {"action_confirm", confirm_pickings},
    {"action_put_in_pack", put_in_pack},
});

/// What a copy has beyond the fields that can be written: its moves ask for the same again.
/// Source: Odoo 18.0, stock.picking.move_ids and stock.move, copied fields.
void copy_picking_values(const Call& call, RecordId id, DocumentWriter& out) {
    const Database& database = call.database;
    const PickingRecord& picking = database.pickings[id];
    out.field("picking_type_id", picking.type);
    out.begin_array("move_ids");
    for (const RecordId move_id : picking.moves) {
        const MoveRecord& move = database.moves[move_id];
        out.begin_array();
        out.add(0);
        out.add(0);
        out.begin_object();
        out.field("name", std::string_view{text_of(database, stock_move, move_id, "name")});
        out.field("product_id", static_cast<RecordId>(move.product));
        out.field("product_uom_qty", move.demand.quantity());
        out.field("location_id", database.source_of(move_id));
        out.field("location_dest_id", database.destination_of(move_id));
        out.end();
        out.end();
    }
    out.end();
}

bool look_up_picking(
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
    .fields = picking_fields,
    .count = [](const Database& database) { return database.pickings.count(); },
    .order = "priority desc, scheduled_date asc, id desc",
    .look_up = look_up_picking,
    .label = "Transfer",
    .methods = picking_methods,
    .contains = [](const Database& database,
                   RecordId id) { return database.pickings.contains(id); },
    .show = [](std::string& out, const Database& database, RecordId id
            ) { append_picking_name(out, database, id); },
    .insert = insert_picking,
    .created = picking_created,
    .before_write = check_picking_write,
    .written = pickings_written,
    .before_unlink = cancel_before_unlink,
    .remove = remove_picking,
    .copy_values = copy_picking_values};

}  // namespace drydock::mocks::odoo
