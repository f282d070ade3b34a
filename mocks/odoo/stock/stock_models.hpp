#pragma once

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

extern const Model stock_location;
extern const Model stock_warehouse;
extern const Model stock_picking_type;
extern const Model procurement_group;
extern const Model stock_move_line;
extern const Model stock_lot;
extern const Model stock_quant_package;
extern const Model stock_scrap;
extern const Model stock_backorder_confirmation;
extern const Model confirm_stock_sms;

/// A stock.move.line's id: odd for the line that a move has by itself, even for one that is kept.
[[nodiscard]] constexpr RecordId own_line_id(RecordId move) {
    return 2 * move - 1;
}
[[nodiscard]] constexpr RecordId kept_line_id(RecordId line) {
    return 2 * line;
}
/// Adds the ids of a move's lines.
void add_line_ids(const Database& database, RecordId move, std::vector<RecordId>& ids);

/// Validates as the context of the call says, and answers true or the wizard that asks.
[[nodiscard]] Result validate_by_context(Call& call, std::span<const RecordId> pickings);

// What stock.picking's and stock.move's fields write, and their hooks.
[[nodiscard]] expected<RecordId, Error> insert_picking(Call& call, Value values);
[[nodiscard]] Result picking_created(Call& call, RecordId id, Value values);
[[nodiscard]] Result check_picking_write(Call& call, std::span<const RecordId> ids, Value values);
[[nodiscard]] Result pickings_written(Call& call, std::span<const RecordId> ids, Value values);
[[nodiscard]] Result cancel_before_unlink(Call& call, std::span<const RecordId> ids);
void remove_picking(Call& call, RecordId id);
[[nodiscard]] Result write_picking_partner(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_picking_source(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_picking_destination(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_picking_origin(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_picking_tracking(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_picking_carrier(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_picking_scheduled(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_picking_state(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_picking_policy(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_picking_moves(Call& call, RecordId id, Value value);
[[nodiscard]] Result unreserve_pickings(Call& call);
[[nodiscard]] Result confirm_pickings(Call& call);
[[nodiscard]] Result put_in_pack(Call& call);

[[nodiscard]] expected<RecordId, Error> insert_move(Call& call, Value values);
[[nodiscard]] Result moves_written(Call& call, std::span<const RecordId> ids, Value values);
[[nodiscard]] Result move_created(Call& call, RecordId id, Value values);
[[nodiscard]] Result check_move_unlink(Call& call, std::span<const RecordId> ids);
void remove_move(Call& call, RecordId id);
[[nodiscard]] Result write_move_demand(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_move_quantity(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_move_picked(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_move_state(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_move_name(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_move_source(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_move_destination(Call& call, RecordId id, Value value);
[[nodiscard]] Result write_move_lines(Call& call, RecordId id, Value value);

/// stock.move.forecast_availability.
/// Source: Odoo 18.0, stock.move._compute_forecast_information, and recordings c061 and g004.
[[nodiscard]] Units forecast_availability(const Database& database, RecordId move);
/// Whether all that an open delivery asks for is there or will be.
[[nodiscard]] bool all_available(const Database& database, RecordId picking);

}  // namespace drydock::mocks::odoo
