#pragma once

#include <string_view>

#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo::http {

/// What Python's json.loads complains of in text that is no JSON: "Expecting value: line 1 column
/// 12 (char 11)". Source: Python 3.11, json/decoder.py and json/scanner.py; recording a08 (19.0).
[[nodiscard]] Error json_decode_error(std::string_view text);

}  // namespace drydock::mocks::odoo::http
