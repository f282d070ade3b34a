#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/expected.hpp"
#include "mocks/odoo/error.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

enum class Comparison : std::uint8_t {
    equal,
    not_equal,
    in,
    not_in,
    less,
    greater,
    at_most,
    at_least,
    like,
    not_like,
    ilike,
    not_ilike,
    like_whole,   ///< "=like"
    ilike_whole,  ///< "=ilike"
    child_of,
    parent_of,
    any,
    not_any,
    equal_if_given,  ///< "=?"
};

/// A search domain in Odoo's prefix notation: leaves, "&", "|" and "!"; terms without an operator
/// between them are joined by "&". Refers to the document that it was read from.
/// Source: Odoo 18.0, odoo/osv/expression.py.
class Domain {
public:
    [[nodiscard]] static expected<Domain, Error> parse(
        const Database& database, const Model& model, Value list
    );

    [[nodiscard]] bool empty() const { return terms_.empty(); }
    /// One leaf and nothing else: its candidates need no second look.
    [[nodiscard]] bool single_leaf() const { return leaves_only_ && terms_.size() == 1; }
    /// Whether a leaf is about that field itself.
    [[nodiscard]] bool mentions(const Field& field) const;

    /// Whether the record fulfils the domain. `scratch` is memory for field values.
    [[nodiscard]] bool holds(const Database& database, RecordId id, FieldValue& scratch) const;

    /// The records that may fulfil the domain, from an index, in any order and possibly twice.
    /// False when no index helps: all records may.
    [[nodiscard]] bool candidates(
        const Database& database, const Model& model, std::vector<RecordId>& ids
    ) const;

private:
    enum class TermKind : std::uint8_t { leaf, always, never, both, either, inverted };
    struct Term {
        TermKind kind = TermKind::leaf;
        Comparison comparison = Comparison::equal;
        const Field* field = nullptr;
        Value operand;
        std::size_t nested = 0;  ///< Of `any`: its place in nested_.
    };
    [[nodiscard]] expected<Term, Error> parse_leaf(const Database& database, Value leaf);
    /// ("partner_id.ref", "=", "X") as partner_id any [("ref", "=", "X")].
    [[nodiscard]] expected<Term, Error> parse_named(
        const Database& database, std::string_view name, Comparison comparison, Value leaf
    );
    [[nodiscard]] Term with_nested(const Field& field, Comparison comparison, Domain domain);
    [[nodiscard]] expected<Term, Error> parse_term(
        const Database& database, Value member, std::size_t& wanted
    );
    [[nodiscard]] bool term_holds(
        const Database& database, const Term& term, RecordId id, FieldValue& scratch
    ) const;
    [[nodiscard]] bool any_holds(
        const Database& database, const Term& term, RecordId id, FieldValue& scratch
    ) const;

    const Model* model_ = nullptr;
    std::vector<Term> terms_;
    std::vector<Domain> nested_;
    bool leaves_only_ = true;
};

}  // namespace drydock::mocks::odoo
