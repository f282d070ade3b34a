#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/exchange.hpp"
#include "core/expected.hpp"
#include "live/http/limits.hpp"

namespace drydock::live::http {

/// Why bytes are no message that is taken: what to answer, and the reason for a log.
struct MessageError {
    std::uint16_t status = 400;
    std::string reason{};
};

enum class ReadState : std::uint8_t {
    head,  ///< The start line and fields are not all here.
    body,  ///< They are, the body is not.
    complete,
    failed,
};

/// Reads one HTTP/1.1 request after the other from bytes that come in any pieces (RFC 9112), within
/// limits. Knows no socket and no clock.
///
/// Usage: feed() until complete; take(); feed({}) for a request that came with it.
class RequestReader {
public:
    explicit RequestReader(const Limits& limits);
    ~RequestReader();
    RequestReader(RequestReader&&) noexcept;

    /// Not after `failed`. Bytes after a complete request are kept for the next.
    ReadState feed(std::string_view bytes);
    [[nodiscard]] ReadState state() const;
    [[nodiscard]] const MessageError& error() const;

    /// No byte of a request is here.
    [[nodiscard]] bool idle() const;
    /// In state body: the peer waits for "100 Continue". True once a request.
    [[nodiscard]] bool asks_to_continue();

    /// Of a complete request.
    struct Taken {
        Request request;  ///< `raw` where there is a body; `body` is left to decode_body().
        bool keep_alive = true;
    };
    [[nodiscard]] Taken take();

private:
    struct Parser;
    ReadState fail(std::uint16_t status, std::string reason);
    ReadState read_head();
    ReadState read_body();
    [[nodiscard]] bool accept_head();

    Limits limits_;
    std::unique_ptr<Parser> parser_;
    std::string pending_;
    std::size_t scanned_ = 0;
    ReadState state_ = ReadState::head;
    MessageError error_;
    bool told_to_continue_ = false;
};

/// As RequestReader, for responses: after take() for another. What came with a response and is not
/// of it is dropped.
class ResponseReader {
public:
    explicit ResponseReader(const Limits& limits);
    ~ResponseReader();

    ReadState feed(std::string_view bytes);
    /// The peer has closed: that ends a body without a length. Failed when more was to come.
    ReadState end_of_bytes();
    [[nodiscard]] const MessageError& error() const { return error_; }
    /// A byte of the response has come.
    [[nodiscard]] bool begun() const { return begun_; }

    struct Taken {
        Response response;
        bool keep_alive = true;  ///< And nothing came after it.
    };
    [[nodiscard]] Taken take();

private:
    struct Parser;
    ReadState fail(std::string reason);
    ReadState advance();

    Limits limits_;
    std::unique_ptr<Parser> parser_;
    std::string pending_;
    ReadState state_ = ReadState::head;
    MessageError error_;
    bool begun_ = false;
};

}  // namespace drydock::live::http
