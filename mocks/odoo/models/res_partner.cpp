#include <algorithm>
#include <array>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/generic.hpp"
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

constexpr std::array partner_type_items = std::to_array<SelectionItem>({
    {"contact", "Contact"},
    {"invoice", "Invoice Address"},
    {"delivery", "Delivery Address"},
    {"other", "Other Address"},
});
constexpr std::array company_type_items = std::to_array<SelectionItem>({
    {"person", "Individual"},
    {"company", "Company"},
});
constexpr std::array autopost_items = std::to_array<SelectionItem>({
    {"always", "Always"},
    {"ask", "Ask after 3 validations without edits"},
    {"never", "Never"},
});
constexpr std::array warning_items = std::to_array<SelectionItem>({
    {"no-message", "No Message"},
    {"warning", "Warning"},
    {"block", "Blocking Message"},
});

void read_partner_name(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(database.partners[id].name);
}
Result write_partner_name(Call& call, RecordId id, Value value) {
    call.database.partners[id].name = value.string();
    return {};
}
void read_reference(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(database.partners[id].reference);
}
Result write_reference(Call& call, RecordId id, Value value) {
    Database& database = call.database;
    PartnerRecord& record = database.partners[id];
    if (!record.reference.empty()) {
        database.partners_by_reference.remove(record.reference, id);
    }
    record.reference = value.string();
    if (!record.reference.empty()) {
        database.partners_by_reference.add(record.reference, id);
    }
    return {};
}
void read_active(const Database& database, RecordId id, FieldValue& out) {
    out.set_boolean(database.partners[id].active);
}
Result write_active(Call& call, RecordId id, Value value) {
    call.database.partners[id].active = !value.is_false();
    return {};
}
/// The partners that a database begins with are taken as made together with the first that a client
/// made, so that what groups by month finds them there. Source: Odoo 18.0 recordings, b035.
Instant created_of(const Database& database, RecordId id) {
    const Instant own = database.partners[id].created;
    if (own != Instant{}) {
        return own;
    }
    for (RecordId next = id + 1; next <= database.partners.count(); ++next) {
        if (database.partners.contains(next) && database.partners[next].created != Instant{}) {
            return database.partners[next].created;
        }
    }
    return own;
}

void read_created(const Database& database, RecordId id, FieldValue& out) {
    out.set_datetime(created_of(database, id));
}
void read_written(const Database& database, RecordId id, FieldValue& out) {
    const AttributeRow* const row = database.attributes.find(res_partner, id);
    out.set_datetime(row == nullptr ? created_of(database, id) : row->written);
}

/// Without the parent's name, which would need its own parent.
RecordId parent_of(const Database& database, RecordId id) {
    const FieldValue* const held =
        database.attributes.find(res_partner, id, *res_partner.field("parent_id"));
    const bool has_parent = held != nullptr && held->kind == FieldValue::Kind::reference &&
                            database.partners.contains(held->number);
    return has_parent ? static_cast<RecordId>(held->number) : 0;
}

bool is_company(const Database& database, RecordId id) {
    return number_of(database, res_partner, id, "is_company") != 0;
}

/// "ACME Retail GmbH, Jo" for a contact of a company.
/// Source: Odoo 18.0, res.partner._compute_complete_name.
void append_name(std::string& out, const Database& database, RecordId id) {
    const PartnerRecord& record = database.partners[id];
    // Without attributes it has no parent: most have none.
    if (database.attributes.find(res_partner, id) != nullptr) {
        const RecordId parent = parent_of(database, id);
        if (parent != 0 && !is_company(database, id)) {
            out += database.partners[parent].name;
            out += ", ";
            if (record.name.empty()) {
                const std::string type = text_of(database, res_partner, id, "type");
                for (const SelectionItem& item : partner_type_items) {
                    out += item.value == type ? item.label : std::string_view{};
                }
            }
        }
    }
    out += record.name;
}

void read_complete_name(const Database& database, RecordId id, FieldValue& out) {
    out.text.clear();
    append_name(out.text, database, id);
    out.kind = out.text.empty() ? FieldValue::Kind::empty : FieldValue::Kind::text;
}

void read_company_type(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(is_company(database, id) ? "company" : "person");
}
Result write_company_type(Call& call, RecordId id, Value value) {
    FieldValue company;
    company.set_boolean(value.string() == "company");
    set_value(call.database, res_partner, id, "is_company", company);
    return {};
}

/// The company that it belongs to, or itself.
void read_commercial_partner(const Database& database, RecordId id, FieldValue& out) {
    constexpr int depth_max = 20;
    for (int depth = 0; depth < depth_max && !is_company(database, id); ++depth) {
        const RecordId parent = parent_of(database, id);
        if (parent == 0) {
            break;
        }
        id = parent;
    }
    set_record(out, database, res_partner, id);
}

void read_credit(const Database&, RecordId, FieldValue& out) {
    out.set_decimal(0);
}

void read_users(const Database& database, RecordId id, FieldValue& out) {
    out.set_list({});
    for (const RecordId user : all_records(database, res_users)) {
        if (number_of(database, res_users, user, "partner_id") == id &&
            number_of(database, res_users, user, "active") != 0) {
            out.ids.push_back(user);
        }
    }
}

constexpr std::array partner_fields = std::to_array<Field>({
    character("name", "Name").reads(read_partner_name).writes(write_partner_name),
    character("complete_name", "Complete Name").reads(read_complete_name),
    many2one("parent_id", "Related Company", "res.partner"),
    one2many("child_ids", "Contact", "res.partner", "parent_id"),
    character("ref", "Reference").reads(read_reference).writes(write_reference),
    character("lang", "Language").starts("en_US"),
    character("tz", "Timezone"),
    many2one("user_id", "Salesperson", "res.users"),
    many2one("team_id", "Sales Team", "crm.team"),
    character("vat", "Tax ID"),
    character("company_registry", "Company ID").not_copied(),
    character("website", "Website Link"),
    fields::html("comment", "Notes"),
    many2many("category_id", "Tags", "res.partner.category"),
    boolean("active", "Active").starts(true).reads(read_active).writes(write_active),
    boolean("employee", "Employee"),
    character("function", "Job Position"),
    selection("type", "Address Type", partner_type_items).starts("contact"),
    character("street", "Street"),
    character("street2", "Street2"),
    character("zip", "Zip"),
    character("city", "City"),
    many2one("state_id", "State", "res.country.state"),
    many2one("country_id", "Country", "res.country"),
    character("email", "Email"),
    character("phone", "Phone"),
    character("mobile", "Mobile"),
    boolean("is_company", "Is a Company").starts(false),
    selection("company_type", "Company Type", company_type_items)
        .reads(read_company_type)
        .writes(write_company_type)
        .not_copied(),
    many2one("company_id", "Company", "res.company"),
    many2one("commercial_partner_id", "Commercial Entity", "res.partner")
        .reads(read_commercial_partner),
    character("company_name", "Company Name"),
    integer("color", "Color Index").starts(0),
    one2many("user_ids", "Users", "res.users", "partner_id").reads(read_users),
    character("barcode", "Barcode").not_copied(),
    integer("customer_rank", "Customer Rank").starts(0).not_copied(),
    integer("supplier_rank", "Supplier Rank").starts(0).not_copied(),
    [] {
        Field limit = fields::floating("credit_limit", "Credit Limit").not_copied();
        limit.company_dependent = true;
        return limit;
    }(),
    fields::monetary("credit", "Total Receivable").reads(read_credit),
    fields::monetary("debit", "Total Payable").reads(read_credit),
    boolean("use_partner_credit_limit", "Partner Limit"),
    many2one("property_payment_term_id", "Customer Payment Terms", "account.payment.term"),
    many2one("property_supplier_payment_term_id", "Vendor Payment Terms", "account.payment.term"),
    many2one("property_product_pricelist", "Pricelist", "product.pricelist"),
    many2one("property_delivery_carrier_id", "Delivery Method", "delivery.carrier"),
    many2one("property_account_receivable_id", "Account Receivable", "account.account"),
    many2one("property_account_payable_id", "Account Payable", "account.account"),
    many2one("property_account_position_id", "Fiscal Position", "account.fiscal.position"),
    selection("autopost_bills", "Auto-post bills", autopost_items).starts("ask"),
    selection("sale_warn", "Sales Warnings", warning_items),
    selection("picking_warn", "Stock Picking", warning_items),
    fields::text("sale_warn_msg", "Message for Sales Order"),
    fields::text("picking_warn_msg", "Message for Stock Picking"),
    fields::text("invoice_warn_msg", "Message for Invoice"),
    fields::datetime("create_date", "Created on").reads(read_created).read_only().not_copied(),
    fields::datetime("write_date", "Last Updated on").reads(read_written).read_only().not_copied(),
});

bool look_up_partner(
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

expected<RecordId, Error> insert(Call& call, Value) {
    PartnerRecord record;
    record.created = call.now;
    return call.database.partners.add(std::move(record));
}

void remove(Call& call, RecordId id) {
    Database& database = call.database;
    const std::string reference = database.partners[id].reference;
    if (!reference.empty()) {
        database.partners_by_reference.remove(reference, id);
    }
    database.partners.remove(id);
}

Result check_partner(const Call& call, RecordId id) {
    const Database& database = call.database;
    if (database.partners[id].name.empty() &&
        text_of(database, res_partner, id, "type") == "contact") {
        // Source: Odoo 18.0 recordings, b051.
        return validation_error("The operation cannot be completed: Contacts require a name");
    }
    RecordId above = parent_of(database, id);
    for (RecordId steps = 0; above != 0 && steps <= database.partners.count(); ++steps) {
        if (above == id) {
            // Source: Odoo 18.0 recordings, b077.
            return validation_error("You cannot create recursive Partner hierarchies.");
        }
        above = parent_of(database, above);
    }
    return {};
}

Result partner_created(Call& call, RecordId id, Value) {
    return check_partner(call, id);
}

Result written(Call& call, std::span<const RecordId> ids, Value) {
    for (const RecordId id : ids) {
        if (const Result sound = check_partner(call, id); !sound) {
            return sound;
        }
    }
    return {};
}

void copy_values(const Call& call, RecordId id, DocumentWriter& out) {
    const std::string name = call.database.partners[id].name + " (copy)";
    out.field("name", std::string_view{name});
}

constexpr std::array<std::string_view, 6> partner_names_searched{
    "complete_name", "email", "ref", "vat", "company_registry", "name"};

/// What a PartnerRecord alone can hold.
bool is_lean(Value values) {
    for (const Value member : values) {
        if ((member.key() != "name" && member.key() != "ref") || !member.is_string() ||
            member.string().find('\0') != std::string_view::npos) {
            return false;
        }
    }
    return values.is_object() && !values["name"].string().empty();
}

RecordId add_lean(Call& call, Value values) {
    PartnerRecord record;
    record.name = values["name"].string();
    record.reference = values["ref"].string();
    record.created = call.now;
    const RecordId id = call.database.partners.add(std::move(record));
    if (!call.database.partners[id].reference.empty()) {
        call.database.partners_by_reference.add(values["ref"].string(), id);
    }
    return id;
}

}  // namespace

const Model res_partner{
    .name = "res.partner",
    .fields = partner_fields,
    .count = [](const Database& database) { return database.partners.count(); },
    .order = "complete_name, id desc",
    .look_up = look_up_partner,
    .label = "Contact",
    .contains = [](const Database& database,
                   RecordId id) { return database.partners.contains(id); },
    .show = append_name,
    .insert = insert,
    .created = partner_created,
    .written = written,
    .remove = remove,
    .copy_values = copy_values,
    .names_searched = partner_names_searched};

Result create_partners(Call& call) {
    const Value values = call.argument(0, "vals_list");
    bool lean = true;
    std::uint32_t count = 1;
    if (values.is_array()) {
        count = 0;
        for (const Value one : values) {
            lean = lean && is_lean(one);
            ++count;
        }
    } else {
        lean = is_lean(values);
    }
    if (!lean || call.context().size() > 0) {
        return generic_create(call);
    }
    const RecordId first = call.database.partners.count() + 1;
    if (values.is_array()) {
        for (const Value one : values) {
            (void)add_lean(call, one);
        }
    } else {
        (void)add_lean(call, values);
    }
    answer_created(call, first, count, values);
    return {};
}

}  // namespace drydock::mocks::odoo
