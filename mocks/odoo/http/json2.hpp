#pragma once

#include <string_view>

#include "core/exchange.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// POST /json/2/<model>/<method>, which 19.0 has. Source: Odoo 19.0,
/// addons/rpc/controllers/json2.py; recordings a01 to a17, c01 to c10.
[[nodiscard]] Response answer_json2(Visit& visit, std::string_view path);

}  // namespace drydock::mocks::odoo::http
