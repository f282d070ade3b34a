#pragma once

#include <cstdint>
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
    Units demand{};
    Units quantity{};
    bool picked = false;
};

/// Adds a move to an open picking, in state draft. What it has already is reserved.
RecordId add_move(Database& database, RecordId picking, const NewMove& move);

/// draft to confirmed.
void confirm_move(Database& database, RecordId move);

/// Reserves for an open move as much of its demand as is free; a move that is picked, or done, or
/// cancelled is left as it is. What cannot be had waits in the product's queue.
void assign_move(Database& database, RecordId move);

/// Gives back what an open move has reserved, unless it is picked.
void unreserve_move(Database& database, RecordId move);

/// Sets what a move has reserved or, once done, has moved: stock and deliveries follow. More than
/// is free may be reserved, so that another order's stock is taken.
/// Source: Odoo 18.0 recordings, g015 to g019 and d014.
void set_move_quantity(Database& database, RecordId move, Units quantity);

/// Sets an open move's demand; what it has reserved above that is given back.
void set_move_demand(Database& database, RecordId move, Units demand);

/// Its state follows from what it has of its demand, unless draft, done or cancelled.
void refresh_move(MoveRecord& move);

/// Without effect on a move that is done or cancelled.
void cancel_move(Database& database, RecordId move);

/// A confirmed move is done: goods go from place to place, and the order line counts them.
void finish_move(Database& database, RecordId move);

/// A done move without a picking: an inventory adjustment, goods that are scrapped.
RecordId add_done_move(Database& database, RecordId product, Units quantity, MoveDetail detail);

/// Reserves what is free at `location` for the moves that wait for it.
/// Source: Odoo 18.0 recordings, m003.
void serve_queue(Database& database, RecordId product, RecordId location);

/// Computes the state of a picking from its moves. Source: Odoo 18.0, stock.picking._compute_state
/// and stock.move._get_relevant_state_among_moves.
void refresh_picking(Database& database, RecordId picking);

/// For every move of an open picking: reserve; then refresh.
void assign_picking(Database& database, RecordId picking);

/// For every move of an open picking: confirm; then, for a draft one, reserve.
void confirm_picking(Database& database, RecordId picking);

/// What a caller of button_validate says about goods that are missing.
struct ValidationWishes {
    bool skip_backorder = false;              ///< Do not ask: keep a backorder.
    bool skip_sms = false;                    ///< Do not ask whether to send text messages.
    std::vector<RecordId> without_backorder;  ///< For these, do not keep one.
};

enum class Validation : std::uint8_t { done, asks_backorder, asks_sms };

/// Rules (1) to (5) of button_validate. Unless done, the caller has to answer a wizard first: moves
/// have become picked, nothing else.
[[nodiscard]] expected<Validation, Error> validate_pickings(
    Database& database,
    std::span<const RecordId> pickings,
    const ValidationWishes& wishes,
    Instant now
);

/// The pickings among those that would leave a backorder.
[[nodiscard]] std::vector<RecordId> pickings_lacking_goods(
    const Database& database, std::span<const RecordId> pickings
);

/// Cancels what is open of the picking; UserError when any of it is done.
[[nodiscard]] Result cancel_picking(Database& database, RecordId picking);

}  // namespace drydock::mocks::odoo
