#include "mocks/odoo/domain.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "mocks/odoo/database.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/leaf.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/versions.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr std::size_t leaf_size = 3;

std::optional<Comparison> comparison_of(std::string_view text) {
    struct Named {
        std::string_view text;
        Comparison comparison;
    };
    static constexpr std::array all = std::to_array<Named>({
        {"=", Comparison::equal},
        {"in", Comparison::in},
        {"!=", Comparison::not_equal},
        {"<>", Comparison::not_equal},
        {"not in", Comparison::not_in},
        {"<", Comparison::less},
        {">", Comparison::greater},
        {"<=", Comparison::at_most},
        {">=", Comparison::at_least},
        {"ilike", Comparison::ilike},
        {"like", Comparison::like},
        {"not like", Comparison::not_like},
        {"not ilike", Comparison::not_ilike},
        {"=like", Comparison::like_whole},
        {"=ilike", Comparison::ilike_whole},
        {"child_of", Comparison::child_of},
        {"parent_of", Comparison::parent_of},
        {"any", Comparison::any},
        {"not any", Comparison::not_any},
        {"=?", Comparison::equal_if_given},
    });
    for (const Named& named : all) {
        if (named.text == text) {
            return named.comparison;
        }
    }
    return std::nullopt;
}

bool is_19(const Database& database) {
    return database.settings.version == OdooVersion::v19;
}

unexpected<Error> invalid_leaf(const Database& database, Value leaf) {
    if (is_19(database)) {
        // Source: Odoo 19.0 recordings, c09.
        return value_error(fmt::format("Domain() invalid item in domain: {}", python_text(leaf)));
    }
    if (leaf.size() != leaf_size) {
        return value_error(
            leaf.size() < leaf_size
                ? fmt::format("not enough values to unpack (expected 3, got {})", leaf.size())
                : "too many values to unpack (expected 3)"
        );
    }
    return value_error(fmt::format("Invalid leaf {}", python_tuple_text(leaf)));
}

unexpected<Error> unknown_field_here(const Database& database, const Model& model, Value leaf) {
    if (is_19(database)) {
        return value_error(fmt::format(
            "Invalid field {}.{} in condition {}",
            model.name.text(),
            leaf.at(0).string(),
            python_tuple_text(leaf)
        ));
    }
    return unknown_field_in_leaf(leaf.at(0).string(), model.name.text(), python_tuple_text(leaf));
}

}  // namespace

Domain::Term Domain::with_nested(const Field& field, Comparison comparison, Domain domain) {
    nested_.push_back(std::move(domain));
    return Term{TermKind::leaf, comparison, &field, {}, nested_.size() - 1};
}

expected<Domain::Term, Error> Domain::parse_named(
    const Database& database, std::string_view name, Comparison comparison, Value leaf
) {
    const std::size_t dot = name.find('.');
    const Field* const field = field_here(database, *model_, name.substr(0, dot));
    if (field == nullptr) {
        return unknown_field_here(database, *model_, leaf);
    }
    const Value operand = leaf.at(2);
    const Model* const relation = field->relation.empty() ? nullptr : model_of(field->relation);
    if (dot != std::string_view::npos) {
        Domain nested;
        if (relation == nullptr) {
            return unknown_field_here(database, *model_, leaf);
        }
        nested.model_ = relation;
        auto term = nested.parse_named(database, name.substr(dot + 1), comparison, leaf);
        if (!term) {
            return term;
        }
        nested.terms_.push_back(*term);
        return with_nested(*field, Comparison::any, std::move(nested));
    }
    if (comparison == Comparison::any || comparison == Comparison::not_any) {
        if (relation == nullptr) {
            return invalid_leaf(database, leaf);
        }
        auto nested = Domain::parse(database, *relation, operand);
        if (!nested) {
            return unexpected{std::move(nested.error())};
        }
        return with_nested(*field, comparison, std::move(*nested));
    }
    if (operand.is_string() && operand.string().find('\0') != std::string_view::npos) {
        return value_error("A string literal cannot contain NUL (0x00) characters.");
    }
    return Term{TermKind::leaf, comparison, field, operand, 0};
}

expected<Domain::Term, Error> Domain::parse_leaf(const Database& database, Value leaf) {
    if (leaf.size() != leaf_size) {
        return invalid_leaf(database, leaf);
    }
    const Value left = leaf.at(0);
    const auto comparison = comparison_of(leaf.at(1).string());
    if (!comparison) {
        return invalid_leaf(database, leaf);
    }
    if (left.is_number() && leaf.at(2).integer() == 1) {
        leaves_only_ = false;
        return Term{
            left.integer() == 1 ? TermKind::always : TermKind::never, *comparison, nullptr, {}, 0};
    }
    if (!left.is_string()) {
        return invalid_leaf(database, leaf);
    }
    return parse_named(database, left.string(), *comparison, leaf);
}

expected<Domain::Term, Error> Domain::parse_term(
    const Database& database, Value member, std::size_t& wanted
) {
    const std::string_view text = member.string();
    const bool is_operator = text == "&" || text == "|" || text == "!";
    if (!is_operator) {
        if (!member.is_array()) {
            return is_19(database)
                       ? invalid_leaf(database, member)
                       : value_error(fmt::format("Invalid leaf {}", python_text(member)));
        }
        wanted = wanted > 0 ? wanted - 1 : 0;
        return parse_leaf(database, member);
    }
    leaves_only_ = false;
    wanted = wanted == 0 ? 1 : wanted;
    wanted = text == "!" ? wanted : wanted + 1;
    const TermKind kind = text == "&"   ? TermKind::both
                          : text == "|" ? TermKind::either
                                        : TermKind::inverted;
    return Term{kind, Comparison::equal, nullptr, {}, 0};
}

expected<Domain, Error> Domain::parse(const Database& database, const Model& model, Value list) {
    Domain domain;
    domain.model_ = &model;
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
        auto term = domain.parse_term(database, member, wanted);
        if (!term) {
            return unexpected{std::move(term.error())};
        }
        domain.terms_.push_back(*term);
    }
    if (wanted > 0) {
        return value_error(fmt::format("Domain {} is syntactically not correct.", python_text(list))
        );
    }
    return domain;
}

bool Domain::mentions(const Field& field) const {
    return std::any_of(terms_.begin(), terms_.end(), [&](const Term& term) {
        return term.field == &field;
    });
}

bool Domain::any_holds(const Database& database, const Term& term, RecordId id, FieldValue& scratch)
    const {
    const Model* const relation = model_of(term.field->relation);
    const Domain& nested = nested_[term.nested];
    read_field(database, *model_, *term.field, id, scratch);
    std::vector<RecordId> others;
    if (scratch.kind == FieldValue::Kind::list) {
        others = scratch.ids;
    } else if (scratch.kind == FieldValue::Kind::reference) {
        others.push_back(static_cast<RecordId>(scratch.number));
    }
    const bool any = std::any_of(others.begin(), others.end(), [&](RecordId other) {
        return exists(database, *relation, other) && nested.holds(database, other, scratch);
    });
    return any == (term.comparison == Comparison::any);
}

bool Domain::term_holds(
    const Database& database, const Term& term, RecordId id, FieldValue& scratch
) const {
    if (term.kind != TermKind::leaf) {
        return term.kind == TermKind::always;
    }
    if (term.comparison == Comparison::any || term.comparison == Comparison::not_any) {
        return any_holds(database, term, id, scratch);
    }
    if (term.field->magic == Magic::id) {
        if (term.comparison == Comparison::child_of) {
            return is_below(database, *model_, id, term.operand);
        }
        if (term.comparison == Comparison::parent_of) {
            return is_above(database, *model_, id, term.operand);
        }
    }
    read_field(database, *model_, *term.field, id, scratch);
    return leaf_holds(database, *term.field, term.comparison, term.operand, scratch);
}

bool Domain::holds(const Database& database, RecordId id, FieldValue& scratch) const {
    if (leaves_only_) {
        return std::all_of(terms_.begin(), terms_.end(), [&](const Term& term) {
            return term_holds(database, term, id, scratch);
        });
    }
    // From the right, each operator finds its operands on the stack; parse has counted them.
    std::vector<bool> stack;
    for (auto term = terms_.rbegin(); term != terms_.rend(); ++term) {
        if (term->kind == TermKind::leaf || term->kind == TermKind::always ||
            term->kind == TermKind::never) {
            stack.push_back(term_holds(database, *term, id, scratch));
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
        if (const std::int64_t id = operand.integer_or(0); exists(database, model, id)) {
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
