#include <array>

#include <fmt/format.h>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/any_in.hpp"
#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/mail_fields.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/versions.hpp"

namespace drydock::mocks::odoo {

namespace {

/// "partner_id" reads "Partner", "client_order_ref" "Client Order Ref".
std::string label_of(const Field& field) {
    if (!field.label.empty()) {
        return std::string{field.label};
    }
    std::string label{field.name.text()};
    for (const std::string_view ending : {"_ids", "_id"}) {
        if (label.ends_with(ending)) {
            label.resize(label.size() - ending.size());
            break;
        }
    }
    bool first = true;
    for (char& character : label) {
        if (character == '_') {
            character = ' ';
            first = true;
        } else if (first) {
            character = character >= 'a' && character <= 'z'
                            ? static_cast<char>(character - 'a' + 'A')
                            : character;
            first = false;
        }
    }
    return label;
}

bool is_stored(const Field& field) {
    return field.stored && (field.read == nullptr || field.write != nullptr) &&
           field.magic != Magic::display_name;
}

bool is_many(const Field& field) {
    return field.type == FieldType::one2many || field.type == FieldType::many2many;
}

using Describe = void (*)(DocumentWriter&, const Field&);

struct Attribute {
    std::string_view name;
    Describe describe;
};

/// What fields_get tells of a field, by name. Those that a field's type has not are left out.
/// Source: Odoo 18.0, odoo/fields.py, get_description; recordings b022, h085 to h090.
constexpr std::array attributes = std::to_array<Attribute>({
    {"change_default", [](DocumentWriter& out, const Field&) { out.field_bool("change_default", false); }},
    {"company_dependent",
     [](DocumentWriter& out, const Field& field) {
         out.field_bool("company_dependent", field.company_dependent);
     }},
    {"depends",
     [](DocumentWriter& out, const Field&) {
         out.begin_array("depends");
         out.end();
     }},
    {"digits",
     [](DocumentWriter& out, const Field& field) {
         if (field.type == FieldType::floating) {
             constexpr int digits_all = 16;
             out.begin_array("digits");
             out.add(digits_all);
             out.add(field.digits);
             out.end();
         }
     }},
    {"exportable", [](DocumentWriter& out, const Field&) { out.field_bool("exportable", true); }},
    {"groupable",
     [](DocumentWriter& out, const Field& field) {
         out.field_bool("groupable", is_stored(field) && field.type != FieldType::one2many);
     }},
    {"manual", [](DocumentWriter& out, const Field&) { out.field_bool("manual", false); }},
    {"name", [](DocumentWriter& out, const Field& field) { out.field("name", field.name.text()); }},
    {"readonly",
     [](DocumentWriter& out, const Field& field) {
         const bool computed = field.read != nullptr && field.write == nullptr;
         out.field_bool("readonly", field.readonly || computed);
     }},
    {"relation",
     [](DocumentWriter& out, const Field& field) {
         if (!field.relation.empty()) {
             out.field("relation", field.relation);
         }
     }},
    {"relation_field",
     [](DocumentWriter& out, const Field& field) {
         if (!field.inverse.empty()) {
             out.field("relation_field", field.inverse);
         }
     }},
    {"required",
     [](DocumentWriter& out, const Field& field) { out.field_bool("required", field.required); }},
    {"searchable", [](DocumentWriter& out, const Field&) { out.field_bool("searchable", true); }},
    {"selection",
     [](DocumentWriter& out, const Field& field) {
         if (field.type == FieldType::selection) {
             out.begin_array("selection");
             for (const SelectionItem& item : field.selection) {
                 out.begin_array();
                 out.add(item.value);
                 out.add(item.label);
                 out.end();
             }
             out.end();
         }
     }},
    {"sortable",
     [](DocumentWriter& out, const Field& field) {
         out.field_bool("sortable", is_stored(field) && !is_many(field));
     }},
    {"store",
     [](DocumentWriter& out, const Field& field) { out.field_bool("store", is_stored(field)); }},
    {"string",
     [](DocumentWriter& out, const Field& field) {
         out.field("string", std::string_view{label_of(field)});
     }},
    {"translate",
     [](DocumentWriter& out, const Field& field) {
         if (field.type == FieldType::character || field.type == FieldType::text ||
             field.type == FieldType::html) {
             out.field_bool("translate", field.translated);
         }
     }},
    {"type",
     [](DocumentWriter& out, const Field& field) { out.field("type", type_name(field.type)); }},
});

bool lists(Value names, std::string_view name) {
    return names.size() == 0 || any_in(names, [&](Value one) { return one.string() == name; });
}

void describe(DocumentWriter& out, const Field& field, Value wanted) {
    out.begin_object(field.name);
    for (const Attribute& attribute : attributes) {
        if (lists(wanted, attribute.name)) {
            attribute.describe(out, field);
        }
    }
    out.end();
}

}  // namespace

Result fields_get(Call& call) {
    const Value names = call.argument(0, "allfields");
    const Value wanted = call.argument(1, "attributes");
    call.out.begin_object("result");
    for (const Field& field : call.model.fields) {
        if (lists(names, field.name.text()) && is_of_version(call.database, call.model, field)) {
            describe(call.out, field, wanted);
        }
    }
    for (const Field& field : mail_fields_of(call.model)) {
        if (lists(names, field.name.text())) {
            describe(call.out, field, wanted);
        }
    }
    for (const Field& field : magic_fields()) {
        if (lists(names, field.name.text()) && call.model.field(field.name.text()) == &field) {
            describe(call.out, field, wanted);
        }
    }
    call.out.end();
    return {};
}

Result default_get(Call& call) {
    Value names = call.argument(0, "fields_list");
    names = names.present() ? names : call.keywords["fields"];
    call.out.begin_object("result");
    for (const Value name : names) {
        const Field* const field = call.model.field(name.string());
        if (field == nullptr) {
            continue;
        }
        const std::string from_context = fmt::format("default_{}", name.string());
        if (const Value given = call.context()[Key::of_text(from_context)]; given.present()) {
            call.out.field(field->name, given);
            continue;
        }
        FieldValue value;
        if (field->default_value != nullptr) {
            field->default_value(call, value);
        } else if (field->constant.kind != FieldValue::Kind::empty) {
            begin_value(call.database, *field, value);
        } else {
            continue;
        }
        write_field(
            call.out, *field, value, call.database.settings.calendar, ReferenceStyle::id_only
        );
    }
    call.out.end();
    return {};
}

}  // namespace drydock::mocks::odoo
