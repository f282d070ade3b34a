#include "mocks/odoo/orm/leaf.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "mocks/odoo/database.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/any_in.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr std::size_t date_text_size = 10;

char lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                : character;
}

/// Dates compare as the text that Odoo shows of them.
void show_dates_as_text(const Database& database, FieldValue& value) {
    if (value.kind == FieldValue::Kind::datetime || value.kind == FieldValue::Kind::date) {
        value.text =
            to_odoo_text(database.settings.calendar.date_time_of(Instant{Duration{value.number}}));
        value.text.resize(
            value.kind == FieldValue::Kind::date ? date_text_size : value.text.size()
        );
        value.kind = FieldValue::Kind::text;
    }
}

bool is_none(Value operand) {
    return operand.is_false() || operand.kind() == ValueKind::null;
}

bool equals(const FieldValue& value, Value operand) {
    switch (value.kind) {
        case FieldValue::Kind::empty:
            return is_none(operand) || (operand.is_string() && operand.string().empty());
        case FieldValue::Kind::boolean:
            return value.number != 0 ? operand.is_true() || operand.integer_or(0) != 0
                                     : is_none(operand) || operand.integer_or(1) == 0;
        case FieldValue::Kind::integer:
            return operand.integer() == value.number || (value.number == 0 && is_none(operand));
        case FieldValue::Kind::decimal:
            return operand.thousandths() == value.number || (value.number == 0 && is_none(operand));
        case FieldValue::Kind::reference:
            return operand.is_string() ? operand.string() == value.text
                                       : operand.integer() == value.number;
        case FieldValue::Kind::list:
            if (is_none(operand)) {
                return value.ids.empty();
            }
            return std::any_of(value.ids.begin(), value.ids.end(), [&](RecordId id) {
                return operand.integer() == id;
            });
        case FieldValue::Kind::text:
        case FieldValue::Kind::datetime:
        case FieldValue::Kind::date:
            break;
    }
    return operand.is_string() && operand.string() == value.text;
}

bool in_list(const FieldValue& value, Value operand) {
    if (!operand.is_array()) {
        return equals(value, operand);
    }
    for (const Value member : operand) {
        if (equals(value, member)) {
            return true;
        }
    }
    return false;
}

template <class Number>
int sign_of(Number left, Number right) {
    return left < right ? -1 : left > right ? 1 : 0;
}

/// Below 0, 0 or above 0; nullopt when the two cannot be ordered, as with NULL.
std::optional<int> order_of(
    const Field& field, Comparison comparison, const FieldValue& value, Value operand
) {
    switch (value.kind) {
        case FieldValue::Kind::integer:
        case FieldValue::Kind::reference:
        case FieldValue::Kind::decimal: {
            const std::int64_t scale = value.kind == FieldValue::Kind::decimal ? 1 : 1'000;
            if (const auto number = operand.thousandths()) {
                return sign_of(value.number * scale, *number);
            }
            return std::nullopt;
        }
        case FieldValue::Kind::text: {
            if (!operand.is_string()) {
                return std::nullopt;
            }
            std::string_view text = operand.string();
            std::string whole;
            if (field.type == FieldType::datetime && text.size() == date_text_size) {
                // A day alone is its end or its start, whichever includes it.
                const bool end =
                    comparison == Comparison::greater || comparison == Comparison::at_most;
                whole = fmt::format("{} {}", text, end ? "23:59:59" : "00:00:00");
                text = whole;
            }
            return sign_of(std::string_view{value.text}, text);
        }
        case FieldValue::Kind::boolean:
            return operand.is_true() || operand.is_false()
                       ? std::optional{sign_of<std::int64_t>(value.number, operand.is_true())}
                       : std::nullopt;
        default:
            return std::nullopt;
    }
}

bool is_ordered(const Field& field, Comparison comparison, const FieldValue& value, Value operand) {
    const auto order = order_of(field, comparison, value, operand);
    if (!order) {
        return false;
    }
    switch (comparison) {
        case Comparison::less:
            return *order < 0;
        case Comparison::greater:
            return *order > 0;
        case Comparison::at_most:
            return *order <= 0;
        default:
            return *order >= 0;
    }
}

bool text_matches(std::string_view text, Comparison comparison, std::string_view pattern) {
    switch (comparison) {
        case Comparison::like:
        case Comparison::ilike:
            return is_like(text, fmt::format("%{}%", pattern), comparison == Comparison::ilike);
        case Comparison::ilike_whole:
            return is_like(text, pattern, true);
        case Comparison::like_whole:
            return is_like(text, pattern, false);
        default:
            return text == pattern;
    }
}

/// Holds for a text, many2one or x2many; never for what is empty, unless the pattern is.
bool value_matches(
    const Database& database,
    const Field& field,
    Comparison comparison,
    Value operand,
    const FieldValue& value
) {
    const std::string pattern = operand.is_string() ? std::string{operand.string()}
                                : is_none(operand)  ? std::string{}
                                                    : python_text(operand);
    if (pattern.empty() && (comparison == Comparison::like || comparison == Comparison::ilike)) {
        return true;
    }
    const Model* const relation = field.relation.empty() ? nullptr : model_of(field.relation);
    switch (value.kind) {
        case FieldValue::Kind::text:
            return text_matches(value.text, comparison, pattern);
        case FieldValue::Kind::reference:
            return relation == nullptr ? text_matches(value.text, comparison, pattern)
                                       : name_matches(
                                             database,
                                             *relation,
                                             static_cast<RecordId>(value.number),
                                             comparison,
                                             pattern
                                         );
        case FieldValue::Kind::list:
            return relation != nullptr &&
                   std::any_of(value.ids.begin(), value.ids.end(), [&](RecordId id) {
                       return name_matches(database, *relation, id, comparison, pattern);
                   });
        case FieldValue::Kind::integer:
            return text_matches(std::to_string(value.number), comparison, pattern);
        default:
            return false;
    }
}

/// Equality with names: a text stands for the records that have it as their name.
bool equals_any(
    const Database& database, const Field& field, Value operand, const FieldValue& value
) {
    const bool by_name =
        operand.is_string() && !operand.string().empty() &&
        (value.kind == FieldValue::Kind::reference || value.kind == FieldValue::Kind::list);
    return by_name ? value_matches(database, field, Comparison::equal, operand, value)
                   : in_list(value, operand);
}

bool any_related(
    const Database& database,
    const Field& field,
    Comparison comparison,
    Value operand,
    const FieldValue& value
) {
    const Model* const relation = model_of(field.relation);
    if (relation == nullptr) {
        return false;
    }
    const auto holds = [&](RecordId id) {
        return comparison == Comparison::child_of ? is_below(database, *relation, id, operand)
                                                  : is_above(database, *relation, id, operand);
    };
    if (value.kind == FieldValue::Kind::list) {
        return std::any_of(value.ids.begin(), value.ids.end(), holds);
    }
    const bool has_id =
        value.kind == FieldValue::Kind::reference || value.kind == FieldValue::Kind::integer;
    return has_id && value.number > 0 && holds(static_cast<RecordId>(value.number));
}

}  // namespace

bool is_like(std::string_view text, std::string_view pattern, bool any_case) {
    // Greedy with one place to come back to: the last %.
    std::size_t at = 0;
    std::size_t wanted = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (at < text.size()) {
        const bool escaped = wanted + 1 < pattern.size() && pattern[wanted] == '\\';
        const char next = wanted < pattern.size() ? pattern[escaped ? wanted + 1 : wanted] : '\0';
        const bool same = any_case ? lower(text[at]) == lower(next) : text[at] == next;
        if (wanted < pattern.size() && !escaped && next == '%') {
            star = wanted++;
            resume = at;
        } else if (wanted < pattern.size() && (same || (!escaped && next == '_'))) {
            wanted += escaped ? 2 : 1;
            ++at;
        } else if (star != std::string_view::npos) {
            wanted = star + 1;
            at = ++resume;
        } else {
            return false;
        }
    }
    while (wanted < pattern.size() && pattern[wanted] == '%') {
        ++wanted;
    }
    return wanted == pattern.size();
}

bool name_matches(
    const Database& database,
    const Model& model,
    RecordId id,
    Comparison comparison,
    std::string_view text
) {
    FieldValue value;
    const auto field_matches = [&](std::string_view name) {
        const Field* const field = model.field(name);
        if (field == nullptr) {
            return false;
        }
        read_field(database, model, *field, id, value);
        return (value.kind == FieldValue::Kind::text || value.kind == FieldValue::Kind::reference
               ) &&
               text_matches(value.text, comparison, text);
    };
    if (!model.names_searched.empty()) {
        return std::any_of(model.names_searched.begin(), model.names_searched.end(), field_matches);
    }
    return field_matches(model.field("name") != nullptr ? "name" : "display_name");
}

bool is_below(const Database& database, const Model& model, RecordId id, Value operand) {
    // Source: Odoo 18.0, stock.location._parent_name.
    const bool location = model.name.text() == "stock.location";
    const Field* const parent = model.field(location ? "location_id" : "parent_id");
    constexpr int depth_max = 100;
    FieldValue value;
    for (int depth = 0; id != 0 && depth < depth_max; ++depth) {
        const auto is_named = [&](Value one) {
            return one.is_string()
                       ? name_matches(database, model, id, Comparison::ilike, one.string())
                       : one.integer() == id;
        };
        if (operand.is_array() ? any_in(operand, is_named) : is_named(operand)) {
            return true;
        }
        if (parent == nullptr || !exists(database, model, id)) {
            return false;
        }
        read_field(database, model, *parent, id, value);
        id = value.kind == FieldValue::Kind::empty ? 0 : static_cast<RecordId>(value.number);
    }
    return false;
}

bool is_above(const Database& database, const Model& model, RecordId id, Value operand) {
    DocumentWriter out;
    out.add(id);
    const Document self = out.finish();
    const auto below = [&](Value one) {
        const std::int64_t other = one.integer_or(0);
        return exists(database, model, other) &&
               is_below(database, model, static_cast<RecordId>(other), self.root());
    };
    return operand.is_array() ? any_in(operand, below) : below(operand);
}

bool leaf_holds(
    const Database& database,
    const Field& field,
    Comparison comparison,
    Value operand,
    FieldValue& value
) {
    show_dates_as_text(database, value);
    switch (comparison) {
        case Comparison::equal:
        case Comparison::in:
            return equals_any(database, field, operand, value);
        case Comparison::not_equal:
        case Comparison::not_in:
            return !equals_any(database, field, operand, value);
        case Comparison::equal_if_given:
            return is_none(operand) || equals_any(database, field, operand, value);
        case Comparison::like:
        case Comparison::ilike:
        case Comparison::like_whole:
        case Comparison::ilike_whole:
            return value_matches(database, field, comparison, operand, value);
        case Comparison::not_like:
            return !value_matches(database, field, Comparison::like, operand, value);
        case Comparison::not_ilike:
            return !value_matches(database, field, Comparison::ilike, operand, value);
        case Comparison::child_of:
        case Comparison::parent_of:
            return any_related(database, field, comparison, operand, value);
        case Comparison::any:
        case Comparison::not_any:
            return false;  // The domain's own.
        case Comparison::less:
        case Comparison::greater:
        case Comparison::at_most:
        case Comparison::at_least:
            break;
    }
    return is_ordered(field, comparison, value, operand);
}

}  // namespace drydock::mocks::odoo
