#include "harness/scenario/schema.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "harness/scenario/scenario_format.hpp"

namespace drydock::harness {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* duration_pattern = R"(^[0-9]+(\.[0-9]+)? *(ns|us|ms|s|min|h|d)$)";

Json of_text(const char* pattern) {
    return {{"type", "string"}, {"pattern", pattern}};
}

Json value_schema(const Field& field) {
    switch (field.type) {
        case ValueType::text:
        case ValueType::file:
            // YAML reads 2011 as a number; as a name it is meant as text.
            return {{"type", {"string", "number", "boolean"}}};
        case ValueType::boolean:
            return {{"type", "boolean"}};
        case ValueType::whole: {
            Json schema{{"type", "integer"}, {"minimum", field.minimum}};
            if (field.maximum != maximum_of(field.type)) {
                schema["maximum"] = field.maximum;
            }
            return schema;
        }
        case ValueType::duration:
        case ValueType::days:
            return of_text(duration_pattern);
        case ValueType::durations:
            return {{"type", "array"}, {"items", of_text(duration_pattern)}};
        case ValueType::share:
            return of_text(R"(^[0-9]+(\.[0-9]+)? *%$)");
        case ValueType::percent:
            return of_text(R"(^[0-9]+ *%$)");
        case ValueType::factor:
            return of_text(R"(^[0-9]+(\.[0-9]+)? *x$)");
        case ValueType::bandwidth:
            return of_text(R"(^[0-9]+(\.[0-9]+)? *[kMG]?(bit|B)/s$)");
        case ValueType::date_time:
            return of_text(R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$)");
        case ValueType::choice:
            return {{"enum", field.choices}};
    }
    return {};
}

/// The default as JSON writes it; null when there is none.
Json default_of(const Field& field, const void* object) {
    const Stored stored = field.get(object);
    if (field.required || stored == Stored{}) {
        return nullptr;
    }
    if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&stored)) {
        Json list = Json::array();
        for (const std::int64_t number : *numbers) {
            list.push_back(write_value(field, Stored{number}));
        }
        return list;
    }
    if (const auto* text = std::get_if<std::string>(&stored)) {
        return *text;
    }
    const std::int64_t number = std::get<std::int64_t>(stored);
    if (field.type == ValueType::boolean) {
        return number != 0;
    }
    return field.type == ValueType::whole ? Json(number) : Json(write_value(field, stored));
}

class SchemaWriter {
public:
    Json definitions = Json::object();

    Json reference(const Mapping& mapping) {
        const std::string name{mapping.title};
        if (!definitions.contains(name)) {
            definitions[name] = Json::object();  // Keeps its place.
            definitions[name] = definition(mapping);
        }
        return {{"$ref", "#/$defs/" + name}};
    }

    Json definition(const Mapping& mapping) {
        const auto object = mapping.make_default();
        Json schema = mapping.alternatives.empty() ? keys_of(mapping, object.get(), -1)
                                                   : alternatives_of(mapping, object.get());
        if (mapping.shorthand) {
            schema = Json{{"oneOf", {of_text(duration_pattern), std::move(schema)}}};
        }
        schema["description"] = mapping.doc;
        return schema;
    }

private:
    Json alternatives_of(const Mapping& mapping, void* object) {
        Json list = Json::array();
        const Field& selector = mapping.fields.front();
        for (std::size_t kind = 0; kind < mapping.alternatives.size(); ++kind) {
            const auto index = static_cast<std::int64_t>(kind);
            selector.set(object, index);
            Json keys = keys_of(mapping, object, index);
            keys["properties"][std::string{selector.key}] = Json{{"const", selector.choices[kind]}};
            if (!mapping.profile_key.empty()) {
                keys["properties"][std::string{mapping.profile_key}] = false;
            }
            list.push_back(std::move(keys));
        }
        if (!mapping.profile_key.empty()) {
            list.push_back(with_profile(mapping));
        }
        return {{"oneOf", std::move(list)}};
    }

    /// With a profile every key may be missing, and keys within keys.
    static Json with_profile(const Mapping& mapping) {
        Json properties = Json::object();
        const auto add = [&](const Field& field) {
            properties[std::string{field.key}] =
                field.shape == Shape::value ? value_schema(field) : Json{{"type", "object"}};
        };
        std::ranges::for_each(mapping.fields, add);
        for (const auto& fields : mapping.alternatives) {
            std::ranges::for_each(fields, add);
        }
        return {
            {"type", "object"},
            {"additionalProperties", false},
            {"properties", std::move(properties)},
            {"required", Json::array({mapping.profile_key})}};
    }

    Json keys_of(const Mapping& mapping, void* object, std::int64_t kind) {
        Json properties = Json::object();
        Json required = Json::array();
        for (const Field* field : mapping.fields_for(kind)) {
            properties[std::string{field->key}] = field_schema(*field, object);
            if (field->required) {
                required.push_back(field->key);
            }
        }
        Json schema{
            {"type", "object"},
            {"additionalProperties", false},
            {"properties", std::move(properties)}};
        if (!required.empty()) {
            schema["required"] = std::move(required);
        }
        return schema;
    }

    Json field_schema(const Field& field, void* object) {
        Json schema;
        switch (field.shape) {
            case Shape::value: {
                schema = value_schema(field);
                Json standard = default_of(field, object);
                if (!standard.is_null()) {
                    schema["default"] = std::move(standard);
                }
                break;
            }
            case Shape::section:
                schema = reference(*field.mapping);
                if (field.own_file) {
                    schema = Json{{"oneOf", {Json{{"type", "string"}}, std::move(schema)}}};
                }
                break;
            case Shape::list:
                schema = Json{{"type", "array"}, {"items", reference(*field.mapping)}};
                break;
            case Shape::named:
                schema =
                    Json{{"type", "object"}, {"additionalProperties", reference(*field.mapping)}};
                break;
            case Shape::texts:
                schema = Json{{"type", "array"}, {"items", Json{{"type", "string"}}}};
                break;
        }
        schema["description"] = field.doc;
        return schema;
    }
};

/// Markdown tables, a mapping before those in it.
class TableWriter {
public:
    void write(const Mapping& mapping) {
        if (std::ranges::find(written_, mapping.title) != written_.end()) {
            return;
        }
        written_.push_back(mapping.title);
        const auto object = mapping.make_default();
        text_ += fmt::format("\n### {}\n{}\n\n", mapping.title, mapping.doc);
        text_ += "| key | value | default | meaning |\n|---|---|---|---|\n";
        for (const Field& field : mapping.fields) {
            row(field, object.get(), "");
        }
        for (std::size_t kind = 0; kind < mapping.alternatives.size(); ++kind) {
            const Field& selector = mapping.fields.front();
            selector.set(object.get(), static_cast<std::int64_t>(kind));
            for (const Field& field : mapping.alternatives[kind]) {
                row(field, object.get(), fmt::format("{}: ", selector.choices[kind]));
            }
        }
        for (const Field* field : mapping.fields_for(-1)) {
            write_below(*field);
        }
        for (const auto& fields : mapping.alternatives) {
            for (const Field& field : fields) {
                write_below(field);
            }
        }
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    void write_below(const Field& field) {
        if (field.shape != Shape::value && field.shape != Shape::texts) {
            write(*field.mapping);
        }
    }

    void row(const Field& field, const void* object, std::string_view only) {
        text_ += fmt::format(
            "| `{}` | {} | {} | {}{} |\n",
            field.key,
            kind_of(field),
            standard(field, object),
            only,
            field.doc
        );
    }

    static std::string kind_of(const Field& field) {
        switch (field.shape) {
            case Shape::value:
                return expected_text(field);
            case Shape::section:
                return fmt::format(
                    "[{0}](#{0}){1}", field.mapping->title, field.own_file ? " or a path" : ""
                );
            case Shape::list:
                return fmt::format("a list of [{0}](#{0})", field.mapping->title);
            case Shape::named:
                return fmt::format("names to [{0}](#{0})", field.mapping->title);
            case Shape::texts:
                return "a list of texts";
        }
        return {};
    }

    static std::string standard(const Field& field, const void* object) {
        if (field.required) {
            return "*required*";
        }
        if (field.shape != Shape::value) {
            return "";
        }
        const Stored stored = field.get(object);
        const auto* text = std::get_if<std::string>(&stored);
        const bool nothing = stored == Stored{} || (text != nullptr && text->empty());
        return nothing ? "" : fmt::format("`{}`", write_value(field, stored));
    }

    std::vector<std::string_view> written_;
    std::string text_;
};

}  // namespace

Json scenario_schema() {
    SchemaWriter writer;
    Json body = writer.definition(scenario_format());
    Json schema{
        {"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Drydock scenario"}};
    schema.update(body);
    schema["$defs"] = std::move(writer.definitions);
    return schema;
}

std::string format_tables() {
    TableWriter writer;
    writer.write(scenario_format());
    return writer.take();
}

}  // namespace drydock::harness
