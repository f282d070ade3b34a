#include "harness/contract/knowledge.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "harness/contract/references.hpp"
#include "harness/contract/relations.hpp"

namespace drydock::harness::contract {

namespace {

struct Inverse {
    std::string_view model;
    std::string_view field;
    std::string_view back;  ///< The field of the other record that holds this one.
};

/// x2many fields whose records tell in turn whom they belong to. Source: Odoo 18.0, the models.
constexpr auto inverses = std::to_array<Inverse>({
    {"account.move", "invoice_line_ids", "move_id"},
    {"account.move", "line_ids", "move_id"},
    {"purchase.order", "order_line", "order_id"},
    {"purchase.order", "picking_ids", "purchase_id"},
    {"sale.order", "invoice_ids", "sale_id"},
    {"sale.order", "order_line", "order_id"},
    {"sale.order", "picking_ids", "sale_id"},
    {"sale.order.line", "move_ids", "sale_line_id"},
    {"stock.move", "move_line_ids", "move_id"},
    {"stock.picking", "backorder_ids", "backorder_id"},
    {"stock.picking", "move_ids", "picking_id"},
    {"stock.picking", "move_line_ids", "picking_id"},
    {"stock.return.picking", "product_return_moves", "wizard_id"},
});

/// What a domain says of every record that it finds.
Json fields_of_domain(const Json& domain) {
    Json fields = Json::object();
    for (const Leaf& leaf : leaves_of(domain)) {
        const bool one_of =
            leaf.operation == "in" && leaf.value.is_array() && leaf.value.size() == 1;
        if (leaf.operation == "=" || one_of) {
            fields[leaf.field] = one_of ? leaf.value[0] : leaf.value;
        }
    }
    return fields;
}

bool is_id_and_name(const Json& value) {
    return value.is_array() && value.size() == 2 && value[0].is_number_integer() &&
           value[1].is_string();
}

/// The one record that an action was called for; 0 for none, or several.
std::int64_t active_id_in(const Json& context) {
    if (!context.is_object()) {
        return 0;
    }
    if (context.contains("active_id")) {
        return id_in(context["active_id"]);
    }
    const bool one = context.contains("active_ids") && context["active_ids"].is_array() &&
                     context["active_ids"].size() == 1;
    return one ? id_in(context["active_ids"][0]) : 0;
}

/// Done, though XML-RPC has no word for its result. Source: recordings e090, k62.
constexpr std::string_view none_fault = "cannot marshal None unless allow_none is enabled";

const std::vector<Sight> no_sights;
const std::vector<Use> no_uses;

}  // namespace

std::int64_t id_in(const Json& value) {
    if (is_id_and_name(value)) {
        return value[0].get<std::int64_t>();
    }
    return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

Knowledge::Knowledge(const std::vector<Recording>& recordings) {
    for (const Recording& recording : recordings) {
        Call call =
            recording.kind == RecordingKind::exchange ? read_call(recording.request) : Call{};
        const Json& body = recording.response.body;
        Outcome outcome = read_outcome(
            call,
            recording.response.status,
            body.is_string()
                ? read_body(recording.response.headers, body.get_ref<const std::string&>())
                : body
        );
        outcome.success =
            outcome.success || outcome.error_message.find(none_fault) != std::string::npos;
        const std::size_t at = calls_.size();
        calls_.push_back(std::move(call));
        outcomes_.push_back(std::move(outcome));
        if (calls_[at].of_model()) {
            note_uses(at, calls_[at]);
            if (outcomes_[at].success) {
                learn(at, calls_[at], outcomes_[at]);
            }
        }
    }
}

void Knowledge::add(std::size_t at, RecordKey record, Json fields, bool written) {
    if (record.id > 0 && !record.model.empty()) {
        sights_[std::move(record)].push_back({at, std::move(fields), written});
    }
}

void Knowledge::note_uses(std::size_t at, Call call) {
    const std::vector<std::int64_t> called = ids_of(call);
    visit_references(
        call,
        {.on_id =
             [&](std::string_view model, Json& id) {
                 const auto number = id.get<std::int64_t>();
                 const bool own = model == call.model &&
                                  std::find(called.begin(), called.end(), number) != called.end();
                 uses_[{std::string{model}, number}].push_back({at, own});
             },
         .on_text = [](std::string_view, std::string_view, Json&) {}}
    );
}

void Knowledge::learn(std::size_t at, const Call& call, const Outcome& outcome) {
    const Json& result = outcome.result;
    if (call.method == "create" || call.method == "write" || call.method == "copy") {
        learn_values(at, call, outcome);
        return;
    }
    if (result.is_object() && result.contains("res_model")) {
        learn_action(at, call, result);
        return;
    }
    if (call.method.find("read_group") != std::string::npos || call.method == "fields_get") {
        return;
    }
    const Json& records =
        result.is_object() && result.contains("records") ? result["records"] : result;
    if (!records.is_array()) {
        return;
    }
    const Json also = fields_of_domain(domain_of(call));
    for (const Json& record : records) {
        if (record.is_object() && record.contains("id")) {
            learn_record(at, call.model, record, also);
        } else if (record.is_number_integer() && call.method == "search") {
            add(at, {call.model, record.get<std::int64_t>()}, also, false);
        }
    }
}

void Knowledge::learn_record(
    std::size_t at, const std::string& model, const Json& record, const Json& also
) {
    const std::int64_t id = id_in(record["id"]);
    Json fields = also;
    for (const auto& [name, value] : record.items()) {
        const std::string relation = relation_of(model, name);
        if (is_id_and_name(value)) {
            fields[name] = value[0];
            fields[name + "#name"] = value[1];
            add(at, {relation, id_in(value)}, {{"display_name", value[1]}}, false);
            continue;
        }
        fields[name] = value;
        const auto inverse =
            std::find_if(inverses.begin(), inverses.end(), [&](const Inverse& one) {
                return one.model == model && one.field == name;
            });
        if (inverse == inverses.end() || !value.is_array()) {
            continue;
        }
        for (const Json& other : value) {
            add(at, {relation, id_in(other)}, {{std::string{inverse->back}, id}}, false);
        }
    }
    add(at, {model, id}, std::move(fields), false);
}

void Knowledge::learn_values(std::size_t at, const Call& call, const Outcome& outcome) {
    if (call.method == "write") {
        const Json vals = call.argument(1, "vals");
        for (const std::int64_t id : ids_of(call)) {
            add(at, {call.model, id}, vals, true);
        }
        return;
    }
    const Json& made = outcome.result;
    Json vals = call.method == "create" ? call.argument(0, "vals_list") : Json::object();
    const Json ids = made.is_array() ? made : Json::array({made});
    for (std::size_t index = 0; index < ids.size(); ++index) {
        Json fields = vals.is_array() ? (index < vals.size() ? vals[index] : Json::object()) : vals;
        if (!fields.is_object()) {
            fields = Json::object();
        }
        fields["#created"] = true;
        fields["#context"] = call.context();
        const std::int64_t active = active_id_in(call.context());
        if (call.model == "stock.return.picking" && active != 0) {
            fields["picking_id"] = active;
        }
        add(at, {call.model, id_in(ids[index])}, std::move(fields), true);
    }
}

/// What an action shows was made by the records that it was called on.
void Knowledge::learn_action(std::size_t at, const Call& call, const Json& action) {
    if (!action["res_model"].is_string() || !action.contains("res_id")) {
        return;
    }
    const std::string model = action["res_model"].get<std::string>();
    Json fields = {{"#made_by", call.model}};
    if (const std::int64_t active = active_id_in(call.context())) {
        if (model == "stock.picking" && call.model == "stock.return.picking") {
            fields["return_id"] = active;
        } else if (model == "account.move" && call.model == "sale.advance.payment.inv") {
            fields["sale_id"] = active;
        } else if (model == "account.move" && call.model == "account.move.reversal") {
            fields["reversed_entry_id"] = active;
        }
    }
    if (model == "account.move" && call.model == "purchase.order" && ids_of(call).size() == 1) {
        fields["purchase_id"] = ids_of(call).front();
    }
    add(at, {model, id_in(action["res_id"])}, std::move(fields), true);
}

std::vector<RecordKey> named_in(const Call& call) {
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

std::vector<RecordKey> Knowledge::records() const {
    std::set<RecordKey> all;
    for (const auto& entry : sights_) {
        all.insert(entry.first);
    }
    for (const auto& entry : uses_) {
        all.insert(entry.first);
    }
    return {all.begin(), all.end()};
}

const std::vector<Sight>& Knowledge::sights(const RecordKey& record) const {
    const auto found = sights_.find(record);
    return found == sights_.end() ? no_sights : found->second;
}

const std::vector<Use>& Knowledge::uses(const RecordKey& record) const {
    const auto found = uses_.find(record);
    return found == uses_.end() ? no_uses : found->second;
}

Json Knowledge::value(const RecordKey& record, std::string_view field, std::size_t at) const {
    const std::string name{field};
    Json before;
    for (const Sight& sight : sights(record)) {
        const auto found = sight.fields.find(name);
        if (found == sight.fields.end()) {
            continue;
        }
        if (sight.at >= at && !sight.written) {
            return *found;
        }
        if (sight.at < at || before.is_null()) {
            before = *found;
        }
    }
    return before;
}

std::int64_t Knowledge::id_value(const RecordKey& record, std::string_view field, std::size_t at)
    const {
    return id_in(value(record, field, at));
}

std::vector<std::int64_t> Knowledge::with_value(
    std::string_view model, std::string_view field, const Json& value
) const {
    std::vector<std::int64_t> out;
    const std::string name{field};
    for (auto entry = sights_.lower_bound({std::string{model}, 0});
         entry != sights_.end() && entry->first.model == model;
         ++entry) {
        const bool shown =
            std::any_of(entry->second.begin(), entry->second.end(), [&](const Sight& sight) {
                const auto found = sight.fields.find(name);
                return found != sight.fields.end() && *found == value;
            });
        if (shown) {
            out.push_back(entry->first.id);
        }
    }
    return out;
}

std::vector<RecordKey> Knowledge::named(std::string_view name) const {
    std::vector<RecordKey> out;
    for (const auto& [record, sights] : sights_) {
        const bool shown = std::any_of(sights.begin(), sights.end(), [&](const Sight& sight) {
            for (const char* const field : {"name", "display_name"}) {
                const auto found = sight.fields.find(field);
                if (found != sight.fields.end() && *found == name) {
                    return true;
                }
            }
            return false;
        });
        if (shown) {
            out.push_back(record);
        }
    }
    return out;
}

}  // namespace drydock::harness::contract
