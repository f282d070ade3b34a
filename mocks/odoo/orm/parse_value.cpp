#include <charconv>

#include <fmt/format.h>

#include "core/document_text.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/database_error.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/time_text.hpp"

namespace drydock::mocks::odoo {

namespace {

using Parsed = expected<FieldValue, Error>;

bool is_falsy(Value value) {
    switch (value.kind()) {
        case ValueKind::absent:
        case ValueKind::null:
            return true;
        case ValueKind::boolean:
            return value.is_false();
        case ValueKind::number:
            return value.thousandths() == 0;
        case ValueKind::real:
            return false;
        case ValueKind::string:
            return value.string().empty();
        case ValueKind::array:
        case ValueKind::object:
            return value.size() == 0;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// A float that Python's float() reads, in thousandths.
std::optional<std::int64_t> thousandths_of_text(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    std::string number{text};  // JSON wants a digit on both sides of the point.
    if (const std::size_t point = number.find('.'); point != std::string::npos) {
        if (point + 1 == number.size()) {
            number += '0';
        }
        if (point == 0 || number[point - 1] == '-') {
            number.insert(point, 1, '0');
        }
    }
    const auto parsed = parse_document(number);
    return parsed ? parsed->root().thousandths() : std::nullopt;
}

/// Half away from zero to the field's digits.
std::int64_t rounded(std::int64_t thousandths, std::uint8_t digits) {
    const std::int64_t unit = digits >= 3 ? 1 : digits == 2 ? 10 : digits == 1 ? 100 : 1'000;
    const std::int64_t half = thousandths < 0 ? -unit / 2 : unit / 2;
    return (thousandths + half) / unit * unit;
}

Parsed parse_float(const Field& field, Value value) {
    FieldValue parsed;
    if (is_falsy(value)) {
        parsed.set_decimal(0);
        return parsed;
    }
    std::optional<std::int64_t> thousandths;
    if (value.is_string()) {
        thousandths = thousandths_of_text(value.string());
    } else if (value.is_true()) {
        thousandths = 1'000;
    } else {
        thousandths = value.thousandths();
    }
    if (!thousandths) {
        return not_a_number(value);
    }
    parsed.set_decimal(rounded(*thousandths, field.digits));
    return parsed;
}

Parsed parse_integer(Value value) {
    FieldValue parsed;
    if (is_falsy(value)) {
        parsed.set_integer(0);
        return parsed;
    }
    if (value.is_true()) {
        parsed.set_integer(1);
        return parsed;
    }
    if (value.is_string()) {
        const std::string_view text = trimmed(value.string());
        std::int64_t number = 0;
        const auto end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, number);
        if (read.ec != std::errc{} || read.ptr != end) {
            return value_error(
                fmt::format("invalid literal for int() with base 10: {}", python_text(value))
            );
        }
        parsed.set_integer(number);
        return parsed;
    }
    if (const auto thousandths = value.thousandths()) {
        parsed.set_integer(*thousandths / 1'000);
        return parsed;
    }
    return type_error(fmt::format(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        value.is_array() ? "list" : "dict"
    ));
}

Parsed parse_text(const Field& field, Value value) {
    FieldValue parsed;
    if (value.kind() == ValueKind::null || value.is_false() || !value.present()) {
        parsed.set_empty();
        return parsed;
    }
    std::string text = value.is_string() ? std::string{value.string()} : python_text(value);
    if (text.find('\0') != std::string::npos) {
        return value_error("A string literal cannot contain NUL (0x00) characters.");
    }
    // Odoo's sanitizer puts plain text into a paragraph.
    if (field.type == FieldType::html && !text.empty() && !text.starts_with('<')) {
        text = fmt::format("<p>{}</p>", text);
    }
    parsed.set_text(text);
    return parsed;
}

Parsed wrong_value(const Model& model, const Field& field, std::string_view shown) {
    // The template's field is what a product has.
    const Model& owner = model.stored_with != nullptr ? *model.stored_with : model;
    return value_error(
        fmt::format("Wrong value for {}.{}: {}", owner.name.text(), field.name.text(), shown)
    );
}

Parsed parse_selection(const Model& model, const Field& field, Value value) {
    FieldValue parsed;
    if (is_falsy(value)) {
        parsed.set_empty();
        return parsed;
    }
    if (field.selection.empty()) {
        parsed.set_text(value.string());
        return parsed;
    }
    for (const SelectionItem& item : field.selection) {
        if (value.is_string() && item.value == value.string()) {
            parsed.set_text(item.value);
            return parsed;
        }
    }
    return wrong_value(model, field, python_text(value));
}

Parsed parse_many2one(const Call& call, const Model& model, const Field& field, Value value) {
    FieldValue parsed;
    if (is_falsy(value)) {
        parsed.set_empty();
        return parsed;
    }
    if (value.is_string()) {
        return invalid_integer_in_insert(model, field, value.string());
    }
    const auto id = value.is_true() ? std::optional<std::int64_t>{1} : value.integer();
    if (!id) {
        return wrong_value(model, field, python_text(value));
    }
    const Model* const relation = model_of(field.relation);
    if (relation != nullptr && !exists(call.database, *relation, *id)) {
        return foreign_key_violation(model, field);
    }
    parsed.kind = FieldValue::Kind::reference;
    parsed.number = *id;
    return parsed;
}

Parsed parse_time(const Call& call, const Field& field, Value value) {
    FieldValue parsed;
    if (is_falsy(value)) {
        parsed.set_empty();
        return parsed;
    }
    if (!value.is_string()) {
        return type_error(fmt::format(
            "strptime() argument 1 must be str, not {}", value.is_array() ? "list" : "int"
        ));
    }
    const bool date_only = field.type == FieldType::date;
    const auto when =
        date_only ? parse_odoo_date(value.string()) : parse_odoo_datetime(value.string());
    if (!when) {
        return unexpected{when.error()};
    }
    const Instant instant = call.database.settings.calendar.instant_of(*when);
    date_only ? parsed.set_date(instant) : parsed.set_datetime(instant);
    return parsed;
}

}  // namespace

Parsed parse_value(const Call& call, const Model& model, const Field& field, Value value) {
    FieldValue parsed;
    switch (field.type) {
        case FieldType::boolean:
            parsed.set_boolean(!is_falsy(value));
            return parsed;
        case FieldType::integer:
        case FieldType::many2one_reference:
            return parse_integer(value);
        case FieldType::floating:
        case FieldType::monetary:
            return parse_float(field, value);
        case FieldType::character:
        case FieldType::text:
        case FieldType::html:
        case FieldType::binary:
        case FieldType::reference:
        case FieldType::json:
            return parse_text(field, value);
        case FieldType::date:
        case FieldType::datetime:
            return parse_time(call, field, value);
        case FieldType::selection:
            return parse_selection(model, field, value);
        case FieldType::many2one:
            return parse_many2one(call, model, field, value);
        case FieldType::one2many:
        case FieldType::many2many:
            // The commands are checked when they run.
            if (!is_falsy(value) && !value.is_array()) {
                const bool text = value.is_string();
                return wrong_value(
                    model, field, text ? std::string{value.string()} : python_text(value)
                );
            }
            parsed.kind = FieldValue::Kind::list;
            return parsed;
    }
    return parsed;
}

}  // namespace drydock::mocks::odoo
