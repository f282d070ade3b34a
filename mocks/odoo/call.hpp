#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "core/document.hpp"
#include "core/time.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/error.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

/// The administrator of a fresh database. Source: Odoo 18.0 recordings, c0xx.
inline constexpr std::int64_t user_id = 2;

/// One execute_kw. A method writes the member "result" (none for Python's None) when all else is
/// done, so that nothing was added when it fails. What it changed before an error is taken back,
/// unless it says that it checks_first.
struct Call {
    Database& database;
    Instant now;
    const Model& model;
    Value positional;
    Value keywords;
    DocumentWriter& out;
    RecordId user = static_cast<RecordId>(user_id);
    std::vector<Document> kept{};  ///< Whose values live as long as the call.

    /// The root of a document, for as long as this call lives.
    [[nodiscard]] Value keep(Document document) {
        kept.push_back(std::move(document));
        return kept.back().root();
    }
    /// The argument at `index` after self, or under its name.
    [[nodiscard]] Value argument(std::size_t index, Key name) const {
        const Value by_place = positional.at(index);
        return by_place.present() ? by_place : keywords[name];
    }
    [[nodiscard]] Value context() const { return keywords["context"]; }

    void answer_true() { out.field_bool("result", true); }
};

/// The records that a call is for: its first argument, one id or a list. MissingError for an id
/// that there is not.
[[nodiscard]] expected<std::vector<RecordId>, Error> records_of(const Call& call);

/// As records_of, for any list of ids.
[[nodiscard]] expected<std::vector<RecordId>, Error> records_in(
    const Call& call, const Model& model, Value ids
);

/// The answer of create: the id for a dict, a list of ids for a list.
void answer_created(Call& call, RecordId first, RecordId count, Value values);

/// The first argument of a method that is no create: the ids.
[[nodiscard]] inline RecordId first_id(Value positional) {
    const Value ids = positional.at(0);
    const Value id = ids.is_array() ? ids.at(0) : ids;
    return static_cast<RecordId>(id.integer_or(0));
}

}  // namespace drydock::mocks::odoo
