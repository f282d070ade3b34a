#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

/// Whether there is such a record of the model.
[[nodiscard]] bool exists(const Database& database, const Model& model, std::int64_t id);
/// The last id of the model given out.
[[nodiscard]] RecordId last_id(const Database& database, const Model& model);
/// All records of the model by id.
[[nodiscard]] std::vector<RecordId> all_records(const Database& database, const Model& model);

/// What a field holds before it is written: its constant, or nothing.
void begin_value(const Database& database, const Field& field, FieldValue& out);
/// What a field holds, wherever it lives. Precondition: the record exists.
void read_field(
    const Database& database, const Model& model, const Field& field, RecordId id, FieldValue& out
);
/// Likewise by name. Precondition: the model has the field.
[[nodiscard]] FieldValue value_of(
    const Database& database, const Model& model, RecordId id, std::string_view field
);
/// The id that a many2one holds, or 0; an integer; a boolean; a float's thousandths.
[[nodiscard]] std::int64_t number_of(
    const Database& database, const Model& model, RecordId id, std::string_view field
);
/// Empty when the field is.
[[nodiscard]] std::string text_of(
    const Database& database, const Model& model, RecordId id, std::string_view field
);

void append_display_name(
    std::string& out, const Database& database, const Model& model, RecordId id
);
/// Sets `out` to the record of `model` with that id, name and all; empty for id 0.
void set_record(FieldValue& out, const Database& database, const Model& model, RecordId id);

/// Puts a value into the AttributeStore, as it is. Precondition: the field lives there.
void set_value(
    Database& database, const Model& model, RecordId id, std::string_view field, FieldValue value
);

/// Creates, writes and unlinks as the methods of these names do, hooks, defaults and checks and
/// all. An error leaves traces, which the transaction of the call takes back.
[[nodiscard]] expected<RecordId, Error> create_record(Call& call, const Model& model, Value values);
[[nodiscard]] Result write_records(
    Call& call, const Model& model, std::span<const RecordId> ids, Value values
);
[[nodiscard]] Result unlink_records(Call& call, const Model& model, std::span<const RecordId> ids);
/// Copies a record with other values for some fields.
[[nodiscard]] expected<RecordId, Error> copy_record(
    Call& call, const Model& model, RecordId id, Value other_values
);

/// What the commands of an x2many field leave of the ids that it held: runs them in order, with
/// `inverse` set to `owner` in records created. Unknown commands are left out.
/// Source: Odoo 18.0 recordings, h100 to h107.
[[nodiscard]] expected<std::vector<RecordId>, Error> run_commands(
    Call& call, const Field& field, RecordId owner, std::vector<RecordId> held, Value commands
);

/// The value that a client gave for a field as it is kept: quantities rounded, texts of numbers
/// read, dates parsed, or the exception that Odoo would raise.
[[nodiscard]] expected<FieldValue, Error> parse_value(
    const Call& call, const Model& model, const Field& field, Value value
);

}  // namespace drydock::mocks::odoo
