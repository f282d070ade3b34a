#pragma once

#include "core/exchange.hpp"
#include "mocks/odoo/http/web_request.hpp"

namespace drydock::mocks::odoo::http {

/// Routes that need no login. Source: recordings a003, a030 to a032.
[[nodiscard]] Response answer_version(const Asked& asked);
[[nodiscard]] Response answer_authenticate(const Asked& asked);
[[nodiscard]] Response answer_database_list(const Asked& asked);

/// Routes of a session. Source: recordings a036, a037.
[[nodiscard]] Response answer_session_info(const Asked& asked, const Session& session);
[[nodiscard]] Response answer_destroy(const Asked& asked);
/// A route whose method returns None.
[[nodiscard]] Response answer_none(const Asked& asked);

}  // namespace drydock::mocks::odoo::http
