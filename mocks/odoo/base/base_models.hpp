#pragma once

#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

struct Database;

extern const Model res_users;
extern const Model res_groups;
extern const Model res_company;
extern const Model res_country;
extern const Model res_country_state;
extern const Model res_lang;
extern const Model res_currency;
extern const Model res_partner_category;
extern const Model ir_config_parameter;
extern const Model ir_sequence;
extern const Model ir_attachment;
extern const Model ir_model_data;
extern const Model mail_message;
extern const Model crm_tag;
extern const Model crm_team;
extern const Model uom_category;
extern const Model uom_uom;
extern const Model product_category;
extern const Model product_template;

/// The records of a fresh database, of the models above and of res.partner.
void add_base_records(Database& database);

}  // namespace drydock::mocks::odoo
