#pragma once

#include <array>
#include <span>

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

// What account.move's fields do when they are written. Values have their field's type.
Result write_entry_name(Call& call, RecordId move, Value value);
Result write_entry_type(Call& call, RecordId move, Value value);
Result write_entry_partner(Call& call, RecordId move, Value value);
Result write_entry_shipping_partner(Call& call, RecordId move, Value value);
Result write_entry_origin(Call& call, RecordId move, Value value);
Result write_entry_ref(Call& call, RecordId move, Value value);
Result write_entry_payment_reference(Call& call, RecordId move, Value value);
Result write_entry_invoice_date(Call& call, RecordId move, Value value);
Result write_entry_due_date(Call& call, RecordId move, Value value);
Result write_entry_date(Call& call, RecordId move, Value value);
Result write_entry_journal(Call& call, RecordId move, Value value);
Result write_entry_payment_term(Call& call, RecordId move, Value value);
Result write_entry_checked(Call& call, RecordId move, Value value);
Result write_entry_reversed_entry(Call& call, RecordId move, Value value);
/// Commands for line_ids, and for invoice_line_ids.
Result write_entry_lines(Call& call, RecordId move, Value commands);
Result write_entry_invoice_lines(Call& call, RecordId move, Value commands);

// Hooks of account.move.
/// What an invoice is computed from must be there: missing partners and products are not left to
/// the constraints of the database. Source: Odoo 18.0 recordings, c037 and c042, of orders.
[[nodiscard]] Result check_parties(Call& call, Value& values);
[[nodiscard]] expected<RecordId, Error> insert_entry(Call& call, Value values);
Result entry_created(Call& call, RecordId move, Value values);
Result before_entry_write(Call& call, std::span<const RecordId> moves, Value values);
Result entries_written(Call& call, std::span<const RecordId> moves, Value values);
Result before_entry_unlink(Call& call, std::span<const RecordId> moves);
void remove_entry(Call& call, RecordId move);

// Buttons of account.move.
Result reset_to_draft(Call& call);
Result cancel_entries(Call& call);
Result switch_move_types(Call& call);
Result mark_checked(Call& call);
Result copy_entries(Call& call);
Result open_payment_window(Call& call);
Result open_reversal_wizard(Call& call);
Result assign_outstanding(Call& call);
Result remove_outstanding(Call& call);

/// The day in a date field's value; none for False.
[[nodiscard]] std::optional<Instant> date_in(const Call& call, Value value);
/// The number in a field's value, as kept: thousandths of a float, the id of a many2one.
[[nodiscard]] std::int64_t number_in(
    const Call& call, const Model& model, std::string_view field, Value value
);

}  // namespace drydock::mocks::odoo
