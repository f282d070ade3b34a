#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/ids.hpp"
#include "core/time.hpp"

namespace drydock {

enum class Method : std::uint8_t { get, post, put, patch, remove };

/// One header. The name is a literal in the case in which the partner documents it.
struct Header {
    std::string_view name;
    std::string value;
};

/// Proves who sent a body: a keyed hash over its content, made with a secret that both sides know.
/// On a socket the live World replaces it with the partner's own scheme over the raw bytes.
struct Signature {
    std::uint64_t mac = 0;  ///< 0 means unsigned.
    friend constexpr auto operator<=>(Signature, Signature) = default;
};

/// `secret` may be any text; the same secret and content give the same signature everywhere.
[[nodiscard]] Signature sign(std::string_view secret, const Document& body);

/// One HTTP request.
struct Request {
    SystemId to;
    Method method = Method::post;
    std::string path{};  ///< With the query, percent-encoded as on the wire.
    Document body{};     ///< Empty for none.
    std::vector<Header> headers{};
    Signature signature{};

    /// Empty when there is no such header. Names are compared exactly.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// One HTTP response.
struct Response {
    std::uint16_t status = 200;
    Document body{};
    std::vector<Header> headers{};
    std::optional<Duration> retry_after{};  ///< The header Retry-After.

    [[nodiscard]] bool success() const { return status >= 200 && status < 300; }
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
};

/// The value of `name` in the query of `path`, still percent-encoded; empty when there is none.
[[nodiscard]] std::string_view query_parameter(std::string_view path, std::string_view name);

/// `path` without its query.
[[nodiscard]] std::string_view path_of(std::string_view path);

/// The segment of that index of a path without query: segment 1 of "/orders/7/cancel" is "7".
[[nodiscard]] std::string_view path_segment(std::string_view path, std::size_t index);

}  // namespace drydock
