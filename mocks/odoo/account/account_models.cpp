#include "mocks/odoo/account/account_models.hpp"

#include <array>

#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo {

std::span<const Model* const> account_models() {
    static constexpr std::array all = std::to_array<const Model*>({
        &account_move,
        &account_move_line,
        &account_journal,
        &account_account,
        &account_tax,
        &account_payment_term,
        &account_payment,
        &account_payment_register,
        &account_partial_reconcile,
        &account_move_reversal,
        &sale_advance_payment_inv,
        &purchase_order,
        &purchase_order_line,
    });
    return all;
}

}  // namespace drydock::mocks::odoo
