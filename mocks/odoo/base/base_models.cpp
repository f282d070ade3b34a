#include "mocks/odoo/base/base_models.hpp"

#include <array>

#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo {

std::span<const Model* const> base_models() {
    static constexpr std::array all = std::to_array<const Model*>({
        &res_partner,
        &res_users,
        &res_groups,
        &res_company,
        &res_country,
        &res_country_state,
        &res_lang,
        &res_currency,
        &res_partner_category,
        &ir_config_parameter,
        &ir_sequence,
        &ir_attachment,
        &ir_model_data,
        &mail_message,
        &crm_tag,
        &crm_team,
        &uom_category,
        &uom_uom,
        &product_category,
        &product_template,
        &product_product,
    });
    return all;
}

}  // namespace drydock::mocks::odoo
