#pragma once

#include <span>

#include "mocks/odoo/call.hpp"

namespace drydock::mocks::odoo {

// What account.move.line's fields do when they are written. Values have their field's type.
Result write_item_kind(Call& call, RecordId line, Value value);
Result write_item_product(Call& call, RecordId line, Value value);
Result write_item_name(Call& call, RecordId line, Value value);
Result write_item_quantity(Call& call, RecordId line, Value value);
Result write_item_price(Call& call, RecordId line, Value value);
Result write_item_discount(Call& call, RecordId line, Value value);
Result write_item_taxes(Call& call, RecordId line, Value value);
Result write_item_debit(Call& call, RecordId line, Value value);
Result write_item_credit(Call& call, RecordId line, Value value);
Result write_item_balance(Call& call, RecordId line, Value value);
Result write_item_account(Call& call, RecordId line, Value value);
Result write_item_partner(Call& call, RecordId line, Value value);
Result write_item_sale_lines(Call& call, RecordId line, Value value);
Result write_item_purchase_line(Call& call, RecordId line, Value value);
Result write_item_sequence(Call& call, RecordId line, Value value);
Result write_item_maturity(Call& call, RecordId line, Value value);

// Hooks of account.move.line.
[[nodiscard]] expected<RecordId, Error> insert_item(Call& call, Value values);
Result item_created(Call& call, RecordId line, Value values);
Result before_item_write(Call& call, std::span<const RecordId> lines, Value values);
Result items_written(Call& call, std::span<const RecordId> lines, Value values);
Result before_item_unlink(Call& call, std::span<const RecordId> lines);
void remove_item(Call& call, RecordId line);

}  // namespace drydock::mocks::odoo
