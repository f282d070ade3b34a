#pragma once

#include <span>
#include <vector>

#include "core/time.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo {

/// A move as its picking is created with it.
struct NewMove {
    RecordId product = 0;
    RecordId sale_line = 0;
    Units demand;
    Units quantity;
    bool picked = false;
};

/// Adds a move to an open picking, in state draft. What it has already is reserved.
RecordId add_move(Database& database, RecordId picking, const NewMove& move);

/// draft to confirmed.
void confirm_move(Database& database, RecordId move);

/// Reserves for an open move as much of its demand as is free; a move that is picked, or done, or
/// cancelled is left as it is. What cannot be had waits in the product's queue.
void assign_move(Database& database, RecordId move);

/// Sets what a move has reserved or, once done, has moved: stock and deliveries follow. More than
/// is free may be reserved, so that another order's stock is taken.
/// Source: Odoo 18.0 recordings, g015 to g019 and d014.
void set_move_quantity(Database& database, RecordId move, Units quantity);

/// Sets an open move's demand; what it has reserved above that is given back.
void set_move_demand(Database& database, RecordId move, Units demand);

/// Without effect on a move that is done or cancelled.
void cancel_move(Database& database, RecordId move);

/// Computes the state of a picking from its moves. Source: Odoo 18.0, stock.picking._compute_state
/// and stock.move._get_relevant_state_among_moves for move_type "direct".
void refresh_picking(Database& database, RecordId picking);

/// For every move of an open picking: reserve; then refresh.
void assign_picking(Database& database, RecordId picking);

/// What a caller of button_validate says about goods that are missing.
struct ValidationWishes {
    bool skip_backorder = false;              ///< Do not ask: keep a backorder.
    std::vector<RecordId> without_backorder;  ///< For these, do not keep one.
};

/// Rules (1) to (5) of button_validate. True when done; false when the caller has to answer the
/// backorder wizard first: moves have become picked, nothing else.
[[nodiscard]] expected<bool, Error> validate_pickings(
    Database& database,
    std::span<const RecordId> pickings,
    const ValidationWishes& wishes,
    Instant now
);

/// Cancels what is open of the picking; UserError when any of it is done.
[[nodiscard]] Result cancel_picking(Database& database, RecordId picking);

}  // namespace drydock::mocks::odoo
