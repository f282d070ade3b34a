#include "mocks/odoo/orm/read.hpp"

#include <algorithm>

#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/mail_fields.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/search.hpp"
#include "mocks/odoo/orm/versions.hpp"

namespace drydock::mocks::odoo {

namespace {

ReferenceStyle style_of(Value load) {
    return load.is_string() && load.string() != "_classic_read" ? ReferenceStyle::id_only
                                                                : ReferenceStyle::with_name;
}

}  // namespace

expected<std::vector<const Field*>, Error> fields_of(
    const Database& database, const Model& model, Value names
) {
    std::vector<const Field*> fields;
    fields.reserve(names.size() == 0 ? model.fields.size() + magic_fields().size() : names.size());
    if (names.size() == 0) {
        for (const Field& field : model.fields) {
            if (is_of_version(database, model, field)) {
                fields.push_back(&field);
            }
        }
        for (const Field& field : mail_fields_of(model)) {
            fields.push_back(&field);
        }
        for (const Field& field : magic_fields()) {
            if (model.field(field.name.text()) == &field) {
                fields.push_back(&field);
            }
        }
    }
    for (const Value name : names) {
        const Field* const field = field_here(database, model, name.string());
        if (field == nullptr) {
            return unknown_field(name.string(), model.name.text());
        }
        fields.push_back(field);
    }
    std::erase_if(fields, [](const Field* field) { return field->name.text() == "id"; });
    return fields;
}

std::vector<RecordId> present_of(const Database& database, const Model& model, Value wanted) {
    std::vector<RecordId> ids;
    const auto add = [&](Value value) {
        if (const std::int64_t id = value.integer_or(0); exists(database, model, id)) {
            ids.push_back(static_cast<RecordId>(id));
        }
    };
    if (wanted.is_array()) {
        for (const Value one : wanted) {
            add(one);
        }
    } else {
        add(wanted);
    }
    return ids;
}

void answer_records(
    Call& call,
    std::span<const RecordId> ids,
    std::span<const Field* const> fields,
    ReferenceStyle style
) {
    FieldValue value;
    call.out.begin_array("result");
    for (const RecordId id : ids) {
        call.out.begin_object();
        call.out.field("id", id);
        for (const Field* const field : fields) {
            read_field(call.database, call.model, *field, id, value);
            write_field(call.out, *field, value, call.database.settings.calendar, style);
        }
        call.out.end();
    }
    call.out.end();
}

void answer_ids(Call& call, std::span<const RecordId> ids) {
    call.out.begin_array("result");
    for (const RecordId id : ids) {
        call.out.add(id);
    }
    call.out.end();
}

Result search(Call& call) {
    const auto ids = find_records(
        call,
        call.model,
        call.argument(0, "domain"),
        call.argument(3, "order").string(),
        page_of(call.argument(1, "offset"), call.argument(2, "limit"))
    );
    if (!ids) {
        return unexpected{ids.error()};
    }
    answer_ids(call, *ids);
    return {};
}

Result search_count(Call& call) {
    const auto ids = find_records(
        call, call.model, call.argument(0, "domain"), "id", page_of({}, call.argument(1, "limit"))
    );
    if (!ids) {
        return unexpected{ids.error()};
    }
    call.out.field("result", ids->size());
    return {};
}

Result search_read(Call& call) {
    const auto fields = fields_of(call.database, call.model, call.argument(1, "fields"));
    if (!fields) {
        return unexpected{fields.error()};
    }
    const auto ids = find_records(
        call,
        call.model,
        call.argument(0, "domain"),
        call.argument(4, "order").string(),
        page_of(call.argument(2, "offset"), call.argument(3, "limit"))
    );
    if (!ids) {
        return unexpected{ids.error()};
    }
    answer_records(call, *ids, *fields, style_of(call.keywords["load"]));
    return {};
}

Result read(Call& call) {
    const auto fields = fields_of(call.database, call.model, call.argument(1, "fields"));
    if (!fields) {
        return unexpected{fields.error()};
    }
    const auto ids = present_of(call.database, call.model, call.positional.at(0));
    answer_records(call, ids, *fields, style_of(call.argument(2, "load")));
    return {};
}

}  // namespace drydock::mocks::odoo
