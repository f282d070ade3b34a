#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "harness/contract/references.hpp"
#include "harness/contract/relations.hpp"
#include "harness/contract/set_up.hpp"

namespace drydock::harness::contract {

namespace {

/// Fields that a record is made with when a case shows them, by model; a many2one is made first.
struct PlainModel {
    std::string_view model;
    std::vector<const char*> fields;
};

const std::array<PlainModel, 10>& plain_models() {
    static const std::array<PlainModel, 10> models{{
        {"delivery.carrier",
         {"name", "delivery_type", "fixed_price", "product_id", "tracking_url"}},
        {"ir.attachment", {"name", "datas", "res_model", "res_id"}},
        {"product.product",
         {"name",
          "default_code",
          "barcode",
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
          "vat",
          "country_id",
          "is_company",
          "type",
          "parent_id"}},
        {"res.users", {"name", "login"}},
        {"stock.lot", {"name", "product_id"}},
        {"stock.quant", {"product_id", "location_id", "lot_id"}},
        {"stock.scrap", {"product_id", "scrap_qty", "location_id"}},
        {"stock.warehouse", {"name", "code", "delivery_steps", "reception_steps"}},
    }};
    return models;
}

bool has_name(std::string_view model) {
    return model != "stock.quant" && model != "stock.scrap";
}

/// "[SKU-A] Widget A" gives code and name; anything else is a name.
void split_display_name(const std::string& shown, Json& values) {
    const std::size_t close = shown.starts_with("[") ? shown.find("] ") : std::string::npos;
    if (close != std::string::npos && !values.contains("default_code")) {
        values["default_code"] = shown.substr(1, close - 1);
    }
    values["name"] = close == std::string::npos ? shown : shown.substr(close + 2);
}

constexpr std::int64_t group_user = 1;  ///< base.group_user, "Internal User".

}  // namespace

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
    for (const char* const field : {"picking_id", "order_id"}) {
        const bool has = (record.model == "stock.return.picking" && field[0] == 'p') ||
                         (record.model == "choose.delivery.carrier" && field[0] == 'o');
        const std::int64_t own = has ? related(record, field) : 0;
        if (own != 0) {
            values[field] = own;
        } else if (has && context.is_object() && context.contains("active_id")) {
            values[field] = context["active_id"];
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
    if (known == models.end() || (!console_.is_fresh() && (record.model == "res.users" ||
                                                           record.model == "stock.warehouse"))) {
        return find_by_name(record);
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
    if (has_name(record.model) && !values.contains("name")) {
        const std::string shown = text(record, "display_name");
        split_display_name(shown.empty() ? fmt::format("Record {}", record.id) : shown, values);
    }
    const bool carries =
        !knowledge_.with_value("delivery.carrier", "product_id", record.id).empty();
    if (record.model.starts_with("product.") && !values.contains("type")) {
        values["type"] = carries ? "service" : "consu";
        values["is_storable"] = !carries;
    }
    if (record.model == "product.product" && !values.contains("invoice_policy") &&
        is_seen_invoiced_by_delivery(record)) {
        values["invoice_policy"] = "delivery";
    }
    if (record.model == "product.product" && !values.contains("list_price")) {
        // What a line of an order or an invoice asks for it.
        for (const char* const model : {"sale.order.line", "account.move.line"}) {
            for (const std::int64_t id : knowledge_.with_value(model, "product_id", record.id)) {
                const Json price = knowledge_.value({model, id}, "price_unit", at_);
                if (price.is_number() && !values.contains("list_price")) {
                    values["list_price"] = price;
                }
            }
        }
    }
    if (record.model == "product.product" && !values.contains("tracking") &&
        !knowledge_.with_value("stock.lot", "product_id", record.id).empty()) {
        values["tracking"] = "lot";
    }
    if (record.model == "stock.lot" && !values.contains("product_id")) {
        if (const std::int64_t product = product_of_lot(record)) {
            values["product_id"] = product;
        }
    }
    if (record.model == "stock.quant") {
        return make_quant(record, std::move(values));
    }
    if (record.model == "res.users") {
        return make_user(record, std::move(values));
    }
    const auto made = console_.call(record.model, "create", Json::array({values}));
    return made ? bound(record, id_in(*made)) : std::nullopt;
}

bool SetUp::is_ours(const std::string& model, std::int64_t own) const {
    return console_.created(model, own) || binding_.is_taken(model, own);
}

/// What every database has, a country or a place of its stock: the one with the name that cases
/// show.
std::optional<std::int64_t> SetUp::find_by_name(const RecordKey& record) {
    const std::string name = text(record, "display_name");
    if (name.empty() || record.model.find('/') != std::string::npos) {
        return std::nullopt;
    }
    const auto found = console_.call(
        record.model, "name_search", Json::array({name}), {{"operator", "="}, {"limit", 2}}
    );
    const bool one = found && found->is_array() && found->size() == 1 && (*found)[0].is_array();
    if (!one) {
        return std::nullopt;
    }
    const std::int64_t own = id_in((*found)[0][0]);
    binding_.bind(record.model, record.id, own);
    return own;
}

/// A confirmed line of the product has nothing to invoice as long as nothing is delivered.
bool SetUp::is_seen_invoiced_by_delivery(const RecordKey& product) const {
    for (const std::int64_t id :
         knowledge_.with_value("sale.order.line", "product_id", product.id)) {
        for (const Sight& sight : knowledge_.sights({"sale.order.line", id})) {
            const Json& fields = sight.fields;
            if (number_in(fields.value("product_uom_qty", Json{})) > 0 &&
                fields.value("qty_delivered", Json{}) == 0 &&
                fields.value("qty_invoiced", Json{}) == 0 &&
                fields.value("qty_to_invoice", Json{}) == 0 &&
                fields.value("invoice_status", Json{}) == "no" && !fields.contains("#created") &&
                evidence_.exact(
                    {"sale.order", id_in(fields.value("order_id", Json{}))}, "state", sight.at
                ) == "sale") {
                return true;
            }
        }
    }
    return false;
}

std::optional<std::int64_t> SetUp::make_quant(const RecordKey& record, Json values) {
    const Call& call = knowledge_.call(at_);
    if (!values.contains("product_id")) {
        values["product_id"] = some_product();
    }
    if (!values.contains("location_id")) {
        values["location_id"] = stock_of_warehouse(0);
    }
    const Json domain = Json::array(
        {Json::array({"product_id", "=", values["product_id"]}),
         Json::array({"location_id", "=", values["location_id"]}),
         Json::array({"lot_id", "=", values.value("lot_id", Json(false))})}
    );
    for (const Json& there : console_.read(record.model, domain, {"id"})) {
        if (!binding_.is_taken(record.model, id_in(there["id"]))) {
            return bound(record, id_in(there["id"]));
        }
    }
    // What is applied next was counted before.
    const Json counted = value(record, "inventory_quantity");
    const Json quantity = value(record, "quantity");
    const bool applies = call.method == "action_apply_inventory";
    if (!applies && quantity.is_number() && number_in(counted) == 0) {
        values["quantity"] = quantity;
        const auto made = console_.call(record.model, "create", Json::array({values}));
        return made ? bound(record, id_in(*made)) : std::nullopt;
    }
    values["inventory_quantity"] = number_in(counted) > 0 ? counted : Json(number_in(quantity, 10));
    const auto quant = console_.call(
        record.model, "create", Json::array({values}), {{"context", {{"inventory_mode", true}}}}
    );
    return quant ? bound(record, id_in(*quant)) : std::nullopt;
}

/// A user that is refused something has no rights but those of an internal user; the password is
/// the one that the call sends.
std::optional<std::int64_t> SetUp::make_user(const RecordKey& record, Json values) {
    const Call& call = knowledge_.call(at_);
    if (!values.contains("login")) {
        values["login"] = call.password.is_string() ? call.password.get<std::string>()
                                                    : fmt::format("user{}", record.id);
    }
    if (call.password.is_string() && call.user == record.id) {
        values["password"] = call.password;
        values["groups_id"] = Json::array({Json::array({6, 0, Json::array({group_user})})});
    }
    const auto made = console_.call(record.model, "create", Json::array({values}));
    return made ? bound(record, id_in(*made)) : std::nullopt;
}

/// A plain field that a case shows otherwise than the server has it, though no recorded call wrote
/// the record since it was made here or last seen: somebody wrote it.
void SetUp::correct_fields(const Call& call) {
    static const std::vector<const char*> of_move{"quantity", "product_uom_qty"};
    static const std::vector<const char*> of_picking{"carrier_tracking_ref"};
    static const std::vector<const char*> of_order{"client_order_ref", "note"};
    const std::vector<const char*>* fields = nullptr;
    for (const PlainModel& model : plain_models()) {
        fields = model.model == call.model && call.model != "stock.quant" ? &model.fields : fields;
    }
    fields = call.model == "stock.move"      ? &of_move
             : call.model == "stock.picking" ? &of_picking
             : call.model == "sale.order"    ? &of_order
                                             : fields;
    const Json& result = knowledge_.outcome(at_).result;
    for (const Json& shown : fields != nullptr && result.is_array() ? result : Json::array()) {
        if (!shown.is_object() || !shown.contains("id")) {
            continue;
        }
        const RecordKey record{call.model, id_in(shown["id"])};
        const auto own = binding_.own_of(record.model, record.id);
        for (const char* const field : *fields) {
            const bool plain = own && shown.contains(field) && !shown[field].is_array() &&
                               relation_of(record.model, field).empty() && is_free(record, field);
            if (plain && console_.field(record.model, *own, field) != shown[field]) {
                console_.call(
                    record.model,
                    "write",
                    Json::array({Json::array({*own}), {{field, shown[field]}}})
                );
            }
        }
    }
}

/// A record that a search asks for and does not find, though another case knows it: it is archived.
void SetUp::prepare_archived(const Call& call) {
    const Json& result = knowledge_.outcome(at_).result;
    const Json context = call.context();
    const bool all = context.is_object() && context.value("active_test", Json{}) == false;
    if (all || !result.is_array() || !result.empty()) {
        return;
    }
    for (const Leaf& leaf : leaves_of(domain_of(call))) {
        if (leaf.operation != "=" || leaf.field == "active") {
            continue;
        }
        for (const std::int64_t id : knowledge_.with_value(call.model, leaf.field, leaf.value)) {
            const auto own = binding_.own_of(call.model, id);
            const RecordKey record{call.model, id};
            if (own && made_.contains(record) && is_free(record, "active") &&
                console_.field(call.model, *own, "active") == true) {
                console_.call(
                    call.model, "write", Json::array({Json::array({*own}), {{"active", false}}})
                );
            }
        }
    }
}

/// A record is refused as a double of one that no recorded call made.
void SetUp::prepare_doubles(const Call& call) {
    const Outcome& outcome = knowledge_.outcome(at_);
    const Json values = call.method == "create" ? call.argument(0, "vals_list") : Json{};
    const bool refused = outcome.error_message.find("must be unique") != std::string::npos ||
                         outcome.error_message.find("already assigned") != std::string::npos ||
                         outcome.error_message.find("same login") != std::string::npos;
    if (outcome.success || !values.is_object() || !refused) {
        return;
    }
    for (const auto& [field, value] : values.items()) {
        if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
            continue;
        }
        std::vector<RecordKey> doubles = knowledge_.named(value.get<std::string>());
        for (const std::int64_t id : knowledge_.with_value(call.model, field, value)) {
            doubles.push_back({call.model, id});
        }
        for (const RecordKey& record : doubles) {
            if (record.model == call.model &&
                !knowledge_.value(record, "#created", at_).is_boolean()) {
                ensure(record);
            }
        }
    }
}

/// The product of a lot, of which a quant or a move line tells; 0 for none.
std::int64_t SetUp::product_of_lot(const RecordKey& lot) {
    for (const char* const model : {"stock.quant", "stock.move.line"}) {
        for (const std::int64_t id : knowledge_.with_value(model, "lot_id", lot.id)) {
            if (const std::int64_t product = related({model, id}, "product_id")) {
                return product;
            }
        }
    }
    return 0;
}

}  // namespace drydock::harness::contract
