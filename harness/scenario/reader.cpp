#include "harness/scenario/reader.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "harness/scenario/external.hpp"
#include "harness/scenario/unit_text.hpp"

namespace drydock::harness {

namespace {

std::string below(const std::string& path, std::string_view key) {
    return path.empty() ? std::string{key} : fmt::format("{}.{}", path, key);
}

bool in_bounds(const Stored& stored, const Field& field) {
    const auto* number = std::get_if<std::int64_t>(&stored);
    return number != nullptr && field.minimum <= *number && *number <= field.maximum;
}

}  // namespace

const Place& Places::at(std::string_view path) const {
    static const Place nowhere;
    for (;;) {
        const auto found = places_.find(path);
        if (found != places_.end()) {
            return found->second;
        }
        if (path.empty()) {
            return nowhere;
        }
        const std::size_t dot = path.rfind('.');
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(0, dot);
    }
}

bool Places::broken(const std::string& path) const {
    return std::ranges::any_of(broken_, [&](const std::string& broken) {
        return path == broken || path.starts_with(broken + ".");
    });
}

bool Places::broken_within(const std::string& path) const {
    return std::ranges::any_of(broken_, [&](const std::string& broken) {
        return path == broken || broken.starts_with(path + ".");
    });
}

std::string path_in(const std::string& folder, const std::string& file) {
    return (std::filesystem::path{folder} / file).lexically_normal().string();
}

void Reader::complain(const Place& place, const std::string& path, std::string message) {
    diagnostics_.add(place, std::move(message));
    places_.mark_broken(path);
}

bool Reader::is_first(const SourceNode& node, const SourceEntry& entry) {
    const SourceEntry* first = node.find(entry.key);
    if (first == &entry) {
        return true;
    }
    diagnostics_.add(
        entry.place,
        fmt::format("duplicate key \"{}\", first written in line {}", entry.key, first->place.line)
    );
    return false;
}

std::int64_t Reader::read_kind(
    const SourceNode& node, const Mapping& mapping, void* object, const std::string& path
) {
    const Field& field = mapping.fields.front();
    const SourceEntry* entry = node.find(field.key);
    if (entry == nullptr || entry->value.kind != SourceKind::scalar) {
        return -1;
    }
    const Stored kind = parse_value(entry->value.text, field);
    if (kind == Stored{}) {
        return -1;
    }
    field.set(object, kind);
    places_.add(below(path, field.key), entry->value.place);
    return std::get<std::int64_t>(kind);
}

void Reader::read(
    const SourceNode& node, const Mapping& mapping, void* object, const std::string& path
) {
    places_.add(path, node.place);
    if (places_.broken(path)) {
        return;  // Its file could not be read.
    }
    if (node.kind == SourceKind::scalar && mapping.shorthand) {
        const auto duration = parse_duration(node.text);
        if (duration) {
            mapping.shorthand(object, *duration);
            return;
        }
    }
    if (node.kind != SourceKind::mapping && node.kind != SourceKind::nothing) {
        complain(
            node.place,
            path,
            fmt::format(
                "found {}, expected a mapping{}",
                node.shown(),
                mapping.shorthand ? " or a duration such as 30ms" : ""
            )
        );
        return;
    }
    const bool has_kinds = !mapping.alternatives.empty();
    const std::int64_t kind = has_kinds ? read_kind(node, mapping, object, path) : -1;
    const bool all_known = !has_kinds || kind >= 0;
    const std::vector<const Field*> fields = mapping.fields_for(kind);
    std::vector<std::string_view> keys;
    for (const Field* field : fields) {
        keys.push_back(field->key);
    }
    for (const SourceEntry& entry : node.entries) {
        if (!is_first(node, entry)) {
            continue;
        }
        const auto found = std::ranges::find(keys, entry.key);
        if (found != keys.end()) {
            const Field& field = *fields[static_cast<std::size_t>(found - keys.begin())];
            read_field(entry.value, field, object, below(path, entry.key));
        } else if (names_a_secret(entry.key)) {
            diagnostics_.add(entry.place, secret_refusal(entry.key));
        } else if (all_known) {
            diagnostics_.add(
                entry.place,
                fmt::format("unknown key \"{}\"{}", entry.key, suggestion(entry.key, keys))
            );
        }
    }
    for (const Field* field : fields) {
        if (field->required && node.find(field->key) == nullptr) {
            complain(
                node.place,
                below(path, field->key),
                field->shape == Shape::value
                    ? fmt::format(
                          "\"{}\" is missing; expected {}", field->key, expected_text(*field)
                      )
                    : fmt::format("\"{}\" is missing", field->key)
            );
        }
    }
}

void Reader::read_field(
    const SourceNode& node, const Field& field, void* object, const std::string& path
) {
    places_.add(path, node.place);
    switch (field.shape) {
        case Shape::value:
            read_value(node, field, object, path);
            break;
        case Shape::section:
            read(node, *field.mapping, field.locate(object), path);
            break;
        case Shape::list:
            read_list(node, field, object, path);
            break;
        case Shape::named:
            read_named(node, field, object, path);
            break;
        case Shape::texts:
            read_texts(node, field, object, path);
            break;
    }
}

Stored Reader::path_of_file(const SourceNode& node) {
    const bool from_shell = node.place.on_command_line();
    const std::string seen = from_shell ? node.text : path_in(folder_, node.text);
    std::error_code error;
    if (!std::filesystem::is_regular_file(seen, error)) {
        diagnostics_.add(node.place, fmt::format("there is no file \"{}\"", seen));
        return {};
    }
    return from_shell ? std::filesystem::absolute(seen).string() : node.text;
}

Stored Reader::stored_of(const SourceNode& node, const Field& field) {
    const auto wrong = [&](const SourceNode& what) {
        std::string message =
            fmt::format("{}: found {}, expected {}", field.key, what.shown(), expected_text(field));
        if (field.type == ValueType::choice && what.kind == SourceKind::scalar) {
            message = fmt::format(
                "{}: unknown \"{}\"{}", field.key, what.text, suggestion(what.text, field.choices)
            );
        }
        diagnostics_.add(what.place, std::move(message));
        return Stored{};
    };
    if (field.type == ValueType::durations) {
        if (node.kind != SourceKind::sequence) {
            return wrong(node);
        }
        std::vector<std::int64_t> numbers;
        for (const SourceNode& item : node.items) {
            const Stored number = parse_value(item.text, field);
            if (item.kind != SourceKind::scalar || !in_bounds(number, field)) {
                return wrong(item);
            }
            numbers.push_back(std::get<std::int64_t>(number));
        }
        return numbers;
    }
    if (node.kind != SourceKind::scalar) {
        return wrong(node);
    }
    if (field.type == ValueType::text) {
        return node.text;
    }
    if (field.type == ValueType::file) {
        return path_of_file(node);
    }
    if (field.type == ValueType::date_time) {
        const auto when = parse_date_text(node.text);
        return when && *when != DateTime{} ? Stored{to_text(*when)} : wrong(node);
    }
    const Stored number = parse_value(node.text, field);
    return in_bounds(number, field) ? number : wrong(node);
}

void Reader::read_value(
    const SourceNode& node, const Field& field, void* object, const std::string& path
) {
    const Stored stored = stored_of(node, field);
    if (stored == Stored{}) {
        places_.mark_broken(path);
    } else {
        field.set(object, stored);
    }
}

void Reader::read_list(
    const SourceNode& node, const Field& field, void* object, const std::string& path
) {
    if (node.kind != SourceKind::sequence && node.kind != SourceKind::nothing) {
        complain(
            node.place,
            path,
            fmt::format("{}: found {}, expected a list of mappings", field.key, node.shown())
        );
        return;
    }
    std::map<std::string, std::size_t, std::less<>> lines;
    for (std::size_t index = 0; index < node.items.size(); ++index) {
        const SourceNode& item = node.items[index];
        read(item, *field.mapping, field.append(object), below(path, fmt::to_string(index)));
        const SourceEntry* name = field.name_key.empty() ? nullptr : item.find(field.name_key);
        if (name == nullptr || name->value.kind != SourceKind::scalar) {
            continue;
        }
        const auto [first, added] = lines.emplace(name->value.text, name->value.place.line);
        if (!added) {
            diagnostics_.add(
                name->value.place,
                fmt::format(
                    "{}: \"{}\" is used before, in line {}",
                    field.name_key,
                    first->first,
                    first->second
                )
            );
        }
    }
}

void Reader::read_named(
    const SourceNode& node, const Field& field, void* object, const std::string& path
) {
    if (node.kind != SourceKind::mapping && node.kind != SourceKind::nothing) {
        complain(
            node.place,
            path,
            fmt::format(
                "{}: found {}, expected a mapping of names to mappings", field.key, node.shown()
            )
        );
        return;
    }
    for (const SourceEntry& entry : node.entries) {
        if (!is_first(node, entry)) {
            continue;
        }
        void* element = field.append(object);
        *field.name(element) = entry.key;
        read(entry.value, *field.mapping, element, below(path, entry.key));
    }
}

void Reader::read_texts(
    const SourceNode& node, const Field& field, void* object, const std::string& path
) {
    if (node.kind != SourceKind::sequence && node.kind != SourceKind::nothing) {
        complain(
            node.place,
            path,
            fmt::format("{}: found {}, expected a list of texts", field.key, node.shown())
        );
        return;
    }
    for (const SourceNode& item : node.items) {
        const std::string item_path = below(path, fmt::to_string(field.size(object)));
        places_.add(item_path, item.place);
        *field.name(field.append(object)) = item.text;
        if (item.kind != SourceKind::scalar) {
            complain(
                item.place,
                item_path,
                fmt::format("{}: found {}, expected a text", field.key, item.shown())
            );
        }
    }
}

}  // namespace drydock::harness
