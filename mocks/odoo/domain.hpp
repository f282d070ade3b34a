#pragma once

#include <cstdint>
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
    contains_any_case,  ///< ilike
};

/// A search domain in Odoo's prefix notation: leaves, "&", "|" and "!"; terms without an operator
/// between them are joined by "&". Refers to the document that it was read from.
class Domain {
public:
    [[nodiscard]] static expected<Domain, Error> parse(const Model& model, Value list);

    [[nodiscard]] bool empty() const { return terms_.empty(); }
    /// One leaf and nothing else: its candidates need no second look.
    [[nodiscard]] bool single_leaf() const { return leaves_only_ && terms_.size() == 1; }

    /// Whether the record fulfils the domain. `scratch` is memory for field values.
    [[nodiscard]] bool holds(const Database& database, RecordId id, FieldValue& scratch) const;

    /// The records that may fulfil the domain, from an index, in any order and possibly twice.
    /// False when no index helps: all records may.
    [[nodiscard]] bool candidates(
        const Database& database, const Model& model, std::vector<RecordId>& ids
    ) const;

private:
    enum class TermKind : std::uint8_t { leaf, both, either, inverted };
    struct Term {
        TermKind kind = TermKind::leaf;
        Comparison comparison = Comparison::equal;
        const Field* field = nullptr;
        Value operand;
    };
    [[nodiscard]] static expected<Term, Error> parse_leaf(const Model& model, Value leaf);
    [[nodiscard]] static bool leaf_holds(
        const Database& database, const Term& term, RecordId id, FieldValue& scratch
    );

    std::vector<Term> terms_;
    bool leaves_only_ = true;
};

}  // namespace drydock::mocks::odoo
