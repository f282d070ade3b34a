#pragma once

#include <string_view>

#include "core/exchange.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// 404 for a path that Odoo has not: a page of its web site, with a new session.
/// Source: recordings a071, a072.
[[nodiscard]] Response not_found_page(const Visit& visit);

/// 404 of a request for a database that there is not. Source: recording a17 (19.0).
[[nodiscard]] Response no_database_page();

/// 405. Source: werkzeug 2.2.2, MethodNotAllowed.
[[nodiscard]] Response method_not_allowed_page(std::string_view allowed);

/// 303 to the login page, which leads back to `path` after it. Source: recording a082.
[[nodiscard]] Response login_redirect(std::string_view path);

}  // namespace drydock::mocks::odoo::http
