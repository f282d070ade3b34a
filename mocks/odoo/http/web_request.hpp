#pragma once

#include <span>
#include <string_view>

#include "core/document.hpp"
#include "mocks/odoo/error.hpp"
#include "mocks/odoo/http/session_store.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// A request for a JSON route, after its content type and body were found right.
struct Asked {
    Visit& visit;
    Value id;
    Value params;
};

/// The session whose id the request's cookie has; null for none.
[[nodiscard]] Session* session_of(const Visit& visit);

/// Python's complaint of the parameters of a route that were not given.
[[nodiscard]] Result check_named(
    std::string_view function, std::span<const std::string_view> names, Value params
);

}  // namespace drydock::mocks::odoo::http
