#pragma once

#include <string>
#include <string_view>

#include "core/document.hpp"
#include "core/expected.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo::http {

struct XmlCall {
    std::string method;
    Document parameters;  ///< A list.
};

/// Reads a <methodCall> as Python's xmlrpc.client.loads does, with its errors: what is no XML is an
/// ExpatError, and the text of that is expat's. Base64 stays as it is written.
/// Nesting beyond document_depth_max is an error.
/// Source: Python 3.11, xmlrpc/client.py, Unmarshaller; recordings a074, a076.
[[nodiscard]] expected<XmlCall, Error> read_xml_call(std::string_view bytes);

}  // namespace drydock::mocks::odoo::http
