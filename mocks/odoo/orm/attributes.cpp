#include "mocks/odoo/orm/attributes.hpp"

#include <algorithm>

namespace drydock::mocks::odoo {

namespace {

std::uint32_t hash_of(const Model& model) {
    return model.stored_with != nullptr ? model.stored_with->name.hash() : model.name.hash();
}

bool is_before(const std::pair<std::uint32_t, FieldValue>& held, std::uint32_t hash) {
    return held.first < hash;
}

}  // namespace

const FieldValue* AttributeRow::find(const Field& field) const {
    const auto found = std::lower_bound(values.begin(), values.end(), field.name.hash(), is_before);
    return found != values.end() && found->first == field.name.hash() ? &found->second : nullptr;
}

const AttributeTable* AttributeStore::table_if(const Model& model) const {
    const auto found = tables_.find(hash_of(model));
    return found == tables_.end() ? nullptr : &found->second;
}

AttributeTable& AttributeStore::table(const Model& model) {
    return tables_[hash_of(model)];
}

const AttributeRow* AttributeStore::find(const Model& model, RecordId id) const {
    const AttributeTable* const held = table_if(model);
    if (held == nullptr) {
        return nullptr;
    }
    const auto found = held->rows.find(id);
    return found == held->rows.end() ? nullptr : &found->second;
}

const FieldValue* AttributeStore::find(const Model& model, RecordId id, const Field& field) const {
    const AttributeRow* const held = find(model, id);
    return held == nullptr ? nullptr : held->find(field);
}

AttributeRow& AttributeStore::row(const Model& model, RecordId id) {
    auto& rows = table(model).rows;
    undo_->save_entry(rows, id);
    return rows[id];
}

void AttributeStore::set(const Model& model, RecordId id, const Field& field, FieldValue value) {
    auto& values = row(model, id).values;
    const auto place = std::lower_bound(values.begin(), values.end(), field.name.hash(), is_before);
    if (place != values.end() && place->first == field.name.hash()) {
        place->second = std::move(value);
    } else {
        values.emplace(place, field.name.hash(), std::move(value));
    }
}

void AttributeStore::remove(const Model& model, RecordId id) {
    auto& rows = table(model).rows;
    undo_->save_entry(rows, id);
    rows.erase(id);
}

RecordId AttributeStore::add(const Model& model) {
    const RecordId id = ++table(model).last;
    (void)row(model, id);
    return id;
}

void AttributeStore::put(const Model& model, RecordId id) {
    AttributeTable& held = table(model);
    held.last = std::max(held.last, id);
    (void)row(model, id);
}

bool AttributeStore::contains(const Model& model, std::int64_t id) const {
    return id >= 1 && id <= last(model) && find(model, static_cast<RecordId>(id)) != nullptr;
}

RecordId AttributeStore::last(const Model& model) const {
    const AttributeTable* const held = table_if(model);
    return held == nullptr ? 0 : held->last;
}

const std::map<RecordId, AttributeRow>& AttributeStore::rows(const Model& model) const {
    static const std::map<RecordId, AttributeRow> none;
    const AttributeTable* const held = table_if(model);
    return held == nullptr ? none : held->rows;
}

}  // namespace drydock::mocks::odoo
