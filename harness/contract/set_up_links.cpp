#include <algorithm>

#include <fmt/format.h>

#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

namespace {

/// The calls that lead to an invoice of a sales order.
Json invoice_context(std::int64_t order) {
    return {
        {"context",
         {{"active_model", "sale.order"},
          {"active_ids", Json::array({order})},
          {"active_id", order}}}};
}

}  // namespace

/// The first record that the owner has in that field and that stands for no recorded one yet.
std::optional<std::int64_t> SetUp::take_of(
    const RecordKey& record, const RecordKey& owner, const char* field
) {
    const Json ids = console_.field(owner.model, owner.id, field);
    if (!ids.is_array()) {
        return std::nullopt;
    }
    std::vector<std::int64_t> free;
    for (const Json& id : ids) {
        if (!binding_.is_taken(record.model, id_in(id))) {
            free.push_back(id_in(id));
        }
    }
    std::sort(free.begin(), free.end());
    const std::int64_t product = knowledge_.id_value(record, "product_id", at_);
    const auto own_product = binding_.own_of("product.product", product);
    for (const std::int64_t id : free) {
        if (!own_product || record.model == "stock.picking" ||
            id_in(console_.field(record.model, id, "product_id")) == *own_product) {
            return bound(record, id);
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> SetUp::make_picking(const RecordKey& record) {
    for (const auto& [field, model] :
         {std::pair{"sale_id", "sale.order"}, std::pair{"purchase_id", "purchase.order"}}) {
        const std::int64_t owner = knowledge_.id_value(record, field, at_);
        const auto own = owner == 0 ? std::nullopt : ensure({model, owner});
        if (own) {
            return take_of(record, {model, *own}, "picking_ids");
        }
    }
    if (const std::int64_t first = related(record, "backorder_id")) {
        return take_of(record, {record.model, first}, "backorder_ids");
    }
    for (const RecordKey& order : knowledge_.named(text(record, "origin"))) {
        if (const auto own = ensure(order)) {
            return take_of(record, {order.model, *own}, "picking_ids");
        }
    }
    // The last order, or purchase order, that was made here and has a transfer to give.
    for (auto made = made_.rbegin(); made != made_.rend(); ++made) {
        const bool order =
            made->first.model == "sale.order" || made->first.model == "purchase.order";
        const auto own = binding_.own_of(made->first.model, made->first.id);
        if (order && own) {
            if (const auto found = take_of(record, {made->first.model, *own}, "picking_ids")) {
                return found;
            }
        }
    }
    for (auto loose = loose_orders_.rbegin(); loose != loose_orders_.rend(); ++loose) {
        if (const auto found = take_of(record, {"sale.order", *loose}, "picking_ids")) {
            return found;
        }
    }
    const std::vector<std::int64_t> moves =
        knowledge_.with_value("stock.move", "picking_id", record.id);
    std::vector<Line> lines;
    for (const std::int64_t move : moves) {
        const RecordKey key{"stock.move", move};
        const std::int64_t product = related(key, "product_id");
        const Json quantity = value(key, "product_uom_qty");
        lines.push_back(
            {product == 0 ? some_product() : product,
             quantity.is_number() ? quantity.get<double>() : 1,
             {}}
        );
    }
    bool reserved = text(record, "state") == "assigned";
    for (const std::int64_t id :
         lines.empty() ? knowledge_.with_value("stock.move.line", "picking_id", record.id)
                       : std::vector<std::int64_t>{}) {
        const RecordKey key{"stock.move.line", id};
        const Json quantity = value(key, "quantity");
        const std::int64_t product = related(key, "product_id");
        if (product != 0 && quantity.is_number()) {
            lines.push_back({product, quantity.get<double>(), {}});
            reserved = reserved || text(key, "state") == "assigned";
        }
    }
    const auto order = make_loose_order(lines, reserved);
    return order ? take_of(record, {"sale.order", *order}, "picking_ids") : std::nullopt;
}

/// A confirmed order of which nothing is known but what its transfer shows.
std::optional<std::int64_t> SetUp::make_loose_order(std::vector<Line> lines, bool reserved) {
    if (lines.empty()) {
        lines.push_back({some_product(), 5, {}});
    }
    if (reserved) {
        stock_up(lines, 0);
    }
    Json commands = Json::array();
    for (const Line& line : lines) {
        commands.push_back(
            Json::array({0, 0, {{"product_id", line.product}, {"product_uom_qty", line.quantity}}})
        );
    }
    const auto made = console_.call(
        "sale.order",
        "create",
        Json::array({{{"partner_id", some_partner()}, {"order_line", commands}}})
    );
    if (!made) {
        return std::nullopt;
    }
    loose_orders_.push_back(id_in(*made));
    console_.call("sale.order", "action_confirm", Json::array({Json::array({*made})}));
    return id_in(*made);
}

std::optional<std::int64_t> SetUp::make_move(const RecordKey& record) {
    const bool line = record.model == "stock.move.line";
    const char* const field = line ? "move_line_ids" : "move_ids";
    std::int64_t picking = knowledge_.id_value(record, "picking_id", at_);
    if (picking == 0) {
        // Another case may say whose move it is through the order.
        const std::int64_t order = knowledge_.id_value(record, "picking_id.sale_id", at_);
        const auto own = order == 0 ? std::nullopt : ensure({"sale.order", order});
        const Json pickings =
            own ? console_.field("sale.order", *own, "picking_ids") : Json::array();
        for (const Json& one : pickings.is_array() ? pickings : Json::array()) {
            if (const auto found = take_of(record, {"stock.picking", id_in(one)}, field)) {
                return found;
            }
        }
    }
    if (picking != 0) {
        const auto own = ensure({"stock.picking", picking});
        return own ? take_of(record, {"stock.picking", *own}, field) : std::nullopt;
    }
    const Json quantity = value(record, "product_uom_qty");
    const std::int64_t product = related(record, "product_id");
    const auto order = make_loose_order(
        {{product == 0 ? some_product() : product,
          quantity.is_number() ? quantity.get<double>() : 5,
          {}}},
        true
    );
    const Json pickings =
        order ? console_.field("sale.order", *order, "picking_ids") : Json::array();
    return pickings.is_array() && !pickings.empty()
               ? take_of(record, {"stock.picking", id_in(pickings.front())}, field)
               : std::nullopt;
}

std::optional<std::int64_t> SetUp::make_order_line(const RecordKey& record) {
    std::int64_t order = knowledge_.id_value(record, "order_id", at_);
    const Call& call = knowledge_.call(at_);
    // A command on a line within a write to its order.
    for (const RecordKey& used : named_in(call)) {
        order = order == 0 && used.model == "sale.order" ? used.id : order;
    }
    const auto own = order == 0 ? std::nullopt : ensure({"sale.order", order});
    return own ? take_of(record, {"sale.order", *own}, "order_line") : std::nullopt;
}

/// Before an order is invoiced of which a product is invoiced by delivery.
void SetUp::deliver_if_invoiced_by_delivery(std::int64_t order) {
    const Json domain = Json::array({Json::array({"order_id", "=", order})});
    const Json lines = console_.read("sale.order.line", domain, {"product_id"});
    const bool by_delivery = std::any_of(lines.begin(), lines.end(), [&](const Json& line) {
        const std::int64_t product = id_in(line["product_id"]);
        return product != 0 &&
               console_.field("product.product", product, "invoice_policy") == "delivery";
    });
    if (by_delivery) {
        catch_up_order(order, {{"state", "sale"}, {"delivery_status", "full"}});
    }
}

std::optional<std::int64_t> SetUp::make_invoice(const RecordKey& record) {
    const std::int64_t sale = knowledge_.id_value(record, "sale_id", at_);
    std::optional<std::int64_t> own;
    const auto order = sale == 0 ? std::nullopt : ensure({"sale.order", sale});
    if (order) {
        if (const auto there = take_of(record, {"sale.order", *order}, "invoice_ids")) {
            return there;
        }
        deliver_if_invoiced_by_delivery(*order);
        const auto wizard = console_.call(
            "sale.advance.payment.inv",
            "create",
            Json::array({Json::object()}),
            invoice_context(*order)
        );
        if (wizard) {
            console_.call(
                "sale.advance.payment.inv",
                "create_invoices",
                Json::array({Json::array({*wizard})}),
                invoice_context(*order)
            );
        }
        own = take_of(record, {"sale.order", *order}, "invoice_ids");
    } else {
        const Json amount = value(record, "amount_untaxed");
        const std::int64_t partner = related(record, "partner_id");
        const std::string type = text(record, "move_type");
        const Json item = {
            {"product_id", some_product()},
            {"quantity", 1},
            {"price_unit", amount.is_number() ? amount : Json(100)}};
        const auto made = console_.call(
            "account.move",
            "create",
            Json::array(
                {{{"move_type", type.empty() ? "out_invoice" : type},
                  {"partner_id", partner == 0 ? some_partner() : partner},
                  {"invoice_line_ids", Json::array({Json::array({0, 0, item})})}}}
            )
        );
        own = made ? bound(record, id_in(*made)) : std::nullopt;
    }
    const Call& call = knowledge_.call(at_);
    const bool posts = call.method == "action_post" && knowledge_.outcome(at_).success;
    if (own && !posts && !text(record, "name").empty() && text(record, "state") != "draft") {
        console_.call("account.move", "action_post", Json::array({Json::array({*own})}));
        bound(record, *own);
    }
    return own;
}

}  // namespace drydock::harness::contract
