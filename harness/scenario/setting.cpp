#include "harness/scenario/setting.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/scenario/external.hpp"
#include "harness/scenario/unit_text.hpp"

namespace drydock::harness {

namespace {

class Descent {
public:
    Descent(Place place, Diagnostics& diagnostics)
        : place_{std::move(place)}, diagnostics_{diagnostics} {}

    /// The node at `rest` below a mapping; nullptr after a complaint.
    SourceNode* below_mapping(SourceNode& node, const Mapping& mapping, std::string_view rest);

private:
    SourceNode* below_field(SourceNode& node, const Field& field, std::string_view rest);
    SourceNode* below_named(SourceNode& node, const Field& field, std::string_view rest);
    SourceNode* below_list(SourceNode& node, const Field& field, std::string_view rest);
    SourceNode* complain(std::string message) {
        diagnostics_.add(place_, std::move(message));
        return nullptr;
    }
    SourceEntry& entry_of(SourceNode& node, std::string_view key) {
        SourceEntry* entry = node.find(key);
        return entry != nullptr
                   ? *entry
                   : node.entries.emplace_back(SourceEntry{std::string{key}, place_, {}});
    }
    /// What is not written becomes an empty mapping.
    void make_mapping(SourceNode& node) {
        if (node.kind == SourceKind::nothing) {
            node.kind = SourceKind::mapping;
            node.place = place_;
        }
    }

    Place place_;
    Diagnostics& diagnostics_;
};

std::int64_t kind_of(const SourceNode& node, const Mapping& mapping) {
    if (mapping.alternatives.empty()) {
        return -1;
    }
    const Field& field = mapping.fields.front();
    const SourceEntry* entry = node.find(field.key);
    const auto found = entry == nullptr ? field.choices.end()
                                        : std::ranges::find(field.choices, entry->value.text);
    return found == field.choices.end() ? -1 : found - field.choices.begin();
}

/// `text` without `name` and the dot behind it, if it is `name` or starts with it.
std::optional<std::string_view> after_name(std::string_view text, std::string_view name) {
    if (text == name) {
        return std::string_view{};
    }
    if (text.starts_with(name) && text[name.size()] == '.') {
        return text.substr(name.size() + 1);
    }
    return std::nullopt;
}

SourceNode* Descent::below_mapping(
    SourceNode& node, const Mapping& mapping, std::string_view rest
) {
    make_mapping(node);
    if (node.kind != SourceKind::mapping) {
        return complain(
            fmt::format("\"{}\" has no place: there is {}, no mapping", rest, node.shown())
        );
    }
    const std::size_t dot = rest.find('.');
    const std::string_view key = rest.substr(0, dot);
    std::vector<std::string_view> keys;
    for (const Field* field : mapping.fields_for(kind_of(node, mapping))) {
        keys.push_back(field->key);
        const bool value_only = field->shape == Shape::value || field->shape == Shape::texts;
        if (field->key == key) {
            if (value_only && dot != std::string_view::npos) {
                return complain(fmt::format(
                    "\"{}\" is a value, with no \"{}\" in it", key, rest.substr(dot + 1)
                ));
            }
            rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
            SourceNode& value = entry_of(node, key).value;
            return rest.empty() ? &value : below_field(value, *field, rest);
        }
    }
    return complain(fmt::format("unknown key \"{}\"{}", key, suggestion(key, keys)));
}

SourceNode* Descent::below_field(SourceNode& node, const Field& field, std::string_view rest) {
    switch (field.shape) {
        case Shape::section:
            return below_mapping(node, *field.mapping, rest);
        case Shape::named:
            return below_named(node, field, rest);
        case Shape::list:
            return below_list(node, field, rest);
        default:
            return nullptr;  // Complained of before.
    }
}

SourceNode* Descent::below_named(SourceNode& node, const Field& field, std::string_view rest) {
    make_mapping(node);
    // Names may have dots in them ("sale.order/create"): the longest that fits is meant.
    SourceEntry* best = nullptr;
    std::vector<std::string_view> names;
    for (SourceEntry& entry : node.entries) {
        names.push_back(entry.key);
        if (after_name(rest, entry.key) &&
            (best == nullptr || entry.key.size() > best->key.size())) {
            best = &entry;
        }
    }
    if (best != nullptr) {
        rest = *after_name(rest, best->key);
        return rest.empty() ? &best->value : below_mapping(best->value, *field.mapping, rest);
    }
    const bool may_be_new = field.mapping->shorthand != nullptr && node.kind == SourceKind::mapping;
    if (may_be_new) {
        return &entry_of(node, rest).value;
    }
    const std::string_view name = rest.substr(0, rest.find('.'));
    return complain(fmt::format("{} has no \"{}\"{}", field.key, name, suggestion(name, names)));
}

SourceNode* Descent::below_list(SourceNode& node, const Field& field, std::string_view rest) {
    const std::size_t dot = rest.find('.');
    const std::string_view name = rest.substr(0, dot);
    const auto index = parse_integer(name);
    SourceNode* best = nullptr;
    std::string_view best_rest;
    std::vector<std::string_view> names;
    for (std::size_t at = 0; at < node.items.size(); ++at) {
        const SourceEntry* named =
            field.name_key.empty() ? nullptr : node.items[at].find(field.name_key);
        std::optional<std::string_view> left;
        if (named != nullptr) {
            names.push_back(named->value.text);
            left = after_name(rest, named->value.text);
        } else if (index == static_cast<std::int64_t>(at)) {
            left = after_name(rest, name);
        }
        if (left && (best == nullptr || left->size() < best_rest.size())) {
            best = &node.items[at];
            best_rest = *left;
        }
    }
    if (best == nullptr) {
        return complain(fmt::format("{} has no \"{}\"{}", field.key, name, suggestion(name, names))
        );
    }
    return best_rest.empty() ? best : below_mapping(*best, *field.mapping, best_rest);
}

}  // namespace

void apply_setting(
    const Setting& setting, const Mapping& format, SourceNode& root, Diagnostics& diagnostics
) {
    const std::size_t dot = setting.path.rfind('.');
    const std::string key = setting.path.substr(dot == std::string::npos ? 0 : dot + 1);
    if (names_a_secret(key)) {
        // Its value is not shown.
        diagnostics.add({"--set " + setting.path, 0, 0}, secret_refusal(key));
        return;
    }
    const Place place{setting.option, 0, 0};
    auto value = parse_yaml_at(setting.value, place);
    if (!value) {
        diagnostics.add(place, value.error().message);
        return;
    }
    const std::size_t complaints = diagnostics.size();
    SourceNode* target = Descent{place, diagnostics}.below_mapping(root, format, setting.path);
    if (target != nullptr && diagnostics.size() == complaints) {
        *target = std::move(*value);
    }
}

}  // namespace drydock::harness
