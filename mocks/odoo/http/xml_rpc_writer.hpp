#pragma once

#include <string>
#include <string_view>

#include "core/document.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo::http {

/// A method's answer as Python's xmlrpc.client marshals it, in Odoo's frame. TypeError for None
/// anywhere in it and for recordsets: the call's effect stays all the same.
/// Source: Python 3.11, xmlrpc/client.py, Marshaller; Odoo 18.0, addons/base/controllers/rpc.py,
/// OdooMarshaller; recordings a001, k64, k80, k89.
[[nodiscard]] expected<std::string, Error> xml_response(Value result);

/// A fault with a number for its code.
[[nodiscard]] std::string xml_fault(int code, std::string_view text);
/// A fault with text for its code.
[[nodiscard]] std::string xml_fault(std::string_view code, std::string_view text);

/// "stock.quant.package(1,)" to "stock.quant.package": the text that stands for a recordset where a
/// method returns one; empty for other text.
[[nodiscard]] std::string_view model_of_recordset(std::string_view text);

}  // namespace drydock::mocks::odoo::http
