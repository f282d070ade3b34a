#pragma once

#include <string_view>

#include "core/document.hpp"
#include "mocks/odoo/odoo_settings.hpp"

namespace drydock::mocks::odoo::http {

/// "18.0-20250506"
[[nodiscard]] std::string_view server_version(OdooVersion version);

/// Adds the members "server_version" and "server_version_info".
void write_server_version(DocumentWriter& out, OdooVersion version);

/// Adds the member "result" with the answer of common.version.
/// Source: recordings a002 (18.0), a18 (19.0).
void write_version(DocumentWriter& out, OdooVersion version);

}  // namespace drydock::mocks::odoo::http
