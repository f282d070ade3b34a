#pragma once

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

// What sale.order.line's fields read and write, by the names of the fields.

void read_line_product(const Database& database, RecordId id, FieldValue& out);
void read_line_name(const Database& database, RecordId id, FieldValue& out);
void read_line_moves(const Database& database, RecordId id, FieldValue& out);
void read_line_delivered_method(const Database& database, RecordId id, FieldValue& out);
void read_line_virtual(const Database& database, RecordId id, FieldValue& out);
void read_line_free(const Database& database, RecordId id, FieldValue& out);
void read_line_display_type(const Database& database, RecordId id, FieldValue& out);

[[nodiscard]] Result write_line_product(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_line_name(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_line_quantity(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_line_price(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_line_discount(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_line_taxes(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_line_sequence(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_line_display_type(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_line_delivered(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_line_is_delivery(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_line_is_downpayment(Call& call, RecordId id, Value value);

[[nodiscard]] expected<RecordId, Error> insert_line(Call& call, Value values);
[[nodiscard]] Result check_line_values(Call& call, Value& values);
[[nodiscard]] Result line_created(Call& call, RecordId id, Value values);
[[nodiscard]] Result check_line_write(Call& call, std::span<const RecordId> ids, Value values);
[[nodiscard]] Result lines_written(Call& call, std::span<const RecordId> ids, Value values);
[[nodiscard]] Result check_line_unlink(Call& call, std::span<const RecordId> ids);
void remove_line(Call& call, RecordId id);

}  // namespace drydock::mocks::odoo
