#include <array>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/sale/delivery_models.hpp"
#include "mocks/odoo/stock/stock_models.hpp"

namespace drydock::mocks::odoo {

std::span<const Model* const> trade_models() {
    static constexpr std::array all = std::to_array<const Model*>({
        &sale_order,
        &sale_order_line,
        &stock_picking,
        &stock_move,
        &stock_quant,
        &stock_move_line,
        &stock_location,
        &stock_warehouse,
        &stock_picking_type,
        &stock_lot,
        &stock_quant_package,
        &stock_scrap,
        &stock_backorder_confirmation,
        &confirm_stock_sms,
        &procurement_group,
        &delivery_carrier,
        &choose_delivery_carrier,
        &sale_order_cancel,
        &stock_return_picking,
        &stock_return_picking_line,
    });
    return all;
}

}  // namespace drydock::mocks::odoo
