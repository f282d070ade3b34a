#pragma once

#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "mocks/odoo/field.hpp"
#include "mocks/odoo/orm/undo.hpp"

namespace drydock::mocks::odoo {

/// What one record has in fields that no typed record holds.
struct AttributeRow {
    /// By the hash of the field's name, ascending; the registry checks that no two names of a model
    /// share it.
    std::vector<std::pair<std::uint32_t, FieldValue>> values;
    Instant created;
    Instant written;
    RecordId created_by = 0;
    RecordId written_by = 0;

    [[nodiscard]] const FieldValue* find(const Field& field) const;
};

/// The rows of one model.
struct AttributeTable {
    std::map<RecordId, AttributeRow> rows;
    RecordId last = 0;  ///< Id given out; not taken back by a roll-back.
};

/// Every record's fields that no typed record holds, and the records of models that have no typed
/// table. Takes part in transactions.
class AttributeStore {
public:
    explicit AttributeStore(UndoLog& undo) : undo_{&undo} {}

    /// Null when it has none: every field is as it began.
    [[nodiscard]] const AttributeRow* find(const Model& model, RecordId id) const;
    [[nodiscard]] const FieldValue* find(const Model& model, RecordId id, const Field& field) const;
    /// To change; made when there is none.
    [[nodiscard]] AttributeRow& row(const Model& model, RecordId id);
    void set(const Model& model, RecordId id, const Field& field, FieldValue value);
    void remove(const Model& model, RecordId id);

    /// The next id of a model without a typed table; the record exists from then on.
    RecordId add(const Model& model);
    /// Likewise, with an id of the caller's: of a record that a fresh database has.
    void put(const Model& model, RecordId id);
    [[nodiscard]] bool contains(const Model& model, std::int64_t id) const;
    /// The last id given out.
    [[nodiscard]] RecordId last(const Model& model) const;
    /// By id. Of a model with a typed table only records that have more than that holds.
    [[nodiscard]] const std::map<RecordId, AttributeRow>& rows(const Model& model) const;

private:
    [[nodiscard]] const AttributeTable* table_if(const Model& model) const;
    [[nodiscard]] AttributeTable& table(const Model& model);

    UndoLog* undo_;
    /// By the hash of the model's name. Only looked up, never walked.
    std::unordered_map<std::uint32_t, AttributeTable> tables_;
};

}  // namespace drydock::mocks::odoo
