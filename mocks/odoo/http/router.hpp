#pragma once

#include "core/exchange.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// Answers one HTTP request as Odoo's server does, whatever its path, method and body are.
[[nodiscard]] Response answer(Visit& visit);

}  // namespace drydock::mocks::odoo::http
