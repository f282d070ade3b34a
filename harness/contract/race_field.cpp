#include "harness/contract/race_field.hpp"

#include <algorithm>

#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

namespace {

/// Assumption: no race ships more than one piece a call, so that stock never decides one.
constexpr int stock_pieces = 10'000;

std::int64_t id_of(const std::optional<Json>& value) {
    return value && value->is_number_integer() ? value->get<std::int64_t>() : 0;
}

Json invoicing_of(std::int64_t order) {
    return {{"context", {{"active_model", "sale.order"}, {"active_ids", Json::array({order})}}}};
}

}  // namespace

RaceField::RaceField(Console& console)
    : console_{console}, customer_{make("res.partner", {{"name", "Some Customer"}})} {}

std::int64_t RaceField::make(const std::string& model, const Json& values) {
    return id_of(console_.call(model, "create", Json::array({values})));
}

std::int64_t RaceField::product_in_stock() {
    const std::int64_t product = make(
        "product.product",
        {{"name", "Some Product"},
         {"is_storable", true},
         {"list_price", 10},
         {"invoice_policy", "order"}}
    );
    const Json stock = console_.field("stock.warehouse", 1, "lot_stock_id");
    const Json place = stock.is_array() && !stock.empty() ? stock[0] : Json{};
    (void)make(
        "stock.quant", {{"product_id", product}, {"location_id", place}, {"quantity", stock_pieces}}
    );
    return product;
}

/// An order in the state that the deed starts from.
std::int64_t RaceField::order_for(Deed first, std::int64_t product) {
    const Json line = Json::array({0, 0, {{"product_id", product}, {"product_uom_qty", 1}}});
    const std::int64_t order =
        make("sale.order", {{"partner_id", customer_}, {"order_line", Json::array({line})}});
    if (first == Deed::validate || first == Deed::create_invoices || first == Deed::post) {
        console_.call("sale.order", "action_confirm", one_id(order));
    }
    if (first == Deed::post) {
        console_.call(
            "sale.advance.payment.inv",
            "create_invoices",
            one_id(invoice_wizard(order)),
            invoicing_of(order)
        );
    }
    return order;
}

std::int64_t RaceField::invoice_wizard(std::int64_t order) {
    return id_of(console_.call(
        "sale.advance.payment.inv", "create", Json::array({Json::object()}), invoicing_of(order)
    ));
}

std::int64_t RaceField::only_id_in(std::int64_t order, const std::string& field) {
    const Json ids = console_.field("sale.order", order, field);
    return ids.is_array() && ids.size() == 1 ? ids[0].get<std::int64_t>() : 0;
}

RecordedRequest RaceField::request_for(Deed deed, std::int64_t order, std::size_t call) {
    switch (deed) {
        case Deed::write:
            break;
        case Deed::create:
            return console_.request(
                "sale.order",
                "create",
                Json::array(
                    {{{"partner_id", customer_},
                      {"client_order_ref", "RACE-" + std::to_string(references_)}}}
                )
            );
        case Deed::confirm:
            return console_.request("sale.order", "action_confirm", one_id(order));
        case Deed::validate:
            return console_.request(
                "stock.picking", "button_validate", one_id(only_id_in(order, "picking_ids"))
            );
        case Deed::create_invoices:
            if (std::find(invoiced_.begin(), invoiced_.end(), order) == invoiced_.end()) {
                invoiced_.push_back(order);
            }
            return console_.request(
                "sale.advance.payment.inv",
                "create_invoices",
                one_id(invoice_wizard(order)),
                invoicing_of(order)
            );
        case Deed::post:
            return console_.request(
                "account.move", "action_post", one_id(only_id_in(order, "invoice_ids"))
            );
        case Deed::cancel:
            return console_.request(
                "sale.order",
                "action_cancel",
                one_id(order),
                {{"context", {{"disable_cancel_warning", true}}}}
            );
    }
    return console_.request(
        "res.partner",
        "write",
        Json::array({Json::array({order}), {{"comment", "call " + std::to_string(call)}}})
    );
}

/// The record of a write is a partner, of anything else an order.
std::vector<std::vector<RecordedRequest>> RaceField::requests_of(const Contest& contest) {
    const Deed first = contest.deeds.front();
    const bool stocked = first != Deed::write && first != Deed::create;
    std::int64_t product = 0;
    std::int64_t record = 0;
    std::vector<std::vector<RecordedRequest>> clients;
    for (const Deed deed : contest.deeds) {
        if (stocked && (contest.common == Common::nothing || product == 0)) {
            product = product_in_stock();
        }
        std::vector<RecordedRequest>& calls = clients.emplace_back();
        for (std::size_t call = 0; call < contest.calls_each; ++call) {
            if (contest.common != Common::record || record == 0) {
                ++references_;
                record = stocked                ? order_for(first, product)
                         : first == Deed::write ? make("res.partner", {{"name", "Some Partner"}})
                                                : 1;
            }
            calls.push_back(request_for(deed, record, call));
        }
    }
    return clients;
}

std::vector<std::size_t> RaceField::invoice_counts() {
    std::vector<std::size_t> counts;
    for (const std::int64_t order : invoiced_) {
        const Json ids = console_.field("sale.order", order, "invoice_ids");
        counts.push_back(ids.is_array() ? ids.size() : 0);
    }
    return counts;
}

}  // namespace drydock::harness::contract
