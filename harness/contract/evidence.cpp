#include "harness/contract/evidence.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>

#include "harness/contract/references.hpp"
#include "harness/contract/texts.hpp"

namespace drydock::harness::contract {

namespace {

constexpr auto looking_methods = std::to_array<std::string_view>(
    {"action_open_delivery_wizard",
     "action_quotation_send",
     "check_access_rights",
     "default_get",
     "exists",
     "fields_get",
     "formatted_read_group",
     "get_external_id",
     "has_group",
     "message_post",
     "name_search",
     "read",
     "read_group",
     "search",
     "search_count",
     "search_read",
     "web_read",
     "web_search_read"}
);

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

bool concerns(const Call& call, std::string_view model, std::string_view field) {
    const bool books =
        call.model.starts_with("account.") || call.model.starts_with("sale.advance.payment");
    if (model == "sale.order" && field == "state") {
        return call.model == "sale.order" || call.model == "sale.order.cancel";
    }
    if (model == "account.move" && field == "state") {
        return call.model == "account.move" || call.model == "account.move.reversal" ||
               call.model.starts_with("sale.");
    }
    if (model == "account.move") {
        return books || call.model.starts_with("sale.order") || call.model == "purchase.order";
    }
    return !model.starts_with("stock.") || !books;
}

/// A chain of owners is not longer: move line, move, backorders, transfer, order.
constexpr int owners_max = 12;

}  // namespace

bool only_looks(std::string_view method) {
    return std::find(looking_methods.begin(), looking_methods.end(), method) !=
           looking_methods.end();
}

bool is_wizard(std::string_view model) {
    return std::find(wizards.begin(), wizards.end(), model) != wizards.end();
}

Evidence::Evidence(const Knowledge& knowledge) : knowledge_{knowledge} {
    find_roots();
    guess_owners();
    find_roots();
    note_cases();
    changes_.resize(knowledge_.count());
    for (std::size_t at = 0; at < knowledge_.count(); ++at) {
        note_changes(at);
    }
}

void Evidence::find_roots() {
    roots_.clear();
    members_.clear();
    for (const RecordKey& record : knowledge_.records()) {
        RecordKey root = record;
        for (int step = 0; step < owners_max; ++step) {
            RecordKey owner = owner_of(root);
            const auto guess = guessed_.find(root);
            if (owner.id == 0 && guess != guessed_.end()) {
                owner = guess->second;
            }
            if (owner.id == 0) {
                break;
            }
            root = std::move(owner);
        }
        if (root != record) {
            members_[root].insert(record);
            roots_[record] = std::move(root);
        }
    }
}

RecordKey Evidence::root_of(const RecordKey& record) const {
    const auto found = roots_.find(record);
    return found == roots_.end() ? record : found->second;
}

std::vector<std::size_t> Evidence::cases_of_record(const RecordKey& record) const {
    std::vector<std::size_t> cases;
    for (const Sight& sight : knowledge_.sights(record)) {
        cases.push_back(sight.at);
    }
    for (const Use& use : knowledge_.uses(record)) {
        cases.push_back(use.at);
    }
    std::sort(cases.begin(), cases.end());
    return cases;
}

void Evidence::note_cases() {
    for (const RecordKey& record : knowledge_.records()) {
        std::vector<std::size_t>& cases = cases_[root_of(record)];
        const std::vector<std::size_t> more = cases_of_record(record);
        cases.insert(cases.end(), more.begin(), more.end());
    }
    for (auto& [root, cases] : cases_) {
        std::sort(cases.begin(), cases.end());
        cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
    }
}

const std::vector<std::size_t>& Evidence::cases_of(const RecordKey& root) const {
    static const std::vector<std::size_t> none;
    const auto found = cases_.find(root);
    return found == cases_.end() ? none : found->second;
}

std::vector<RecordKey> Evidence::members(const RecordKey& root, std::string_view model) const {
    std::vector<RecordKey> out;
    if (const auto found = members_.find(root); found != members_.end()) {
        std::copy_if(
            found->second.begin(),
            found->second.end(),
            std::back_inserter(out),
            [&](const RecordKey& record) { return record.model == model; }
        );
    }
    return out;
}

void Evidence::note_changes(std::size_t at) {
    const Call& call = knowledge_.call(at);
    const Outcome& outcome = knowledge_.outcome(at);
    const bool opens = is_wizard(call.model) && call.method == "create";
    const bool asks = outcome.result.is_object() && outcome.result.contains("res_model") &&
                      outcome.result["res_model"].is_string() &&
                      is_wizard(outcome.result["res_model"].get<std::string>());
    if (!call.of_model() || !outcome.success || only_looks(call.method) || opens || asks) {
        return;
    }
    for (const RecordKey& record : named_in(call)) {
        changes_[at].insert(root_of(record));
    }
    if (call.method == "create" || call.method == "copy") {
        changes_[at].insert(root_of({call.model, id_in(outcome.result)}));
    }
}

bool Evidence::changed(
    const RecordKey& record, std::string_view field, std::size_t from, std::size_t to
) const {
    const RecordKey root = root_of(record);
    for (std::size_t at = from; at < to && at < changes_.size(); ++at) {
        if (changes_[at].contains(root) && concerns(knowledge_.call(at), record.model, field)) {
            return true;
        }
    }
    return false;
}

std::optional<Json> Evidence::exact(const RecordKey& record, std::string_view field, std::size_t at)
    const {
    const std::string name{field};
    std::optional<Json> before;
    std::size_t before_at = 0;
    for (const Sight& sight : knowledge_.sights(record)) {
        const auto found = sight.fields.find(name);
        if (found == sight.fields.end()) {
            continue;
        }
        if (sight.at >= at && !sight.written) {
            if (!changed(record, field, at, sight.at)) {
                return *found;
            }
            break;
        }
        if (sight.at < at) {
            before = *found;
            before_at = sight.at;
        }
    }
    return before && !changed(record, field, before_at + 1, at) ? before : std::nullopt;
}

bool Evidence::existed(const RecordKey& record, std::size_t at) const {
    for (const Sight& sight : knowledge_.sights(record)) {
        const bool made = sight.fields.contains("#made_by") || sight.fields.contains("#created");
        if (made && sight.at >= at) {
            return false;
        }
        if (sight.at < at || !made_between(record, at, sight.at)) {
            return true;
        }
    }
    const std::vector<Use>& uses = knowledge_.uses(record);
    return std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
        return use.at <= at || !made_between(record, at, use.at);
    });
}

/// A cancellation changes what is there and makes nothing.
bool Evidence::made_between(const RecordKey& record, std::size_t from, std::size_t to) const {
    for (std::size_t at = from; at < to; ++at) {
        if (knowledge_.call(at).method != "action_cancel" && changed(record, "state", at, at + 1)) {
            return true;
        }
    }
    return false;
}

std::optional<std::size_t> Evidence::last_sight(
    const RecordKey& record, std::string_view field, std::size_t at
) const {
    std::optional<std::size_t> last;
    const std::string name{field};
    for (const Sight& sight : knowledge_.sights(record)) {
        if (sight.at < at && !sight.written && sight.fields.contains(name)) {
            last = sight.at;
        }
    }
    return last;
}

}  // namespace drydock::harness::contract
