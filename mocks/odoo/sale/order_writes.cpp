
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/sale/order_fields.hpp"

namespace drydock::mocks::odoo {

namespace {

/// Keeps a value as it was given, for a field that is read by a function of its own.
Result keep(Call& call, RecordId id, std::string_view name, Value value) {
    const Field& field = *sale_order.field(name);
    auto parsed = parse_value(call, sale_order, field, value);
    if (!parsed) {
        return unexpected{std::move(parsed.error())};
    }
    call.database.attributes.set(sale_order, id, field, std::move(*parsed));
    return {};
}

}  // namespace

void change_order_reference(Database& database, RecordId id, std::string_view reference) {
    const std::string held = database.orders[id].client_order_ref;
    if (!held.empty()) {
        database.orders_by_reference.remove(held, id);
    }
    database.orders[id].client_order_ref = reference;
    if (!reference.empty()) {
        database.orders_by_reference.add(reference, id);
    }
}

/// Several orders may have one name. Source: Odoo 18.0 recordings, c035.
Result write_order_name(Call& call, RecordId id, Value value) {
    Database& database = call.database;
    if (value.string().empty() || value.string() == "New") {
        return {};
    }
    database.undo.save_entry(database.order_names, id);
    database.order_names[id] = value.string();
    database.orders[id].number = 0;
    return {};
}

/// As an ordinary field. Source: Odoo 18.0 recordings, c058.
Result write_order_state(Call& call, RecordId id, Value value) {
    for (const SaleState state :
         {SaleState::draft, SaleState::sent, SaleState::sale, SaleState::cancel}) {
        if (value.string() == sale_state_name(state)) {
            call.database.orders[id].state = state;
        }
    }
    return {};
}

Result write_order_partner(Call& call, RecordId id, Value value) {
    const RecordId partner = id_in(value);
    if (partner != 0 && !exists(call.database, res_partner, partner)) {
        return missing_error("res.partner", partner, call.user);
    }
    call.database.orders[id].partner = partner;
    return {};
}

Result write_order_invoice_partner(Call& call, RecordId id, Value value) {
    return keep(call, id, "partner_invoice_id", value);
}

/// Deliveries that there are keep their address. Source: Odoo 18.0 recordings, d027 and d028.
Result write_order_shipping(Call& call, RecordId id, Value value) {
    const RecordId partner = id_in(value);
    if (partner != 0 && !exists(call.database, res_partner, partner)) {
        return missing_error("res.partner", partner, call.user);
    }
    call.database.orders[id].shipping = partner;
    return {};
}

Result write_order_reference(Call& call, RecordId id, Value value) {
    change_order_reference(call.database, id, value.string());
    return {};
}

Result write_order_date(Call& call, RecordId id, Value value) {
    const auto parsed = parse_value(call, sale_order, *sale_order.field("date_order"), value);
    if (!parsed) {
        return unexpected{parsed.error()};
    }
    if (parsed->kind == FieldValue::Kind::datetime) {
        call.database.orders[id].dated = Instant{Duration{parsed->number}};
    }
    return {};
}

Result write_order_validity(Call& call, RecordId id, Value value) {
    return keep(call, id, "validity_date", value);
}

Result write_order_locked(Call& call, RecordId id, Value value) {
    call.database.orders[id].locked = value.is_true();
    return {};
}

Result write_order_policy(Call& call, RecordId id, Value value) {
    call.database.orders[id].ships_as_one = value.string() == "one";
    return {};
}

Result write_order_warehouse(Call& call, RecordId id, Value value) {
    const RecordId warehouse = id_in(value);
    if (!call.database.warehouses.contains(warehouse)) {
        return warehouse == 0
                   ? Result{mandatory_field_not_set(
                         "Model: Sales Order (sale.order)\nField: Warehouse (warehouse_id)\n"
                     )}
                   : Result{missing_error("stock.warehouse", warehouse, call.user)};
    }
    call.database.orders[id].warehouse = static_cast<std::uint16_t>(warehouse);
    return {};
}

/// Lines enter and leave the order as they are created and unlinked.
Result write_order_lines(Call& call, RecordId id, Value value) {
    const auto held = call.database.orders[id].lines;
    const auto left = run_commands(call, *sale_order.field("order_line"), id, held, value);
    return left ? Result{} : Result{unexpected{left.error()}};
}

/// What an order takes over from its partner is read before anything is stored.
/// Source: Odoo 18.0 recordings, c042.
Result check_order_values(Call& call, Value& values) {
    for (const Key field : {Key{"partner_id"}, Key{"partner_shipping_id"}}) {
        const Value partner = values[field];
        const std::int64_t id = partner.is_number() ? partner.integer_or(0) : 0;
        if (id != 0 && !exists(call.database, res_partner, id)) {
            return missing_error("res.partner", id, call.user);
        }
    }
    return {};
}

expected<RecordId, Error> insert_order(Call& call, Value values) {
    Database& database = call.database;
    const std::string_view name = values["name"].string();
    const bool named = !name.empty() && name != "New";
    OrderRecord record;
    record.created = call.now;
    record.dated = call.now;
    record.partner = id_in(values["partner_id"]);
    const RecordId id = database.orders.add(std::move(record));
    if (named) {
        database.undo.save_entry(database.order_names, id);
        database.order_names[id] = name;
    } else {
        const std::uint32_t number = database.take_order_number(id);
        database.orders[id].number = number;
    }
    return id;
}

/// Source: Odoo 18.0 recordings, c056 and d052.
Result check_order_unlink(Call& call, std::span<const RecordId> ids) {
    for (const RecordId id : ids) {
        const SaleState state = call.database.orders[id].state;
        if (state != SaleState::draft && state != SaleState::cancel) {
            return user_error(
                "You can not delete a sent quotation or a confirmed sales order. You must first "
                "cancel it."
            );
        }
    }
    return {};
}

void remove_order(Call& call, RecordId id) {
    Database& database = call.database;
    change_order_reference(database, id, {});
    const std::vector<RecordId> lines = database.orders[id].lines;
    for (const RecordId line : lines) {
        database.order_lines.remove(line);
        database.attributes.remove(sale_order_line, line);
    }
    for (const RecordId picking : database.orders[id].pickings) {
        database.pickings[picking].order = 0;
    }
    database.orders.remove(id);
}

}  // namespace drydock::mocks::odoo
