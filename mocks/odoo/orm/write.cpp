#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/database_error.hpp"
#include "mocks/odoo/orm/given_values.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/versions.hpp"

namespace drydock::mocks::odoo {

namespace {

/// One value of a create or write.
struct Assignment {
    const Field* field = nullptr;
    Value given;
    FieldValue parsed;
};

using Assignments = expected<std::vector<Assignment>, Error>;

bool is_x2many(const Field& field) {
    return field.type == FieldType::one2many || field.type == FieldType::many2many;
}

Result check_dict(Value values) {
    if (values.is_object()) {
        return {};
    }
    const std::string_view type = values.is_string()   ? "str"
                                  : values.is_array()  ? "list"
                                  : values.is_number() ? "int"
                                                       : "bool";
    // Source: Odoo 18.0 recordings, b072.
    return unexpected<Error>{
        Error{"builtins.AttributeError", fmt::format("'{}' object has no attribute 'get'", type)}};
}

Assignments parse_values(const Call& call, const Model& model, Value values) {
    std::vector<Assignment> parsed;
    parsed.reserve(values.size());
    for (const Value member : values) {
        const Field* const field = field_here(call.database, model, member.key());
        if (field == nullptr) {
            return unknown_field(member.key(), model.name.text());
        }
        parsed.push_back({field, member, {}});
    }
    for (Assignment& assignment : parsed) {
        const Field& field = *assignment.field;
        if (field.magic != Magic::none || (field.read != nullptr && field.write == nullptr)) {
            continue;  // What cannot be written is not looked at either.
        }
        auto value = parse_value(call, model, field, assignment.given);
        if (!value) {
            return unexpected{std::move(value.error())};
        }
        assignment.parsed = std::move(*value);
    }
    return parsed;
}

Result store(Call& call, const Model& model, RecordId id, Assignment& assignment) {
    const Field& field = *assignment.field;
    if (field.write != nullptr) {
        return field.write(call, id, assignment.given);
    }
    if (field.read != nullptr || field.magic != Magic::none || !field.stored) {
        return {};
    }
    if (!is_x2many(field)) {
        call.database.attributes.set(model, id, field, std::move(assignment.parsed));
        return {};
    }
    FieldValue held;
    read_field(call.database, model, field, id, held);
    auto ids = run_commands(call, field, id, std::move(held.ids), assignment.given);
    if (!ids) {
        return unexpected{std::move(ids.error())};
    }
    if (field.type == FieldType::many2many) {
        FieldValue list;
        list.set_list(*ids);
        call.database.attributes.set(model, id, field, std::move(list));
    }
    return {};
}

void note_written(Call& call, const Model& model, RecordId id) {
    AttributeRow& row = call.database.attributes.row(model, id);
    row.written = call.now;
    row.written_by = call.user;
}

/// Computed defaults of fields that no value was given for.
void store_defaults(Call& call, const Model& model, RecordId id, Value values) {
    for (const Field& field : model.fields) {
        if (field.default_value == nullptr || field.read != nullptr ||
            values[field.name].present()) {
            continue;
        }
        FieldValue value;
        field.default_value(call, value);
        call.database.attributes.set(model, id, field, std::move(value));
    }
}

Result check_required(const Call& call, const Model& model, RecordId id) {
    FieldValue value;
    for (const Field& field : model.fields) {
        if (!field.required || (field.read != nullptr && field.write == nullptr)) {
            continue;
        }
        read_field(call.database, model, field, id, value);
        if (value.kind == FieldValue::Kind::empty) {
            return not_null_violation(model, field);
        }
    }
    return {};
}

bool same_value(const FieldValue& left, const FieldValue& right) {
    return left.kind == right.kind &&
           (left.kind == FieldValue::Kind::text ? left.text == right.text
                                                : left.number == right.number);
}

bool breaks(const Call& call, const Model& model, const Unique& rule, RecordId id) {
    const FieldValue own = value_of(call.database, model, id, rule.field);
    if (own.kind == FieldValue::Kind::empty) {
        return false;
    }
    const FieldValue own_with =
        rule.with.empty() ? FieldValue{} : value_of(call.database, model, id, rule.with);
    for (const RecordId other : all_records(call.database, model)) {
        if (other != id && same_value(own, value_of(call.database, model, other, rule.field)) &&
            (rule.with.empty() ||
             same_value(own_with, value_of(call.database, model, other, rule.with)))) {
            return true;
        }
    }
    return false;
}

/// Source: Odoo 18.0 recordings, section 3: SQL constraints.
Result check_unique(const Call& call, const Model& model, RecordId id, Value values) {
    for (const Unique& rule : model.uniques) {
        const bool touched = values[Key::of_text(rule.field)].present() ||
                             (!rule.with.empty() && values[Key::of_text(rule.with)].present());
        if (touched && breaks(call, model, rule, id)) {
            return validation_error(
                fmt::format("The operation cannot be completed: {}", rule.message)
            );
        }
    }
    return {};
}

/// What the database itself insists on.
Result check_constraints(const Call& call, const Model& model, RecordId id, Value values) {
    const Result complete = check_required(call, model, id);
    return complete ? check_unique(call, model, id, values) : complete;
}

Result check_exist(const Call& call, const Model& model, std::span<const RecordId> ids) {
    for (const RecordId id : ids) {
        if (!exists(call.database, model, id)) {
            return missing_error(model.name.text(), id, call.user);
        }
    }
    return {};
}

/// Whether a record of another model needs one of `ids`: the constraint that says so.
Result check_unneeded(const Call& call, const Model& model, std::span<const RecordId> ids) {
    FieldValue value;
    for (const Model* const other : all_models()) {
        for (const Field& field : other->fields) {
            if (field.type != FieldType::many2one || !field.required || field.cascades ||
                field.relation != model.name.text()) {
                continue;
            }
            for (const RecordId id : all_records(call.database, *other)) {
                read_field(call.database, *other, field, id, value);
                const bool refers =
                    value.kind == FieldValue::Kind::reference &&
                    std::find(ids.begin(), ids.end(), static_cast<RecordId>(value.number)) !=
                        ids.end();
                if (refers &&
                    (other != &model || std::find(ids.begin(), ids.end(), id) == ids.end())) {
                    return foreign_key_violation(*other, field);
                }
            }
        }
    }
    return {};
}

/// Records that go with the one that they are of.
Result unlink_dependents(Call& call, const Model& model, std::span<const RecordId> ids) {
    FieldValue value;
    for (const Model* const other : all_models()) {
        for (const Field& field : other->fields) {
            if (!field.cascades || field.relation != model.name.text()) {
                continue;
            }
            std::vector<RecordId> dependents;
            for (const RecordId id : all_records(call.database, *other)) {
                read_field(call.database, *other, field, id, value);
                if (value.kind == FieldValue::Kind::reference &&
                    std::find(ids.begin(), ids.end(), static_cast<RecordId>(value.number)) !=
                        ids.end()) {
                    dependents.push_back(id);
                }
            }
            if (const Result done =
                    dependents.empty() ? Result{} : unlink_records(call, *other, dependents);
                !done) {
                return done;
            }
        }
    }
    return {};
}

}  // namespace

expected<RecordId, Error> create_record(Call& call, const Model& model, Value values) {
    if (const Result dict = check_dict(values); !dict) {
        return unexpected{dict.error()};
    }
    values = with_python_texts(call, model, with_context_defaults(call, model, values));
    if (model.before_create != nullptr) {
        if (const Result ready = model.before_create(call, values); !ready) {
            return unexpected{ready.error()};
        }
    }
    Assignments assignments = parse_values(call, model, values);
    if (!assignments) {
        return unexpected{std::move(assignments.error())};
    }
    if (model.typed() && model.insert == nullptr) {
        return value_error(fmt::format("{} cannot be created", model.name.text()));
    }
    const expected<RecordId, Error> inserted =
        model.insert != nullptr ? model.insert(call, values)
                                : expected<RecordId, Error>{call.database.attributes.add(model)};
    if (!inserted) {
        return inserted;
    }
    const RecordId id = *inserted;
    AttributeRow& row = call.database.attributes.row(model, id);
    row.created = call.now;
    row.created_by = call.user;
    note_written(call, model, id);
    store_defaults(call, model, id, values);
    for (Assignment& assignment : *assignments) {
        if (const Result stored = store(call, model, id, assignment); !stored) {
            return unexpected{stored.error()};
        }
    }
    if (const Result complete = check_constraints(call, model, id, values); !complete) {
        return unexpected{complete.error()};
    }
    if (model.created != nullptr) {
        if (const Result done = model.created(call, id, values); !done) {
            return unexpected{done.error()};
        }
    }
    return id;
}

Result write_records(Call& call, const Model& model, std::span<const RecordId> ids, Value values) {
    if (ids.empty()) {
        return {};
    }
    if (const Result dict = check_dict(values); !dict) {
        return dict;
    }
    values = with_python_texts(call, model, values);
    if (const Result there = check_exist(call, model, ids); !there) {
        return there;
    }
    if (model.before_write != nullptr) {
        if (const Result allowed = model.before_write(call, ids, values); !allowed) {
            return allowed;
        }
    }
    Assignments assignments = parse_values(call, model, values);
    if (!assignments) {
        return unexpected{std::move(assignments.error())};
    }
    for (const RecordId id : ids) {
        for (const Assignment& assignment : *assignments) {
            Assignment copy = assignment;
            if (const Result stored = store(call, model, id, copy); !stored) {
                return stored;
            }
        }
        note_written(call, model, id);
        if (const Result complete = check_constraints(call, model, id, values); !complete) {
            return complete;
        }
    }
    return model.written == nullptr ? Result{} : model.written(call, ids, values);
}

Result unlink_records(Call& call, const Model& model, std::span<const RecordId> ids) {
    if (const Result there = check_exist(call, model, ids); !there) {
        return there;
    }
    if (model.before_unlink != nullptr) {
        if (const Result allowed = model.before_unlink(call, ids); !allowed) {
            return allowed;
        }
    }
    if (model.typed() && model.remove == nullptr) {
        return value_error(fmt::format("{} cannot be unlinked", model.name.text()));
    }
    if (const Result free = check_unneeded(call, model, ids); !free) {
        return free;
    }
    if (const Result done = unlink_dependents(call, model, ids); !done) {
        return done;
    }
    for (const RecordId id : ids) {
        if (!exists(call.database, model, id)) {
            continue;  // Named twice.
        }
        if (model.remove != nullptr) {
            model.remove(call, id);
        }
        call.database.attributes.remove(model, id);
    }
    return {};
}

}  // namespace drydock::mocks::odoo
