#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

const Field* Model::field(std::string_view field_name) const {
    const std::uint32_t hash = Key::of_text(field_name).hash();
    for (const Field& candidate : fields) {
        if (candidate.name.hash() == hash && candidate.name.text() == field_name) {
            return &candidate;
        }
    }
    return nullptr;
}

Decimal python_float(std::int64_t thousandths) {
    Decimal number{thousandths, 3};
    while (number.scale > 1 && number.mantissa % 10 == 0) {
        number.mantissa /= 10;
        --number.scale;
    }
    return number;
}

void write_field(
    DocumentWriter& out,
    const Field& field,
    const FieldValue& value,
    const Calendar& calendar,
    ReferenceStyle style
) {
    switch (value.kind) {
        case FieldValue::Kind::empty:
            out.field_bool(field.name, false);
            return;
        case FieldValue::Kind::boolean:
            out.field_bool(field.name, value.number != 0);
            return;
        case FieldValue::Kind::integer:
            out.field(field.name, value.number);
            return;
        case FieldValue::Kind::decimal:
            out.field(field.name, python_float(value.number));
            return;
        case FieldValue::Kind::text:
            out.field(field.name, value.text);
            return;
        case FieldValue::Kind::datetime:
        case FieldValue::Kind::date: {
            constexpr std::size_t date_size = 10;
            const std::string text =
                to_odoo_text(calendar.date_time_of(Instant{Duration{value.number}}));
            const bool date_only = value.kind == FieldValue::Kind::date;
            out.field(
                field.name, std::string_view{text}.substr(0, date_only ? date_size : text.size())
            );
            return;
        }
        case FieldValue::Kind::reference:
            if (style == ReferenceStyle::id_only) {
                out.field(field.name, value.number);
                return;
            }
            out.begin_array(field.name);
            out.add(value.number);
            out.add(value.text);
            out.end();
            return;
        case FieldValue::Kind::list:
            out.begin_array(field.name);
            for (const RecordId id : value.ids) {
                out.add(id);
            }
            out.end();
            return;
    }
}

}  // namespace drydock::mocks::odoo
