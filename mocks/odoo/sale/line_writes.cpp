#include <algorithm>
#include <array>
#include <limits>

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/order_lines.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/sale/line_fields.hpp"
#include "mocks/odoo/sale_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

OrderLineDetail& change_detail(Call& call, RecordId id) {
    call.database.undo.save_entry(call.database.order_line_details, id);
    return order_line_detail_of(call.database, id);
}

/// A number as the field keeps it, in thousandths.
expected<std::int64_t, Error> number_in(const Call& call, std::string_view field, Value value) {
    const auto parsed = parse_value(call, sale_order_line, *sale_order_line.field(field), value);
    if (!parsed) {
        return unexpected{parsed.error()};
    }
    return parsed->kind == FieldValue::Kind::empty ? 0 : parsed->number;
}

bool in_sale(const Database& database, RecordId line) {
    return database.orders[database.order_lines[line].order].state == SaleState::sale;
}

/// Prices of a database made for a demand keep thousandths.
std::int64_t list_price(const Database& database, RecordId product) {
    return database.product(product).price.thousandths;
}

/// sale.order.line.product_updatable. Source: Odoo 18.0, sale and sale_stock, sale_order_line.py.
bool can_change_product(const Database& database, RecordId id) {
    const OrderLineRecord& line = database.order_lines[id];
    const SaleState state = database.orders[line.order].state;
    if (state == SaleState::cancel) {
        return false;
    }
    if (state != SaleState::sale) {
        return true;
    }
    FieldValue moves;
    read_line_moves(database, id, moves);
    const bool moved = std::any_of(moves.ids.begin(), moves.ids.end(), [&](RecordId move) {
        return database.moves[move].state != StockState::cancel;
    });
    return !moved && line.delivered == Units{} && line.invoiced == Units{};
}

/// What a line is stays, and what it sells once goods are asked for.
/// Source: Odoo 18.0, sale.order.line.write.
Result check_line_kind(const Call& call, RecordId id, Value values) {
    const Database& database = call.database;
    if (const Value type = values["display_type"]; type.present()) {
        FieldValue shown;
        read_line_display_type(database, id, shown);
        const std::string_view held =
            shown.kind == FieldValue::Kind::text ? std::string_view{shown.text} : "";
        if (type.string() != held) {
            return user_error(
                "You cannot change the type of a sale order line. Instead you should delete "
                "the current line and create a new line of the proper type."
            );
        }
    }
    if (const Value product = values["product_id"];
        product.present() && id_in(product) != database.order_lines[id].product &&
        !can_change_product(database, id)) {
        return user_error("You cannot modify the product of this order line.");
    }
    return {};
}

}  // namespace

/// Source: Odoo 18.0, constraints of sale_order_line; recordings c038 and c039.
Result check_line_values(Call& call, Value& values) {
    if (values["display_type"].is_string()) {
        if (id_in(values["product_id"]) != 0) {
            return validation_error(
                "The operation cannot be completed: Forbidden values on non-accountable sale "
                "order line"
            );
        }
        return {};
    }
    const bool down_payment = values["is_downpayment"].is_true();
    if (id_in(values["product_id"]) == 0 && !down_payment) {
        if (values["name"].string().empty()) {
            return mandatory_field_not_set(
                "Model: Sales Order Line (sale.order.line)\nField: Description (name)\n"
            );
        }
        return validation_error(
            "The operation cannot be completed: Missing required fields on accountable sale order "
            "line."
        );
    }
    const std::int64_t product = values["product_id"].integer_or(0);
    if (product != 0 && !call.database.has_product(product)) {
        return missing_error("product.product", product, call.user);
    }
    return {};
}

expected<RecordId, Error> insert_line(Call& call, Value values) {
    constexpr Units one_unit{100};
    Database& database = call.database;
    const RecordId order = id_in(values["order_id"]);
    if (order == 0) {
        return mandatory_field_not_set(
            "Model: Sales Order Line (sale.order.line)\nField: Order Reference (order_id)\n"
        );
    }
    if (!database.orders.contains(order)) {
        return missing_error("sale.order", order, call.user);
    }
    OrderLineRecord record;
    record.order = order;
    record.product = id_in(values["product_id"]);
    record.ordered = values["display_type"].is_string() ? Units{} : one_unit;
    if (record.product != 0) {
        record.price_thousandths = static_cast<std::int32_t>(list_price(database, record.product));
    }
    const RecordId id = database.order_lines.add(record);
    database.orders[order].lines.push_back(id);
    return id;
}

/// A line of a confirmed order is delivered too. Source: Odoo 18.0 recordings, d075.
Result line_created(Call& call, RecordId id, Value) {
    if (in_sale(call.database, id)) {
        const std::array lines{id};
        launch_deliveries(call.database, call.database.order_lines[id].order, lines, call.now);
    }
    return {};
}

Result write_line_product(Call& call, RecordId id, Value value) {
    const RecordId product = id_in(value);
    if (product != 0 && !call.database.has_product(product)) {
        return missing_error("product.product", product, call.user);
    }
    OrderLineRecord& line = call.database.order_lines[id];
    if (product != 0 && product != line.product) {
        line.product = product;
        line.price_thousandths = static_cast<std::int32_t>(list_price(call.database, product));
    }
    return {};
}

Result write_line_name(Call& call, RecordId id, Value value) {
    change_detail(call, id).name = value.string();
    return {};
}

Result write_line_quantity(Call& call, RecordId id, Value value) {
    const auto number = number_in(call, "product_uom_qty", value);
    if (!number) {
        return unexpected{number.error()};
    }
    const auto units = units_of_thousandths(*number);
    if (!units) {
        return not_a_number(value);
    }
    call.database.order_lines[id].ordered = *units;
    return {};
}

Result write_line_price(Call& call, RecordId id, Value value) {
    const auto number = number_in(call, "price_unit", value);
    if (!number) {
        return unexpected{number.error()};
    }
    if (*number > std::numeric_limits<std::int32_t>::max() ||
        *number < std::numeric_limits<std::int32_t>::min()) {
        return not_a_number(value);
    }
    const Money price = round_money(Money{*number}, rounding_of(call.database));
    call.database.order_lines[id].price_thousandths = static_cast<std::int32_t>(price.thousandths);
    return {};
}

Result write_line_discount(Call& call, RecordId id, Value value) {
    const auto number = number_in(call, "discount", value);
    if (!number) {
        return unexpected{number.error()};
    }
    change_detail(call, id).discount_hundredths = static_cast<std::int32_t>(*number / 10);
    return {};
}

Result write_line_taxes(Call& call, RecordId id, Value value) {
    auto taxes = run_commands(
        call, *sale_order_line.field("tax_id"), id, taxes_of_order_line(call.database, id), value
    );
    if (!taxes) {
        return unexpected{std::move(taxes.error())};
    }
    change_detail(call, id).taxes = std::move(*taxes);
    return {};
}

Result write_line_sequence(Call& call, RecordId id, Value value) {
    change_detail(call, id).sequence = static_cast<std::int32_t>(value.integer_or(0));
    return {};
}

Result write_line_display_type(Call& call, RecordId id, Value value) {
    if (value.is_string()) {
        change_detail(call, id).display =
            value.string() == "line_section" ? DisplayType::section : DisplayType::note;
    }
    return {};
}

/// By hand, for what is not delivered by moves.
Result write_line_delivered(Call& call, RecordId id, Value value) {
    const auto number = number_in(call, "qty_delivered", value);
    if (!number) {
        return unexpected{number.error()};
    }
    OrderLineRecord& line = call.database.order_lines[id];
    const bool by_moves =
        line.product != 0 && call.database.product(line.product).kind != ProductKind::service;
    if (const auto units = units_of_thousandths(*number); units && !by_moves) {
        line.delivered = *units;
    }
    return {};
}

Result write_line_is_delivery(Call& call, RecordId id, Value value) {
    change_detail(call, id).is_delivery = value.is_true();
    return {};
}

Result write_line_is_downpayment(Call& call, RecordId id, Value value) {
    change_detail(call, id).is_downpayment = value.is_true();
    return {};
}

/// Source: Odoo 18.0, sale.order.line.write; recording d024.
Result check_line_write(Call& call, std::span<const RecordId> ids, Value values) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> guarded{{
        {"product_id", "Product"},
        {"name", "Description"},
        {"price_unit", "Unit Price"},
        {"product_uom", "Unit of Measure"},
        {"product_uom_qty", "Quantity"},
        {"tax_id", "Taxes"},
    }};
    const Database& database = call.database;
    for (const RecordId id : ids) {
        const OrderLineRecord& line = database.order_lines[id];
        const OrderRecord& order = database.orders[line.order];
        if (order.locked) {
            std::string named;
            for (const auto& [field, label] : guarded) {
                if (values[Key::of_text(field)].present()) {
                    named += named.empty() ? "" : "\n";
                    named += label;
                }
            }
            if (!named.empty()) {
                return user_error(
                    "It is forbidden to modify the following fields in a locked order:\n" + named
                );
            }
        }
        if (Result same = check_line_kind(call, id, values); !same) {
            return same;
        }
        const Value quantity = values["product_uom_qty"];
        if (order.state != SaleState::sale || !quantity.present() || line.product == 0 ||
            database.product(line.product).kind == ProductKind::service) {
            continue;
        }
        const auto number = number_in(call, "product_uom_qty", quantity);
        const auto units = number ? units_of_thousandths(*number) : std::nullopt;
        if (units && *units != line.ordered && *units < line.delivered) {
            return user_error(
                "The ordered quantity of a sale order line cannot be decreased below the amount "
                "already delivered. Instead, create a return in your inventory."
            );
        }
    }
    return {};
}

/// Deliveries follow. Source: Odoo 18.0 recordings, l001 to l022.
Result lines_written(Call& call, std::span<const RecordId> ids, Value values) {
    if (!values["product_uom_qty"].present() && !values["product_id"].present()) {
        return {};
    }
    for (const RecordId id : ids) {
        if (in_sale(call.database, id)) {
            const std::array lines{id};
            launch_deliveries(call.database, call.database.order_lines[id].order, lines, call.now);
        }
    }
    return {};
}

/// Source: Odoo 18.0 recordings, d025 and d026.
Result check_line_unlink(Call& call, std::span<const RecordId> ids) {
    for (const RecordId id : ids) {
        const OrderLineDetail* const detail = order_line_detail_if(call.database, id);
        const bool free =
            detail != nullptr && (detail->display != DisplayType::none || detail->is_downpayment);
        if (in_sale(call.database, id) && !free) {
            return user_error(
                "Once a sales order is confirmed, you can't remove one of its lines (we need to "
                "track if something gets invoiced or delivered).\n                Set the quantity "
                "to 0 instead."
            );
        }
    }
    return {};
}

void remove_line(Call& call, RecordId id) {
    Database& database = call.database;
    std::erase(database.orders[database.order_lines[id].order].lines, id);
    database.undo.save_entry(database.order_line_details, id);
    database.order_line_details.erase(id);
    database.order_lines.remove(id);
}

}  // namespace drydock::mocks::odoo
