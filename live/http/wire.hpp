#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/exchange.hpp"
#include "core/expected.hpp"

namespace drydock::live::http {

/// The request as bytes of HTTP/1.1. The fields Host, Content-Length, Content-Type and Connection
/// are written here, unless the request has a Content-Type of its own; `more` come after its own.
/// `path_prefix` stands before its path. A line break within a field becomes a space, so that a
/// value that a stranger chose cannot add a field.
[[nodiscard]] std::string write_request(
    const Request& request,
    std::string_view authority,
    std::string_view path_prefix,
    const std::vector<Header>& more = {}
);

/// The response as bytes, with Date, Content-Length, Content-Type and Retry-After (whole seconds,
/// rounded up). `date` as http_date() writes it.
[[nodiscard]] std::string write_response(
    const Response& response, std::string_view date, bool keep_alive
);

/// An error that the server itself tells, before or in place of a Node: a problem document of JSON.
/// Source: RFC 9457.
[[nodiscard]] Response error_response(std::uint16_t status, std::string_view detail);

/// "Sun, 06 Nov 1994 08:49:37 GMT". Source: RFC 9110, 5.6.7. `seconds` since 1970.
[[nodiscard]] std::string http_date(std::int64_t seconds);
/// Seconds since 1970; nullopt for what is no such date.
[[nodiscard]] std::optional<std::int64_t> read_http_date(std::string_view text);

/// The field Retry-After, in seconds or as a date, which counts from the response's own Date.
[[nodiscard]] std::optional<Duration> read_retry_after(
    std::string_view retry_after, std::string_view date
);

/// The JSON that the bytes are; empty when they say that they are something else. The error: they
/// say that they are JSON and are not, or are no UTF-8, or nested too deep.
[[nodiscard]] expected<Document, std::string> decode_body(
    const std::vector<Header>& headers, const Bytes& raw
);

}  // namespace drydock::live::http
