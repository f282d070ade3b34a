#include <algorithm>
#include <limits>
#include <optional>

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/commands.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/sale/order_fields.hpp"
#include "mocks/odoo/sale_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

struct NewLine {
    RecordId product = 0;
    Units ordered;
    std::int32_t price_thousandths = 0;
};

struct NewOrder {
    RecordId partner = 0;
    std::string client_order_ref;
    std::size_t line_first = 0;  ///< Into the lines of all orders of the call.
    std::size_t line_count = 0;
};

/// What one command does to a line of an order that exists.
struct LineChange {
    RecordId line = 0;  ///< 0: the line is new.
    NewLine values;
    bool sets_ordered = false;
    bool sets_price = false;
};

expected<std::int32_t, Error> price_of(Value value) {
    const auto thousandths = value.thousandths();
    if (!thousandths || *thousandths > std::numeric_limits<std::int32_t>::max() ||
        *thousandths < std::numeric_limits<std::int32_t>::min()) {
        return not_a_number(value);
    }
    return static_cast<std::int32_t>(*thousandths);
}

/// Reads what a line's values set; `line` holds what it had before.
Result parse_values(const Database& database, Value values, LineChange& line) {
    std::size_t known = 0;
    if (const Value product = values["product_id"]; product.present()) {
        ++known;
        const std::int64_t id = product.integer_or(0);
        if (id != 0 && !database.has_product(id)) {
            return missing_error("product.product", id, user_id);
        }
        line.values.product = static_cast<RecordId>(id);
    }
    if (const Value quantity = values["product_uom_qty"]; quantity.present()) {
        ++known;
        const auto units = units_of(quantity);
        if (!units) {
            return not_a_number(quantity);
        }
        line.values.ordered = *units;
        line.sets_ordered = true;
    }
    if (const Value price = values["price_unit"]; price.present()) {
        ++known;
        const auto thousandths = price_of(price);
        if (!thousandths) {
            return unexpected{thousandths.error()};
        }
        const Money rounded = round_money(Money{*thousandths}, rounding_of(database));
        line.values.price_thousandths = static_cast<std::int32_t>(rounded.thousandths);
        line.sets_price = true;
    }
    if (known != values.size()) {
        for (const Value member : values) {
            const std::string_view key = member.key();
            if (key != "product_id" && key != "product_uom_qty" && key != "price_unit") {
                return unknown_field(key, "sale.order.line");
            }
        }
    }
    return {};
}

expected<NewLine, Error> parse_new_line(const Database& database, Value values) {
    constexpr Units one_unit{100};
    LineChange line;
    if (const Result parsed = parse_values(database, values, line); !parsed) {
        return unexpected{parsed.error()};
    }
    if (line.values.product == 0) {
        // Source: Odoo 18.0, constraint sale_order_line_accountable_required_fields.
        return validation_error(
            "The operation cannot be completed: Missing required fields on accountable sale order "
            "line."
        );
    }
    if (!line.sets_ordered) {
        line.values.ordered = one_unit;
    }
    if (!line.sets_price) {
        const Money price = database.product(line.values.product).price;
        line.values.price_thousandths = static_cast<std::int32_t>(price.thousandths);
    }
    return line.values;
}

/// A text that is kept as it is, or none at all.
bool is_plain_text(Value value) {
    return !value.present() ||
           (value.is_string() && value.string().find('\0') == std::string_view::npos);
}

expected<NewOrder, Error> parse_order(const Call& call, Value values, std::vector<NewLine>& lines) {
    const Database& database = call.database;
    for (const Value member : values) {
        const std::string_view key = member.key();
        if (key != "partner_id" && key != "client_order_ref" && key != "order_line") {
            return unknown_field(key, "sale.order");
        }
    }
    const std::int64_t partner = values["partner_id"].integer_or(0);
    if (partner == 0) {
        return mandatory_field_not_set(
            "Model: Sales Order (sale.order)\nField: Customer (partner_id)\n"
        );
    }
    if (!database.partners.contains(partner)) {
        return missing_error("res.partner", partner, user_id);
    }
    if (const Value commands = values["order_line"]; (commands.present() && !commands.is_array()) ||
                                                     !is_plain_text(values["client_order_ref"])) {
        return type_error("left to the general way");
    }
    NewOrder order{
        static_cast<RecordId>(partner),
        std::string{values["client_order_ref"].string()},
        lines.size(),
        0};
    for (const Value command : values["order_line"]) {
        if (command_code(command) != Command::create) {
            return type_error("left to the general way");
        }
        const auto line = parse_new_line(database, command_values(command));
        if (!line) {
            return unexpected{line.error()};
        }
        lines.push_back(*line);
    }
    order.line_count = lines.size() - order.line_first;
    return order;
}

RecordId add_line(Database& database, RecordId order, const NewLine& line) {
    OrderLineRecord record;
    record.order = order;
    record.product = line.product;
    record.ordered = line.ordered;
    record.price_thousandths = line.price_thousandths;
    const RecordId id = database.order_lines.add(record);
    database.orders[order].lines.push_back(id);
    return id;
}

void add_order(
    Database& database, const NewOrder& order, const std::vector<NewLine>& lines, Instant now
) {
    OrderRecord record;
    record.client_order_ref = order.client_order_ref;
    record.partner = order.partner;
    record.created = now;
    record.dated = now;
    record.lines.reserve(order.line_count);
    const RecordId id = database.orders.add(std::move(record));
    database.orders[id].number = database.take_order_number(id);
    for (std::size_t index = 0; index < order.line_count; ++index) {
        add_line(database, id, lines[order.line_first + index]);
    }
    if (!order.client_order_ref.empty()) {
        database.orders_by_reference.add(order.client_order_ref, id);
    }
}

/// Nullopt for what is left to the general way.
std::optional<LineChange> parse_command(const Call& call, RecordId order_id, Value command) {
    const Database& database = call.database;
    const OrderRecord& order = database.orders[order_id];
    if (order.locked) {
        return std::nullopt;
    }
    LineChange change;
    if (command_code(command) == Command::create) {
        const auto line = parse_new_line(database, command_values(command));
        if (!line) {
            return std::nullopt;
        }
        change.values = *line;
        return change;
    }
    const std::int64_t id = command_id(command);
    if (command_code(command) != Command::update || !database.order_lines.contains(id)) {
        return std::nullopt;
    }
    change.line = static_cast<RecordId>(id);
    const OrderLineRecord& line = database.order_lines[change.line];
    const Value values = command_values(command);
    if (line.order != order_id || values["product_id"].present() ||
        !parse_values(database, values, change)) {
        return std::nullopt;
    }
    const bool shipped = order.state == SaleState::sale && change.sets_ordered &&
                         change.values.ordered < std::max(line.delivered, Units{});
    return shipped ? std::nullopt : std::optional{change};
}

void change_lines(
    Database& database, RecordId order_id, const std::vector<LineChange>& changes, Instant now
) {
    std::vector<RecordId> changed;
    for (const LineChange& change : changes) {
        if (change.line == 0) {
            changed.push_back(add_line(database, order_id, change.values));
            continue;
        }
        OrderLineRecord& line = database.order_lines[change.line];
        if (change.sets_price) {
            line.price_thousandths = change.values.price_thousandths;
        }
        if (change.sets_ordered) {
            line.ordered = change.values.ordered;
            if (line.order == order_id) {
                changed.push_back(change.line);
            }
        }
    }
    if (database.orders[order_id].state == SaleState::sale) {
        std::sort(changed.begin(), changed.end());
        changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
        launch_deliveries(database, order_id, changed, now);
    }
}

/// Source: Odoo 18.0 recordings, d040.
void answer_cancel_wizard(Call& call, RecordId order) {
    constexpr int view_id = 1'223;
    constexpr int template_id = 17;
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("name", "Cancel Sales Order");
    out.field("view_mode", "form");
    out.field("res_model", "sale.order.cancel");
    out.field("view_id", view_id);
    out.field("type", "ir.actions.act_window");
    out.begin_object("context");
    out.field("default_template_id", template_id);
    out.field("default_order_id", order);
    out.field_bool("mark_so_as_canceled", true);
    out.field(
        "default_email_layout_xmlid", "mail.mail_notification_layout_with_responsible_signature"
    );
    out.field("model_description", "Sales Order");
    out.end();
    out.field("target", "new");
    out.end();
}

}  // namespace

/// Busy clients give a partner, a reference and plain lines; all else, and what is wrong, goes the
/// general way.
Result create_orders(Call& call) {
    const Value values = call.argument(0, "vals_list");
    std::vector<NewOrder> orders;
    std::vector<NewLine> lines;
    lines.reserve(values["order_line"].size());
    const auto parse = [&](Value one) {
        auto order = parse_order(call, one, lines);
        if (order) {
            orders.push_back(std::move(*order));
        }
        return order.has_value();
    };
    if (values.is_array()) {
        for (const Value one : values) {
            if (!parse(one)) {
                return generic_create(call);
            }
        }
    } else if (!parse(values)) {
        return generic_create(call);
    }
    const RecordId first = call.database.orders.count() + 1;
    for (const NewOrder& order : orders) {
        add_order(call.database, order, lines, call.now);
    }
    answer_created(call, first, static_cast<RecordId>(orders.size()), values);
    return {};
}

Result write_orders(Call& call) {
    const auto ids = records_of(call);
    const Value values = call.argument(1, "vals");
    bool plain = ids.has_value() && values.is_object() && values.size() != 0 &&
                 is_plain_text(values["client_order_ref"]);
    for (const Value member : values) {
        plain = plain && (member.key() == "client_order_ref" || member.key() == "order_line");
    }
    if (!plain) {
        return generic_write(call);
    }
    std::vector<std::vector<LineChange>> changes(ids->size());
    for (std::size_t index = 0; index < ids->size(); ++index) {
        for (const Value command : values["order_line"]) {
            const auto change = parse_command(call, (*ids)[index], command);
            if (!change) {
                return generic_write(call);
            }
            changes[index].push_back(*change);
        }
    }
    for (std::size_t index = 0; index < ids->size(); ++index) {
        if (const Value reference = values["client_order_ref"]; reference.present()) {
            change_order_reference(call.database, (*ids)[index], reference.string());
        }
        if (!changes[index].empty()) {
            change_lines(call.database, (*ids)[index], changes[index], call.now);
        }
    }
    call.answer_true();
    return {};
}

Result confirm_orders(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    Database& database = call.database;
    for (const RecordId id : *ids) {
        const SaleState state = database.orders[id].state;
        if (state != SaleState::draft && state != SaleState::sent) {
            return user_error("Some orders are not in a state requiring confirmation.");
        }
    }
    for (const RecordId id : *ids) {
        OrderRecord& order = database.orders[id];
        if (order.state == SaleState::sale) {
            continue;  // Named twice in one call.
        }
        order.state = SaleState::sale;
        order.dated = call.now;
        order.confirmed = call.now;
        launch_deliveries(database, id, order.lines, call.now);
    }
    call.answer_true();
    return {};
}

Result cancel_orders(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    Database& database = call.database;
    for (const RecordId id : *ids) {
        if (database.orders[id].locked) {
            return user_error("You cannot cancel a locked order. Please unlock it first.");
        }
    }
    // Source: Odoo 19.0 recordings: no wizard any more.
    if (database.settings.version == OdooVersion::v18 &&
        !call.context()["disable_cancel_warning"].is_true()) {
        const auto asks = std::find_if(ids->begin(), ids->end(), [&](RecordId id) {
            return database.orders[id].state != SaleState::draft;
        });
        if (asks != ids->end()) {
            answer_cancel_wizard(call, *asks);
            return {};
        }
    }
    for (const RecordId id : *ids) {
        cancel_order(database, id);
    }
    call.answer_true();
    return {};
}

}  // namespace drydock::mocks::odoo
