#include "mocks/odoo/domain.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace drydock::mocks::odoo {

namespace {

std::optional<Comparison> comparison_of(std::string_view text) {
    struct Named {
        std::string_view text;
        Comparison comparison;
    };
    constexpr std::array<Named, 10> all{{
        {"=", Comparison::equal},
        {"in", Comparison::in},
        {"!=", Comparison::not_equal},
        {"<>", Comparison::not_equal},
        {"not in", Comparison::not_in},
        {"<", Comparison::less},
        {">", Comparison::greater},
        {"<=", Comparison::at_most},
        {">=", Comparison::at_least},
        {"ilike", Comparison::contains_any_case},
    }};
    for (const Named& named : all) {
        if (named.text == text) {
            return named.comparison;
        }
    }
    return std::nullopt;
}

char lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                : character;
}

bool contains_any_case(std::string_view text, std::string_view part) {
    const auto same = [](char left, char right) { return lower(left) == lower(right); };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

/// Dates compare as the text that Odoo shows of them.
void show_dates_as_text(const Database& database, FieldValue& value) {
    constexpr std::size_t date_size = 10;
    if (value.kind == FieldValue::Kind::datetime || value.kind == FieldValue::Kind::date) {
        value.text =
            to_odoo_text(database.settings.calendar.date_time_of(Instant{Duration{value.number}}));
        value.text.resize(value.kind == FieldValue::Kind::date ? date_size : value.text.size());
        value.kind = FieldValue::Kind::text;
    }
}

bool equals(const FieldValue& value, Value operand) {
    switch (value.kind) {
        case FieldValue::Kind::empty:
            return operand.is_false() || operand.kind() == ValueKind::null ||
                   (operand.is_string() && operand.string().empty());
        case FieldValue::Kind::boolean:
            return value.number != 0 ? operand.is_true() : operand.is_false();
        case FieldValue::Kind::integer:
            return operand.integer() == value.number;
        case FieldValue::Kind::decimal:
            return operand.thousandths() == value.number;
        case FieldValue::Kind::reference:
            return operand.is_string() ? operand.string() == value.text
                                       : operand.integer() == value.number;
        case FieldValue::Kind::list:
            if (operand.is_false()) {
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

/// Below 0, 0 or above 0; nullopt when the two cannot be ordered.
std::optional<int> order_of(const FieldValue& value, Value operand) {
    const auto sign = [](auto left, auto right) {
        return left < right ? -1 : left > right ? 1 : 0;
    };
    switch (value.kind) {
        case FieldValue::Kind::integer:
        case FieldValue::Kind::reference:
            if (const auto number = operand.thousandths()) {
                return sign(value.number * 1'000, *number);
            }
            return std::nullopt;
        case FieldValue::Kind::decimal:
            if (const auto number = operand.thousandths()) {
                return sign(value.number, *number);
            }
            return std::nullopt;
        case FieldValue::Kind::text:
            return operand.is_string()
                       ? std::optional{sign(std::string_view{value.text}, operand.string())}
                       : std::nullopt;
        default:
            return std::nullopt;
    }
}

}  // namespace

expected<Domain::Term, Error> Domain::parse_leaf(const Model& model, Value leaf) {
    constexpr std::size_t leaf_size = 3;
    if (leaf.size() != leaf_size) {
        return value_error(
            leaf.size() < leaf_size
                ? fmt::format("not enough values to unpack (expected 3, got {})", leaf.size())
                : "too many values to unpack (expected 3)"
        );
    }
    const std::string_view name = leaf.at(0).string();
    const Field* const field = model.field(name);
    const auto comparison = comparison_of(leaf.at(1).string());
    if (!comparison) {
        return value_error(fmt::format("Invalid leaf {}", python_tuple_text(leaf)));
    }
    if (field == nullptr) {
        return unknown_field_in_leaf(name, model.name.text(), python_tuple_text(leaf));
    }
    return Term{TermKind::leaf, *comparison, field, leaf.at(2)};
}

expected<Domain, Error> Domain::parse(const Model& model, Value list) {
    Domain domain;
    if (!list.present() || list.is_false() || list.kind() == ValueKind::null) {
        return domain;
    }
    if (!list.is_array()) {
        return unexpected<Error>{Error{
            "builtins.AssertionError",
            "Domains to normalize must have a 'domain' form: a list or tuple of domain "
            "components"}};
    }
    domain.terms_.reserve(list.size());
    std::size_t wanted = 0;  // Operands that the operators so far still lack.
    for (const Value member : list) {
        if (!member.is_string()) {
            auto leaf = parse_leaf(model, member);
            if (!leaf) {
                return unexpected{std::move(leaf.error())};
            }
            domain.terms_.push_back(*leaf);
            wanted = wanted > 0 ? wanted - 1 : 0;
            continue;
        }
        const std::string_view text = member.string();
        if (text != "&" && text != "|" && text != "!") {
            return value_error(fmt::format("Invalid leaf {}", text));
        }
        domain.leaves_only_ = false;
        wanted = wanted == 0 ? 1 : wanted;
        wanted = text == "!" ? wanted : wanted + 1;
        const TermKind kind = text == "&"   ? TermKind::both
                              : text == "|" ? TermKind::either
                                            : TermKind::inverted;
        domain.terms_.push_back({kind, Comparison::equal, nullptr, {}});
    }
    if (wanted > 0) {
        return value_error(fmt::format("Domain {} is syntactically not correct.", python_text(list))
        );
    }
    return domain;
}

bool Domain::leaf_holds(
    const Database& database, const Term& term, RecordId id, FieldValue& scratch
) {
    term.field->read(database, id, scratch);
    show_dates_as_text(database, scratch);
    switch (term.comparison) {
        case Comparison::equal:
        case Comparison::in:
            return in_list(scratch, term.operand);
        case Comparison::not_equal:
        case Comparison::not_in:
            return !in_list(scratch, term.operand);
        case Comparison::contains_any_case:
            return (scratch.kind == FieldValue::Kind::text ||
                    scratch.kind == FieldValue::Kind::reference) &&
                   contains_any_case(scratch.text, term.operand.string());
        case Comparison::less:
        case Comparison::greater:
        case Comparison::at_most:
        case Comparison::at_least:
            break;
    }
    const auto order = order_of(scratch, term.operand);
    if (!order) {
        return false;
    }
    switch (term.comparison) {
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

bool Domain::holds(const Database& database, RecordId id, FieldValue& scratch) const {
    if (leaves_only_) {
        return std::all_of(terms_.begin(), terms_.end(), [&](const Term& term) {
            return leaf_holds(database, term, id, scratch);
        });
    }
    // From the right, each operator finds its operands on the stack; parse has counted them.
    std::vector<bool> stack;
    for (auto term = terms_.rbegin(); term != terms_.rend(); ++term) {
        if (term->kind == TermKind::leaf) {
            stack.push_back(leaf_holds(database, *term, id, scratch));
            continue;
        }
        const bool top = stack.back();
        stack.pop_back();
        if (term->kind == TermKind::inverted) {
            stack.push_back(!top);
            continue;
        }
        const bool next = stack.back();
        stack.back() = term->kind == TermKind::both ? top && next : top || next;
    }
    return std::all_of(stack.begin(), stack.end(), [](bool truth) { return truth; });
}

bool Domain::candidates(const Database& database, const Model& model, std::vector<RecordId>& ids)
    const {
    if (!leaves_only_) {
        return false;
    }
    const auto add = [&](const Term& term, Value operand) {
        if (term.field->name.text() != "id") {
            return model.look_up != nullptr &&
                   model.look_up(database, term.field->name.text(), operand, ids);
        }
        const std::int64_t id = operand.integer_or(0);
        if (id >= 1 && id <= model.count(database)) {
            ids.push_back(static_cast<RecordId>(id));
        }
        return true;
    };
    for (const Term& term : terms_) {
        if (term.comparison != Comparison::equal && term.comparison != Comparison::in) {
            continue;
        }
        ids.clear();
        bool helped = true;
        if (term.operand.is_array()) {
            for (const Value member : term.operand) {
                helped = helped && add(term, member);
            }
        } else {
            helped = add(term, term.operand);
        }
        if (helped) {
            return true;
        }
    }
    ids.clear();
    return false;
}

}  // namespace drydock::mocks::odoo
