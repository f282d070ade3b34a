#pragma once

#include "core/exchange.hpp"
#include "core/time.hpp"
#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

/// Answers one HTTP request as Odoo's /jsonrpc does.
[[nodiscard]] Response answer(Database& database, const Request& request, Instant now);

}  // namespace drydock::mocks::odoo
