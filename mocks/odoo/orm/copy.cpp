#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/versions.hpp"

namespace drydock::mocks::odoo {

namespace {

bool is_copied(const Call& call, const Model& model, const Field& field, Value other_values) {
    const bool writable = field.read == nullptr || field.write != nullptr;
    return field.copied && field.stored && writable && field.magic == Magic::none &&
           !other_values[field.name].present() && is_of_version(call.database, model, field);
}

/// Adds the members of the values that a copy is created from.
void write_copy(
    const Call& call,
    const Model& model,
    RecordId id,
    Value other_values,
    std::string_view left_out,
    DocumentWriter& out
);

/// The lines of a record as commands that create others like them.
void write_line_copies(
    const Call& call, const Field& field, const FieldValue& lines, DocumentWriter& out
) {
    const Model* const relation = model_of(field.relation);
    out.begin_array(field.name);
    for (const RecordId line : lines.ids) {
        if (relation == nullptr) {
            break;
        }
        out.begin_array();
        out.add(0);
        out.add(0);
        out.begin_object();
        write_copy(call, *relation, line, {}, field.inverse, out);
        out.end();
        out.end();
    }
    out.end();
}

void write_copy(
    const Call& call,
    const Model& model,
    RecordId id,
    Value other_values,
    std::string_view left_out,
    DocumentWriter& out
) {
    FieldValue value;
    const Calendar& calendar = call.database.settings.calendar;
    for (const Field& field : model.fields) {
        if (!is_copied(call, model, field, other_values) || field.name.text() == left_out) {
            continue;
        }
        read_field(call.database, model, field, id, value);
        if (field.type == FieldType::one2many) {
            write_line_copies(call, field, value, out);
        } else if (field.type == FieldType::many2many) {
            out.begin_array(field.name);
            out.begin_array();
            out.add(6);
            out.add(0);
            out.begin_array();
            for (const RecordId other : value.ids) {
                out.add(other);
            }
            out.end();
            out.end();
            out.end();
        } else {
            write_field(out, field, value, calendar, ReferenceStyle::id_only);
        }
    }
}

}  // namespace

expected<RecordId, Error> copy_record(
    Call& call, const Model& model, RecordId id, Value other_values
) {
    DocumentWriter own;
    own.begin_object();
    if (model.copy_values != nullptr) {
        model.copy_values(call, id, own);
    }
    own.end();
    const Value usual = call.keep(own.finish());
    DocumentWriter both;
    both.begin_object();
    for (const Value member : usual) {
        if (const Key key = Key::of_text(member.key()); !other_values[key].present()) {
            both.field(key, member);
        }
    }
    for (const Value member : other_values) {
        both.name(member.key());
        both.add(member);
    }
    both.end();
    const Value changed = call.keep(both.finish());
    DocumentWriter out;
    out.begin_object();
    for (const Value member : changed) {
        out.name(member.key());
        out.add(member);
    }
    write_copy(call, model, id, changed, {}, out);
    out.end();
    return create_record(call, model, call.keep(out.finish()));
}

}  // namespace drydock::mocks::odoo
