#include "mocks/odoo/field.hpp"

#include <array>

#include "core/check.hpp"
#include "core/document_text.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/mail_fields.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr Field magic(Key name, FieldType type, const char* label, Magic what) {
    Field field = fields::plain(name, type, label).read_only().not_copied();
    field.magic = what;
    field.relation = type == FieldType::many2one ? "res.users" : "";
    return field;
}

constexpr std::array magic_list = std::to_array<Field>({
    magic("id", FieldType::integer, "ID", Magic::id),
    magic("display_name", FieldType::character, "Display Name", Magic::display_name),
    magic("create_uid", FieldType::many2one, "Created by", Magic::created_by),
    magic("create_date", FieldType::datetime, "Created on", Magic::created),
    magic("write_uid", FieldType::many2one, "Last Updated by", Magic::written_by),
    magic("write_date", FieldType::datetime, "Last Updated on", Magic::written),
});

const Field* find(std::span<const Field> fields, std::string_view name) {
    const std::uint32_t hash = Key::of_text(name).hash();
    for (const Field& candidate : fields) {
        if (candidate.name.hash() == hash && candidate.name.text() == name) {
            return &candidate;
        }
    }
    return nullptr;
}

}  // namespace

std::span<const Field> magic_fields() {
    return magic_list;
}

const Field* Model::field(std::string_view field_name) const {
    if (const Field* const own = find(fields, field_name)) {
        return own;
    }
    const Field* const magic = find(magic_list, field_name);
    return magic != nullptr ? magic : find(mail_fields_of(*this), field_name);
}

std::string_view type_name(FieldType type) {
    constexpr std::array names = std::to_array<std::string_view>(
        {"boolean",
         "integer",
         "float",
         "monetary",
         "char",
         "text",
         "html",
         "date",
         "datetime",
         "selection",
         "many2one",
         "one2many",
         "many2many",
         "binary",
         "reference",
         "many2one_reference",
         "json"}
    );
    return names.at(static_cast<std::size_t>(type));
}

Decimal python_float(std::int64_t thousandths) {
    Decimal number{thousandths, 3};
    while (number.scale > 1 && number.mantissa % 10 == 0) {
        number.mantissa /= 10;
        --number.scale;
    }
    return number;
}

namespace {

constexpr std::size_t date_size = 10;

/// Hands a value to `put` in the form in which it is written.
template <class Put>
void put_value(
    const FieldValue& value, const Calendar& calendar, ReferenceStyle style, const Put& put
) {
    switch (value.kind) {
        case FieldValue::Kind::empty:
            return put.truth(false);
        case FieldValue::Kind::boolean:
            return put.truth(value.number != 0);
        case FieldValue::Kind::integer:
            return put.value(value.number);
        case FieldValue::Kind::decimal:
            return put.value(python_float(value.number));
        case FieldValue::Kind::text:
            return put.value(std::string_view{value.text});
        case FieldValue::Kind::datetime:
        case FieldValue::Kind::date: {
            const std::string text =
                to_odoo_text(calendar.date_time_of(Instant{Duration{value.number}}));
            const bool date_only = value.kind == FieldValue::Kind::date;
            return put.value(std::string_view{text}.substr(0, date_only ? date_size : text.size()));
        }
        case FieldValue::Kind::reference:
            if (style == ReferenceStyle::id_only) {
                return put.value(value.number);
            }
            put.begin_array();
            put.out.add(value.number);
            put.out.add(value.text);
            put.out.end();
            return;
        case FieldValue::Kind::list:
            put.begin_array();
            for (const RecordId id : value.ids) {
                put.out.add(id);
            }
            put.out.end();
            return;
    }
}

struct PutMember {
    DocumentWriter& out;
    Key name;
    void truth(bool truth) const { out.field_bool(name, truth); }
    void begin_array() const { out.begin_array(name); }
    template <class Written>
    void value(Written written) const {
        out.field(name, written);
    }
};

struct PutElement {
    DocumentWriter& out;
    void truth(bool truth) const { out.add_bool(truth); }
    void begin_array() const { out.begin_array(); }
    template <class Written>
    void value(Written written) const {
        out.add(written);
    }
};

}  // namespace

void write_field(
    DocumentWriter& out,
    const Field& field,
    const FieldValue& value,
    const Calendar& calendar,
    ReferenceStyle style
) {
    // An object of a computed binary field is held as its text; what is kept there is base64.
    const bool object = field.type == FieldType::binary && value.kind == FieldValue::Kind::text &&
                        value.text.starts_with('{');
    if (object) {
        const auto document = parse_document(value.text);
        DRYDOCK_CHECK(document.has_value());
        out.field(field.name, document->root());
        return;
    }
    put_value(value, calendar, style, PutMember{out, field.name});
}

void add_value(
    DocumentWriter& out, const FieldValue& value, const Calendar& calendar, ReferenceStyle style
) {
    put_value(value, calendar, style, PutElement{out});
}

}  // namespace drydock::mocks::odoo
