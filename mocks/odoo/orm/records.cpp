#include "mocks/odoo/orm/records.hpp"

#include <numeric>

#include "core/check.hpp"
#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo {

namespace {

void read_inverse(const Database& database, const Field& field, RecordId id, FieldValue& out) {
    out.set_list({});
    const Model* const relation = model_of(field.relation);
    const Field* const inverse = relation == nullptr ? nullptr : relation->field(field.inverse);
    if (inverse == nullptr) {
        return;
    }
    FieldValue other;
    const Field* const active = relation->field("active");
    for (const RecordId candidate : all_records(database, *relation)) {
        read_field(database, *relation, *inverse, candidate, other);
        if (other.kind == FieldValue::Kind::empty || other.number != id) {
            continue;
        }
        if (active != nullptr) {
            read_field(database, *relation, *active, candidate, other);
            if (other.kind == FieldValue::Kind::boolean && other.number == 0) {
                continue;
            }
        }
        out.ids.push_back(candidate);
    }
}

/// Of a record that is kept without its user: the program itself made what a database begins with,
/// the client the rest.
RecordId first_user_of(const Model& model, RecordId id) {
    constexpr RecordId system_user = 1;
    constexpr RecordId partners_at_first = 6;
    const bool at_first =
        &model == &product_product || (&model == &res_partner && id <= partners_at_first);
    return !model.typed() || at_first ? system_user : user_id;
}

void read_magic(
    const Database& database, const Model& model, Magic magic, RecordId id, FieldValue& out
) {
    if (magic == Magic::id) {
        return out.set_integer(id);
    }
    if (magic == Magic::display_name) {
        out.text.clear();
        append_display_name(out.text, database, model, id);
        out.kind = out.text.empty() ? FieldValue::Kind::empty : FieldValue::Kind::text;
        return;
    }
    const AttributeRow* const row = database.attributes.find(model, id);
    if (magic == Magic::created || magic == Magic::written) {
        return out.set_datetime(
            row == nullptr            ? Instant{}
            : magic == Magic::created ? row->created
                                      : row->written
        );
    }
    const RecordId by = row == nullptr               ? 0
                        : magic == Magic::created_by ? row->created_by
                                                     : row->written_by;
    const Model* const users = model_of("res.users");
    DRYDOCK_CHECK(users != nullptr);
    set_record(out, database, *users, by == 0 ? first_user_of(model, id) : by);
}

}  // namespace

void begin_value(const Database& database, const Field& field, FieldValue& out) {
    const Constant& constant = field.constant;
    if (constant.kind == FieldValue::Kind::reference) {
        const Model* const relation = model_of(field.relation);
        relation == nullptr
            ? out.set_empty()
            : set_record(out, database, *relation, static_cast<RecordId>(constant.number));
        return;
    }
    if (constant.kind != FieldValue::Kind::empty) {
        out.kind = constant.kind;
        out.number = constant.number;
        out.text = constant.text;
        return;
    }
    switch (field.type) {
        case FieldType::boolean:
            return out.set_boolean(false);
        case FieldType::integer:
        case FieldType::many2one_reference:
            return out.set_integer(0);
        case FieldType::floating:
        case FieldType::monetary:
            return out.set_decimal(0);
        case FieldType::one2many:
        case FieldType::many2many:
            return out.set_list({});
        default:
            return out.set_empty();
    }
}

bool exists(const Database& database, const Model& model, std::int64_t id) {
    if (!model.typed()) {
        return database.attributes.contains(model, id);
    }
    return id >= 1 && id <= model.count(database) &&
           (model.contains == nullptr || model.contains(database, static_cast<RecordId>(id)));
}

RecordId last_id(const Database& database, const Model& model) {
    return model.typed() ? model.count(database) : database.attributes.last(model);
}

std::vector<RecordId> all_records(const Database& database, const Model& model) {
    std::vector<RecordId> ids;
    if (!model.typed()) {
        for (const auto& [id, row] : database.attributes.rows(model)) {
            ids.push_back(id);
        }
        return ids;
    }
    ids.resize(model.count(database));
    std::iota(ids.begin(), ids.end(), RecordId{1});
    if (model.contains != nullptr) {
        std::erase_if(ids, [&](RecordId id) { return !model.contains(database, id); });
    }
    return ids;
}

void read_field(
    const Database& database, const Model& model, const Field& field, RecordId id, FieldValue& out
) {
    if (field.read != nullptr) {
        field.read(database, id, out);
        return;
    }
    if (field.magic != Magic::none) {
        read_magic(database, model, field.magic, id, out);
        return;
    }
    if (field.type == FieldType::one2many && !field.inverse.empty()) {
        read_inverse(database, field, id, out);
        return;
    }
    const FieldValue* const held = database.attributes.find(model, id, field);
    if (held == nullptr) {
        begin_value(database, field, out);
        return;
    }
    out = *held;
    if (out.kind == FieldValue::Kind::reference) {
        const Model* const relation = model_of(field.relation);
        if (relation != nullptr) {
            set_record(out, database, *relation, static_cast<RecordId>(out.number));
        }
    }
}

FieldValue value_of(
    const Database& database, const Model& model, RecordId id, std::string_view field
) {
    const Field* const found = model.field(field);
    DRYDOCK_CHECK(found != nullptr);
    FieldValue value;
    read_field(database, model, *found, id, value);
    return value;
}

std::int64_t number_of(
    const Database& database, const Model& model, RecordId id, std::string_view field
) {
    const FieldValue value = value_of(database, model, id, field);
    return value.kind == FieldValue::Kind::empty ? 0 : value.number;
}

std::string text_of(
    const Database& database, const Model& model, RecordId id, std::string_view field
) {
    FieldValue value = value_of(database, model, id, field);
    return value.kind == FieldValue::Kind::empty ? std::string{} : std::move(value.text);
}

void append_display_name(
    std::string& out, const Database& database, const Model& model, RecordId id
) {
    if (model.show != nullptr) {
        model.show(out, database, id);
        return;
    }
    if (const Field* const name = model.field("name"); name != nullptr) {
        FieldValue value;
        read_field(database, model, *name, id, value);
        out.append(value.kind == FieldValue::Kind::empty ? std::string_view{} : value.text);
        return;
    }
    out.append(model.name.text());
    out.push_back(',');
    out.append(std::to_string(id));
}

void set_record(FieldValue& out, const Database& database, const Model& model, RecordId id) {
    if (id == 0 || !exists(database, model, id)) {
        out.set_empty();
        return;
    }
    append_display_name(out.set_reference(id), database, model, id);
}

void set_value(
    Database& database, const Model& model, RecordId id, std::string_view field, FieldValue value
) {
    const Field* const found = model.field(field);
    DRYDOCK_CHECK(found != nullptr && found->read == nullptr);
    database.attributes.set(model, id, *found, std::move(value));
}

}  // namespace drydock::mocks::odoo
