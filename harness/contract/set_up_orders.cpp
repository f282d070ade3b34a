#include <algorithm>

#include <fmt/format.h>

#include "harness/contract/references.hpp"
#include "harness/contract/set_up.hpp"
#include "harness/contract/texts.hpp"

namespace drydock::harness::contract {

namespace {

/// Assumption: what no case shows is one line of so many.
constexpr double default_quantity = 5;

/// A product counts as the subject of what follows when it was made so many cases before at most.
constexpr std::size_t recent_cases = 3;

double number_in(const Json& value, double otherwise) {
    return value.is_number() ? value.get<double>() : otherwise;
}

}  // namespace

std::int64_t SetUp::some_partner() {
    for (auto made = made_.begin(); made != made_.end(); ++made) {
        if (made->first.model == "res.partner") {
            return binding_.own_of("res.partner", made->first.id).value_or(0);
        }
    }
    // The first customer that a recorded case made.
    for (std::size_t at = 0; at < at_; ++at) {
        const Call& call = knowledge_.call(at);
        const std::int64_t made = id_in(knowledge_.outcome(at).result);
        if (call.model == "res.partner" && call.method == "create" && made > 0) {
            return binding_.own_of("res.partner", made).value_or(0);
        }
    }
    const auto made =
        console_.call("res.partner", "create", Json::array({{{"name", "Some Customer"}}}));
    return made ? id_in(*made) : 0;
}

std::int64_t SetUp::some_product() {
    for (std::size_t back = 1; back <= recent_cases && back <= at_; ++back) {
        const Call& call = knowledge_.call(at_ - back);
        const Json& made = knowledge_.outcome(at_ - back).result;
        if (call.model == "product.product" && call.method == "create" && id_in(made) > 0) {
            return binding_.own_of("product.product", id_in(made)).value_or(0);
        }
    }
    const Json domain = Json::array({Json::array({"is_storable", "=", true})});
    const Json found = console_.read("product.product", domain, {"id"});
    if (!found.empty()) {
        return id_in(found.front()["id"]);
    }
    const auto made = console_.call(
        "product.product",
        "create",
        Json::array({{{"name", "Some Product"}, {"type", "consu"}, {"is_storable", true}}})
    );
    return made ? id_in(*made) : 0;
}

std::vector<RecordKey> SetUp::moves_of(const RecordKey& order) const {
    std::vector<RecordKey> out;
    const auto add = [&](const std::vector<std::int64_t>& ids) {
        for (const std::int64_t id : ids) {
            RecordKey move{"stock.move", id};
            if (std::find(out.begin(), out.end(), move) == out.end()) {
                out.push_back(std::move(move));
            }
        }
    };
    add(knowledge_.with_value("stock.move", "picking_id.sale_id", order.id));
    for (const std::int64_t id : knowledge_.with_value("stock.picking", "sale_id", order.id)) {
        if (knowledge_.id_value({"stock.picking", id}, "backorder_id", at_) == 0) {
            add(knowledge_.with_value("stock.move", "picking_id", id));
        }
    }
    return out;
}

std::vector<SetUp::Line> SetUp::lines_of(const RecordKey& order) {
    std::vector<RecordKey> shown;
    for (const std::int64_t id : knowledge_.with_value("sale.order.line", "order_id", order.id)) {
        shown.push_back({"sale.order.line", id});
    }
    if (shown.empty()) {
        shown = moves_of(order);
    }
    // Lines that a recorded call adds later are not there yet.
    for (const Use& use : knowledge_.uses(order)) {
        const Call& call = knowledge_.call(use.at);
        const Json values = call.method == "write" ? call.argument(1, "vals") : Json{};
        if (use.at < at_ || !values.is_object() || !values.contains("order_line")) {
            continue;
        }
        for (const Json& command : values["order_line"]) {
            if (command.is_array() && command.size() == 3 && command[0] == 0 && shown.size() > 1) {
                shown.pop_back();
            }
        }
    }
    std::vector<Line> lines;
    for (const RecordKey& record : shown) {
        if (value(record, "is_delivery") == true) {
            continue;
        }
        const std::int64_t product = related(record, "product_id");
        const double invoiced = number_in(value(record, "qty_to_invoice"), 0) +
                                number_in(value(record, "qty_invoiced"), 0);
        lines.push_back(
            {product == 0 ? some_product() : product,
             number_in(
                 value(record, "product_uom_qty"), invoiced > 0 ? invoiced : default_quantity
             ),
             value(record, "price_unit")}
        );
    }
    if (lines.empty()) {
        lines.push_back({some_product(), default_quantity, {}});
    }
    return lines;
}

/// Whether the order was confirmed before the present case.
bool SetUp::starts_confirmed(const RecordKey& order) const {
    const Call& call = knowledge_.call(at_);
    const Outcome& outcome = knowledge_.outcome(at_);
    const std::vector<std::int64_t> called = ids_of(call);
    const bool on_it = call.model == "sale.order" &&
                       std::find(called.begin(), called.end(), order.id) != called.end();
    if (on_it && call.method == "action_confirm") {
        return !outcome.success;
    }
    if (on_it && call.method == "action_cancel" && outcome.result.is_object()) {
        return true;
    }
    for (const Use& use : knowledge_.uses(order)) {
        const bool confirms = knowledge_.call(use.at).method == "action_confirm" &&
                              knowledge_.outcome(use.at).success && use.called;
        if (use.at > at_ && confirms) {
            return false;
        }
    }
    // Nothing could be invoiced of it, now or in the next case that tries.
    for (const Use& use : knowledge_.uses(order)) {
        if (use.at >= at_ && knowledge_.call(use.at).method == "create_invoices") {
            if (knowledge_.outcome(use.at).error_message.find("No items are available") !=
                std::string::npos) {
                return false;
            }
            break;
        }
    }
    const std::string state = text(order, "state");
    if (state == "sale" || state == "draft" || state == "sent") {
        return state == "sale";
    }
    const Json pickings = value(order, "picking_ids");
    const Json context = call.context();
    const bool warned = on_it && call.method == "action_cancel" && context.is_object() &&
                        context.contains("disable_cancel_warning");
    return warned || (pickings.is_array() && !pickings.empty()) ||
           !knowledge_.with_value("stock.picking", "sale_id", order.id).empty() ||
           (context.is_object() && context.contains("active_model") && !on_it);
}

/// "DCN/PICK/00001" is of the warehouse with the code DCN; 0 for the first one.
std::int64_t SetUp::warehouse_of(const RecordKey& order) {
    for (const std::int64_t id : knowledge_.with_value("stock.picking", "sale_id", order.id)) {
        const std::string name = text({"stock.picking", id}, "name");
        const std::string code = name.substr(0, name.find('/'));
        if (!code.empty() && code != "WH") {
            const Json domain = Json::array({Json::array({"code", "=", code})});
            const Json found = console_.read("stock.warehouse", domain, {"id"});
            return found.empty() ? 0 : id_in(found.front()["id"]);
        }
    }
    return 0;
}

void SetUp::stock_up(const std::vector<Line>& lines, std::int64_t warehouse) {
    const std::int64_t place =
        id_in(console_.field("stock.warehouse", warehouse == 0 ? 1 : warehouse, "lot_stock_id"));
    for (const Line& line : lines) {
        const Json domain = Json::array(
            {Json::array({"product_id", "=", line.product}),
             Json::array({"location_id", "=", place})}
        );
        const Json quants = console_.read("stock.quant", domain, {"quantity", "reserved_quantity"});
        double there = 0;
        double reserved = 0;
        for (const Json& quant : quants) {
            there += number_in(quant["quantity"], 0);
            reserved += number_in(quant["reserved_quantity"], 0);
        }
        if (there - reserved >= line.quantity) {
            continue;
        }
        const auto quant = console_.call(
            "stock.quant",
            "create",
            Json::array(
                {{{"product_id", line.product},
                  {"location_id", place},
                  {"inventory_quantity", there + 10 * line.quantity}}}
            ),
            {{"context", {{"inventory_mode", true}}}}
        );
        if (quant) {
            console_.call(
                "stock.quant", "action_apply_inventory", Json::array({Json::array({*quant})})
            );
        }
    }
}

std::optional<std::int64_t> SetUp::make_order(const RecordKey& record) {
    if (!knowledge_.knows(record) && !loose_orders_.empty()) {
        const std::int64_t loose = loose_orders_.back();
        loose_orders_.pop_back();
        if (!binding_.is_taken("sale.order", loose)) {
            return bound(record, loose);
        }
    }
    const std::int64_t partner = related(record, "partner_id");
    Json values = {{"partner_id", partner == 0 ? some_partner() : partner}};
    for (const char* const field : {"client_order_ref", "picking_policy", "note"}) {
        if (const std::string shown = text(record, field); !shown.empty()) {
            values[field] = shown;
        }
    }
    // An invoice takes its reference from the order.
    for (const std::int64_t id : knowledge_.with_value("account.move", "sale_id", record.id)) {
        const std::string reference = text({"account.move", id}, "ref");
        if (!values.contains("client_order_ref") && !reference.empty() &&
            text({"account.move", id}, "move_type") == "out_invoice") {
            values["client_order_ref"] = reference;
        }
    }
    const std::int64_t warehouse = warehouse_of(record);
    if (warehouse != 0) {
        values["warehouse_id"] = warehouse;
    }
    const std::vector<Line> lines = lines_of(record);
    Json commands = Json::array();
    for (const Line& line : lines) {
        Json item = {{"product_id", line.product}, {"product_uom_qty", line.quantity}};
        if (line.price.is_number()) {
            item["price_unit"] = line.price;
        }
        commands.push_back(Json::array({0, 0, std::move(item)}));
    }
    values["order_line"] = std::move(commands);
    const auto made = console_.call("sale.order", "create", Json::array({values}));
    if (!made) {
        return std::nullopt;
    }
    const auto own = bound(record, id_in(*made));
    if (own && starts_confirmed(record)) {
        bool reserved = true;
        for (const RecordKey& move : moves_of(record)) {
            const std::string state = text(move, "state");
            reserved = reserved && state != "confirmed" && state != "partially_available";
        }
        if (reserved) {
            stock_up(lines, warehouse);
        }
        console_.call("sale.order", "action_confirm", Json::array({Json::array({*own})}));
    }
    return own;
}

std::optional<std::int64_t> SetUp::make_purchase(const RecordKey& record) {
    const std::int64_t partner = related(record, "partner_id");
    Json commands = Json::array();
    for (const std::int64_t id :
         knowledge_.with_value("purchase.order.line", "order_id", record.id)) {
        const RecordKey line{"purchase.order.line", id};
        const std::int64_t product = related(line, "product_id");
        commands.push_back(Json::array(
            {0,
             0,
             {{"product_id", product == 0 ? some_product() : product},
              {"product_qty", number_in(value(line, "product_qty"), default_quantity)},
              {"price_unit", number_in(value(line, "price_unit"), 1)}}}
        ));
    }
    if (commands.empty()) {
        commands.push_back(Json::array(
            {0,
             0,
             {{"product_id", some_product()}, {"product_qty", default_quantity}, {"price_unit", 1}}}
        ));
    }
    const auto made = console_.call(
        "purchase.order",
        "create",
        Json::array(
            {{{"partner_id", partner == 0 ? some_partner() : partner}, {"order_line", commands}}}
        )
    );
    if (!made) {
        return std::nullopt;
    }
    const auto own = bound(record, id_in(*made));
    const bool confirms = knowledge_.call(at_).method == "button_confirm";
    if (own && !confirms && text(record, "state") != "draft") {
        console_.call("purchase.order", "button_confirm", Json::array({Json::array({*own})}));
    }
    return own;
}

}  // namespace drydock::harness::contract
