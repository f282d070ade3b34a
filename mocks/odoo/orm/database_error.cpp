#include "mocks/odoo/orm/database_error.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo {

namespace {

/// What libpq shows of a long statement around the place that the server complains of.
/// Source: PostgreSQL 15, fe-protocol3.c, reportErrorPosition.
std::string excerpt(std::string_view statement, std::size_t at) {
    constexpr std::size_t width = 60;
    constexpr std::size_t right_min = 10;
    std::size_t first = 0;
    std::size_t end = statement.size();
    if (end > width) {
        end = width >= at + right_min ? width : std::min(end, at + right_min);
        first = end > width ? end - width : 0;
    }
    std::string line = first > 0 ? "LINE 1: ..." : "LINE 1: ";
    const std::size_t marker = line.size() + at - first;
    line += statement.substr(first, end - first);
    line += end < statement.size() ? "..." : "";
    return fmt::format("{}\n{}^\n", line, std::string(marker, ' '));
}

unexpected<Error> invalid_integer(
    std::string_view text, std::string_view statement, std::size_t at
) {
    return unexpected<Error>{Error{
        "psycopg2.errors.InvalidTextRepresentation",
        fmt::format(
            "invalid input syntax for type integer: \"{}\"\n{}", text, excerpt(statement, at)
        )}};
}

/// A column's value as it stands in an INSERT; empty when it is left out.
std::string literal(const Field& field) {
    switch (field.constant.kind) {
        case FieldValue::Kind::boolean:
            return field.constant.number != 0 ? "true" : "false";
        case FieldValue::Kind::integer:
        case FieldValue::Kind::reference:
            return std::to_string(field.constant.number);
        case FieldValue::Kind::decimal:
            return fmt::format("'{}.0'", field.constant.number / 1'000);
        case FieldValue::Kind::text:
            return fmt::format("'{}'", field.constant.text);
        default:
            return {};
    }
}

bool is_column(const Field& field) {
    return field.stored && field.type != FieldType::one2many && field.type != FieldType::many2many;
}

constexpr std::string_view not_null_head =
    "The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n- Delete: "
    "another model requires the record being deleted. If possible, archive it instead.\n\n";
constexpr std::string_view foreign_key_head =
    "The operation cannot be completed: another model requires the record being deleted. If "
    "possible, archive it instead.\n\n";

/// What stands between two marks of a text, or nothing.
std::string between(std::string_view text, std::string_view before, std::string_view after) {
    const std::size_t found = text.find(before);
    if (found == std::string_view::npos) {
        return {};
    }
    const std::size_t first = found + before.size();
    const std::size_t end = text.find(after, first);
    return std::string{text.substr(first, end == std::string_view::npos ? end : end - first)};
}

}  // namespace

std::string table_name(const Model& model) {
    std::string name{model.name.text()};
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

unexpected<Error> invalid_integer_in_insert(
    const Model& model, const Field& field, std::string_view text
) {
    // Columns stand in the order of their names: those with a value before this one are the ones
    // that have a default.
    std::vector<std::pair<std::string_view, std::string>> before;
    for (const Field& other : model.fields) {
        if (is_column(other) && other.name.text() < field.name.text()) {
            if (std::string value = literal(other); !value.empty()) {
                before.emplace_back(other.name.text(), std::move(value));
            }
        }
    }
    std::sort(before.begin(), before.end());
    std::string statement = fmt::format("INSERT INTO \"{}\" (", table_name(model));
    std::string values;
    for (const auto& [name, value] : before) {
        statement += fmt::format("\"{}\", ", name);
        values += value + ", ";
    }
    statement += fmt::format(
        "\"{}\", \"create_date\", \"create_uid\", \"write_date\", \"write_uid\") VALUES ({}",
        field.name.text(),
        values
    );
    const std::size_t at = statement.size();
    statement += fmt::format("'{}', '2026-11-21 00:00:00'", text);
    return invalid_integer(text, statement, at);
}

unexpected<Error> invalid_id(const Model& model, std::string_view text) {
    const std::string table = table_name(model);
    // The last column of the statement, as far as 60 characters show it: res.partner's.
    std::string statement = fmt::format(
        "SELECT \"{0}\".\"id\", \"{0}\".\"invoice_warn_msg\" FROM \"{0}\" WHERE (\"{0}\".\"id\" IN "
        "(",
        table
    );
    const std::size_t at = statement.size();
    statement += fmt::format("'{}'))", text);
    return invalid_integer(text, statement, at);
}

unexpected<Error> foreign_key_violation(const Model& model, const Field& field) {
    return validation_error(fmt::format(
        "{}Model: {} ({})\nConstraint: {}_{}_fkey\n",
        foreign_key_head,
        model.label,
        model.name.text(),
        table_name(model),
        field.name.text()
    ));
}

unexpected<Error> not_null_violation(const Model& model, const Field& field) {
    const Model& owner = model.stored_with != nullptr ? *model.stored_with : model;
    return mandatory_field_not_set(fmt::format(
        "Model: {} ({})\nField: {} ({})\n",
        owner.label,
        owner.name.text(),
        field.label,
        field.name.text()
    ));
}

void retell_as_19(Error& error) {
    std::string& text = error.message;
    if (text.starts_with("Invalid field '")) {
        if (const std::size_t at = text.find("' on model '"); at != std::string::npos) {
            text.replace(at, std::string_view{"' on model '"}.size(), "' in '");
        }
        return;
    }
    const std::string label = between(text, "\nModel: ", " (");
    const std::string model = between(text, " (", ")");
    if (text.starts_with(not_null_head)) {
        const std::string field = between(text, "\nField: ", " (");
        const std::string name = between(text.substr(text.find("\nField: ")), " (", ")");
        text = fmt::format(
            "The operation cannot be completed: Missing required value for the field '{}' "
            "({}).\nModel: '{}' ({})\n- create/update: a mandatory field is not set\n- delete: "
            "another model requires the record being deleted, you can archive it instead\n",
            field,
            name,
            label,
            model
        );
    } else if (text.starts_with(foreign_key_head)) {
        const Model* const owner = model_of(model);
        std::string name = between(text, "\nConstraint: ", "_fkey\n");
        if (owner != nullptr && name.size() > table_name(*owner).size()) {
            name.erase(0, table_name(*owner).size() + 1);
        }
        const Field* const field = owner == nullptr ? nullptr : owner->field(name);
        text = fmt::format(
            "The operation cannot be completed: Another model is using the record you are trying "
            "to delete.\n\nThe troublemaker is: '{}' ({})\nThanks to the following constraint: "
            "'{}' ({})\nHow about archiving the record instead?",
            label,
            model,
            field == nullptr ? std::string_view{name} : field->label,
            name
        );
    }
}

}  // namespace drydock::mocks::odoo
