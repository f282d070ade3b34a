#pragma once

#include "mocks/odoo/database.hpp"
#include "mocks/odoo/stock_quants.hpp"

namespace drydock::mocks::odoo {

/// Whether what an open move has is counted as reserved: storable goods from a place of ours.
[[nodiscard]] bool reserves(const Database& database, RecordId move);

/// From now on the move's lines are records of their own. The one that it had, if any, is the
/// first.
void keep_lines(Database& database, RecordId move);
/// Adds a line to a move; its quantity becomes the move's too and is reserved, or moved when done.
RecordId add_move_line(Database& database, const MoveLineRecord& line);
/// Sets a kept line's quantity, likewise.
void set_line_quantity(Database& database, RecordId line, Units quantity);
/// Takes away a kept line and its quantity.
void remove_move_line(Database& database, RecordId line);

/// Sets what a move with kept lines has in all: more is taken from what is free, or from stock that
/// is not there; less is given back by the last lines.
void spread_quantity(Database& database, RecordId move, Units quantity);

/// Gives back, or takes, what the move's lines hold at their places. `sign` is 1 or -1.
void count_reserved(Database& database, RecordId move, int sign);
/// Moves `quantity` of a done move from its source to its destination, line by line when kept.
void move_goods(Database& database, RecordId move);

}  // namespace drydock::mocks::odoo
