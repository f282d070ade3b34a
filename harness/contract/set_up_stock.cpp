#include <algorithm>
#include <tuple>

#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

namespace {

/// Calls that bring goods in or out, with those that end a validation.
bool moves_stock(const Call& call) {
    return call.method == "button_validate" || call.method == "action_apply_inventory" ||
           call.method == "process" || call.method == "process_cancel_backorder" ||
           call.method == "send_sms" || call.method == "dont_send_sms" ||
           call.model == "stock.scrap" || (call.model == "stock.move" && call.method == "write") ||
           (call.model == "stock.quant" && (call.method == "create" || call.method == "write"));
}

/// Assumption: so many times what is wanted lies there, where no case shows how much.
constexpr double plenty = 10;

}  // namespace

std::int64_t SetUp::stock_of_warehouse(std::int64_t warehouse) {
    if (warehouse == 0) {
        const Json all = console_.read("stock.warehouse", Json::array(), {"lot_stock_id"});
        return all.empty() ? 0 : id_in(all.front()["lot_stock_id"]);
    }
    return id_in(console_.field("stock.warehouse", warehouse, "lot_stock_id"));
}

/// Before a recorded call that reserves: what its transfers are shown to have reserved next lay
/// there to be reserved, and where they are shown short no more than that.
void SetUp::prepare_reservation(const Call& call) {
    const bool reserves = (call.model == "sale.order" && call.method == "action_confirm") ||
                          (call.model == "stock.picking" && call.method == "action_assign") ||
                          (call.model == "stock.picking" && call.method == "action_confirm");
    if (!reserves || !knowledge_.outcome(at_).success) {
        return;
    }
    for (const RecordKey& record : named_in(call)) {
        if (record.model == "sale.order") {
            make_reservable(record, {});
        } else if (record.model == "stock.picking") {
            make_reservable(evidence_.root_of(record), record);
        }
    }
}

/// What the moves of a root, or of one transfer of it, are shown to have reserved from the present
/// case on.
SetUp::Needs SetUp::needs_of(const RecordKey& root, const RecordKey& picking) {
    Needs needs;
    std::vector<RecordKey> moves = evidence_.members(root, "stock.move");
    for (const std::int64_t id : root == picking
                                     ? knowledge_.with_value("stock.move", "picking_id", picking.id)
                                     : std::vector<std::int64_t>{}) {
        moves.push_back({"stock.move", id});
    }
    for (const RecordKey& move : moves) {
        const std::int64_t of = id_in(value(move, "picking_id"));
        const bool other = picking.id != 0 && of != 0 && of != picking.id;
        if (other || id_in(value(move, "origin_returned_move_id")) != 0) {
            continue;
        }
        for (const Sight& sight : knowledge_.sights(move)) {
            const Json& fields = sight.fields;
            const bool next = sight.at >= at_ && !sight.written &&
                              !evidence_.changed(move, "state", at_ + 1, sight.at) &&
                              fields.contains("quantity") && fields.contains("state");
            if (!next || fields["state"] == "done" || fields["state"] == "cancel") {
                continue;
            }
            const std::int64_t product = product_of(move);
            Need& need = needs[product];
            need.wanted += number_in(fields["quantity"]);
            need.exactly = need.exactly || fields["state"] == "confirmed" ||
                           fields["state"] == "partially_available";
            break;
        }
    }
    return needs;
}

/// Where no move is shown: all that the server's own lines ask for, unless the transfer is shown as
/// waiting.
SetUp::Needs SetUp::needs_unseen(const RecordKey& root, const RecordKey& picking) {
    Needs needs;
    bool waits = false;
    std::vector<RecordKey> pickings = evidence_.members(root, "stock.picking");
    if (picking.id != 0) {
        pickings = {picking};
    }
    for (const RecordKey& one : pickings) {
        for (const Sight& sight : knowledge_.sights(one)) {
            const bool next =
                sight.at >= at_ && !evidence_.changed(one, "state", at_ + 1, sight.at);
            waits = waits || (next && sight.fields.value("state", Json{}) == "confirmed");
        }
    }
    const auto own_picking = binding_.own_of(picking.model, picking.id);
    const auto own = binding_.own_of(root.model, root.id);
    const bool of_order = root.model == "sale.order" && own && !own_picking;
    if (!of_order && !own_picking) {
        return needs;
    }
    const Json domain = Json::array({Json::array(
        {of_order ? "order_id" : "picking_id", "=", of_order ? *own : own_picking.value_or(0)}
    )});
    for (const Json& line : console_.read(
             of_order ? "sale.order.line" : "stock.move", domain, {"product_id", "product_uom_qty"}
         )) {
        const std::int64_t product = id_in(line["product_id"]);
        if (product != 0) {
            Need& need = needs[product];
            need.wanted += waits ? 0 : number_in(line["product_uom_qty"]);
            need.exactly = waits;
        }
    }
    return needs;
}

void SetUp::make_reservable(const RecordKey& root, const RecordKey& picking) {
    Needs needs = needs_of(root, picking);
    if (needs.empty()) {
        needs = needs_unseen(root, picking);
    }
    const auto own = binding_.own_of(root.model, root.id);
    const std::int64_t warehouse = own && root.model == "sale.order"
                                       ? id_in(console_.field(root.model, *own, "warehouse_id"))
                                       : 0;
    supply(needs, warehouse, made_.contains(root));
}

/// Puts what is needed where it is shipped from; for a root that recorded calls made only where no
/// recorded call may have moved the product's stock.
void SetUp::supply(const Needs& needs, std::int64_t warehouse, bool made_here) {
    const std::int64_t place = stock_of_warehouse(warehouse);
    for (const auto& [product, need] : needs) {
        if (console_.field("product.product", product, "is_storable") != true) {
            continue;
        }
        const RecordKey key{
            "product.product", binding_.recorded_of("product.product", product).value_or(0)};
        const bool unseen = made_.contains(key) && !evidence_.last_sight(key, "qty_available", at_);
        const bool stock_free = stock_is_free(key);
        if (!made_here && !stock_free && !unseen) {
            continue;
        }
        auto [there, reserved] = stock_at(product, place);
        if (there - reserved < need.wanted) {
            apply_counts(product, place);
            std::tie(there, reserved) = stock_at(product, place);
        }
        const double free = there - reserved;
        const bool lots = console_.field("product.product", product, "tracking") != "none";
        if (free < need.wanted && !lots) {
            count_stock(product, place, reserved + need.wanted * (need.exactly ? 1 : plenty));
        } else if (need.exactly && free > need.wanted && stock_free) {
            count_stock(product, place, reserved + need.wanted);
        }
    }
}

/// How much lies at a place, and how much of it is reserved.
std::pair<double, double> SetUp::stock_at(std::int64_t product, std::int64_t place) {
    const Json domain = Json::array(
        {Json::array({"product_id", "=", product}), Json::array({"location_id", "=", place})}
    );
    std::pair<double, double> stock{0, 0};
    for (const Json& quant :
         console_.read("stock.quant", domain, {"quantity", "reserved_quantity"})) {
        stock.first += number_in(quant["quantity"]);
        stock.second += number_in(quant["reserved_quantity"]);
    }
    return stock;
}

/// What a recorded call counted and none applied.
void SetUp::apply_counts(std::int64_t product, std::int64_t place) {
    const Json domain = Json::array(
        {Json::array({"product_id", "=", product}), Json::array({"location_id", "=", place})}
    );
    for (const Json& quant : console_.read("stock.quant", domain, {"inventory_quantity_set"})) {
        if (quant["inventory_quantity_set"] == true) {
            console_.call("stock.quant", "action_apply_inventory", one_id(id_in(quant["id"])));
        }
    }
}

/// Whether a case may have changed how much there is of a product.
bool SetUp::moves_stock_of(std::size_t at, const RecordKey& product) const {
    const Call& call = knowledge_.call(at);
    if (!call.of_model() || !knowledge_.outcome(at).success || !moves_stock(call)) {
        return false;
    }
    for (const RecordKey& record : named_in(call)) {
        const RecordKey root = evidence_.root_of(record);
        if (record == product) {
            return true;
        }
        bool known = false;
        std::vector<RecordKey> parts = evidence_.members(root, "stock.move");
        const std::vector<RecordKey> lines = evidence_.members(root, "sale.order.line");
        parts.insert(parts.end(), lines.begin(), lines.end());
        parts.push_back(record);
        for (const RecordKey& part : parts) {
            const std::int64_t of = knowledge_.id_value(part, "product_id", at);
            known = known || of != 0;
            if (of == product.id) {
                return true;
            }
        }
        const bool carries = record.model == "stock.picking" || record.model == "stock.quant" ||
                             record.model == "stock.move";
        if (carries && !known) {
            return true;
        }
    }
    return false;
}

/// True when no recorded call may have moved the product's stock since a case showed it, or since
/// the product was made.
bool SetUp::stock_is_free(const RecordKey& product) const {
    std::size_t since = 0;
    if (const auto sight = evidence_.last_sight(product, "qty_available", at_)) {
        since = *sight;
    }
    for (const std::int64_t id : knowledge_.with_value("stock.quant", "product_id", product.id)) {
        if (const auto sight = evidence_.last_sight({"stock.quant", id}, "quantity", at_)) {
            since = std::max(since, *sight);
        }
    }
    for (std::size_t at = since; at < at_; ++at) {
        if (moves_stock_of(at, product)) {
            return false;
        }
    }
    return true;
}

void SetUp::correct_stock(const Call& call) {
    const Json& result = knowledge_.outcome(at_).result;
    for (const Json& shown : result.is_array() ? result : Json::array()) {
        if (shown.is_object() && shown.contains("id")) {
            correct_figure(call, shown);
        }
    }
}

/// A figure of stock that differs from the server's, though nothing recorded moved stock since:
/// the difference is counted in.
void SetUp::correct_figure(const Call& call, const Json& shown) {
    const bool quant = call.model == "stock.quant";
    const bool line = call.model == "sale.order.line";
    const char* const figure = quant  ? "quantity"
                               : line ? "virtual_available_at_date"
                                      : "qty_available";
    if ((!quant && !line && call.model != "product.product") || !shown.contains(figure) ||
        !shown[figure].is_number()) {
        return;
    }
    const RecordKey record{call.model, id_in(shown["id"])};
    const auto own = binding_.own_of(record.model, record.id);
    const RecordKey product{
        "product.product",
        call.model == "product.product" ? record.id : id_in(value(record, "product_id"))};
    const auto own_product = binding_.own_of(product.model, product.id);
    const Json got = own ? console_.field(record.model, *own, figure) : Json{};
    if (!own || !own_product || !stock_is_free(product) || !got.is_number() ||
        got == shown[figure]) {
        return;
    }
    if (quant) {
        console_.call(
            record.model, "write", Json::array({Json::array({*own}), {{"quantity", shown[figure]}}})
        );
        return;
    }
    const Json there = console_.field("product.product", *own_product, "qty_available");
    const double change = number_in(shown[figure]) - number_in(got);
    count_stock(*own_product, stock_of_warehouse(0), number_in(there) + change);
}

/// Whether a case shows what a count of the product took from the place of adjustments.
bool SetUp::is_seen_counted(std::int64_t product) const {
    const auto recorded = binding_.recorded_of("product.product", product);
    for (const std::int64_t id : recorded
                                     ? knowledge_.with_value("stock.quant", "product_id", *recorded)
                                     : std::vector<std::int64_t>{}) {
        const Json place = knowledge_.value({"stock.quant", id}, "location_id#name", at_);
        if (place == "Virtual Locations/Inventory adjustment") {
            return true;
        }
    }
    return false;
}

/// So much at a place from now on. Written without a move, as an administrator may; a move would
/// leave its own trace. Source: recordings c022, c025.
void SetUp::count_stock(std::int64_t product, std::int64_t place, double quantity) {
    const Json domain = Json::array(
        {Json::array({"product_id", "=", product}), Json::array({"location_id", "=", place})}
    );
    const Json quants = console_.read("stock.quant", domain, {"quantity"});
    if (is_seen_counted(product)) {
        const auto quant = console_.call(
            "stock.quant",
            "create",
            Json::array(
                {{{"product_id", product},
                  {"location_id", place},
                  {"inventory_quantity", quantity}}}
            ),
            {{"context", {{"inventory_mode", true}}}}
        );
        if (quant) {
            console_.call("stock.quant", "action_apply_inventory", one_id(id_in(*quant)));
        }
        return;
    }
    if (quants.empty()) {
        console_.call(
            "stock.quant",
            "create",
            Json::array({{{"product_id", product}, {"location_id", place}, {"quantity", quantity}}})
        );
        return;
    }
    double others = 0;
    for (std::size_t index = 1; index < quants.size(); ++index) {
        others += number_in(quants[index]["quantity"]);
    }
    console_.call(
        "stock.quant",
        "write",
        Json::array({Json::array({quants[0]["id"]}), {{"quantity", quantity - others}}})
    );
}

}  // namespace drydock::harness::contract
