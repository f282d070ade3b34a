#include <array>

#include <fmt/format.h>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/call.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/access.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr std::array notification_items = std::to_array<SelectionItem>({
    {"email", "Handle by Emails"},
    {"inbox", "Handle in Odoo"},
});

void read_nothing(const Database&, RecordId, FieldValue& out) {
    out.set_empty();
}

/// Kept under another name: reading the password gives nothing.
Result write_password(Call& call, RecordId id, Value value) {
    FieldValue kept;
    kept.set_text(value.string());
    set_value(call.database, res_users, id, "password_kept", kept);
    return {};
}

constexpr std::array user_fields = std::to_array<Field>({
    fields::character("name", "Name").require(),
    fields::character("login", "Login").require(),
    fields::character("password", "Password")
        .reads(read_nothing)
        .writes(write_password)
        .not_copied(),
    fields::character("password_kept", "Password Kept").not_copied(),
    fields::character("email", "Email"),
    fields::character("phone", "Phone"),
    fields::boolean("active", "Active").starts(true),
    fields::boolean("share", "Share User").starts(false),
    fields::many2one("partner_id", "Related Partner", "res.partner"),
    fields::many2one("company_id", "Company", "res.company").starts(1),
    fields::many2many("company_ids", "Companies", "res.company"),
    fields::many2many("groups_id", "Groups", "res.groups"),
    fields::character("lang", "Language").starts("en_US"),
    fields::character("tz", "Timezone"),
    fields::html("signature", "Email Signature"),
    fields::selection("notification_type", "Notification", notification_items).starts("email"),
    fields::many2one("sale_team_id", "User Sales Team", "crm.team").starts(1),
});

constexpr std::array user_uniques = std::to_array<Unique>({
    {"login", "", "You can not have two users with the same login!"},
});

/// Every user is a partner too.
Result created(Call& call, RecordId id, Value) {
    if (number_of(call.database, res_users, id, "partner_id") == 0) {
        const std::string name = text_of(call.database, res_users, id, "name");
        const std::string email = text_of(call.database, res_users, id, "email");
        DocumentWriter values;
        values.begin_object();
        values.field("name", std::string_view{name});
        if (!email.empty()) {
            values.field("email", std::string_view{email});
        }
        values.end();
        const auto partner = create_record(call, res_partner, call.keep(values.finish()));
        if (!partner) {
            return unexpected{partner.error()};
        }
        FieldValue reference;
        reference.set_reference(*partner);
        set_value(call.database, res_users, id, "partner_id", reference);
    }
    return {};
}

Result has_group_method(Call& call) {
    const Value first = call.positional.at(0);
    const std::string_view name =
        first.is_string() ? first.string() : call.argument(1, "group_ext_id").string();
    const RecordId user = first.is_string() ? call.user : first_id(call.positional);
    call.out.field_bool("result", has_group(call.database, user, name));
    return {};
}

constexpr std::array user_methods = std::to_array<ModelMethod>({
    {"has_group", has_group_method, true, true},
});

}  // namespace

const Model res_users{
    .name = "res.users",
    .fields = user_fields,
    .order = "name, login",
    .label = "User",
    .methods = user_methods,
    .created = created,
    .uniques = user_uniques};

}  // namespace drydock::mocks::odoo
