#pragma once

#include <cstdint>

#include "core/document.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// Adds the member "result" with what the web client learns at login. What only the web client's
/// pages need (menus, chat) is as of an Administrator of a new database.
/// Source: recordings a030, a036 (18.0).
void write_session_info(const Visit& visit, std::int64_t user, DocumentWriter& out);

}  // namespace drydock::mocks::odoo::http
