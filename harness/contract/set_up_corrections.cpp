#include <algorithm>

#include "harness/contract/references.hpp"
#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

namespace {

Json one_id(std::int64_t id) {
    return Json::array({Json::array({id})});
}

/// Calls of the recordings that bring goods in or out, with those that end a validation.
bool moves_stock(const Call& call) {
    return call.method == "button_validate" || call.method == "action_apply_inventory" ||
           call.method == "process" || call.method == "process_cancel_backorder" ||
           call.method == "send_sms" || call.method == "dont_send_sms" ||
           (call.model == "stock.quant" && (call.method == "create" || call.method == "write"));
}

double number_in(const Json& value) {
    return value.is_number() ? value.get<double>() : 0;
}

}  // namespace

/// What the success of this very call says of a record that was made here: an order that is
/// invoiced was confirmed, a transfer that is returned was done, an entry that is reversed or set
/// back to draft was posted.
void SetUp::prepare_success(const Call& call) {
    if (!knowledge_.outcome(at_).success) {
        return;
    }
    const bool invoices =
        call.model == "sale.advance.payment.inv" && call.method == "create_invoices";
    const bool returns = call.model == "stock.return.picking";
    const bool reverses = call.model == "account.move.reversal" ||
                          (call.model == "account.move" && call.method == "button_draft");
    for (const RecordKey& record : named_in(call)) {
        const auto own = binding_.own_of(record.model, record.id);
        if (!own || !made_.contains(record)) {
            continue;
        }
        const Json state = console_.field(record.model, *own, "state");
        if (invoices && record.model == "sale.order" && state == "draft") {
            console_.call(record.model, "action_confirm", one_id(*own));
        } else if (returns && record.model == "stock.picking" && state != "done") {
            catch_up_picking(*own, {{"state", "done"}});
        } else if (reverses && record.model == "account.move" && state == "draft") {
            console_.call(record.model, "action_post", one_id(*own));
        }
    }
}

/// Before a recorded confirmation whose transfer is shown as reserved next: stock levels were set
/// by calls that are not recorded, so what the order needs is put there.
void SetUp::prepare_stock(const Call& call) {
    if (call.model != "sale.order" || call.method != "action_confirm" ||
        !knowledge_.outcome(at_).success) {
        return;
    }
    for (const std::int64_t id : ids_of(call)) {
        const auto own = binding_.own_of(call.model, id);
        const std::vector<std::int64_t> pickings =
            knowledge_.with_value("stock.picking", "sale_id", id);
        const bool reserved =
            std::any_of(pickings.begin(), pickings.end(), [&](std::int64_t picking) {
                return text({"stock.picking", picking}, "state") == "assigned";
            });
        if (!own || !reserved) {
            continue;
        }
        std::vector<Line> lines;
        const Json domain = Json::array({Json::array({"order_id", "=", *own})});
        for (const Json& line :
             console_.read("sale.order.line", domain, {"product_id", "product_uom_qty"})) {
            const std::int64_t product = id_in(line["product_id"]);
            if (product != 0 && console_.field("product.product", product, "is_storable") == true) {
                lines.push_back({product, number_in(line["product_uom_qty"]), {}});
            }
        }
        stock_up(lines, id_in(console_.field("sale.order", *own, "warehouse_id")));
    }
}

/// A lot is refused as a double of one that no recorded call made.
void SetUp::prepare_lot(const Call& call) {
    const Outcome& outcome = knowledge_.outcome(at_);
    const Json values = call.method == "create" ? call.argument(0, "vals_list") : Json{};
    if (call.model != "stock.lot" || outcome.success || !values.is_object() ||
        !values.contains("name") || !values["name"].is_string() ||
        outcome.error_message.find("must be unique") == std::string::npos) {
        return;
    }
    for (const RecordKey& lot : knowledge_.named(values["name"].get<std::string>())) {
        if (lot.model == call.model && !knowledge_.value(lot, "#created", at_).is_boolean()) {
            ensure(lot);
        }
    }
}

/// The product of a lot, of which a quant or a move line tells; 0 for none.
std::int64_t SetUp::product_of_lot(const RecordKey& lot) {
    if (const std::int64_t product = related(lot, "product_id")) {
        return product;
    }
    for (const char* const model : {"stock.quant", "stock.move.line"}) {
        for (const std::int64_t id : knowledge_.with_value(model, "lot_id", lot.id)) {
            if (const std::int64_t product = related({model, id}, "product_id")) {
                return product;
            }
        }
    }
    return 0;
}

/// An order that was shown as a draft and is shown as confirmed, though no recorded call was made
/// on it between the two sights and none may confirm it: its state was written back.
void SetUp::restore_state(const RecordKey& record, std::int64_t own, const Json& shown) {
    const Json state = shown.value("state", Json{});
    const Sight* last = nullptr;
    for (const Sight& sight : knowledge_.sights(record)) {
        if (sight.at < at_ && sight.fields.contains("state")) {
            last = &sight;
        }
    }
    if (state != "sale" || last == nullptr || last->fields["state"] != "draft") {
        return;
    }
    const std::vector<Use>& uses = knowledge_.uses(record);
    const bool called = std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
        return use.called && use.at > last->at && use.at < at_ &&
               knowledge_.outcome(use.at).success &&
               !knowledge_.call(use.at).method.starts_with("read") &&
               !knowledge_.call(use.at).method.starts_with("search");
    });
    if (!called && console_.field(record.model, own, "state") == "draft") {
        console_.call(
            record.model, "write", Json::array({Json::array({own}), {{"state", "sale"}}})
        );
    }
}

/// A figure of stock that differs from the server's, though nothing recorded moved stock since the
/// product's stock was last shown as the server has it: the difference is counted in.
void SetUp::catch_up_stock(const Call& call, const Json& shown) {
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
        call.model == "product.product" ? record.id
                                        : knowledge_.id_value(record, "product_id", at_)};
    const auto own_product = binding_.own_of(product.model, product.id);
    if (!own || !own_product) {
        return;
    }
    std::optional<std::size_t> last;
    for (const char* const model : {"stock.quant", "product.product"}) {
        const char* const field = model == product.model ? "qty_available" : "quantity";
        const std::vector<std::int64_t> ids =
            model == product.model ? std::vector{product.id}
                                   : knowledge_.with_value(model, "product_id", product.id);
        for (const std::int64_t id : ids) {
            for (const Sight& sight : knowledge_.sights({model, id})) {
                if (sight.at < at_ && sight.fields.contains(field)) {
                    last = std::max(last.value_or(0), sight.at);
                }
            }
        }
    }
    for (std::size_t at = last.value_or(at_); at < at_; ++at) {
        if (knowledge_.outcome(at).success && moves_stock(knowledge_.call(at))) {
            return;
        }
    }
    const Json own_figure = console_.field(record.model, *own, figure);
    if (!last || !own_figure.is_number() || own_figure == shown[figure]) {
        return;
    }
    const Json place = console_.field("stock.warehouse", 1, "lot_stock_id");
    if (quant && id_in(console_.field(record.model, *own, "location_id")) != id_in(place)) {
        return;
    }
    count_stock(*own_product, id_in(place), number_in(shown[figure]) - number_in(own_figure));
}

/// So much more, or less, than there is.
void SetUp::count_stock(std::int64_t product, std::int64_t place, double change) {
    const Json domain = Json::array(
        {Json::array({"product_id", "=", product}), Json::array({"location_id", "=", place})}
    );
    double there = 0;
    for (const Json& quant : console_.read("stock.quant", domain, {"quantity"})) {
        there += number_in(quant["quantity"]);
    }
    const auto quant = console_.call(
        "stock.quant",
        "create",
        Json::array(
            {{{"product_id", product},
              {"location_id", place},
              {"inventory_quantity", there + change}}}
        ),
        {{"context", {{"inventory_mode", true}}}}
    );
    if (quant) {
        console_.call(
            "stock.quant", "action_apply_inventory", Json::array({Json::array({*quant})})
        );
    }
}

}  // namespace drydock::harness::contract
