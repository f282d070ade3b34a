#include "mocks/odoo/sale/delivery_models.hpp"

#include <array>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/sale_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr auto providers = std::to_array<SelectionItem>({
    {"fixed", "Fixed Price"},
    {"base_on_rule", "Based on Rules"},
});
constexpr auto levels = std::to_array<SelectionItem>({
    {"rate", "Get Rate"},
    {"rate_and_ship", "Get Rate and Create Shipment"},
});
constexpr auto carrier_policies = std::to_array<SelectionItem>({
    {"estimated", "Estimated cost"},
    {"real", "Real cost"},
});

constexpr std::array carrier_fields = std::to_array<Field>({
    fields::character("name", "Delivery Method").require(),
    fields::boolean("active", "Active").starts(true),
    fields::integer("sequence", "Sequence").starts(10),
    fields::selection("delivery_type", "Provider", providers).require().starts("fixed"),
    fields::selection("integration_level", "Integration Level", levels).starts("rate_and_ship"),
    fields::selection("invoice_policy", "Invoicing Policy", carrier_policies)
        .require()
        .starts("estimated"),
    fields::boolean("prod_environment", "Environment"),
    fields::many2one("product_id", "Delivery Product", "product.product").require(),
    fields::floating("fixed_price", "Fixed Price"),
    fields::floating("margin", "Margin"),
    fields::floating("fixed_margin", "Fixed Margin"),
    fields::boolean("free_over", "Free if order amount is above"),
    fields::monetary("amount", "Amount"),
    fields::character("tracking_url", "Tracking Link"),
    fields::text("carrier_description", "Carrier Description"),
    fields::many2one("company_id", "Company", "res.company"),
    fields::many2many("country_ids", "Countries", "res.country"),
});

/// The price of the wizard is what it was told, or asked by its own button; button_confirm does not
/// ask. Source: Odoo 18.0 recordings, h022 to h024: a line of price 0.0.
constexpr std::array choice_fields = std::to_array<Field>({
    fields::many2one("order_id", "Order", "sale.order").require().cascade(),
    fields::many2one("carrier_id", "Delivery Method", "delivery.carrier").require(),
    fields::floating("delivery_price", "Delivery Price"),
    fields::floating("display_price", "Cost"),
    fields::text("delivery_message", "Delivery Message"),
    fields::floating("total_weight", "Total Order Weight"),
});

RecordId id_of(const Database& database, const Model& model, RecordId id, std::string_view field) {
    return static_cast<RecordId>(number_of(database, model, id, field));
}

Result update_price(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        const RecordId carrier = id_of(call.database, choose_delivery_carrier, id, "carrier_id");
        FieldValue price;
        price.set_decimal(number_of(call.database, delivery_carrier, carrier, "fixed_price"));
        set_value(call.database, choose_delivery_carrier, id, "delivery_price", price);
        set_value(call.database, choose_delivery_carrier, id, "display_price", price);
    }
    return {};
}

/// A line that was chosen before goes.
Result drop_delivery_lines(Call& call, RecordId order) {
    const std::vector<RecordId> lines = call.database.orders[order].lines;
    for (const RecordId line : lines) {
        if (number_of(call.database, sale_order_line, line, "is_delivery") == 0) {
            continue;
        }
        if (call.database.orders[order].state == SaleState::sale &&
            call.database.order_lines[line].invoiced != Units{}) {
            return user_error(
                "You can not update the shipping costs on an order where it was already invoiced!"
            );
        }
        call.database.order_lines[line].invoiced = {};
        sale_order_line.remove(call, line);
    }
    return {};
}

/// Source: Odoo 18.0, delivery, sale.order.set_delivery_line, and recordings h023 and h024.
Result choose(Call& call, RecordId id) {
    Database& database = call.database;
    const RecordId order = id_of(database, choose_delivery_carrier, id, "order_id");
    const RecordId carrier = id_of(database, choose_delivery_carrier, id, "carrier_id");
    if (Result dropped = drop_delivery_lines(call, order); !dropped) {
        return dropped;
    }
    FieldValue chosen;
    set_record(chosen, database, delivery_carrier, carrier);
    set_value(database, sale_order, order, "carrier_id", std::move(chosen));
    for (const RecordId picking : database.orders[order].pickings) {
        if (database.pickings[picking].state != StockState::done &&
            database.pickings[picking].state != StockState::cancel) {
            database.pickings[picking].carrier = carrier;
        }
    }
    const std::int64_t price = number_of(database, choose_delivery_carrier, id, "delivery_price");
    DocumentWriter values;
    values.begin_object();
    values.field("order_id", order);
    values.field("product_id", id_of(database, delivery_carrier, carrier, "product_id"));
    values.field("name", text_of(database, delivery_carrier, carrier, "name"));
    values.field("product_uom_qty", 1);
    values.field("price_unit", python_float(price));
    values.field_bool("is_delivery", true);
    values.end();
    const auto line = create_record(call, sale_order_line, call.keep(values.finish()));
    return line ? Result{} : Result{unexpected{line.error()}};
}

Result confirm_choice(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        if (Result chosen = choose(call, id); !chosen) {
            return chosen;
        }
    }
    return {};
}

constexpr std::array choice_methods = std::to_array<ModelMethod>({
    {"button_confirm", confirm_choice},
    {"update_price", update_price},
});

constexpr std::array cancel_fields = std::to_array<Field>({
    fields::many2one("order_id", "Sale Order", "sale.order").require().cascade(),
    fields::many2many("recipient_ids", "Recipients", "res.partner"),
    fields::character("subject", "Subject"),
    fields::html("body", "Contents"),
    fields::many2one("author_id", "Author", "res.partner").starts(3),
    fields::character("email_from", "From"),
});

/// Source: Odoo 18.0 recordings, d054 to d056.
Result cancel_from_wizard(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        const RecordId order = id_of(call.database, sale_order_cancel, id, "order_id");
        if (call.database.orders[order].locked) {
            return user_error("You cannot cancel a locked order. Please unlock it first.");
        }
        cancel_order(call.database, order);
    }
    call.answer_true();
    return {};
}

constexpr std::array cancel_methods = std::to_array<ModelMethod>({
    {"action_cancel", cancel_from_wizard},
    {"action_send_mail_and_cancel", cancel_from_wizard},
});

}  // namespace

/// Source: Odoo 18.0, delivery, data/delivery_data.xml; h020 is given the next id.
void add_delivery_records(Database& database) {
    database.attributes.put(delivery_carrier, 1);
    FieldValue name;
    name.set_text("Standard delivery");
    set_value(database, delivery_carrier, 1, "name", std::move(name));
}

const Model delivery_carrier{
    .name = "delivery.carrier",
    .fields = carrier_fields,
    .order = "sequence, id",
    .label = "Shipping Methods"};

const Model choose_delivery_carrier{
    .name = "choose.delivery.carrier",
    .fields = choice_fields,
    .label = "Delivery Method Selection Wizard",
    .methods = choice_methods};

const Model sale_order_cancel{
    .name = "sale.order.cancel",
    .fields = cancel_fields,
    .label = "Sales Order Cancel",
    .methods = cancel_methods};

}  // namespace drydock::mocks::odoo
