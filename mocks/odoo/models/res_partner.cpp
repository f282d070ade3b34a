#include <array>

#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr std::array fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"name",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(database.partners[id].name);
     }},
    {"display_name",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(database.partners[id].name);
     }},
    {"ref",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(database.partners[id].reference);
     }},
    {"active", [](const Database&, RecordId, FieldValue& out) { out.set_boolean(true); }},
});

bool look_up(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    // Records without a reference are in no index.
    if (field != "ref" || operand.string().empty()) {
        return false;
    }
    const auto found = database.partners_by_reference.find(operand.string());
    ids.insert(ids.end(), found.begin(), found.end());
    return true;
}

expected<PartnerRecord, Error> parse_partner(Value values) {
    for (const Value member : values) {
        if (res_partner.field(member.key()) == nullptr) {
            return unknown_field(member.key(), "res.partner");
        }
    }
    if (values["name"].string().empty()) {
        // Source: Odoo 18.0 recordings, b051.
        return validation_error("The operation cannot be completed: Contacts require a name");
    }
    return PartnerRecord{std::string{values["name"].string()}, std::string{values["ref"].string()}};
}

}  // namespace

const Model res_partner{
    .name = "res.partner",
    .fields = fields,
    .count = [](const Database& database) { return database.partners.count(); },
    .order = "name, id desc",
    .look_up = look_up};

Result create_partners(Call& call) {
    const Value values = call.argument(0, "vals_list");
    std::vector<PartnerRecord> records;
    const auto parse = [&](Value one) -> Result {
        auto record = parse_partner(one);
        if (!record) {
            return unexpected{std::move(record.error())};
        }
        records.push_back(std::move(*record));
        return {};
    };
    if (values.is_array()) {
        for (const Value one : values) {
            if (Result parsed = parse(one); !parsed) {
                return parsed;
            }
        }
    } else if (Result parsed = parse(values); !parsed) {
        return parsed;
    }
    Database& database = call.database;
    const RecordId first = database.partners.count() + 1;
    for (PartnerRecord& record : records) {
        const RecordId id = database.partners.add(std::move(record));
        if (!database.partners[id].reference.empty()) {
            database.partners_by_reference.add(database.partners[id].reference, id);
        }
    }
    answer_created(call, first, static_cast<RecordId>(records.size()), values);
    return {};
}

}  // namespace drydock::mocks::odoo
