#include <array>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/call.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

/// Both settings end the question whether deliveries send text messages.
/// Source: Odoo 18.0, stock_sms; recordings d002 to d005.
template <bool answers_when>
Result write_sms_setting(Call& call, RecordId id, std::string_view name, Value value) {
    FieldValue kept;
    kept.set_boolean(value.is_true());
    set_value(call.database, res_company, id, name, kept);
    if (value.is_true() == answers_when) {
        call.database.undo.save(call.database.sms_unanswered);
        call.database.sms_unanswered = false;
    }
    return {};
}

constexpr std::array company_fields = std::to_array<Field>({
    fields::character("name", "Company Name").require(),
    fields::many2one("partner_id", "Partner", "res.partner").starts(1),
    fields::many2one("currency_id", "Currency", "res.currency").starts(1),
    fields::many2one("country_id", "Country", "res.country"),
    fields::many2one("parent_id", "Parent Company", "res.company"),
    fields::character("email", "Email"),
    fields::character("phone", "Phone"),
    fields::character("vat", "Tax ID"),
    fields::boolean("active", "Active").starts(true),
    fields::boolean("has_received_warning_stock_sms", "Has Received Warning Stock Sms")
        .writes(+[](Call& call, RecordId id, Value value) {
            return write_sms_setting<true>(call, id, "has_received_warning_stock_sms", value);
        }),
    fields::boolean("stock_move_sms_validation", "SMS Confirmation")
        .starts(true)
        .writes(+[](Call& call, RecordId id, Value value) {
            return write_sms_setting<false>(call, id, "stock_move_sms_validation", value);
        }),
    fields::boolean("stock_move_email_validation", "Email Confirmation picking"),
});

constexpr std::array company_uniques = std::to_array<Unique>({
    {"name", "", "The company name must be unique!"},
});

}  // namespace

const Model res_company{
    .name = "res.company",
    .fields = company_fields,
    .order = "name",
    .label = "Companies",
    .uniques = company_uniques};

}  // namespace drydock::mocks::odoo
