#include "harness/contract/set_up.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "harness/contract/references.hpp"
#include "harness/contract/relations.hpp"
#include "harness/contract/texts.hpp"

namespace drydock::harness::contract {

namespace {

constexpr auto wizards = std::to_array<std::string_view>({
    "account.move.reversal",
    "account.payment.register",
    "choose.delivery.carrier",
    "confirm.stock.sms",
    "sale.advance.payment.inv",
    "sale.order.cancel",
    "stock.backorder.confirmation",
    "stock.return.picking",
});

bool is_wizard(std::string_view model) {
    return std::find(wizards.begin(), wizards.end(), model) != wizards.end();
}

/// Fields that a record is made with when a case shows them, by model; a many2one is made first.
struct PlainModel {
    std::string_view model;
    std::vector<const char*> fields;
};

const std::array<PlainModel, 8>& plain_models() {
    static const std::array<PlainModel, 8> models{{
        {"delivery.carrier",
         {"name", "delivery_type", "fixed_price", "product_id", "tracking_url"}},
        {"product.product",
         {"name",
          "default_code",
          "list_price",
          "type",
          "is_storable",
          "tracking",
          "invoice_policy",
          "standard_price",
          "weight",
          "sale_ok",
          "purchase_ok"}},
        {"product.template",
         {"name",
          "default_code",
          "list_price",
          "type",
          "is_storable",
          "tracking",
          "invoice_policy"}},
        {"res.partner",
         {"name",
          "ref",
          "email",
          "phone",
          "street",
          "zip",
          "city",
          "country_id",
          "is_company",
          "type",
          "parent_id"}},
        {"res.users", {"name", "login"}},
        {"stock.lot", {"name", "product_id"}},
        {"stock.quant", {"product_id", "location_id", "lot_id"}},
        {"stock.warehouse", {"name", "code", "delivery_steps", "reception_steps"}},
    }};
    return models;
}

/// "[SKU-A] Widget A" gives code and name; anything else is a name.
void split_display_name(const std::string& shown, Json& values) {
    const std::size_t close = shown.starts_with("[") ? shown.find("] ") : std::string::npos;
    if (close != std::string::npos && !values.contains("default_code")) {
        values["default_code"] = shown.substr(1, close - 1);
    }
    values["name"] = close == std::string::npos ? shown : shown.substr(close + 2);
}

}  // namespace

SetUp::SetUp(const Knowledge& knowledge, Binding& binding, Console& console)
    : knowledge_{knowledge}, binding_{binding}, console_{console} {}

void SetUp::prepare(std::size_t at) {
    at_ = at;
    const Call& call = knowledge_.call(at);
    if (!call.of_model()) {
        return;
    }
    std::vector<RecordKey> needed = unbound_in(call);
    // A wizard is made last: its context names the others.
    std::stable_sort(
        needed.begin(),
        needed.end(),
        [](const RecordKey& left, const RecordKey& right) {
            return !is_wizard(left.model) && is_wizard(right.model);
        }
    );
    for (const RecordKey& record : needed) {
        if (!ensure(record)) {
            console_.note(fmt::format("set-up: cannot make {} {}", record.model, record.id));
        }
    }
    if (call.model == "stock.picking" && call.method == "button_validate") {
        report_picked(call);
    }
    prepare_lot(call);
    prepare_stock(call);
    prepare_success(call);
    catch_up(call);
}

std::vector<RecordKey> SetUp::named_in(const Call& call) const {
    std::vector<RecordKey> out;
    Call copy = call;
    visit_references(
        copy,
        {.on_id =
             [&](std::string_view model, Json& id) {
                 RecordKey record{std::string{model}, id.get<std::int64_t>()};
                 const bool listed = std::find(out.begin(), out.end(), record) != out.end();
                 if (!listed && !model.empty()) {
                     out.push_back(std::move(record));
                 }
             },
         .on_text = [](std::string_view, std::string_view, Json&) {}}
    );
    return out;
}

std::vector<RecordKey> SetUp::unbound_in(const Call& call) const {
    std::vector<RecordKey> out = named_in(call);
    std::erase_if(out, [&](const RecordKey& record) {
        return binding_.own_of(record.model, record.id) || is_missing(record);
    });
    return out;
}

/// The response says that there is none, or a read does not show it.
bool SetUp::is_missing(const RecordKey& record) const {
    const Call& call = knowledge_.call(at_);
    const Outcome& outcome = knowledge_.outcome(at_);
    if (!outcome.success) {
        const std::string mark = fmt::format("{}({},", record.model, record.id);
        return outcome.error_message.find(mark) != std::string::npos ||
               (!knowledge_.knows(record) && knowledge_.uses(record).size() < 2 &&
                record.model != call.model);
    }
    if (record.model != call.model || (call.method != "read" && call.method != "exists")) {
        return false;
    }
    const Json& result = outcome.result;
    return !result.is_array() || std::none_of(result.begin(), result.end(), [&](const Json& one) {
        return (one.is_object() && one.contains("id") ? one["id"] : one) == record.id;
    });
}

std::optional<std::int64_t> SetUp::bound(const RecordKey& record, std::int64_t own) {
    if (own == 0) {
        return std::nullopt;
    }
    binding_.bind(record.model, record.id, own);
    made_[record] = at_;
    const std::string recorded_name = text(record, "name");
    if (is_sequence_name(recorded_name)) {
        const Json name = console_.field(record.model, own, "name");
        if (name.is_string() &&
            !binding_.match_name(recorded_name, name.get_ref<const std::string&>())) {
            console_.note("set-up: " + recorded_name + " stands for another already");
        }
    }
    return own;
}

std::optional<std::int64_t> SetUp::ensure(const RecordKey& record) {
    if (const auto own = binding_.own_of(record.model, record.id)) {
        return own;
    }
    if (record.id <= 0 || !making_.insert(record).second) {
        return std::nullopt;
    }
    auto own = make(record);
    making_.erase(record);
    return own;
}

std::optional<std::int64_t> SetUp::make(const RecordKey& record) {
    if (record.model == "sale.order") {
        return make_order(record);
    }
    if (record.model == "sale.order.line") {
        return make_order_line(record);
    }
    if (record.model == "purchase.order") {
        return make_purchase(record);
    }
    if (record.model == "stock.picking") {
        return make_picking(record);
    }
    if (record.model == "stock.move" || record.model == "stock.move.line") {
        return make_move(record);
    }
    if (record.model == "account.move") {
        return make_invoice(record);
    }
    return is_wizard(record.model) ? make_wizard(record) : make_plain(record);
}

std::optional<std::int64_t> SetUp::make_wizard(const RecordKey& record) {
    Call call = knowledge_.call(at_);
    visit_references(
        call,
        {.on_id =
             [&](std::string_view model, Json& id) {
                 id = binding_.own_of(model, id.get<std::int64_t>())
                          .value_or(id.get<std::int64_t>());
             },
         .on_text = [](std::string_view, std::string_view, Json&) {}}
    );
    const Json context = call.context();
    Json values = Json::object();
    if (record.model == "stock.return.picking") {
        const std::int64_t picking = related(record, "picking_id");
        if (picking != 0) {
            values["picking_id"] = picking;
        } else if (context.is_object() && context.contains("active_id")) {
            values["picking_id"] = context["active_id"];
        }
    }
    const auto made = console_.call(
        record.model,
        "create",
        Json::array({values}),
        context.is_object() ? Json{{"context", context}} : Json::object()
    );
    return made ? bound(record, id_in(*made)) : std::nullopt;
}

std::optional<std::int64_t> SetUp::make_plain(const RecordKey& record) {
    const auto& models = plain_models();
    const auto known = std::find_if(models.begin(), models.end(), [&](const PlainModel& one) {
        return one.model == record.model;
    });
    if (known == models.end()) {
        return std::nullopt;
    }
    Json values = Json::object();
    for (const char* const field : known->fields) {
        Json shown = value(record, field);
        if (!relation_of(record.model, field).empty()) {
            if (const std::int64_t own = related(record, field)) {
                values[field] = own;
            }
        } else if (!shown.is_null() && shown != false) {
            values[field] = std::move(shown);
        }
    }
    if (record.model != "stock.quant" && !values.contains("name")) {
        const std::string shown = text(record, "display_name");
        split_display_name(shown.empty() ? fmt::format("Record {}", record.id) : shown, values);
    }
    if (record.model.starts_with("product.") && !values.contains("type")) {
        values["type"] = "consu";
        values["is_storable"] = true;
    }
    if (record.model == "res.users" && !values.contains("login")) {
        values["login"] = fmt::format("user{}", record.id);
    }
    if (record.model == "stock.lot" && !values.contains("product_id")) {
        if (const std::int64_t product = product_of_lot(record)) {
            values["product_id"] = product;
        }
    }
    if (record.model == "stock.quant" && values.size() >= 2) {
        values["inventory_quantity"] = value(record, "quantity");
        const auto quant = console_.call(
            record.model, "create", Json::array({values}), {{"context", {{"inventory_mode", true}}}}
        );
        return quant ? bound(record, id_in(*quant)) : std::nullopt;
    }
    const auto made = console_.call(record.model, "create", Json::array({values}));
    return made ? bound(record, id_in(*made)) : std::nullopt;
}

Json SetUp::value(const RecordKey& record, const char* field) const {
    return knowledge_.value(record, field, at_);
}

std::string SetUp::text(const RecordKey& record, const char* field) const {
    const Json shown = value(record, field);
    return shown.is_string() ? shown.get<std::string>() : std::string{};
}

/// The server's id of the record in that field, made where it must be; 0 for none.
std::int64_t SetUp::related(const RecordKey& record, const char* field) {
    const std::int64_t id = knowledge_.id_value(record, field, at_);
    return id == 0 ? 0 : ensure({relation_of(record.model, field), id}).value_or(0);
}

}  // namespace drydock::harness::contract
