#pragma once

#include <string>
#include <string_view>

#include "core/exchange.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// Whether Odoo's last step before sending was reached, which adds X-Content-Type-Options. An
/// exception's response goes past it. Source: recordings, section 1 of the facts.
enum class Ending : std::uint8_t { regular, exception };

inline constexpr std::string_view html_type = "text/html; charset=utf-8";

/// HTTP 200 but for /json/2. Without headers within the virtual World.
[[nodiscard]] Response json_response(
    const Visit& visit, Document body, Ending ending, std::uint16_t status = 200
);

/// Anything but JSON.
[[nodiscard]] Response text_response(
    std::uint16_t status, std::string_view content_type, std::string text, Ending ending
);

/// An error page as werkzeug writes it: `description` is text, and becomes HTML here.
[[nodiscard]] Response error_page(
    std::uint16_t status, std::string_view reason, std::string_view description
);

/// Text as it stands in HTML. Source: markupsafe.escape.
[[nodiscard]] std::string html_text(std::string_view text);

/// Before X-Content-Type-Options and Connection, which Odoo and its server write last.
void add_header(Response& response, std::string name, std::string value);

/// The cookie of a session, as recorded: it lives for a week, and says a year too.
void add_session_cookie(const Visit& visit, Response& response, std::string_view session_id);

/// The id in the request's cookie; empty for none.
[[nodiscard]] std::string_view session_cookie(const Request& request);

/// The header Content-Type without its parameters, in lower case. A body that came as a document
/// without one is JSON.
[[nodiscard]] std::string media_type(const Request& request);

}  // namespace drydock::mocks::odoo::http
