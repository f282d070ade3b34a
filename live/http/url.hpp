#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/expected.hpp"

namespace drydock::live::http {

/// Where a peer listens: "https://odoo.example.com:8069/base".
struct Url {
    bool secure = false;
    std::string host{};  ///< A name or an address; one of IPv6 without brackets.
    std::uint16_t port = 80;
    std::string path{};  ///< Without a slash at its end: what stands before every request's path.

    /// "host:port" as the field Host has it, without the scheme's own port.
    [[nodiscard]] std::string authority() const;
    [[nodiscard]] std::string text() const;
};

/// The error says what is wrong with the text, for its writer.
[[nodiscard]] expected<Url, std::string> parse_url(std::string_view text);

}  // namespace drydock::live::http
