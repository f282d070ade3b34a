#pragma once

#include <string_view>

#include "core/exchange.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// POST /xmlrpc/2/<service>, and /xmlrpc/<service>, whose faults carry text for a code.
[[nodiscard]] Response answer_xml_rpc(Visit& visit, std::string_view path);

}  // namespace drydock::mocks::odoo::http
