#pragma once

#include <span>

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

// What purchase.order's fields do when they are written. Values have their field's type.
Result write_purchase_name(Call& call, RecordId order, Value value);
Result write_purchase_state(Call& call, RecordId order, Value value);
Result write_purchase_partner(Call& call, RecordId order, Value value);
Result write_purchase_reference(Call& call, RecordId order, Value value);
Result write_purchase_origin(Call& call, RecordId order, Value value);
Result write_purchase_ordered(Call& call, RecordId order, Value value);
/// Of its lines too. Source: Odoo 18.0, purchase.order.onchange_date_planned.
Result write_purchase_planned(Call& call, RecordId order, Value value);
Result write_purchase_lines(Call& call, RecordId order, Value commands);

// Hooks of purchase.order.
[[nodiscard]] expected<RecordId, Error> insert_purchase(Call& call, Value values);
Result purchases_written(Call& call, std::span<const RecordId> orders, Value values);
Result before_purchase_unlink(Call& call, std::span<const RecordId> orders);
void remove_purchase(Call& call, RecordId order);

// Buttons of purchase.order.
Result confirm_purchases(Call& call);
Result cancel_purchases(Call& call);
Result draft_purchases(Call& call);
Result lock_purchases(Call& call);
Result unlock_purchases(Call& call);
Result bill_purchases(Call& call);
Result show_bills(Call& call);

// Hooks of purchase.order.line.
[[nodiscard]] expected<RecordId, Error> insert_purchase_line(Call& call, Value values);
Result purchase_line_created(Call& call, RecordId line, Value values);
Result purchase_lines_written(Call& call, std::span<const RecordId> lines, Value values);
Result before_purchase_line_unlink(Call& call, std::span<const RecordId> lines);
void remove_purchase_line(Call& call, RecordId line);

// What purchase.order.line's fields do when they are written.
Result write_bought_product(Call& call, RecordId line, Value value);
Result write_bought_name(Call& call, RecordId line, Value value);
Result write_bought_quantity(Call& call, RecordId line, Value value);
Result write_bought_price(Call& call, RecordId line, Value value);
Result write_bought_discount(Call& call, RecordId line, Value value);
Result write_bought_taxes(Call& call, RecordId line, Value value);
Result write_bought_planned(Call& call, RecordId line, Value value);
Result write_bought_sequence(Call& call, RecordId line, Value value);
Result write_bought_display(Call& call, RecordId line, Value value);

}  // namespace drydock::mocks::odoo
