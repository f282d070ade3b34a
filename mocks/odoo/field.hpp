#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.hpp"
#include "core/document.hpp"
#include "core/expected.hpp"
#include "core/time.hpp"
#include "mocks/odoo/error.hpp"
#include "mocks/odoo/table.hpp"
#include "mocks/odoo/units.hpp"

namespace drydock::mocks::odoo {

struct Database;

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

enum class FieldType : std::uint8_t {
    boolean,
    integer,
    floating,  ///< "float"
    monetary,
    character,  ///< "char"
    text,
    html,
    date,
    datetime,
    selection,
    many2one,
    one2many,
    many2many,
    binary,
    reference,           ///< "res.partner,7"
    many2one_reference,  ///< An id; another field names the model.
    json,
};

/// The word for it in fields_get.
[[nodiscard]] std::string_view type_name(FieldType type);

struct SelectionItem {
    std::string_view value;
    std::string_view label;
};

struct Call;
using ReadField = void (*)(const Database&, RecordId, FieldValue&);
using WriteField = expected<void, Error> (*)(Call&, RecordId, Value);
using DefaultValue = void (*)(const Call&, FieldValue&);

/// What a field holds until it is given another value. A text, truth or number of the program's.
struct Constant {
    FieldValue::Kind kind = FieldValue::Kind::empty;
    std::int64_t number = 0;
    std::string_view text{};
};

/// Fields whose value every model has, and that no typed record needs to hold.
enum class Magic : std::uint8_t {
    none,
    id,
    display_name,
    created_by,
    created,
    written_by,
    written,
};

/// One field of a model.
///
/// Without `read` its value lives in the AttributeStore, and is read as `constant` until it is
/// written. With `read` it is computed or of a typed record; then it can be written only when
/// there is a `write`. What write is asked to do with any other is left undone, as Odoo does
/// with fields that are not stored.
struct Field {
    Key name;
    ReadField read = nullptr;
    FieldType type = FieldType::character;
    std::string_view label{};     ///< "Reference"; empty: made of the name.
    std::string_view relation{};  ///< The other model of a many2one, one2many or many2many.
    std::string_view inverse{};   ///< one2many: the many2one of the other model.
    std::span<const SelectionItem> selection{};
    /// The value has the field's type. Called for each record of a write and, after the model's
    /// insert, of a create.
    WriteField write = nullptr;
    Constant constant{};
    DefaultValue default_value = nullptr;  ///< Of a new record; computed when it is created.
    Magic magic = Magic::none;
    std::uint8_t digits = 2;  ///< Decimals that a float keeps, at most 3.
    bool required = false;
    bool readonly = false;  ///< For fields_get alone: the user interface's.
    bool translated = false;
    bool company_dependent = false;
    bool copied = true;     ///< By copy().
    bool stored = true;     ///< Otherwise create and write do not keep it.
    bool cascades = false;  ///< A many2one: the record goes with the one that it is of.
    /// A group's external id ("base.group_system") without which it can be neither read nor
    /// written.
    std::string_view group{};

private:
    // Before its uses: clang evaluates no constant with what it has not read yet.
    template <class Member>
    [[nodiscard]] constexpr Field with(Member Field::*member, Member value) const {
        Field changed = *this;
        changed.*member = value;
        return changed;
    }

public:
    // The following give a copy, changed: character("ref", "Reference").require().
    [[nodiscard]] constexpr Field require() const { return with(&Field::required, true); }
    [[nodiscard]] constexpr Field read_only() const { return with(&Field::readonly, true); }
    [[nodiscard]] constexpr Field not_copied() const { return with(&Field::copied, false); }
    [[nodiscard]] constexpr Field not_stored() const { return with(&Field::stored, false); }
    [[nodiscard]] constexpr Field cascade() const { return with(&Field::cascades, true); }
    [[nodiscard]] constexpr Field copies() const { return with(&Field::copied, true); }
    [[nodiscard]] constexpr Field with_digits(std::uint8_t count) const {
        return with(&Field::digits, count);
    }
    /// Computed, or of a typed record.
    [[nodiscard]] constexpr Field reads(ReadField function) const {
        return with(&Field::read, function);
    }
    [[nodiscard]] constexpr Field writes(WriteField function) const {
        return with(&Field::write, function);
    }
    [[nodiscard]] constexpr Field defaults_to(DefaultValue function) const {
        return with(&Field::default_value, function);
    }
    [[nodiscard]] constexpr Field starts(bool truth) const {
        return with(&Field::constant, Constant{FieldValue::Kind::boolean, truth ? 1 : 0, {}});
    }
    [[nodiscard]] constexpr Field starts(int number) const {
        const bool decimal = type == FieldType::floating || type == FieldType::monetary;
        return with(
            &Field::constant,
            Constant{
                decimal                       ? FieldValue::Kind::decimal
                : type == FieldType::many2one ? FieldValue::Kind::reference
                                              : FieldValue::Kind::integer,
                decimal ? std::int64_t{number} * 1'000 : number,
                {}}
        );
    }
    [[nodiscard]] constexpr Field starts(const char* text) const {
        return with(&Field::constant, Constant{FieldValue::Kind::text, 0, text});
    }
};

struct Model;

/// A method of one model. "create", "write", "unlink" or "read" here stands before the generic one.
struct ModelMethod {
    std::string_view name;  ///< "action_confirm"
    expected<void, Error> (*run)(Call&) = nullptr;
    /// It checks everything before it changes anything, so it runs without a transaction.
    bool checks_first = false;
    /// It takes no ids: its arguments are all its own (@api.model).
    bool of_model = false;
};

/// No two records have the same value of `field`, and of `with` if that is given. A record without
/// a value is like no other.
struct Unique {
    std::string_view field;
    std::string_view with{};
    std::string_view message;  ///< "The code of the country must be unique!"
};

/// One model. All function pointers but those that a comment requires may be null.
struct Model {
    Key name;
    std::span<const Field> fields;
    /// Of a model with a typed table: the last id given out. Null: its records are rows of the
    /// AttributeStore alone.
    RecordId (*count)(const Database&) = nullptr;
    /// As in Odoo's _order; of fields listed above.
    std::string_view order = "id";
    /// The records whose `field` equals `operand`, if there is an index over it: true, and exactly
    /// those are added to `ids`. Null when the model has no index but the id.
    bool (*look_up
    )(const Database&, std::string_view field, Value operand, std::vector<RecordId>& ids) = nullptr;

    std::string_view label{};  ///< "Sales Order", as in messages about access and missing values.
    std::span<const ModelMethod> methods{};
    /// Whether the id of a typed record, 1 <= id <= count, is not gone. Null: all are there.
    bool (*contains)(const Database&, RecordId) = nullptr;
    /// Appends the display name. Null: the field "name".
    void (*show)(std::string&, const Database&, RecordId) = nullptr;
    /// Adds a typed record for the values of create (names are known, types are right) and returns
    /// its id. The values of fields with `write`, and of those without `read`, are written after.
    /// Null for a model with a typed table: it cannot be created by create.
    expected<RecordId, Error> (*insert)(Call&, Value values) = nullptr;
    /// Before the values are looked at, for what is refused or filled in: may change `values` to
    /// another object kept by Call::keep.
    expected<void, Error> (*before_create)(Call&, Value& values) = nullptr;
    /// After all values are written. What it refuses is undone with the call.
    expected<void, Error> (*created)(Call&, RecordId, Value values) = nullptr;
    expected<void, Error> (*before_write)(Call&, std::span<const RecordId>, Value values) = nullptr;
    expected<void, Error> (*written)(Call&, std::span<const RecordId>, Value values) = nullptr;
    expected<void, Error> (*before_unlink)(Call&, std::span<const RecordId>) = nullptr;
    /// Removes a typed record. Null for a model with a typed table: it cannot be unlinked.
    void (*remove)(Call&, RecordId) = nullptr;
    /// Values that a copy has other than the original's. Adds members to an object.
    void (*copy_values)(const Call&, RecordId, DocumentWriter&) = nullptr;
    /// Where fields without `read` live, when not under its own name: product.product's are its
    /// template's, by the same id.
    const Model* stored_with = nullptr;
    /// What name_search looks at. Empty: the field "name".
    std::span<const std::string_view> names_searched{};
    /// Checked after each create, and each write of one of their fields.
    std::span<const Unique> uniques{};

    /// Null when there is none of that name. Also finds the magic fields.
    [[nodiscard]] const Field* field(std::string_view field_name) const;
    [[nodiscard]] bool typed() const { return count != nullptr; }
};

/// The magic fields, which every model has beside its own.
[[nodiscard]] std::span<const Field> magic_fields();

enum class ReferenceStyle : std::uint8_t { with_name, id_only };

/// Adds a value to an object as Odoo's JSON has it. Source: Odoo 18.0 recordings, section 3.
void write_field(
    DocumentWriter& out,
    const Field& field,
    const FieldValue& value,
    const Calendar& calendar,
    ReferenceStyle style
);

/// Likewise the next element of an array, or the value of what was named.
void add_value(
    DocumentWriter& out, const FieldValue& value, const Calendar& calendar, ReferenceStyle style
);

/// A float as Python writes it: 5.0, 2.5.
[[nodiscard]] Decimal python_float(std::int64_t thousandths);

}  // namespace drydock::mocks::odoo
