#include <array>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/call.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

using fields::boolean;
using fields::character;
using fields::integer;
using fields::many2many;
using fields::many2one;
using fields::one2many;
using fields::selection;
using fields::text;

void set_now(const Call& call, FieldValue& out) {
    out.set_datetime(call.now);
}

constexpr std::array lang_fields = std::to_array<Field>({
    character("name", "Name").require(),
    character("code", "Locale Code").require(),
    character("iso_code", "ISO code"),
    character("url_code", "URL Code"),
    boolean("active", "Active"),
    character("date_format", "Date Format").starts("%m/%d/%Y"),
    character("time_format", "Time Format").starts("%H:%M:%S"),
    character("decimal_point", "Decimal Separator").starts("."),
    character("thousands_sep", "Thousands Separator").starts(","),
    character("grouping", "Separator Format").starts("[]"),
});

constexpr std::array position_items = std::to_array<SelectionItem>({
    {"after", "After Amount"},
    {"before", "Before Amount"},
});

constexpr std::array currency_fields = std::to_array<Field>({
    character("name", "Currency").require(),
    character("full_name", "Name"),
    character("symbol", "Symbol").require(),
    fields::floating("rounding", "Rounding Factor"),
    integer("decimal_places", "Decimal Places").starts(2),
    fields::floating("rate", "Current Rate").starts(1),
    selection("position", "Symbol Position", position_items).starts("after"),
    boolean("active", "Active").starts(true),
});

constexpr std::array country_fields = std::to_array<Field>({
    character("name", "Country Name").require(),
    character("code", "Country Code"),
    integer("phone_code", "Country Calling Code"),
    many2one("currency_id", "Currency", "res.currency"),
    one2many("state_ids", "States", "res.country.state", "country_id"),
    boolean("zip_required", "Zip Required").starts(true),
    boolean("state_required", "State Required").starts(false),
});

constexpr std::array state_fields = std::to_array<Field>({
    many2one("country_id", "Country", "res.country").require(),
    character("name", "State Name").require(),
    character("code", "State Code").require(),
});

constexpr std::array partner_category_fields = std::to_array<Field>({
    character("name", "Name").require(),
    integer("color", "Color"),
    many2one("parent_id", "Category", "res.partner.category"),
    boolean("active", "Active").starts(true),
});

constexpr std::array group_fields = std::to_array<Field>({
    character("name", "Name").require(),
    character("full_name", "Group Name"),
    many2many("implied_ids", "Inherits", "res.groups"),
    boolean("share", "Share Group"),
    text("comment", "Comment"),
});

constexpr std::array parameter_fields = std::to_array<Field>({
    character("key", "Key").require(),
    text("value", "Value").require(),
});

constexpr std::array data_fields = std::to_array<Field>({
    character("name", "External Identifier").require(),
    character("module", "Module").require(),
    character("model", "Model Name").require(),
    integer("res_id", "Record ID"),
    boolean("noupdate", "Non Updatable"),
});

constexpr std::array message_type_items = std::to_array<SelectionItem>({
    {"email", "Incoming Email"},
    {"comment", "Comment"},
    {"email_outgoing", "Outgoing Email"},
    {"notification", "System notification"},
    {"auto_comment", "Automated Targeted Notification"},
    {"user_notification", "User Specific Notification"},
    {"sms", "SMS"},
});

constexpr std::array message_fields = std::to_array<Field>({
    character("subject", "Subject"),
    fields::datetime("date", "Date").defaults_to(set_now),
    fields::html("body", "Contents"),
    character("model", "Related Document Model"),
    integer("res_id", "Related Document ID"),
    selection("message_type", "Type", message_type_items).starts("notification"),
    many2one("author_id", "Author", "res.partner")
        .defaults_to(+[](const Call& call, FieldValue& out) {
            out = value_of(call.database, res_users, call.user, "partner_id");
        }),
    character("email_from", "From"),
});

constexpr std::array tag_fields = std::to_array<Field>({
    character("name", "Tag Name").require(),
    integer("color", "Color"),
});

constexpr std::array team_fields = std::to_array<Field>({
    character("name", "Sales Team").require(),
    boolean("active", "Active").starts(true),
    many2one("user_id", "Team Leader", "res.users"),
    many2one("company_id", "Company", "res.company"),
});

constexpr std::array unit_category_fields = std::to_array<Field>({
    character("name", "Unit of Measure Category").require(),
    one2many("uom_ids", "Uom", "uom.uom", "category_id"),
});

constexpr std::array unit_type_items = std::to_array<SelectionItem>({
    {"bigger", "Bigger than the reference Unit of Measure"},
    {"reference", "Reference Unit of Measure for this category"},
    {"smaller", "Smaller than the reference Unit of Measure"},
});

constexpr std::array unit_fields = std::to_array<Field>({
    character("name", "Unit of Measure").require(),
    many2one("category_id", "Category", "uom.category").require(),
    fields::floating("factor", "Ratio").starts(1).with_digits(3),
    fields::floating("factor_inv", "Bigger Ratio").starts(1).with_digits(3),
    fields::floating("rounding", "Rounding Precision").with_digits(3),
    selection("uom_type", "Type", unit_type_items).starts("reference"),
    boolean("active", "Active").starts(true),
});

constexpr std::array product_category_fields = std::to_array<Field>({
    character("name", "Name").require(),
    character("complete_name", "Complete Name")
        .reads(+[](const Database& database, RecordId id, FieldValue& out) {
            std::string name = text_of(database, product_category, id, "name");
            constexpr int depth_max = 20;
            for (int depth = 0; depth < depth_max; ++depth) {
                // Not by reading the field, which needs the parent's complete name.
                const FieldValue* const parent = database.attributes.find(
                    product_category, id, *product_category.field("parent_id")
                );
                if (parent == nullptr || parent->kind != FieldValue::Kind::reference) {
                    break;
                }
                id = static_cast<RecordId>(parent->number);
                name = text_of(database, product_category, id, "name") + " / " + name;
            }
            out.set_text(name);
        }),
    many2one("parent_id", "Parent Category", "product.category"),
    one2many("child_id", "Child Categories", "product.category", "parent_id"),
});

void show_category(std::string& out, const Database& database, RecordId id) {
    out += text_of(database, product_category, id, "complete_name");
}

constexpr std::array lang_uniques = std::to_array<Unique>({
    {"name", "", "The name of the language must be unique!"},
    {"code", "", "The code of the language must be unique!"},
});
constexpr std::array currency_uniques = std::to_array<Unique>({
    {"name", "", "The currency code must be unique!"},
});
constexpr std::array country_uniques = std::to_array<Unique>({
    {"name", "", "The name of the country must be unique!"},
    {"code", "", "The code of the country must be unique!"},
});
constexpr std::array state_uniques = std::to_array<Unique>({
    {"code", "country_id", "The code of the state must be unique by country!"},
});
constexpr std::array parameter_uniques = std::to_array<Unique>({
    {"key", "", "Key must be unique."},
});
constexpr std::array tag_uniques = std::to_array<Unique>({
    {"name", "", "Tag name already exists!"},
});

/// Source: Odoo 18.0, ir.config_parameter.get_param.
Result get_parameter(Call& call) {
    const std::string_view key = call.argument(0, "key").string();
    for (const RecordId id : all_records(call.database, ir_config_parameter)) {
        if (text_of(call.database, ir_config_parameter, id, "key") == key) {
            const std::string value = text_of(call.database, ir_config_parameter, id, "value");
            call.out.field("result", std::string_view{value});
            return {};
        }
    }
    const Value otherwise = call.argument(1, "default");
    otherwise.present() ? call.out.field("result", otherwise)
                        : call.out.field_bool("result", false);
    return {};
}

constexpr std::array parameter_methods = std::to_array<ModelMethod>({
    {"get_param", get_parameter, false, true},
});

}  // namespace

const Model res_lang{
    .name = "res.lang",
    .fields = lang_fields,
    .order = "active desc, name",
    .label = "Languages",
    .uniques = lang_uniques};
const Model res_currency{
    .name = "res.currency",
    .fields = currency_fields,
    .order = "active desc, name",
    .label = "Currency",
    .uniques = currency_uniques};
const Model res_country{
    .name = "res.country",
    .fields = country_fields,
    .order = "name",
    .label = "Country",
    .uniques = country_uniques};
const Model res_country_state{
    .name = "res.country.state",
    .fields = state_fields,
    .order = "code",
    .label = "Country state",
    .uniques = state_uniques};
const Model res_partner_category{
    .name = "res.partner.category",
    .fields = partner_category_fields,
    .order = "name, id",
    .label = "Partner Tags"};
const Model res_groups{
    .name = "res.groups", .fields = group_fields, .order = "name", .label = "Access Groups"};
const Model ir_config_parameter{
    .name = "ir.config_parameter",
    .fields = parameter_fields,
    .order = "key",
    .label = "System Parameter",
    .methods = parameter_methods,
    .show = +[](std::string& out, const Database& database, RecordId id
             ) { out += text_of(database, ir_config_parameter, id, "key"); },
    .uniques = parameter_uniques};
const Model ir_model_data{
    .name = "ir.model.data",
    .fields = data_fields,
    .order = "module, model, name",
    .label = "Model Data"};
const Model mail_message{
    .name = "mail.message", .fields = message_fields, .order = "id desc", .label = "Message"};
const Model crm_tag{
    .name = "crm.tag", .fields = tag_fields, .label = "CRM Tag", .uniques = tag_uniques};
const Model crm_team{
    .name = "crm.team", .fields = team_fields, .order = "id", .label = "Sales Team"};
const Model uom_category{
    .name = "uom.category", .fields = unit_category_fields, .label = "Product UoM Categories"};
const Model uom_uom{
    .name = "uom.uom", .fields = unit_fields, .order = "id", .label = "Product Unit of Measure"};
const Model product_category{
    .name = "product.category",
    .fields = product_category_fields,
    .order = "complete_name",
    .label = "Product Category",
    .show = show_category};

}  // namespace drydock::mocks::odoo
