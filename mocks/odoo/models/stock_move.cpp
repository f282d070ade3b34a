#include <algorithm>
#include <array>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/state_names.hpp"

namespace drydock::mocks::odoo {

namespace {

void read_returned_move(const Database& database, RecordId id, FieldValue& out) {
    const auto& all = database.returned_moves;
    const auto found = std::lower_bound(all.begin(), all.end(), std::pair{id, RecordId{0}});
    if (found == all.end() || found->first != id) {
        out.set_empty();
    } else {
        append_move_name(out.set_reference(found->second), database, found->second);
    }
}

constexpr std::array fields = std::to_array<Field>({
    {"id", [](const Database&, RecordId id, FieldValue& out) { out.set_integer(id); }},
    {"picking_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId picking = database.moves[id].picking;
         append_picking_name(out.set_reference(picking), database.pickings[picking]);
     }},
    {"product_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId product = database.moves[id].product;
         append_product_name(out.set_reference(product), database.product(product));
     }},
    {"product_uom_qty",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_units(database.moves[id].demand);
     }},
    {"quantity",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_units(database.moves[id].quantity);
     }},
    {"picked",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_boolean(database.moves[id].picked);
     }},
    {"state",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_text(stock_state_name(database.moves[id].state));
     }},
    {"sale_line_id",
     [](const Database& database, RecordId id, FieldValue& out) {
         const RecordId line = database.moves[id].sale_line;
         if (line == 0) {
             out.set_empty();
         } else {
             append_order_line_name(out.set_reference(line), database, line);
         }
     }},
    {"to_refund",
     [](const Database& database, RecordId id, FieldValue& out) {
         out.set_boolean(database.pickings[database.moves[id].picking].return_of != 0);
     }},
    {"origin_returned_move_id", read_returned_move},
});

bool look_up(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field != "picking_id" || !operand.is_number()) {
        return false;
    }
    if (const std::int64_t picking = operand.integer_or(0); database.pickings.contains(picking)) {
        const auto& moves = database.pickings[static_cast<RecordId>(picking)].moves;
        ids.insert(ids.end(), moves.begin(), moves.end());
    }
    return true;
}

}  // namespace

const Model stock_move{
    .name = "stock.move",
    .fields = fields,
    .count = [](const Database& database) { return database.moves.count(); },
    .order = "id",
    .look_up = look_up};

}  // namespace drydock::mocks::odoo
