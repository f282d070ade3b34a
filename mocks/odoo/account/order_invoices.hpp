#pragma once

#include <span>
#include <vector>

#include "core/time.hpp"
#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

enum class DownPayments : std::uint8_t {
    deducted,  ///< What was paid before is taken off; negative lines are invoiced too.
    kept,
};
enum class Grouping : std::uint8_t {
    by_partner,  ///< One invoice for all orders of one customer.
    by_order,
};

/// The payment term of an order's invoices: the order's, else the customer's; 0 for none.
[[nodiscard]] RecordId invoice_term_of(const Database& database, RecordId order);

/// Drafts of all that is left to invoice of the orders; those with a negative total are credit
/// notes. None when nothing is left.
/// Source: Odoo 18.0, sale.order._create_invoices; recordings e006, e072.
std::vector<RecordId> invoice_orders(
    Database& database,
    std::span<const RecordId> orders,
    DownPayments down_payments,
    Grouping grouping,
    Instant now
);

/// What an order pays in advance.
struct DownPayment {
    /// Of the order's total: `part` of `whole`.
    std::int64_t part = 0;
    std::int64_t whole = 1;
    std::string name;  ///< On the invoice.
};

/// A draft of the part in advance, with a section and a line for it on the order.
/// Source: Odoo 18.0, sale.advance.payment.inv; recording e081.
RecordId invoice_down_payment(
    Database& database, RecordId order, const DownPayment& down_payment, Instant now
);

}  // namespace drydock::mocks::odoo
