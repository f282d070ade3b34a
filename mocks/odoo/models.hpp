#pragma once

#include <span>
#include <string_view>

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

extern const Model res_partner;
extern const Model product_product;
extern const Model stock_quant;
extern const Model sale_order;
extern const Model sale_order_line;
extern const Model stock_picking;
extern const Model stock_move;
extern const Model stock_return_picking;
extern const Model stock_return_picking_line;
extern const Model sale_advance_payment_inv;
extern const Model account_move;

/// The models of each area.
[[nodiscard]] std::span<const Model* const> base_models();
[[nodiscard]] std::span<const Model* const> trade_models();
[[nodiscard]] std::span<const Model* const> account_models();

/// All models of all areas.
[[nodiscard]] std::span<const Model* const> all_models();
/// Null when there is none of that name.
[[nodiscard]] const Model* model_of(std::string_view name);

/// A method that is told apart by the door, as busy ones are.
struct Method {
    std::string_view operation;  ///< "sale.order/create"
    /// Null for what is no method of a model, and listed for its operation alone.
    Result (*run)(Call&);
    /// The order lines or moves that the call carries or touches; null for none.
    std::uint32_t (*lines)(const Database&, Value positional, Value keywords);
};

/// All of them; a place in this list is the index of an operation.
[[nodiscard]] std::span<const Method> methods();
/// The place of "model/method" in methods(); that of "object/other" when there is none.
[[nodiscard]] std::size_t method_index(std::string_view model, std::string_view method);

inline constexpr std::size_t authenticate_index = 0;
inline constexpr std::size_t version_index = 1;
inline constexpr std::size_t other_index = 2;

Result create_partners(Call& call);
Result create_orders(Call& call);
Result write_orders(Call& call);
Result confirm_orders(Call& call);
Result cancel_orders(Call& call);
Result create_pickings(Call& call);
Result write_pickings(Call& call);
Result validate(Call& call);
Result cancel_pickings(Call& call);
Result assign_pickings(Call& call);
Result write_moves(Call& call);
Result create_return_wizard(Call& call);
Result write_return_wizard(Call& call);
Result write_return_lines(Call& call);
Result create_returns(Call& call);
Result create_invoice_wizard(Call& call);
Result create_invoices(Call& call);
Result post_invoices(Call& call);

}  // namespace drydock::mocks::odoo
