#pragma once

#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

extern const Model account_move_line;
extern const Model account_journal;
extern const Model account_account;
extern const Model account_tax;
extern const Model account_payment_term;
extern const Model account_payment;
extern const Model account_payment_register;
extern const Model account_partial_reconcile;
extern const Model account_move_reversal;
extern const Model purchase_order;
extern const Model purchase_order_line;

}  // namespace drydock::mocks::odoo
