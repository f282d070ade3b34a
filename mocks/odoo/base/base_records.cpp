#include <array>
#include <string>
#include <vector>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/base/countries.hpp"
#include "mocks/odoo/call.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/access.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

/// One record of a fresh database, while its fields are set.
class Seed {
public:
    Seed(Database& database, const Model& model, RecordId id)
        : database_{database}, model_{model}, id_{id} {
        if (!model.typed()) {
            database.attributes.put(model, id);
        }
    }

    Seed& text(std::string_view field, std::string_view value) {
        FieldValue held;
        held.set_text(value);
        return set(field, std::move(held));
    }
    Seed& truth(std::string_view field, bool value) {
        FieldValue held;
        held.set_boolean(value);
        return set(field, std::move(held));
    }
    Seed& number(std::string_view field, std::int64_t value) {
        FieldValue held;
        held.set_integer(value);
        return set(field, std::move(held));
    }
    Seed& decimal(std::string_view field, std::int64_t thousandths) {
        FieldValue held;
        held.set_decimal(thousandths);
        return set(field, std::move(held));
    }
    Seed& record(std::string_view field, RecordId value) {
        FieldValue held;
        (void)held.set_reference(value);
        return set(field, std::move(held));
    }
    Seed& list(std::string_view field, std::span<const RecordId> ids) {
        FieldValue held;
        held.set_list(ids);
        return set(field, std::move(held));
    }
    /// Its external id.
    Seed& named(std::string_view module, std::string_view name) {
        const RecordId row = database_.attributes.last(ir_model_data) + 1;
        Seed{database_, ir_model_data, row}
            .text("module", module)
            .text("name", name)
            .text("model", model_.name.text())
            .number("res_id", id_);
        return *this;
    }

private:
    Seed& set(std::string_view field, FieldValue value) {
        set_value(database_, model_, id_, field, std::move(value));
        return *this;
    }

    Database& database_;
    const Model& model_;
    RecordId id_;
};

constexpr RecordId main_company = 1;
constexpr RecordId united_states = 233;
constexpr RecordId dollar = 1;
constexpr RecordId euro = 125;

void add_geography(Database& database) {
    RecordId id = 0;
    for (const CountryFact& country : countries()) {
        std::string name{country.code == "GB" ? "UK" : country.code};
        for (char& letter : name) {
            letter = static_cast<char>(letter - 'A' + 'a');
        }
        Seed{database, res_country, ++id}
            .text("name", country.name)
            .text("code", country.code)
            .named("base", name);
    }
    // One state each of the countries that the recordings name: something refers to them.
    constexpr RecordId germany = 57;
    Seed{database, res_country_state, 1}
        .text("name", "Alabama")
        .text("code", "AL")
        .record("country_id", united_states);
    Seed{database, res_country_state, 2}
        .text("name", "Berlin")
        .text("code", "BE")
        .record("country_id", germany);
    Seed{database, res_lang, 1}
        .text("name", "English (US)")
        .text("code", "en_US")
        .text("iso_code", "en")
        .text("url_code", "en")
        .truth("active", true);
    Seed{database, res_currency, dollar}
        .text("name", "USD")
        .text("full_name", "United States dollar")
        .text("symbol", "$")
        .text("position", "before")
        .decimal("rounding", 10)
        .named("base", "USD");
    Seed{database, res_currency, euro}
        .text("name", "EUR")
        .text("full_name", "Euro")
        .text("symbol", "€")
        .decimal("rounding", 10)
        .truth("active", false)
        .named("base", "EUR");
}

void add_people(Database& database) {
    struct Person {
        std::string_view name;
        std::string_view external_id;
        bool active;
    };
    // Source: Odoo 18.0 recordings, a033, b005 and b037; the archived ones, Odoo's base data.
    constexpr std::array people = std::to_array<Person>({
        {"My Company", "main_partner", true},
        {"OdooBot", "partner_root", false},
        {"Administrator", "partner_admin", true},
        {"Public user", "public_partner", false},
        {"Portal User Template", "partner_portal_template", false},
        {"Default User Template", "partner_default_user", false},
    });
    for (const Person& person : people) {
        PartnerRecord record;
        record.name = person.name;
        record.active = person.active;
        const RecordId id = database.partners.add(std::move(record));
        Seed{database, res_partner, id}.named("base", person.external_id);
    }
    constexpr RecordId company_partner = 1;
    Seed{database, res_partner, company_partner}
        .truth("is_company", true)
        .record("country_id", united_states);
    Seed{database, res_company, main_company}
        .text("name", "My Company")
        .record("country_id", united_states)
        .named("base", "main_company");
}

void add_users(Database& database) {
    for (const GroupFact& group : known_groups()) {
        const std::string full = std::string{group.category} + " / " + std::string{group.name};
        const std::size_t dot = group.external_id.find('.');
        Seed{database, res_groups, group.id}
            .text("name", group.name)
            .text("full_name", full)
            .named(group.external_id.substr(0, dot), group.external_id.substr(dot + 1));
    }
    std::vector<RecordId> all;
    for (const GroupFact& group : known_groups()) {
        if (group.external_id != "base.group_portal" && group.external_id != "base.group_public") {
            all.push_back(group.id);
        }
    }
    constexpr RecordId companies[] = {main_company};
    Seed{database, res_users, 1}
        .text("name", "OdooBot")
        .text("login", "__system__")
        .record("partner_id", 2)
        .truth("active", false)
        .list("company_ids", companies)
        .named("base", "user_root");
    Seed{database, res_users, user_id}
        .text("name", "Administrator")
        .text("login", database.settings.login)
        .text("password_kept", database.settings.password)
        .record("partner_id", 3)
        .list("company_ids", companies)
        .list("groups_id", all)
        .named("base", "user_admin");
    struct Template {
        std::string_view name;
        std::string_view login;
        std::string_view external_id;
    };
    constexpr std::array templates = std::to_array<Template>({
        {"Public user", "public", "public_user"},
        {"Portal User Template", "portaltemplate", "template_portal_user_id"},
        {"Default User Template", "default", "default_user"},
    });
    RecordId id = user_id;
    for (const Template& one : templates) {
        ++id;
        Seed{database, res_users, id}
            .text("name", one.name)
            .text("login", one.login)
            .record("partner_id", id + 1)
            .truth("active", false)
            .named("base", one.external_id);
    }
    // An id that setting up the database has used: the first user created is 7. Recording b080.
    database.attributes.put(res_users, id + 1);
    database.attributes.remove(res_users, id + 1);
}

void add_sequences(Database& database) {
    struct SequenceFact {
        RecordId id;
        std::string_view name;
        std::string_view code;
        std::string_view prefix;
        int padding;
    };
    // Source: Odoo 18.0 recordings, h083 and h084; the ids of those not in them are assumed.
    constexpr std::array all = std::to_array<SequenceFact>({
        {3, "My Company Sequence in", "", "WH/IN/", 5},
        {4, "My Company Sequence out", "", "WH/OUT/", 5},
        {5, "My Company Sequence pick", "", "WH/PICK/", 5},
        {6, "My Company Sequence packing", "", "WH/PACK/", 5},
        {9, "My Company Sequence internal", "", "WH/INT/", 5},
        {13, "Procurement Group", "procurement.group", "PG/", 6},
        {14, "Picking INT", "stock.picking", "INT/", 5},
        {17, "Purchase Order", "purchase.order", "P", 5},
        {18, "Sales Order", "sale.order", "S", 5},
    });
    for (const SequenceFact& one : all) {
        Seed{database, ir_sequence, one.id}
            .text("name", one.name)
            .text("code", one.code)
            .text("prefix", one.prefix)
            .number("padding", one.padding);
    }
}

void add_units(Database& database) {
    constexpr std::array categories = std::to_array<std::string_view>(
        {"Unit", "Weight", "Working Time", "Length / Distance", "Surface", "Volume"}
    );
    for (std::size_t place = 0; place < categories.size(); ++place) {
        Seed{database, uom_category, static_cast<RecordId>(place + 1)}.text(
            "name", categories[place]
        );
    }
    struct UnitFact {
        std::string_view name;
        RecordId category;
        std::string_view type;
        std::int64_t factor_thousandths;
        std::string_view external_id;
    };
    constexpr std::array units = std::to_array<UnitFact>({
        {"Units", 1, "reference", 1'000, "product_uom_unit"},
        {"Dozens", 1, "bigger", 83, "product_uom_dozen"},
        {"Days", 3, "reference", 1'000, "product_uom_day"},
        {"Hours", 3, "smaller", 8'000, "product_uom_hour"},
        {"m", 4, "reference", 1'000, "product_uom_meter"},
        {"kg", 2, "reference", 1'000, "product_uom_kgm"},
    });
    for (std::size_t place = 0; place < units.size(); ++place) {
        const UnitFact& unit = units[place];
        Seed{database, uom_uom, static_cast<RecordId>(place + 1)}
            .text("name", unit.name)
            .record("category_id", unit.category)
            .text("uom_type", unit.type)
            .decimal("factor", unit.factor_thousandths)
            .decimal("rounding", 10)
            .named("uom", unit.external_id);
    }
    Seed{database, product_category, 1}
        .text("name", "All")
        .named("product", "product_category_all");
    Seed{database, product_category, 2}
        .text("name", "Saleable")
        .record("parent_id", 1)
        .named("product", "product_category_1");
    Seed{database, product_category, 3}
        .text("name", "Expenses")
        .record("parent_id", 1)
        .named("product", "cat_expense");
}

void add_settings(Database& database) {
    Seed{database, crm_team, 1}.text("name", "Sales").named("sales_team", "team_sales_department");
    Seed{database, ir_config_parameter, 1}
        .text("key", "database.uuid")
        .text("value", "00000000-0000-0000-0000-000000000000");
    Seed{database, ir_config_parameter, 2}
        .text("key", "web.base.url")
        .text("value", "http://localhost:8069");
}

}  // namespace

void add_base_records(Database& database) {
    add_geography(database);
    add_people(database);
    add_users(database);
    add_sequences(database);
    add_units(database);
    add_settings(database);
}

}  // namespace drydock::mocks::odoo
