#include <algorithm>
#include <cmath>
#include <map>

#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

namespace {

/// Assumption: what no case shows is one line of so many.
constexpr double default_quantity = 5;

/// A product counts as the subject of what follows when it was made so many cases before at most.
constexpr std::size_t recent_cases = 3;

}  // namespace

/// The customer that most records show.
std::int64_t SetUp::some_partner() {
    std::map<std::int64_t, int> shown;
    for (const RecordKey& record : knowledge_.records()) {
        const bool sells = record.model == "sale.order" || record.model == "account.move" ||
                           record.model == "stock.picking" || record.model == "account.payment";
        const std::int64_t partner = sells ? knowledge_.id_value(record, "partner_id", at_) : 0;
        if (is_made_later({"res.partner", partner})) {
            continue;
        }
        if (partner > fresh_id_max(Release::odoo_18, "res.partner")) {
            ++shown[partner];
        }
    }
    const auto most =
        std::max_element(shown.begin(), shown.end(), [](const auto& left, const auto& right) {
            return left.second < right.second;
        });
    if (most != shown.end()) {
        if (const auto own = ensure({"res.partner", most->first})) {
            return *own;
        }
    }
    for (const auto& [record, at] : made_) {
        if (record.model == "res.partner") {
            return binding_.own_of("res.partner", record.id).value_or(0);
        }
    }
    const auto made =
        console_.call("res.partner", "create", Json::array({{{"name", "Some Customer"}}}));
    return made ? id_in(*made) : 0;
}

/// The order's own, else that of its transfers and invoices, else some.
std::int64_t SetUp::partner_of(const RecordKey& order) {
    if (const std::int64_t own = related(order, "partner_id")) {
        return own;
    }
    for (const char* const model : {"account.move", "stock.picking"}) {
        for (const RecordKey& record : evidence_.members(order, model)) {
            if (const std::int64_t own = related(record, "partner_id")) {
                return own;
            }
        }
    }
    return some_partner();
}

/// The one product that a case near the present one names; 0 for none.
std::int64_t SetUp::near_product() {
    for (std::size_t distance = 0; distance <= recent_cases; ++distance) {
        for (const std::size_t at : {at_ - distance, at_ + distance}) {
            if (at >= knowledge_.count() || !knowledge_.outcome(at).success) {
                continue;
            }
            const Call& call = knowledge_.call(at);
            std::vector<RecordKey> named = named_in(call);
            std::erase_if(named, [](const RecordKey& record) {
                return record.model != "product.product";
            });
            const std::int64_t made = id_in(knowledge_.outcome(at).result);
            if (call.model == "product.product" && call.method == "create" && made > 0 &&
                at < at_) {
                named = {{call.model, made}};
            }
            if (named.size() == 1 && !is_made_later(named.front())) {
                return ensure(named.front()).value_or(0);
            }
        }
    }
    return 0;
}

std::int64_t SetUp::some_product() {
    if (const std::int64_t near = near_product();
        near != 0 && console_.field("product.product", near, "is_storable") == true) {
        return near;
    }
    const Json domain = Json::array(
        {Json::array({"is_storable", "=", true}),
         Json::array({"tracking", "=", "none"}),
         Json::array({"invoice_policy", "=", "order"})}
    );
    for (const Json& found : console_.read("product.product", domain, {"id"})) {
        if (is_ours("product.product", id_in(found["id"]))) {
            return id_in(found["id"]);
        }
    }
    const auto made = console_.call(
        "product.product",
        "create",
        Json::array(
            {{{"name", "Some Product"},
              {"type", "consu"},
              {"is_storable", true},
              {"list_price", 10}}}
        )
    );
    return made ? id_in(*made) : 0;
}

std::int64_t SetUp::product_invoiced_by_delivery() {
    const Json domain = Json::array(
        {Json::array({"is_storable", "=", true}), Json::array({"invoice_policy", "=", "delivery"})}
    );
    for (const Json& found : console_.read("product.product", domain, {"id"})) {
        if (is_ours("product.product", id_in(found["id"]))) {
            return id_in(found["id"]);
        }
    }
    const auto made = console_.call(
        "product.product",
        "create",
        Json::array(
            {{{"name", "Some Product by Delivery"},
              {"type", "consu"},
              {"is_storable", true},
              {"invoice_policy", "delivery"},
              {"list_price", 10}}}
        )
    );
    return made ? id_in(*made) : 0;
}

/// The server's product of a line or a move; one is found where no case shows it.
std::int64_t SetUp::product_of(const RecordKey& record) {
    if (const std::int64_t product = related(record, "product_id")) {
        return product;
    }
    const std::int64_t line = id_in(value(record, "sale_line_id"));
    if (line != 0 && shows_product({"sale.order.line", line})) {
        return product_of({"sale.order.line", line});
    }
    // "S00004 - [SKU-A] Widget A (CUST-0001)" and "S00026/SKU-A: Stock>Customers".
    const std::string shown = text(record, "display_name");
    for (const RecordKey& product : knowledge_.records()) {
        if (product.model != "product.product") {
            continue;
        }
        const std::string name = text(product, "display_name");
        const std::string code = text(product, "default_code");
        if ((!name.empty() && shown.find(name) != std::string::npos) ||
            (!code.empty() && shown.find("/" + code + ":") != std::string::npos)) {
            if (const auto own = ensure(product)) {
                return *own;
            }
        }
    }
    return some_product();
}

bool SetUp::shows_product(const RecordKey& record) const {
    const std::int64_t line = id_in(value(record, "sale_line_id"));
    return id_in(value(record, "product_id")) != 0 || !text(record, "display_name").empty() ||
           (line != 0 && record.model != "sale.order.line" &&
            shows_product({"sale.order.line", line}));
}

/// One that is not among those, where the first is.
std::int64_t SetUp::another_product(std::int64_t first, const std::vector<std::int64_t>& used) {
    const auto is_used = [&](std::int64_t product) {
        return std::find(used.begin(), used.end(), product) != used.end();
    };
    if (!is_used(first)) {
        return first;
    }
    const Json domain = Json::array(
        {Json::array({"is_storable", "=", true}), Json::array({"tracking", "=", "none"})}
    );
    for (const Json& found : console_.read("product.product", domain, {"id"})) {
        if (!is_used(id_in(found["id"])) && is_ours("product.product", id_in(found["id"]))) {
            return id_in(found["id"]);
        }
    }
    return product_invoiced_by_delivery();
}

/// What a move was to move: as shown, else as much as is written to it before it is validated.
double SetUp::demand_of(const RecordKey& move) const {
    if (move.model == "stock.move.line") {
        return number_in(value(move, "quantity"), default_quantity);
    }
    const Json shown = value(move, "product_uom_qty");
    const Json written = value(move, "quantity");
    const bool whole = written.is_number() && written.get<double>() >= 1;
    return number_in(shown, whole ? written.get<double>() : default_quantity);
}

/// What a line of an order was ordered with.
double SetUp::quantity_of(const RecordKey& line) {
    if (const Json shown = value(line, "product_uom_qty"); shown.is_number()) {
        return shown.get<double>();
    }
    double moved = 0;
    for (const std::int64_t id : knowledge_.with_value("stock.move", "sale_line_id", line.id)) {
        const RecordKey move{"stock.move", id};
        if (id_in(value(move, "origin_returned_move_id")) == 0 && evidence_.existed(move, at_)) {
            moved += number_in(value(move, "product_uom_qty"));
        }
    }
    const double invoiced =
        number_in(value(line, "qty_to_invoice")) + number_in(value(line, "qty_invoiced"));
    return moved > 0 ? moved : invoiced > 0 ? invoiced : default_quantity;
}

/// Lines that a recorded call adds later are not there yet.
void SetUp::add_lines_later_commanded(const RecordKey& order, std::vector<RecordKey>& lines) const {
    for (const Use& use : knowledge_.uses(order)) {
        const Call& call = knowledge_.call(use.at);
        const Json values = call.method == "write" ? call.argument(1, "vals") : Json{};
        if (use.at < at_ || !values.is_object() || !values.contains("order_line") ||
            !knowledge_.outcome(use.at).success) {
            continue;
        }
        for (const Json& command : values["order_line"]) {
            if (command.is_array() && command.size() == 3 && command[0] == 0 && lines.size() > 1) {
                lines.pop_back();
            }
        }
    }
}

/// One line a product: what the first of several steps moves, and what the backorders move.
std::vector<SetUp::Line> SetUp::lines_of_moves(const std::vector<RecordKey>& moves) {
    const bool all = std::none_of(moves.begin(), moves.end(), [&](const RecordKey& move) {
        const RecordKey picking{"stock.picking", id_in(value(move, "picking_id"))};
        return evidence_.existed(move, at_) || (picking.id != 0 && evidence_.existed(picking, at_));
    });
    std::vector<Line> lines;
    std::map<std::int64_t, std::string> kinds;
    std::vector<std::int64_t> used;
    for (const RecordKey& move : moves) {
        const RecordKey picking{"stock.picking", id_in(value(move, "picking_id"))};
        std::string name = text(picking, "name");
        name = name.empty() ? text(picking, "display_name") : name;
        const std::string kind = name.substr(0, name.rfind('/'));
        const bool returned = id_in(value(move, "origin_returned_move_id")) != 0 ||
                              id_in(value(picking, "return_id")) != 0;
        std::int64_t product = returned ? 0 : product_of(move);
        if (!returned && !shows_product(move)) {
            const bool step = !kinds.empty() && !kind.empty() && kinds.begin()->second != kind;
            product = step ? 0 : another_product(product, used);
        }
        used.push_back(product);
        const bool other_step = kinds.contains(product) && !kind.empty() && kinds[product] != kind;
        const bool later = move.id != 0 && !evidence_.existed(move, at_) &&
                           !(picking.id != 0 && evidence_.existed(picking, at_));
        if (product == 0 || other_step || (later && !all)) {
            continue;
        }
        kinds.emplace(product, kind);
        const double quantity = demand_of(move);
        const auto line = std::find_if(lines.begin(), lines.end(), [&](const Line& one) {
            return one.product == product;
        });
        if (line == lines.end()) {
            lines.push_back({product, quantity, {}});
        } else {
            line->quantity += quantity;
        }
    }
    if (lines.empty()) {
        lines.push_back({some_product(), default_quantity, {}});
    }
    return lines;
}

std::vector<SetUp::Line> SetUp::lines_of_invoices(const RecordKey& order) {
    std::vector<Line> lines;
    for (const RecordKey& item : evidence_.members(order, "account.move.line")) {
        const Json product = value(item, "product_id");
        const RecordKey invoice{"account.move", id_in(value(item, "move_id"))};
        if (text(item, "display_type") == "product" && id_in(product) != 0 &&
            text(invoice, "move_type") != "out_refund") {
            lines.push_back(
                {product_of(item),
                 number_in(value(item, "quantity"), default_quantity),
                 value(item, "price_unit")}
            );
        }
    }
    return lines;
}

/// The one price that makes the amount of the order, or of its invoice, where no case shows it.
void SetUp::set_missing_price(const RecordKey& order, std::vector<Line>& lines) {
    Json amount = value(order, "amount_untaxed");
    Json total = value(order, "amount_total");
    for (const RecordKey& invoice : evidence_.members(order, "account.move")) {
        amount = amount.is_number() ? amount : value(invoice, "amount_untaxed");
        total = total.is_number() ? total : value(invoice, "amount_total");
    }
    // Source: Odoo 18.0, the chart's tax of 15 % on sales.
    double rest = number_in(amount, number_in(total) / 1.15);
    Line* open = nullptr;
    for (Line& line : lines) {
        const Json recorded = knowledge_.value(
            {"product.product", binding_.recorded_of("product.product", line.product).value_or(0)},
            "list_price",
            at_
        );
        const bool known = line.price.is_number() || recorded.is_number();
        if (known) {
            rest -= number_in(line.price, number_in(recorded)) * line.quantity;
        } else if (open != nullptr) {
            return;
        } else {
            open = &line;
        }
    }
    if (open == nullptr && lines.size() == 1 && !lines.front().price.is_number() &&
        std::abs(rest) > 0.01 && (amount.is_number() || total.is_number())) {
        open = &lines.front();
        rest = number_in(amount, number_in(total) / 1.15);
    }
    if (open != nullptr && rest > 0 && open->quantity > 0) {
        open->price = std::round(rest / open->quantity * 100) / 100;
    }
}

std::vector<SetUp::Line> SetUp::lines_of(const RecordKey& order) {
    std::vector<RecordKey> shown = evidence_.members(order, "sale.order.line");
    std::erase_if(shown, [&](const RecordKey& line) { return value(line, "is_delivery") == true; });
    add_lines_later_commanded(order, shown);
    std::vector<Line> lines;
    for (const RecordKey& line : shown) {
        lines.push_back({product_of(line), quantity_of(line), value(line, "price_unit")});
    }
    if (lines.empty()) {
        lines = lines_of_invoices(order);
    }
    const bool known = !lines.empty();
    if (!known) {
        std::vector<RecordKey> moves = evidence_.members(order, "stock.move");
        add_lines_later_commanded(order, moves);
        lines = lines_of_moves(moves);
    }
    set_missing_price(order, lines);
    // Nothing to invoice though confirmed: a product that is invoiced by delivery.
    const Json status = value(order, "invoice_status");
    const Json invoices = value(order, "invoice_ids");
    if (status == "no" && invoices.is_array() && !invoices.empty() &&
        text(order, "state") == "sale") {
        lines.push_back({product_invoiced_by_delivery(), 2, {}});
    }
    const std::vector<Use>& uses = knowledge_.uses(order);
    const bool nothing = std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
        return use.at >= at_ && knowledge_.call(use.at).method == "create_invoices" &&
               knowledge_.outcome(use.at).error_message.find("No items are available") !=
                   std::string::npos;
    });
    if (!known && nothing && value(order, "delivery_status") == "full" &&
        evidence_.members(order, "stock.move").empty()) {
        lines.front().product = product_invoiced_by_delivery();
    }
    return lines;
}

}  // namespace drydock::harness::contract
