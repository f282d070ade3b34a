#include "mocks/odoo/http/response.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace drydock::mocks::odoo::http {

namespace {

/// Source: recordings of 18.0 and 19.0.
constexpr std::string_view server = "Werkzeug/2.2.2 Python/3.11.2";

std::vector<Header> headers_of(std::string_view content_type, Ending ending) {
    std::vector<Header> headers;
    headers.reserve(5);
    headers.push_back({"Server", std::string{server}});
    headers.push_back({"Content-Type", std::string{content_type}});
    if (ending == Ending::regular) {
        headers.push_back({"X-Content-Type-Options", "nosniff"});
    }
    headers.push_back({"Connection", "close"});
    return headers;
}

/// "Sun, 21 Nov 2027 02:23:57 GMT" (RFC 9110, 5.6.7).
std::string http_date(const Calendar& calendar, Instant instant) {
    static constexpr std::array<std::string_view, 7> days{
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const DateTime when = calendar.date_time_of(instant);
    const auto weekday = static_cast<std::size_t>(calendar.weekday_of(instant));
    return fmt::format(
        "{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
        days.at(weekday),
        when.day,
        months.at(when.month - 1U),
        when.year,
        when.hour,
        when.minute,
        when.second
    );
}

}  // namespace

Response json_response(const Visit& visit, Document body, Ending ending, std::uint16_t status) {
    Response response{.status = status, .body = std::move(body)};
    if (visit.on_wire()) {
        response.headers = headers_of("application/json; charset=utf-8", ending);
    }
    return response;
}

Response text_response(
    std::uint16_t status, std::string_view content_type, std::string text, Ending ending
) {
    return {
        .status = status,
        .headers = headers_of(content_type, ending),
        .raw = make_bytes(std::move(text))};
}

Response error_page(std::uint16_t status, std::string_view reason, std::string_view description) {
    std::string paragraph = html_text(description);
    for (std::size_t at = 0; (at = paragraph.find('\n', at)) != std::string::npos;) {
        paragraph.replace(at, 1, "<br>");
    }
    return text_response(
        status,
        html_type,
        fmt::format(
            "<!doctype html>\n<html lang=en>\n<title>{} {}</title>\n<h1>{}</h1>\n<p>{}</p>\n",
            status,
            reason,
            reason,
            paragraph
        ),
        Ending::exception
    );
}

std::string html_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char character : text) {
        switch (character) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '"':
                out += "&#34;";
                break;
            default:
                out.push_back(character);
        }
    }
    return out;
}

void add_header(Response& response, std::string name, std::string value) {
    const auto place =
        std::find_if(response.headers.begin(), response.headers.end(), [](const Header& header) {
            return header.name == "X-Content-Type-Options" || header.name == "Connection";
        });
    response.headers.insert(place, {std::move(name), std::move(value)});
}

void add_session_cookie(const Visit& visit, Response& response, std::string_view session_id) {
    constexpr Duration year = std::chrono::hours{24 * 365};
    add_header(
        response,
        "Set-Cookie",
        fmt::format(
            "session_id={}; Expires={}; Max-Age={}; HttpOnly; Path=/",
            session_id,
            http_date(visit.settings().calendar, visit.moment.now + year),
            std::chrono::duration_cast<std::chrono::seconds>(SessionStore::lifetime).count()
        )
    );
}

std::string_view session_cookie(const Request& request) {
    std::string_view cookies = request.header("Cookie");
    while (!cookies.empty()) {
        const std::size_t end = cookies.find(';');
        std::string_view cookie = cookies.substr(0, end);
        cookies = end == std::string_view::npos ? std::string_view{} : cookies.substr(end + 1);
        cookie.remove_prefix(std::min(cookie.find_first_not_of(' '), cookie.size()));
        constexpr std::string_view name = "session_id=";
        if (cookie.starts_with(name)) {
            return cookie.substr(name.size());
        }
    }
    return {};
}

std::string media_type(const Request& request) {
    const std::string_view header = request.header("Content-Type");
    if (header.empty() && request.raw == nullptr && !request.body.empty()) {
        return "application/json";
    }
    std::string type{header.substr(0, header.find(';'))};
    while (!type.empty() && type.back() == ' ') {
        type.pop_back();
    }
    std::transform(type.begin(), type.end(), type.begin(), [](char character) {
        return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                    : character;
    });
    return type;
}

}  // namespace drydock::mocks::odoo::http
