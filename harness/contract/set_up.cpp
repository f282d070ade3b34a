#include "harness/contract/set_up.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "harness/contract/references.hpp"
#include "harness/contract/relations.hpp"
#include "harness/contract/texts.hpp"

namespace drydock::harness::contract {

namespace {

/// Queries can be asked twice: they change nothing, on a real server neither.
bool is_query(std::string_view method) {
    return method == "read" || method == "exists" || method == "name_search" ||
           method == "get_external_id" || method.starts_with("search") ||
           method.starts_with("web_read") || method == "web_search_read" ||
           method.find("read_group") != std::string_view::npos;
}

}  // namespace

Json one_id(std::int64_t id) {
    return Json::array({Json::array({id})});
}

double number_in(const Json& value, double otherwise) {
    return value.is_number() ? value.get<double>() : otherwise;
}

SetUp::SetUp(const Knowledge& knowledge, Binding& binding, Console& console)
    : knowledge_{knowledge}, evidence_{knowledge}, binding_{binding}, console_{console} {}

void SetUp::prepare(std::size_t at, const Agrees& agrees) {
    at_ = at;
    const Call& call = knowledge_.call(at);
    if (!call.of_model()) {
        return;
    }
    ensure_named(call);
    if (is_query(call.method)) {
        prepare_query(call, agrees);
        return;
    }
    for (const RecordKey& record : named_in(call)) {
        bring(evidence_.root_of(record));
    }
    prepare_call(call);
}

void SetUp::prepare_query(const Call& call, const Agrees& agrees) {
    if (agrees()) {
        return;
    }
    for (const RecordKey& record : named_in(call)) {
        bring(evidence_.root_of(record));
    }
    if (agrees()) {
        return;
    }
    ensure_shown(call);
    prepare_archived(call);
    if (agrees()) {
        return;
    }
    correct_stock(call);
    correct_fields(call);
}

void SetUp::ensure_named(const Call& call) {
    std::vector<RecordKey> needed = named_in(call);
    std::erase_if(needed, [&](const RecordKey& record) {
        return binding_.own_of(record.model, record.id) || is_missing(record);
    });
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
}

/// What the response shows and the server does not have, the oldest first.
void SetUp::ensure_shown(const Call& call) {
    const Json& result = knowledge_.outcome(at_).result;
    const Json& records =
        result.is_object() && result.contains("records") ? result["records"] : result;
    if (!records.is_array() || call.method.find("group") != std::string::npos) {
        return;
    }
    std::vector<std::int64_t> ids;
    for (const Json& record : records) {
        ids.push_back(
            record.is_object() && record.contains("id") ? id_in(record["id"]) : id_in(record)
        );
    }
    std::sort(ids.begin(), ids.end());
    std::set<RecordKey> roots;
    for (const std::int64_t id : ids) {
        const RecordKey record{call.model, id};
        if (id > 0 && !binding_.own_of(record.model, record.id)) {
            ensure(record);
        }
        if (roots.insert(evidence_.root_of(record)).second) {
            bring(evidence_.root_of(record));
        }
    }
}

/// The response says that there is none, or a read does not show it.
bool SetUp::is_missing(const RecordKey& record) const {
    const Call& call = knowledge_.call(at_);
    const Outcome& outcome = knowledge_.outcome(at_);
    if (!outcome.success) {
        return outcome.error_message.find(fmt::format("{}({},", record.model, record.id)) !=
                   std::string::npos ||
               outcome.error_message.find(fmt::format("{} {}", record.model, record.id)) !=
                   std::string::npos;
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
    std::string recorded_name = text(record, "name");
    if (!is_sequence_name(recorded_name)) {
        recorded_name = text(record, "display_name");
    }
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
    if (record.id <= 0 || record.model.empty() || is_made_later(record) ||
        !making_.insert(record).second) {
        return std::nullopt;
    }
    auto own = make(record);
    making_.erase(record);
    return own;
}

/// A recorded call makes it, now or later on.
bool SetUp::is_made_later(const RecordKey& record) const {
    const std::vector<Sight>& sights = knowledge_.sights(record);
    return std::any_of(sights.begin(), sights.end(), [&](const Sight& sight) {
        return sight.at >= at_ &&
               (sight.fields.contains("#created") || sight.fields.contains("#made_by"));
    });
}

std::optional<std::int64_t> SetUp::make(const RecordKey& record) {
    if (record.model == "sale.order") {
        return make_order(record);
    }
    if (record.model == "purchase.order") {
        return make_purchase(record);
    }
    if (is_wizard(record.model)) {
        return make_wizard(record);
    }
    RecordKey root = evidence_.root_of(record);
    const Call& call = knowledge_.call(at_);
    if (record.model == "sale.order.line" && root == record) {
        // A command on a line within a write to its order.
        for (const RecordKey& used : named_in(call)) {
            root = used.model == "sale.order" ? used : root;
        }
    }
    if (root.model == "sale.order" || root.model == "purchase.order") {
        if (!ensure(root)) {
            return std::nullopt;
        }
        bring(root);
        if (const auto own = binding_.own_of(record.model, record.id)) {
            return own;
        }
        return record.model == "account.move" ? make_invoice(record) : take(record, root);
    }
    if (record.model == "account.move") {
        return make_direct_invoice(record);
    }
    if (root.model == "stock.picking" && root != record) {
        const auto own = ensure(root);
        const bool whole = record.model == "stock.move";
        return own ? take_of(record, {root.model, *own}, whole ? "move_ids" : "move_line_ids")
                   : std::nullopt;
    }
    if (record.model == "stock.picking" || record.model == "stock.move" ||
        record.model == "stock.move.line") {
        return make_loose_order(record);
    }
    return make_plain(record);
}

Json SetUp::value(const RecordKey& record, const char* field) const {
    if (auto exact = evidence_.exact(record, field, at_)) {
        return *exact;
    }
    return knowledge_.value(record, field, at_);
}

std::string SetUp::text(const RecordKey& record, const char* field) const {
    const Json shown = value(record, field);
    return shown.is_string() ? shown.get<std::string>() : std::string{};
}

/// The server's id of the record in that field, made where it must be; 0 for none.
std::int64_t SetUp::related(const RecordKey& record, const char* field) {
    const std::int64_t id = id_in(value(record, field));
    return id == 0 ? 0 : ensure({relation_of(record.model, field), id}).value_or(0);
}

bool SetUp::is_free(const RecordKey& record, const char* field) const {
    std::optional<std::size_t> since;
    for (const RecordKey& one : {record, evidence_.root_of(record)}) {
        if (const auto made = made_.find(one); made != made_.end()) {
            since = std::max(since.value_or(0), made->second);
        }
    }
    if (const auto sight = evidence_.last_sight(record, field, at_)) {
        since = std::max(since.value_or(0), *sight);
    }
    return since && !evidence_.changed(record, field, *since, at_);
}

}  // namespace drydock::harness::contract
