#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/ids.hpp"
#include "core/time.hpp"

namespace drydock {

enum class Method : std::uint8_t { get, post, put, patch, remove };

/// As in a request line: "GET", "DELETE".
[[nodiscard]] std::string_view method_name(Method method);

/// One header. The name in the case in which the partner documents it.
struct Header {
    std::string name;
    std::string value;
};

/// Text of a body as it stands on the wire, shared and immutable; null for none.
using Bytes = std::shared_ptr<const std::string>;
[[nodiscard]] Bytes make_bytes(std::string text);

/// The value of the first header of that name, in any case (RFC 9110, 5.1); empty for none.
[[nodiscard]] std::string_view find_header(
    const std::vector<Header>& headers, std::string_view name
);

/// One HTTP request.
struct Request {
    SystemId to;
    Method method = Method::post;
    std::string path{};  ///< With the query, percent-encoded as on the wire.
    Document body{};     ///< Empty for none, or when the body is no JSON.
    std::vector<Header> headers{};
    /// The body's bytes where they came over a socket, or where it is no JSON (XML, a form).
    Bytes raw{};

    [[nodiscard]] std::string_view header(std::string_view name) const {
        return find_header(headers, name);
    }
    /// The bytes that a signature covers and a socket carries: `raw`, else the body as JSON text
    /// without white space, else empty. Valid as long as the request.
    [[nodiscard]] std::string_view body_text() const;
};

/// One HTTP response.
struct Response {
    std::uint16_t status = 200;
    Document body{};
    std::vector<Header> headers{};
    std::optional<Duration> retry_after{};  ///< The header Retry-After.
    Bytes raw{};  ///< As in Request; a header Content-Type then says what it is.

    [[nodiscard]] bool success() const { return status >= 200 && status < 300; }
    [[nodiscard]] std::string_view header(std::string_view name) const {
        return find_header(headers, name);
    }
    [[nodiscard]] std::string_view body_text() const;
};

/// How a call ended, as its caller can tell.
enum class Delivery : std::uint8_t {
    answered,           ///< There is a response, whatever its status.
    refused,            ///< No connection: surely not handled.
    reset_before_sent,  ///< The connection broke before the request was out: surely not handled.
    reset_after_sent,   ///< It broke afterwards: handled or not, the caller cannot know.
    timed_out,          ///< No answer in time: handled or not, or about to be.
};

/// What becomes of one call of a Node.
struct Outcome {
    CallId call;
    Delivery delivery = Delivery::answered;
    Response response{};  ///< Meaningful only when answered.

    [[nodiscard]] bool answered() const { return delivery == Delivery::answered; }
    /// The peer may have acted on the request although the caller has no response.
    [[nodiscard]] bool unknown() const {
        return delivery == Delivery::reset_after_sent || delivery == Delivery::timed_out;
    }
};

/// A request as the receiving Node is told of it.
struct Incoming {
    ExchangeId exchange;
    SystemId from;
    const Request& request;
    /// When a worker took it up; its service time has passed since. What others committed between
    /// then and now was concurrent with it.
    Instant begun{};
};

/// The value of `name` in the query of `path`, still percent-encoded; empty when there is none.
[[nodiscard]] std::string_view query_parameter(std::string_view path, std::string_view name);

/// `path` without its query.
[[nodiscard]] std::string_view path_of(std::string_view path);

/// The segment of that index of a path without query: segment 1 of "/orders/7/cancel" is "7".
[[nodiscard]] std::string_view path_segment(std::string_view path, std::size_t index);

}  // namespace drydock
