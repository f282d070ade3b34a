#pragma once

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

// What sale.order's fields read and write, by the names of the fields.

void read_order_name(const Database& database, RecordId id, FieldValue& out);
void read_order_state(const Database& database, RecordId id, FieldValue& out);
void read_order_shipping(const Database& database, RecordId id, FieldValue& out);
void read_order_invoice_partner(const Database& database, RecordId id, FieldValue& out);
void read_order_pickings(const Database& database, RecordId id, FieldValue& out);
void read_order_expected(const Database& database, RecordId id, FieldValue& out);
void read_order_effective(const Database& database, RecordId id, FieldValue& out);
void read_order_validity(const Database& database, RecordId id, FieldValue& out);
void read_order_group(const Database& database, RecordId id, FieldValue& out);
void read_order_duplicates(const Database& database, RecordId id, FieldValue& out);
void read_order_invoiced(const Database& database, RecordId id, FieldValue& out);
void read_order_to_invoice(const Database& database, RecordId id, FieldValue& out);
void read_delivery_status(const Database& database, RecordId id, FieldValue& out);
void read_invoice_status(const Database& database, RecordId id, FieldValue& out);

[[nodiscard]] Result write_order_name(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_state(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_partner(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_invoice_partner(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_shipping(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_reference(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_date(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_validity(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_locked(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_policy(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_warehouse(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_order_lines(Call& call, RecordId id, Value value);

[[nodiscard]] Result check_order_values(Call& call, Value& values);
[[nodiscard]] expected<RecordId, Error> insert_order(Call& call, Value values);
[[nodiscard]] Result check_order_unlink(Call& call, std::span<const RecordId> ids);
void remove_order(Call& call, RecordId id);

/// sale.order.line.invoice_status. Source: Odoo 18.0, sale.order.line._compute_invoice_status.
[[nodiscard]] std::string_view line_invoice_status(const Database& database, RecordId line);
[[nodiscard]] std::string_view sale_state_name(SaleState state);
void change_order_reference(Database& database, RecordId id, std::string_view reference);

// Methods of sale.order.
[[nodiscard]] Result draft_orders(Call& call);
[[nodiscard]] Result lock_orders(Call& call);
[[nodiscard]] Result unlock_orders(Call& call);
[[nodiscard]] Result send_quotation(Call& call);
[[nodiscard]] Result open_delivery_wizard(Call& call);

}  // namespace drydock::mocks::odoo
