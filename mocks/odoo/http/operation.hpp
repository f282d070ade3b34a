#pragma once

#include "core/exchange.hpp"
#include "core/node.hpp"
#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo::http {

/// The operation of a request, whichever transport it came by: the same call has the same name.
/// Reads no more than the head of a body that is no JSON; lines are counted in JSON only.
[[nodiscard]] Operation operation_of(const Database& database, const Request& request);

}  // namespace drydock::mocks::odoo::http
