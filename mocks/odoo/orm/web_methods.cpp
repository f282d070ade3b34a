#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/read.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/search.hpp"

namespace drydock::mocks::odoo {

namespace {

Result check_specification(const Model& model, Value specification) {
    for (const Value member : specification) {
        const Field* const field = model.field(member.key());
        if (field == nullptr) {
            return unknown_field(member.key(), model.name.text());
        }
        const Value deeper = member["fields"];
        const Model* const relation = field->relation.empty() ? nullptr : model_of(field->relation);
        if (deeper.present() && relation != nullptr) {
            if (const Result known = check_specification(*relation, deeper); !known) {
                return known;
            }
        }
    }
    return {};
}

/// Adds the members of one record, as deep as the specification goes.
/// Source: Odoo 18.0, web/models/models.py, web_read; recordings b038.
void write_specified(Call& call, const Model& model, RecordId id, Value specification) {
    call.out.field("id", id);
    FieldValue value;
    for (const Value member : specification) {
        const Field* const field = model.field(member.key());
        if (field->name.text() == "id") {
            continue;
        }
        read_field(call.database, model, *field, id, value);
        const Value deeper = member["fields"];
        const Model* const relation = field->relation.empty() ? nullptr : model_of(field->relation);
        if (relation == nullptr || !deeper.present()) {
            write_field(
                call.out, *field, value, call.database.settings.calendar, ReferenceStyle::id_only
            );
        } else if (value.kind == FieldValue::Kind::reference) {
            call.out.begin_object(field->name);
            write_specified(call, *relation, static_cast<RecordId>(value.number), deeper);
            call.out.end();
        } else if (value.kind == FieldValue::Kind::list) {
            call.out.begin_array(field->name);
            for (const RecordId other : value.ids) {
                call.out.begin_object();
                write_specified(call, *relation, other, deeper);
                call.out.end();
            }
            call.out.end();
        } else {
            call.out.field_bool(field->name, false);
        }
    }
}

void answer_specified(Call& call, std::span<const RecordId> ids, Value specification, Key name) {
    call.out.begin_array(name);
    for (const RecordId id : ids) {
        call.out.begin_object();
        write_specified(call, call.model, id, specification);
        call.out.end();
    }
    call.out.end();
}

}  // namespace

Result web_read(Call& call) {
    const Value specification = call.argument(1, "specification");
    if (const Result known = check_specification(call.model, specification); !known) {
        return known;
    }
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    answer_specified(call, *ids, specification, "result");
    return {};
}

Result web_search_read(Call& call) {
    const Value specification = call.argument(1, "specification");
    if (const Result known = check_specification(call.model, specification); !known) {
        return known;
    }
    const Value domain = call.argument(0, "domain");
    const auto ids = find_records(
        call,
        call.model,
        domain,
        call.argument(4, "order").string(),
        page_of(call.argument(2, "offset"), call.argument(3, "limit"))
    );
    if (!ids) {
        return unexpected{ids.error()};
    }
    const auto all = find_records(call, call.model, domain, "id", {});
    call.out.begin_object("result");
    call.out.field("length", all ? all->size() : ids->size());
    answer_specified(call, *ids, specification, "records");
    call.out.end();
    return {};
}

Result web_save(Call& call) {
    const Value specification = call.argument(2, "specification");
    if (const Result known = check_specification(call.model, specification); !known) {
        return known;
    }
    auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    const Value values = call.argument(1, "vals");
    if (ids->empty()) {
        const auto id = create_record(call, call.model, values);
        if (!id) {
            return unexpected{id.error()};
        }
        ids->push_back(*id);
    } else if (const Result done = write_records(call, call.model, *ids, values); !done) {
        return done;
    }
    answer_specified(call, *ids, specification, "result");
    return {};
}

}  // namespace drydock::mocks::odoo
