#pragma once

#include <string_view>

namespace drydock::mocks::odoo::http {

/// The page of a path that there is not, before and after its CSRF token.
/// Source: recordings a071, a072 (18.0).
extern const std::string_view not_found_html_head;
extern const std::string_view not_found_html_tail;

}  // namespace drydock::mocks::odoo::http
