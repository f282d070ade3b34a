#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/document.hpp"
#include "mocks/odoo/error.hpp"
#include "mocks/odoo/odoo_settings.hpp"

namespace drydock::mocks::odoo::http {

/// How each transport tells of one kind of exception.
/// Source: Odoo 18.0, addons/base/controllers/rpc.py, and exceptions.py; recordings a018, b087,
/// b091 to b095 (18.0) and a02 to c09 (19.0).
struct ExceptionKind {
    std::string_view name;
    int fault_code = 1;             ///< /xmlrpc/2
    std::uint16_t status = 500;     ///< /json/2
    std::string_view fault_prefix;  ///< /xmlrpc, which has text where others have a code.
};

[[nodiscard]] const ExceptionKind& kind_of(const Error& error);

/// What Python prints of an uncaught exception: where it came from, and in the last line
/// "<type>: <message>".
[[nodiscard]] std::string traceback(const Error& error, OdooVersion version);

/// Adds the member "error" of a JSON-RPC response.
void write_error(DocumentWriter& out, const Error& error, OdooVersion version);

/// An exception as 19.0 tells of it: name, message, arguments, context, debug. An object, which
/// must have been begun, is filled.
void write_exception(DocumentWriter& out, const Error& error, OdooVersion version);

/// Exceptions of the HTTP layer. `message` is their description.
[[nodiscard]] Error not_found(std::string message);
[[nodiscard]] Error session_expired();

}  // namespace drydock::mocks::odoo::http
