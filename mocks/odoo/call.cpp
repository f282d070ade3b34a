#include "mocks/odoo/call.hpp"

#include <fmt/format.h>

#include "mocks/odoo/orm/database_error.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

Result add_record(const Call& call, const Model& model, Value value, std::vector<RecordId>& ids) {
    const auto id = value.integer();
    if (!id) {
        return value.is_string()
                   ? invalid_id(model, value.string())
                   : unexpected<Error>{Error{
                         "psycopg2.ProgrammingError",
                         fmt::format(
                             "can't adapt type '{}'", value.is_object() ? "dict" : "list"
                         )}};
    }
    if (!exists(call.database, model, *id)) {
        return missing_error(model.name.text(), *id, call.user);
    }
    ids.push_back(static_cast<RecordId>(*id));
    return {};
}

}  // namespace

expected<std::vector<RecordId>, Error> records_in(const Call& call, const Model& model, Value ids) {
    std::vector<RecordId> records;
    if (!ids.is_array()) {
        if (const Result added = add_record(call, model, ids, records); !added) {
            return unexpected{added.error()};
        }
        return records;
    }
    records.reserve(ids.size());
    for (const Value id : ids) {
        if (const Result added = add_record(call, model, id, records); !added) {
            return unexpected{added.error()};
        }
    }
    return records;
}

expected<std::vector<RecordId>, Error> records_of(const Call& call) {
    return records_in(call, call.model, call.positional.at(0));
}

void answer_created(Call& call, RecordId first, RecordId count, Value values) {
    if (!values.is_array()) {
        call.out.field("result", first);
        return;
    }
    call.out.begin_array("result");
    for (RecordId id = first; id < first + count; ++id) {
        call.out.add(id);
    }
    call.out.end();
}

}  // namespace drydock::mocks::odoo
