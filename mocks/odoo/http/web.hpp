#pragma once

#include <string_view>

#include "core/exchange.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// What is below /web: sessions, calls within a session, version and health.
[[nodiscard]] Response answer_web(Visit& visit, std::string_view path);

}  // namespace drydock::mocks::odoo::http
