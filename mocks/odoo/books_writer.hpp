#pragma once

#include "core/books.hpp"
#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

/// Adds orders, invoices, done deliveries and returns, and the stock at WH/Stock. Receipts and
/// internal transfers show in the stock only.
void write_books(const Database& database, Books& books);

}  // namespace drydock::mocks::odoo
