#include "harness/contract/values.hpp"

#include <algorithm>
#include <array>

#include "harness/contract/relations.hpp"
#include "harness/contract/volatile_fields.hpp"

namespace drydock::harness::contract {

namespace {

constexpr std::string_view view_model = "ir.ui.view";

/// Methods whose result is an id of the model, or a list of them.
constexpr auto id_methods = std::to_array<std::string_view>({"copy", "create", "exists", "search"});

bool is_id(const Json& value) {
    return value.is_number_integer();
}

/// [7, "ACME Retail GmbH"]
bool is_pair(const Json& value) {
    return value.is_array() && value.size() == 2 && is_id(value[0]) && value[1].is_string();
}

bool all_ids(const Json& value) {
    return value.is_array() && std::all_of(value.begin(), value.end(), is_id);
}

bool all_digits(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

/// What follows the lines that the recorder cut out of a traceback; all of it when it cut none.
std::string_view after_cut(std::string_view traceback) {
    constexpr std::string_view trimmed = " lines trimmed by recorder] ...\n";
    const std::size_t cut = traceback.find(trimmed);
    return cut == std::string_view::npos ? traceback : traceback.substr(cut + trimmed.size());
}

std::string shown(const Json& value) {
    constexpr std::size_t shown_max = 300;
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > shown_max) {
        text.resize(shown_max);
        text += "...";
    }
    return text;
}

}  // namespace

ValueComparer::ValueComparer(const ExchangeTimes& times, Binding& binding)
    : times_{times}, binding_{binding} {}

void ValueComparer::differ(const std::string& path, const Json& recorded, const Json& own) {
    differences_.push_back({path, shown(recorded), shown(own)});
}

void ValueComparer::compare_result(const Call& call, const Json& recorded, const Json& own) {
    const Place place{"result", call.model, {}, nullptr};
    const bool ids =
        std::find(id_methods.begin(), id_methods.end(), call.method) != id_methods.end();
    grouped_ = call.method.find("read_group") != std::string::npos;
    if (ids && (is_id(recorded) || all_ids(recorded))) {
        compare_ids(place, call.model, recorded, own);
    } else if (call.method == "message_post" && is_id(recorded)) {
        compare_id(place, "mail.message", recorded, own);
    } else if (call.method == "name_create" || call.method == "name_search") {
        if (is_pair(recorded)) {
            compare_ids(place, call.model, recorded, own);
            return;
        }
        if (!recorded.is_array() || !own.is_array() || recorded.size() != own.size()) {
            compare(place, recorded, own);
            return;
        }
        for (std::size_t index = 0; index < recorded.size(); ++index) {
            compare_ids(
                {place.path + "[" + std::to_string(index) + "]", call.model, {}, nullptr},
                call.model,
                recorded[index],
                own[index]
            );
        }
    } else {
        compare(place, recorded, own);
    }
}

void ValueComparer::compare_plain(std::string_view path, const Json& recorded, const Json& own) {
    compare({std::string{path}, {}, {}, nullptr}, recorded, own);
}

void ValueComparer::compare(const Place& place, const Json& recorded, const Json& own) {
    const Comparison how = comparison_of(place.field);
    if (recorded.type() != own.type() &&
        !(recorded.is_number_integer() && own.is_number_integer())) {
        differ(place.path, recorded, own);
        return;
    }
    if (how == Comparison::kind_only && !recorded.is_structured()) {
        return;
    }
    const std::string model = model_of_ids(place);
    if (!model.empty() && (is_id(recorded) || is_pair(recorded) || all_ids(recorded))) {
        compare_ids(place, model, recorded, own);
        return;
    }
    if (recorded.is_string()) {
        compare_text(
            place, recorded.get_ref<const std::string&>(), own.get_ref<const std::string&>()
        );
    } else if (recorded.is_object()) {
        compare_object(
            {place.path, model.empty() ? place.model : model, place.field, nullptr}, recorded, own
        );
    } else if (recorded.is_array()) {
        compare_array(
            {place.path, model.empty() ? place.model : model, place.field, place.siblings},
            recorded,
            own
        );
    } else if (recorded != own) {
        differ(place.path, recorded, own);
    }
}

std::string ValueComparer::model_of_ids(const Place& place) const {
    if (place.field.empty() || (place.field == "id" && grouped_)) {
        return {};
    }
    if (place.field == "id") {
        return place.model.empty() ? place.path : place.model;
    }
    const auto sibling = [&](const char* name) {
        return place.siblings != nullptr && place.siblings->is_object() &&
                       place.siblings->contains(name) && (*place.siblings)[name].is_string()
                   ? (*place.siblings)[name].get<std::string>()
                   : std::string{};
    };
    if (place.field == "res_id" || place.field == "res_ids") {
        return sibling("res_model");
    }
    if (place.field == "active_id" || place.field == "active_ids") {
        return sibling("active_model");
    }
    if (place.field == "default_res_ids" || place.field == "default_res_id") {
        return sibling("default_model");
    }
    if (place.field == "uid") {
        return "res.users";
    }
    if (place.field.starts_with("default_")) {
        return relation_or_own(place.model, place.field.substr(8));
    }
    return relation_or_own(place.model, place.field);
}

bool ValueComparer::same_keys(const Place& place, const Json& recorded, const Json& own) {
    bool same = true;
    for (const auto& [name, value] : recorded.items()) {
        if (!own.contains(name)) {
            differences_.push_back({place.path + "." + name, shown(value), "(absent)"});
            same = false;
        }
    }
    for (const auto& [name, value] : own.items()) {
        if (!recorded.contains(name)) {
            differences_.push_back({place.path + "." + name, "(absent)", shown(value)});
            same = false;
        }
    }
    return same;
}

void ValueComparer::compare_object(const Place& place, const Json& recorded, const Json& own) {
    const bool keyed_by_id =
        !recorded.empty() && !place.model.empty() &&
        std::all_of(recorded.items().begin(), recorded.items().end(), [](const auto& item) {
            return all_digits(item.key());
        });
    if (keyed_by_id) {
        Json renamed = Json::object();
        for (const auto& [name, value] : recorded.items()) {
            const auto id = binding_.own_of(place.model, std::stoll(name));
            renamed[id ? std::to_string(*id) : name] = value;
        }
        if (same_keys(place, renamed, own)) {
            for (const auto& [name, value] : renamed.items()) {
                compare({place.path + "." + name, {}, {}, nullptr}, value, own[name]);
            }
        }
        return;
    }
    const bool same = same_keys(place, recorded, own);
    const bool action = recorded.contains("type") && recorded["type"].is_string() &&
                        recorded["type"].get_ref<const std::string&>().starts_with("ir.actions.");
    const bool record = recorded.contains("id") && !action && !place.model.empty();
    if (same && (record || recorded.contains("jsonrpc") || place.field == "error" ||
                 place.field == "data")) {
        for (auto left = recorded.begin(), right = own.begin(); left != recorded.end();
             ++left, ++right) {
            if (left.key() != right.key()) {
                differences_.push_back(
                    {place.path, "member " + left.key() + " here", "member " + right.key()}
                );
                break;
            }
        }
    }
    const std::string model = action ? "ir.actions" : place.model;
    for (const auto& [name, value] : recorded.items()) {
        if (!own.contains(name)) {
            continue;
        }
        // The id of a JSON-RPC envelope is the client's own, echoed.
        if (name == "id" && recorded.contains("jsonrpc")) {
            if (value != own[name]) {
                differ(place.path + ".id", value, own[name]);
            }
            continue;
        }
        compare({place.path + "." + name, model, name, &recorded}, value, own[name]);
    }
}

void ValueComparer::compare_array(const Place& place, const Json& recorded, const Json& own) {
    if (place.field.ends_with("domain")) {
        compare_domain(place, recorded, own);
        return;
    }
    if (recorded.size() != own.size()) {
        differences_.push_back(
            {place.path + ".length",
             std::to_string(recorded.size()) + " " + shown(recorded),
             std::to_string(own.size()) + " " + shown(own)}
        );
        return;
    }
    for (std::size_t index = 0; index < recorded.size(); ++index) {
        const std::string path = place.path + "[" + std::to_string(index) + "]";
        const Json& left = recorded[index];
        const Json& right = own[index];
        // Commands of an x2many, [4, 17], and views, [892, "form"].
        if (place.field == "views" && left.is_array() && right.is_array() && left.size() == 2 &&
            right.size() == 2) {
            compare_id({path, {}, {}, nullptr}, std::string{view_model}, left[0], right[0]);
            compare({path, {}, {}, nullptr}, left[1], right[1]);
            continue;
        }
        const std::string model = model_of_ids(place);
        const bool command = !model.empty() && all_ids(left) && all_ids(right) &&
                             left.size() == right.size() && left.size() >= 2;
        if (command) {
            compare({path + "[0]", {}, {}, nullptr}, left[0], right[0]);
            compare_id({path + "[1]", {}, {}, nullptr}, model, left[1], right[1]);
            continue;
        }
        compare({path, place.model, {}, nullptr}, left, right);
    }
}

void ValueComparer::compare_domain(const Place& place, const Json& recorded, const Json& own) {
    if (recorded.size() != own.size()) {
        differ(place.path, recorded, own);
        return;
    }
    for (std::size_t index = 0; index < recorded.size(); ++index) {
        const std::string path = place.path + "[" + std::to_string(index) + "]";
        const Json& left = recorded[index];
        const Json& right = own[index];
        const bool leaf = left.is_array() && left.size() == 3 && left[0].is_string() &&
                          right.is_array() && right.size() == 3;
        if (!leaf) {
            compare({path, {}, {}, nullptr}, left, right);
            continue;
        }
        compare({path + "[0]", {}, {}, nullptr}, left[0], right[0]);
        compare({path + "[1]", {}, {}, nullptr}, left[1], right[1]);
        compare(
            {path + "[2]", place.model, left[0].get<std::string>(), nullptr}, left[2], right[2]
        );
    }
}

void ValueComparer::compare_ids(
    const Place& place, const std::string& model, const Json& recorded, const Json& own
) {
    if (is_id(recorded)) {
        compare_id(place, model, recorded, own);
        return;
    }
    if (is_pair(recorded) && is_pair(own)) {
        compare_id({place.path + "[0]", {}, {}, nullptr}, model, recorded[0], own[0]);
        compare({place.path + "[1]", {}, {}, nullptr}, recorded[1], own[1]);
        return;
    }
    if (!own.is_array() || recorded.size() != own.size() || !all_ids(own)) {
        differ(place.path, recorded, own);
        return;
    }
    for (std::size_t index = 0; index < recorded.size(); ++index) {
        compare_id(
            {place.path + "[" + std::to_string(index) + "]", {}, {}, nullptr},
            model,
            recorded[index],
            own[index]
        );
    }
}

void ValueComparer::compare_id(
    const Place& place, const std::string& model, const Json& recorded, const Json& own
) {
    if (!is_id(recorded) || !is_id(own)) {
        if (recorded != own) {
            differ(place.path, recorded, own);
        }
        return;
    }
    const auto id = recorded.get<std::int64_t>();
    if (id != 0 && !binding_.match(model, id, own.get<std::int64_t>())) {
        const auto known = binding_.own_of(model, id);
        differences_.push_back(
            {place.path,
             known ? std::to_string(*known) + " (" + model + " " + std::to_string(id) +
                         " of the recording)"
                   : model + " " + std::to_string(id) + ", not seen before",
             shown(own)}
        );
    } else if (id == 0 && own != 0) {
        differ(place.path, recorded, own);
    }
}

void ValueComparer::compare_text(
    const Place& place, const std::string& recorded, const std::string& own
) {
    const Comparison how = comparison_of(place.field);
    if (how == Comparison::traceback) {
        // The cut may reach into the exception: then only its end is known.
        const std::string_view rest = after_cut(recorded);
        const bool whole = !exception_line(rest).empty();
        const std::string_view expected = whole ? exception_line(rest) : rest;
        const std::string_view line = exception_line(own);
        const std::string_view got =
            line.substr(line.size() - std::min(line.size(), expected.size()));
        const bool same = own.starts_with("Traceback (most recent call last):\n") &&
                          same_text(expected, whole ? line : got, binding_);
        if (!same) {
            differ(place.path, expected, line.empty() ? std::string_view{own} : line);
        }
        return;
    }
    if (const auto moment = parse_odoo_datetime(recorded)) {
        const auto other = parse_odoo_datetime(own);
        const bool same = other && (recorded == own || (how == Comparison::moment &&
                                                        same_moment(*moment, *other, times_)));
        if (!same) {
            differ(place.path, recorded, own);
        }
        return;
    }
    if (parse_odoo_date(recorded)) {
        if (!same_day(recorded, own, times_)) {
            differ(place.path, recorded, own);
        }
        return;
    }
    if (!same_text(recorded, own, binding_)) {
        differ(place.path, recorded, own);
    }
}

}  // namespace drydock::harness::contract
