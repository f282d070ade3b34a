#include "live/http/wire.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "core/calendar.hpp"
#include "core/document_text.hpp"

namespace drydock::live::http {

namespace {

constexpr std::array<std::string_view, 7> day_names{
    "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
constexpr std::array<std::string_view, 12> month_names{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string_view reason_phrase(std::uint16_t status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Status";
    }
}

bool is_control(char character) {
    return (static_cast<unsigned char>(character) < ' ' && character != '\t') || character == 0x7f;
}

void put_safe(std::string& out, std::string_view text) {
    const std::size_t begin = out.size();
    out += text;
    std::replace_if(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), is_control, ' ');
}

void put_field(std::string& out, std::string_view name, std::string_view value) {
    put_safe(out, name);
    out += ": ";
    put_safe(out, value);
    out += "\r\n";
}

bool same_name(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, [](char one, char other) {
        const auto lower = [](char letter) {
            return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
        };
        return lower(one) == lower(other);
    });
}

/// Fields about the connection or the length of the body are the writer's own matter: copied from a
/// received message they would be wrong.
bool is_writers_own(std::string_view name) {
    static constexpr std::array<std::string_view, 6> names{
        "Host", "Connection", "Content-Length", "Transfer-Encoding", "Date", "Retry-After"};
    return std::ranges::any_of(names, [name](std::string_view own) {
        return same_name(own, name);
    });
}

void put_fields(std::string& out, const std::vector<Header>& headers) {
    for (const Header& header : headers) {
        if (!is_writers_own(header.name)) {
            put_field(out, header.name, header.value);
        }
    }
}

bool says_json(std::string_view content_type) {
    const std::string_view type = content_type.substr(0, content_type.find(';'));
    return type.find("json") != std::string_view::npos ||
           type.find("JSON") != std::string_view::npos;
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || stop != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

std::string write_request(
    const Request& request,
    std::string_view authority,
    std::string_view path_prefix,
    const std::vector<Header>& more
) {
    const std::string_view body = request.body_text();
    std::string out;
    out.reserve(512 + body.size());
    out += method_name(request.method);
    out += ' ';
    out += path_prefix;
    const std::size_t path_begin = out.size();
    put_safe(out, request.path.empty() ? std::string_view{"/"} : std::string_view{request.path});
    // A space would end the target.
    for (std::size_t index = out.find(' ', path_begin); index != std::string::npos;
         index = out.find(' ', index)) {
        out.replace(index, 1, "%20");
    }
    out += " HTTP/1.1\r\n";
    put_field(out, "Host", authority);
    put_fields(out, request.headers);
    put_fields(out, more);
    if (!body.empty() || request.method != Method::get) {
        if (!body.empty() && request.header("Content-Type").empty()) {
            put_field(out, "Content-Type", "application/json");
        }
        put_field(out, "Content-Length", std::to_string(body.size()));
    }
    out += "\r\n";
    out += body;
    return out;
}

std::string write_response(const Response& response, std::string_view date, bool keep_alive) {
    const std::string_view body = response.body_text();
    std::string out;
    out.reserve(256 + body.size());
    out += fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
    put_field(out, "Date", date);
    put_fields(out, response.headers);
    if (response.retry_after) {
        const Duration rounded_up = *response.retry_after + one_second - Duration{1};
        put_field(
            out, "Retry-After", std::to_string(std::max<std::int64_t>(rounded_up / one_second, 0))
        );
    }
    // Source: RFC 9110, 15.3.5 and 15.4.5: these have no body and no length.
    const bool bodiless = response.status == 204 || response.status == 304;
    if (!bodiless) {
        if (!body.empty() && response.header("Content-Type").empty()) {
            put_field(out, "Content-Type", "application/json");
        }
        put_field(out, "Content-Length", std::to_string(body.size()));
    }
    put_field(out, "Connection", keep_alive ? "keep-alive" : "close");
    out += "\r\n";
    if (!bodiless) {
        out += body;
    }
    return out;
}

Response error_response(std::uint16_t status, std::string_view detail) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("type", "about:blank");
    writer.field("title", reason_phrase(status));
    writer.field("status", status);
    writer.field("detail", detail);
    writer.end();
    Response response{.status = status, .body = writer.finish()};
    response.headers.push_back({"Content-Type", "application/problem+json"});
    return response;
}

std::string http_date(std::int64_t seconds) {
    namespace chrono = std::chrono;
    const chrono::sys_seconds at{chrono::seconds{seconds}};
    const auto day = chrono::floor<chrono::days>(at);
    const chrono::year_month_day date{day};
    const auto time = (at - day).count();
    // 1970-01-01 was a Thursday.
    const auto day_of_week = static_cast<std::size_t>((day.time_since_epoch().count() % 7 + 7) % 7);
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        day_names[day_of_week],
        static_cast<unsigned>(date.day()),
        month_names[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()),
        time / 3'600,
        time / 60 % 60,
        time % 60
    );
}

std::optional<std::int64_t> read_http_date(std::string_view text) {
    namespace chrono = std::chrono;
    // Only the preferred form has this length.
    if (text.size() != 29 || !text.ends_with(" GMT")) {
        return std::nullopt;
    }
    const auto day = number(text.substr(5, 2));
    const auto month = std::find(month_names.begin(), month_names.end(), text.substr(8, 3));
    const auto year = number(text.substr(12, 4));
    const auto hour = number(text.substr(17, 2));
    const auto minute = number(text.substr(20, 2));
    const auto second = number(text.substr(23, 2));
    if (!day || month == month_names.end() || !year || !hour || !minute || !second) {
        return std::nullopt;
    }
    const chrono::year_month_day date{
        chrono::year{static_cast<int>(*year)},
        chrono::month{static_cast<unsigned>(month - month_names.begin()) + 1},
        chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    const auto days = chrono::sys_days{date}.time_since_epoch().count();
    return std::int64_t{days} * 86'400 + *hour * 3'600 + *minute * 60 + *second;
}

std::optional<Duration> read_retry_after(std::string_view retry_after, std::string_view date) {
    if (const auto seconds = number(retry_after)) {
        constexpr std::int64_t seconds_max = 366LL * 86'400;
        return std::clamp<std::int64_t>(*seconds, 0, seconds_max) * one_second;
    }
    const auto until = read_http_date(retry_after);
    const auto from = read_http_date(date);
    if (!until || !from) {
        return std::nullopt;
    }
    return std::max<std::int64_t>(*until - *from, 0) * one_second;
}

expected<Document, std::string> decode_body(const std::vector<Header>& headers, const Bytes& raw) {
    if (raw == nullptr || raw->empty()) {
        return Document{};
    }
    const std::string_view content_type = find_header(headers, "Content-Type");
    const bool json = says_json(content_type);
    // Some partners send JSON under another name, or none; only what begins like it is tried.
    const std::size_t first = raw->find_first_not_of(" \t\r\n");
    const bool looks_like_json =
        first != std::string::npos && ((*raw)[first] == '{' || (*raw)[first] == '[');
    if (!json && !looks_like_json) {
        return Document{};
    }
    auto document = parse_document(*raw);
    if (document) {
        return std::move(*document);
    }
    if (!json) {
        return Document{};
    }
    return unexpected{fmt::format(
        "the body is no JSON at byte {}: {}", document.error().offset_bytes, document.error().reason
    )};
}

}  // namespace drydock::live::http
