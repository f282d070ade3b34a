#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/time.hpp"
#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

/// What one field of one record holds. Reused from record to record, so that its memory is too.
struct FieldValue {
    enum class Kind : std::uint8_t {
        empty,  ///< Read as false.
        boolean,
        integer,
        decimal,  ///< `number` in thousandths; Odoo's float.
        text,
        datetime,   ///< `number` in nanoseconds of the run.
        date,       ///< Likewise.
        reference,  ///< many2one: `number` is the id, `text` the display name.
        list,       ///< x2many: `ids`.
    };
    Kind kind = Kind::empty;
    std::int64_t number = 0;
    std::string text;
    std::vector<RecordId> ids;

    void set_empty() { kind = Kind::empty; }
    void set_boolean(bool truth) { kind = Kind::boolean, number = truth ? 1 : 0; }
    void set_integer(std::int64_t value) { kind = Kind::integer, number = value; }
    void set_decimal(std::int64_t thousandths) { kind = Kind::decimal, number = thousandths; }
    void set_units(Units units) { set_decimal(units.quantity().thousandths); }
    /// Empty text reads as false, as Odoo does.
    void set_text(std::string_view value) {
        kind = value.empty() ? Kind::empty : Kind::text;
        text = value;
    }
    void set_datetime(Instant instant) {
        kind = Kind::datetime, number = instant.time_since_epoch().count();
    }
    void set_date(Instant instant) {
        kind = Kind::date, number = instant.time_since_epoch().count();
    }
    /// Clears `text`, to which the caller appends the display name.
    std::string& set_reference(RecordId id) {
        kind = Kind::reference, number = id;
        text.clear();
        return text;
    }
    void set_list(std::span<const RecordId> values) {
        kind = Kind::list;
        ids.assign(values.begin(), values.end());
    }
};

/// One field of a model. `read` fills in the value for a record that exists.
struct Field {
    Key name;
    void (*read)(const Database&, RecordId, FieldValue&);
};

/// One model as far as the generic methods (search, read, ...) must know it.
struct Model {
    Key name;
    std::span<const Field> fields;
    RecordId (*count)(const Database&);
    /// As in Odoo's _order; of fields listed above.
    std::string_view order;
    /// The records whose `field` equals `operand`, if there is an index over it: true, and exactly
    /// those are added to `ids`. Null when the model has no index but the id.
    bool (*look_up
    )(const Database&, std::string_view field, Value operand, std::vector<RecordId>& ids);

    /// Null when there is none of that name.
    [[nodiscard]] const Field* field(std::string_view field_name) const;
};

enum class ReferenceStyle : std::uint8_t { with_name, id_only };

/// Adds a value to an object as Odoo's JSON has it. Source: Odoo 18.0 recordings, section 3.
void write_field(
    DocumentWriter& out,
    const Field& field,
    const FieldValue& value,
    const Calendar& calendar,
    ReferenceStyle style
);

/// A float as Python writes it: 5.0, 2.5.
[[nodiscard]] Decimal python_float(std::int64_t thousandths);

}  // namespace drydock::mocks::odoo
