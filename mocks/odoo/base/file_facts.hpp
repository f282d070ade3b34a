#pragma once

#include <string>
#include <string_view>

namespace drydock::mocks::odoo {

/// What base64 stands for; characters outside its alphabet are skipped.
[[nodiscard]] std::string bytes_of_base64(std::string_view text);

/// FIPS 180-4, in lower-case hexadecimal digits.
[[nodiscard]] std::string sha1_hex(std::string_view bytes);

/// By the name's ending, then by the first bytes. Source: Odoo 18.0, odoo/tools/mimetypes.py.
[[nodiscard]] std::string_view mimetype_of(std::string_view name, std::string_view bytes);

}  // namespace drydock::mocks::odoo
