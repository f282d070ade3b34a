#pragma once

#include <string_view>

#include "core/document.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo::http {

/// Whether a tag holds one value as text: int, i4, double, string, boolean, nil, ...
[[nodiscard]] bool is_scalar(std::string_view tag);

/// Adds what `text` means within that tag, or Python's error when it means nothing.
/// Source: Python 3.11, xmlrpc/client.py, Unmarshaller.
[[nodiscard]] Result write_xml_scalar(
    DocumentWriter& writer, std::string_view tag, std::string_view text
);

}  // namespace drydock::mocks::odoo::http
