#include "mocks/odoo/http/pages.hpp"

#include <fmt/format.h>

#include "mocks/odoo/http/not_found_html.hpp"
#include "mocks/odoo/http/response.hpp"

namespace drydock::mocks::odoo::http {

namespace {

/// 40 hexadecimal digits, an "o", and the second at which it ends, a year from now.
std::string csrf_token(const Visit& visit, std::string_view session_id) {
    constexpr std::int64_t year_seconds = 365 * 86'400;
    std::uint64_t word = hash_name(session_id);
    std::string token;
    while (token.size() < 40) {
        word = hash_combine(word, token.size());
        token += fmt::format("{:08x}", static_cast<std::uint32_t>(word));
    }
    const DateTime now = visit.settings().calendar.date_time_of(visit.moment.now);
    const std::int64_t days = days_of_civil(now.year, now.month, now.day);
    const std::int64_t seconds =
        days * 86'400 + now.hour * 3'600 + now.minute * 60 + now.second + year_seconds;
    return fmt::format("{}o{}", token, seconds);
}

/// As werkzeug quotes a value of a query.
std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char character : text) {
        const bool plain = (character >= 'a' && character <= 'z') ||
                           (character >= 'A' && character <= 'Z') ||
                           (character >= '0' && character <= '9') ||
                           std::string_view{"-._~"}.find(character) != std::string_view::npos;
        if (plain) {
            out.push_back(character);
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(character));
        }
    }
    return out;
}

}  // namespace

Response not_found_page(const Visit& visit) {
    const std::string session_id = visit.state.sessions.new_id(visit.moment);
    std::string html{not_found_html_head};
    html += csrf_token(visit, session_id);
    html += not_found_html_tail;
    Response response =
        text_response(404, "text/html;charset=utf-8", std::move(html), Ending::regular);
    add_session_cookie(visit, response, session_id);
    return response;
}

Response no_database_page() {
    return text_response(
        404,
        html_type,
        "<!DOCTYPE html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
        "<p>No database is selected and the requested URL was not found in the server-wide "
        "controllers.</p>\n"
        "<p>Please verify the hostname, <a href=/web/login>login</a> and try again.</p>\n\n"
        "<!-- Alternatively, use the X-Odoo-Database header. -->\n",
        Ending::exception
    );
}

Response method_not_allowed_page(std::string_view allowed) {
    Response response =
        error_page(405, "Method Not Allowed", "The method is not allowed for the requested URL.");
    add_header(response, "Allow", std::string{allowed});
    return response;
}

Response login_redirect(std::string_view path) {
    // The query's "?" stands there even without a query.
    const bool query = path.find('?') != std::string_view::npos;
    const std::string location =
        fmt::format("/web/login?redirect={}{}", percent_encoded(path), query ? "" : "%3F");
    const std::string shown = html_text(location);
    Response response = text_response(
        303,
        html_type,
        fmt::format(
            "<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n"
            "<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target "
            "URL: <a href=\"{}\">{}</a>. If not, click the link.\n",
            shown,
            shown
        ),
        Ending::exception
    );
    add_header(response, "Location", location);
    return response;
}

}  // namespace drydock::mocks::odoo::http
