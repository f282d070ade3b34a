#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/leaf.hpp"
#include "mocks/odoo/orm/read.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/search.hpp"
#include "mocks/odoo/orm/transaction.hpp"

namespace drydock::mocks::odoo {

namespace {

Result write_active(Call& call, std::span<const RecordId> ids, bool active) {
    if (call.model.field("active") == nullptr) {
        return {};
    }
    DocumentWriter values;
    values.begin_object();
    values.field_bool("active", active);
    values.end();
    return write_records(call, call.model, ids, call.keep(values.finish()));
}

/// The `active` of those records that have it otherwise.
Result set_active(Call& call, bool active) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (call.model.field("active") == nullptr) {
        return {};
    }
    std::vector<RecordId> others;
    for (const RecordId id : *ids) {
        if ((number_of(call.database, call.model, id, "active") != 0) != active) {
            others.push_back(id);
        }
    }
    return write_active(call, others, active);
}

/// "base.main_partner", or empty.
std::string external_id(const Database& database, const Model& model, RecordId id) {
    for (const auto& [row, attributes] : database.attributes.rows(ir_model_data)) {
        if (number_of(database, ir_model_data, row, "res_id") == id &&
            text_of(database, ir_model_data, row, "model") == model.name.text()) {
            return fmt::format(
                "{}.{}",
                text_of(database, ir_model_data, row, "module"),
                text_of(database, ir_model_data, row, "name")
            );
        }
    }
    return {};
}

void add_name(Call& call, RecordId id) {
    FieldValue shown;
    set_record(shown, call.database, call.model, id);
    call.out.add(id);
    call.out.add(std::string_view{shown.text});
}

Result create_now(Call& call) {
    const Value values = call.argument(0, "vals_list");
    if (!values.is_array()) {
        const auto id = create_record(call, call.model, values);
        if (!id) {
            return unexpected{id.error()};
        }
        call.out.field("result", *id);
        return {};
    }
    std::vector<RecordId> ids;
    for (const Value one : values) {
        const auto id = create_record(call, call.model, one);
        if (!id) {
            return unexpected{id.error()};
        }
        ids.push_back(*id);
    }
    answer_ids(call, ids);
    return {};
}

Result write_now(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (const Result done = write_records(call, call.model, *ids, call.argument(1, "vals"));
        !done) {
        return done;
    }
    call.answer_true();
    return {};
}

Result unlink_now(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (const Result done = unlink_records(call, call.model, *ids); !done) {
        return done;
    }
    call.answer_true();
    return {};
}

Result copy_now(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    std::vector<RecordId> copies;
    for (const RecordId id : *ids) {
        const auto copy = copy_record(call, call.model, id, call.argument(1, "default"));
        if (!copy) {
            return unexpected{copy.error()};
        }
        copies.push_back(*copy);
    }
    answer_ids(call, copies);
    return {};
}

}  // namespace

Result generic_create(Call& call) {
    return in_transaction(call, create_now);
}

Result generic_write(Call& call) {
    return in_transaction(call, write_now);
}

Result generic_unlink(Call& call) {
    return in_transaction(call, unlink_now);
}

Result generic_copy(Call& call) {
    return in_transaction(call, copy_now);
}

Result name_create(Call& call) {
    if (call.model.field("name") == nullptr) {
        call.out.field_bool("result", false);
        return {};
    }
    DocumentWriter values;
    values.begin_object();
    values.field("name", call.argument(0, "name"));
    values.end();
    const auto id = create_record(call, call.model, call.keep(values.finish()));
    if (!id) {
        return unexpected{id.error()};
    }
    call.out.begin_array("result");
    add_name(call, *id);
    call.out.end();
    return {};
}

Result exists_of(Call& call) {
    answer_ids(call, present_of(call.database, call.model, call.positional.at(0)));
    return {};
}

Result archive(Call& call) {
    return set_active(call, false);
}

Result unarchive(Call& call) {
    return set_active(call, true);
}

/// Source: Odoo 18.0, odoo/models.py, toggle_active.
Result toggle_active(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    std::vector<RecordId> active;
    std::vector<RecordId> archived;
    for (const RecordId id : *ids) {
        const bool is_active = call.model.field("active") != nullptr &&
                               number_of(call.database, call.model, id, "active") != 0;
        (is_active ? active : archived).push_back(id);
    }
    Result done = write_active(call, active, false);
    return done ? write_active(call, archived, true) : done;
}

Result get_external_id(Call& call) {
    const auto ids = present_of(call.database, call.model, call.positional.at(0));
    call.out.begin_object("result");
    for (const RecordId id : ids) {
        const std::string text = external_id(call.database, call.model, id);
        const std::string key = std::to_string(id);
        call.out.name(key);
        call.out.add(std::string_view{text});
    }
    call.out.end();
    return {};
}

Result get_metadata(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    call.out.begin_array("result");
    FieldValue value;
    for (const RecordId id : *ids) {
        const std::string name = external_id(call.database, call.model, id);
        call.out.begin_object();
        for (const Field& field : magic_fields()) {
            if (field.magic == Magic::display_name) {
                continue;
            }
            read_field(call.database, call.model, *call.model.field(field.name.text()), id, value);
            write_field(
                call.out, field, value, call.database.settings.calendar, ReferenceStyle::with_name
            );
        }
        name.empty() ? call.out.field_bool("xmlid", false)
                     : call.out.field("xmlid", std::string_view{name});
        call.out.field_bool("noupdate", false);
        call.out.end();
    }
    call.out.end();
    return {};
}

Result context_get(Call& call) {
    const std::string language = text_of(call.database, res_users, call.user, "lang");
    const std::string zone = text_of(call.database, res_users, call.user, "tz");
    call.out.begin_object("result");
    call.out.field("lang", std::string_view{language});
    zone.empty() ? call.out.field_bool("tz", false) : call.out.field("tz", std::string_view{zone});
    call.out.field("uid", call.user);
    call.out.end();
    return {};
}

Result message_post(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (ids->size() != 1) {
        return value_error(fmt::format("Expected singleton: {}()", call.model.name.text()));
    }
    DocumentWriter values;
    values.begin_object();
    values.field("model", call.model.name.text());
    values.field("res_id", ids->front());
    for (const Key key : {Key{"body"}, Key{"subject"}, Key{"message_type"}}) {
        if (const Value given = call.keywords[key]; given.present()) {
            values.field(key, given);
        }
    }
    values.end();
    const auto id = create_record(call, mail_message, call.keep(values.finish()));
    if (!id) {
        return unexpected{id.error()};
    }
    call.out.field("result", *id);
    return {};
}

}  // namespace drydock::mocks::odoo
