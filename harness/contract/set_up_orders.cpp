#include <algorithm>

#include "harness/contract/set_up.hpp"
#include "harness/contract/texts.hpp"

namespace drydock::harness::contract {

namespace {

/// "S00004 - WEB-1001/SKU-A: Stock>Customers" is of an order with the reference WEB-1001.
std::string reference_in(const std::string& shown) {
    const std::size_t from = shown.find(" - ");
    const std::size_t to = shown.find('/', from == std::string::npos ? 0 : from);
    return from == std::string::npos ? std::string{} : shown.substr(from + 3, to - from - 3);
}

}  // namespace

/// "DCN/PICK/00001" is of the warehouse with the code DCN; 0 for the first one.
std::int64_t SetUp::warehouse_of(const RecordKey& order) {
    for (const RecordKey& picking : evidence_.members(order, "stock.picking")) {
        std::string name = text(picking, "name");
        name = name.empty() ? text(picking, "display_name") : name;
        const std::string code = name.substr(0, name.find('/'));
        if (!code.empty() && code != "WH") {
            const Json domain = Json::array({Json::array({"code", "=", code})});
            const Json found = console_.read("stock.warehouse", domain, {"id"});
            if (!found.empty()) {
                return id_in(found.front()["id"]);
            }
            // Nobody shows how it ships: in two steps where a transfer picks.
            const bool picks =
                name.find("/PICK/") != std::string::npos || name.find("/OUT/") != std::string::npos;
            const auto made = console_.call(
                "stock.warehouse",
                "create",
                Json::array(
                    {{{"name", code},
                      {"code", code},
                      {"delivery_steps", picks ? "pick_ship" : "ship_only"}}}
                )
            );
            return made ? id_in(*made) : 0;
        }
    }
    return 0;
}

/// All but the lines.
Json SetUp::order_values(const RecordKey& record) {
    Json values = {{"partner_id", partner_of(record)}};
    for (const char* const field : {"client_order_ref", "picking_policy", "note"}) {
        if (const std::string shown = text(record, field); !shown.empty()) {
            values[field] = shown;
        }
    }
    // An invoice takes its reference from the order, a transfer its policy and origin.
    for (const RecordKey& invoice : evidence_.members(record, "account.move")) {
        const std::string reference = text(invoice, "ref");
        if (!values.contains("client_order_ref") && !reference.empty() &&
            text(invoice, "move_type") == "out_invoice") {
            values["client_order_ref"] = reference;
        }
        const std::string shown = text(invoice, "display_name");
        const std::size_t from = shown.find(" (");
        if (!values.contains("client_order_ref") && from != std::string::npos &&
            shown.ends_with(")")) {
            values["client_order_ref"] = shown.substr(from + 2, shown.size() - from - 3);
        }
    }
    for (const RecordKey& picking : evidence_.members(record, "stock.picking")) {
        if (!values.contains("picking_policy") && text(picking, "move_type") == "one") {
            values["picking_policy"] = "one";
        }
        const std::string reference = reference_in(text(picking, "origin") + "/");
        if (!values.contains("client_order_ref") && !reference.empty()) {
            values["client_order_ref"] = reference;
        }
    }
    for (const RecordKey& move : evidence_.members(record, "stock.move")) {
        const std::string reference = reference_in(text(move, "display_name"));
        if (!values.contains("client_order_ref") && !reference.empty()) {
            values["client_order_ref"] = reference;
        }
    }
    if (const std::int64_t warehouse = warehouse_of(record)) {
        values["warehouse_id"] = warehouse;
    }
    return values;
}

std::optional<std::int64_t> SetUp::make_order(const RecordKey& record) {
    Json values = order_values(record);
    Json commands = Json::array();
    for (const Line& line : lines_of(record)) {
        Json item = {{"product_id", line.product}, {"product_uom_qty", line.quantity}};
        if (line.price.is_number()) {
            item["price_unit"] = line.price;
        }
        commands.push_back(create_command(std::move(item)));
    }
    values["order_line"] = std::move(commands);
    const auto made = console_.call("sale.order", "create", Json::array({values}));
    if (!made) {
        return std::nullopt;
    }
    const auto own = bound(record, id_in(*made));
    // "S00024" in the origin of its invoice is its name, where no case shows the name itself.
    const Json own_name = own ? console_.field("sale.order", *own, "name") : Json{};
    for (const RecordKey& invoice : evidence_.members(record, "account.move")) {
        const std::string origin = text(invoice, "invoice_origin");
        if (is_sequence_name(origin) && own_name.is_string() && text(record, "name").empty() &&
            text(record, "display_name").empty()) {
            (void)binding_.match_name(origin, own_name.get_ref<const std::string&>());
        }
    }
    // Lines in their order, so that a later sight of one of them alone finds the right one.
    std::vector<RecordKey> lines = evidence_.members(record, "sale.order.line");
    for (const RecordKey& line : lines) {
        if (evidence_.existed(line, at_)) {
            take(line, record);
        }
    }
    return own;
}

std::optional<std::int64_t> SetUp::make_purchase(const RecordKey& record) {
    const std::int64_t partner = partner_of(record);
    Json commands = Json::array();
    for (const RecordKey& line : evidence_.members(record, "purchase.order.line")) {
        const std::int64_t product = related(line, "product_id");
        commands.push_back(create_command(
            {{"product_id", product == 0 ? some_product() : product},
             {"product_qty", number_in(value(line, "product_qty"), 5)},
             {"price_unit", number_in(value(line, "price_unit"), 1)}}
        ));
    }
    if (commands.empty()) {
        for (const Line& line : lines_of_moves(evidence_.members(record, "stock.move"))) {
            commands.push_back(create_command(
                {{"product_id", line.product}, {"product_qty", line.quantity}, {"price_unit", 1}}
            ));
        }
    }
    if (commands.empty()) {
        // Source: Odoo 18.0, the chart's tax of 15 % on purchases.
        const double total = number_in(value(record, "amount_total"), 5 * 1.15) / 1.15;
        commands.push_back(create_command(
            {{"product_id", some_product()}, {"product_qty", 5}, {"price_unit", total / 5}}
        ));
    }
    Json values = {{"partner_id", partner}, {"order_line", commands}};
    const std::string reference = text(record, "partner_ref");
    if (!reference.empty()) {
        values["partner_ref"] = reference;
    }
    const auto made = console_.call("purchase.order", "create", Json::array({values}));
    return made ? bound(record, id_in(*made)) : std::nullopt;
}

/// A confirmed order of which nothing is known but one transfer, or one move, of it.
std::optional<std::int64_t> SetUp::make_loose_order(const RecordKey& record) {
    RecordKey picking = record;
    if (record.model != "stock.picking") {
        picking = {"stock.picking", id_in(value(record, "picking_id"))};
    }
    std::vector<RecordKey> moves;
    for (const std::int64_t id :
         picking.id == 0 ? std::vector<std::int64_t>{}
                         : knowledge_.with_value("stock.move", "picking_id", picking.id)) {
        moves.push_back({"stock.move", id});
    }
    if (moves.empty()) {
        for (const std::int64_t id :
             knowledge_.with_value("stock.move.line", "picking_id", picking.id)) {
            moves.push_back({"stock.move.line", id});
        }
    }
    if (moves.empty()) {
        moves.push_back(record.model == "stock.picking" ? RecordKey{"stock.move", 0} : record);
    }
    const std::vector<Line> lines = lines_of_moves(moves);
    Json commands = Json::array();
    for (const Line& line : lines) {
        commands.push_back(
            create_command({{"product_id", line.product}, {"product_uom_qty", line.quantity}})
        );
    }
    Json values = {{"partner_id", some_partner()}, {"order_line", commands}};
    if (text(picking, "move_type") == "one") {
        values["picking_policy"] = "one";
    }
    const bool waits = picking_state_before(picking) == "confirmed";
    Needs needs = needs_of(picking, picking);
    for (const Line& line : needs.empty() ? lines : std::vector<Line>{}) {
        needs[line.product] = {waits ? 0 : line.quantity, waits};
    }
    supply(needs, 0, true);
    const auto made = console_.call("sale.order", "create", Json::array({values}));
    if (!made) {
        return std::nullopt;
    }
    console_.call("sale.order", "action_confirm", one_id(id_in(*made)));
    const Json pickings = console_.field("sale.order", id_in(*made), "picking_ids");
    if (!pickings.is_array() || pickings.empty()) {
        return std::nullopt;
    }
    const std::int64_t own = id_in(pickings.front());
    if (picking.id != 0) {
        bound(picking, own);
        bring_picking(picking);
    }
    if (record.model == "stock.picking") {
        return own;
    }
    return take_of(
        record, {"stock.picking", own}, record.model == "stock.move" ? "move_ids" : "move_line_ids"
    );
}

}  // namespace drydock::harness::contract
