#include "live/http/message_reader.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "live/http/message_parser.hpp"
#include "live/http/wire.hpp"

namespace drydock::live::http {

namespace {

namespace beast = boost::beast;
using BeastError = beast::http::error;
using boost::system::error_code;

constexpr std::uint16_t status_bad_request = 400;
constexpr std::uint16_t status_too_large = 413;
constexpr std::uint16_t status_target_too_long = 414;
constexpr std::uint16_t status_head_too_large = 431;
constexpr std::uint16_t status_not_implemented = 501;
constexpr std::uint16_t status_version = 505;

constexpr std::string_view end_of_head = "\r\n\r\n";

/// Where the head ends in `bytes`, behind its empty line; 0 while it does not. nullopt: these bytes
/// are no head. `scanned` bytes were looked at before.
std::optional<std::size_t> find_end_of_head(std::string_view bytes, std::size_t scanned) {
    for (std::size_t index = scanned; index < bytes.size(); ++index) {
        const char character = bytes[index];
        if (character == '\n') {
            // A lone LF reads as an end of line to some and not to others: requests are smuggled
            // so.
            if (index == 0 || bytes[index - 1] != '\r') {
                return std::nullopt;
            }
            if (index >= 3 && bytes.substr(index - 3, 4) == end_of_head) {
                return index + 1;
            }
        } else if (index > 0 && bytes[index - 1] == '\r') {
            return std::nullopt;
        } else if (static_cast<unsigned char>(character) < ' ' && character != '\r' && character != '\t') {
            return std::nullopt;
        }
    }
    return 0;
}

/// "http://host/path" as "/path" (RFC 9112, 3.2.2); empty for what is no path.
std::string_view path_in(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.starts_with(scheme)) {
            target.remove_prefix(scheme.size());
            const std::size_t slash = target.find('/');
            return slash == std::string_view::npos ? "/" : target.substr(slash);
        }
    }
    return target.starts_with('/') ? target : std::string_view{};
}

std::optional<Method> method_of(beast::http::verb verb) {
    switch (verb) {
        case beast::http::verb::get:
            return Method::get;
        case beast::http::verb::post:
            return Method::post;
        case beast::http::verb::put:
            return Method::put;
        case beast::http::verb::patch:
            return Method::patch;
        case beast::http::verb::delete_:
            return Method::remove;
        default:
            return std::nullopt;
    }
}

template <class Parser>
std::size_t put(Parser& parser, std::string_view bytes, error_code& error) {
    const std::size_t used =
        parser.put(boost::asio::const_buffer{bytes.data(), bytes.size()}, error);
    if (error == BeastError::need_more) {
        error = {};
    }
    return used;
}

/// Feeds the body's bytes until they are used up or it is complete.
template <class Parser>
error_code put_body(Parser& parser, std::string& pending) {
    error_code error;
    std::size_t offset = 0;
    while (!parser.is_done() && offset < pending.size()) {
        const std::size_t used = put(parser, std::string_view{pending}.substr(offset), error);
        offset += used;
        if (error || used == 0) {
            break;
        }
    }
    pending.erase(0, offset);
    return error;
}

}  // namespace

struct RequestReader::Parser {
    std::optional<MessageParser<true>> it;  ///< Of one request.
};

RequestReader::RequestReader(const Limits& limits)
    : limits_{limits}, parser_{std::make_unique<Parser>()} {}
RequestReader::~RequestReader() = default;
RequestReader::RequestReader(RequestReader&&) noexcept = default;

ReadState RequestReader::state() const {
    return state_;
}

const MessageError& RequestReader::error() const {
    return error_;
}

bool RequestReader::idle() const {
    return state_ == ReadState::head && pending_.empty();
}

ReadState RequestReader::fail(std::uint16_t status, std::string reason) {
    error_ = {status, std::move(reason)};
    return state_ = ReadState::failed;
}

ReadState RequestReader::feed(std::string_view bytes) {
    pending_.append(bytes);
    if (state_ == ReadState::head) {
        read_head();
    }
    if (state_ == ReadState::body) {
        read_body();
    }
    return state_;
}

ReadState RequestReader::read_head() {
    // Empty lines before a request are passed over. Source: RFC 9112, 2.2.
    while (pending_.starts_with("\r\n")) {
        pending_.erase(0, 2);
        scanned_ = 0;
    }
    if (!pending_.empty() && pending_ != "\r" && (pending_[0] < 'A' || pending_[0] > 'Z')) {
        return fail(status_bad_request, "this is no HTTP request");
    }
    const std::size_t size_max = limits_.head_size_max_bytes;
    const std::string_view within = std::string_view{pending_}.substr(0, size_max);
    const auto end = find_end_of_head(within, scanned_);
    if (!end) {
        return fail(status_bad_request, "a line of the head does not end with CR LF");
    }
    scanned_ = within.size();
    if (*end == 0) {
        if (pending_.size() < size_max) {
            return state_;
        }
        return within.find('\n') == std::string_view::npos
                   ? fail(status_target_too_long, "the request line is too long")
                   : fail(status_head_too_large, "the head is too large");
    }
    auto& parser = parser_->it.emplace(limits_, size_max + 1);
    error_code error;
    const std::size_t used = put(parser, within.substr(0, *end), error);
    if (error == BeastError::body_limit) {
        return fail(status_too_large, "the body is too large");
    }
    if (error == BeastError::bad_version) {
        return fail(status_version, "only HTTP/1.1 is spoken here");
    }
    if (error || used != *end || !parser.is_header_done()) {
        return fail(status_bad_request, error ? error.message() : "the head is broken");
    }
    pending_.erase(0, *end);
    scanned_ = 0;
    if (accept_head()) {
        state_ = parser.is_done() ? ReadState::complete : ReadState::body;
    }
    return state_;
}

bool RequestReader::accept_head() {
    const auto& head = *parser_->it;
    if (head.headers.size() > limits_.field_count_max) {
        fail(status_head_too_large, "more fields than are taken");
    } else if (head.version != 11 && head.version != 10) {
        fail(status_version, "only HTTP/1.1 is spoken here");
    } else if (!method_of(head.method)) {
        fail(status_not_implemented, "this method is not known here");
    } else if (head.version == 11 && head.host_count != 1) {
        fail(status_bad_request, "a request names its host once");
    } else if (path_in(head.target).empty()) {
        fail(status_bad_request, "the target is no path");
    } else if (head.transfer_encoding && !beast::iequals(*head.transfer_encoding, "chunked")) {
        fail(status_not_implemented, "of transfer encodings only chunked is known here");
    }
    return state_ != ReadState::failed;
}

ReadState RequestReader::read_body() {
    const error_code error = put_body(*parser_->it, pending_);
    if (error == BeastError::body_limit) {
        return fail(status_too_large, "the body is too large");
    }
    if (error) {
        return fail(status_bad_request, error.message());
    }
    if (parser_->it->is_done()) {
        return state_ = ReadState::complete;
    }
    // What is not used up is the head of a chunk, or fields behind the last one.
    if (pending_.size() > limits_.head_size_max_bytes) {
        return fail(status_bad_request, "the head of a chunk is too large");
    }
    return state_;
}

bool RequestReader::asks_to_continue() {
    if (state_ != ReadState::body || told_to_continue_) {
        return false;
    }
    told_to_continue_ = true;
    return parser_->it->expects_to_continue;
}

RequestReader::Taken RequestReader::take() {
    auto& message = *parser_->it;
    Taken taken;
    taken.request.method = *method_of(message.method);
    taken.request.path = path_in(message.target);
    taken.request.headers = std::move(message.headers);
    taken.keep_alive = message.keep_alive();
    if (!message.body.empty()) {
        taken.request.raw = make_bytes(std::move(message.body));
    }
    parser_->it.reset();
    told_to_continue_ = false;
    state_ = ReadState::head;
    return taken;
}

struct ResponseReader::Parser {
    std::optional<MessageParser<false>> it;  ///< Of one response.
};

ResponseReader::ResponseReader(const Limits& limits)
    : limits_{limits}, parser_{std::make_unique<Parser>()} {}
ResponseReader::~ResponseReader() = default;

ReadState ResponseReader::fail(std::string reason) {
    error_ = {0, std::move(reason)};
    return state_ = ReadState::failed;
}

ReadState ResponseReader::feed(std::string_view bytes) {
    begun_ = begun_ || !bytes.empty();
    pending_.append(bytes);
    return advance();
}

ReadState ResponseReader::advance() {
    while (state_ == ReadState::head) {
        const std::size_t found = pending_.find(end_of_head);
        if (found == std::string::npos || found > limits_.head_size_max_bytes) {
            return pending_.size() > limits_.head_size_max_bytes ? fail("the head is too large")
                                                                 : state_;
        }
        auto& parser = parser_->it.emplace(limits_, limits_.head_size_max_bytes + 8);
        error_code error;
        const std::size_t size = found + end_of_head.size();
        put(parser, std::string_view{pending_}.substr(0, size), error);
        if (error || !parser.is_header_done()) {
            return fail(error ? error.message() : "the head is broken");
        }
        pending_.erase(0, size);
        const unsigned status = parser.status;
        if (status >= 200) {
            state_ = parser.is_done() ? ReadState::complete : ReadState::body;
        } else if (status < 100 || status == 101) {
            return fail("a status that nobody asked for");
        }
    }
    if (state_ == ReadState::body) {
        if (const error_code error = put_body(*parser_->it, pending_)) {
            return fail(error.message());
        }
        if (parser_->it->is_done()) {
            state_ = ReadState::complete;
        } else if (pending_.size() > limits_.head_size_max_bytes) {
            return fail("the head of a chunk is too large");
        }
    }
    return state_;
}

ReadState ResponseReader::end_of_bytes() {
    if (state_ == ReadState::body && parser_->it->need_eof()) {
        error_code error;
        parser_->it->put_eof(error);
        if (!error) {
            return state_ = ReadState::complete;
        }
    }
    return state_ == ReadState::complete ? state_
                                         : fail("the peer closed before its response ended");
}

ResponseReader::Taken ResponseReader::take() {
    auto& message = *parser_->it;
    Taken taken;
    taken.keep_alive = message.keep_alive() && pending_.empty();
    taken.response.status = message.status;
    taken.response.headers = std::move(message.headers);
    taken.response.retry_after =
        read_retry_after(taken.response.header("Retry-After"), taken.response.header("Date"));
    if (!message.body.empty()) {
        taken.response.raw = make_bytes(std::move(message.body));
    }
    parser_->it.reset();
    pending_.clear();
    state_ = ReadState::head;
    begun_ = false;
    return taken;
}

}  // namespace drydock::live::http
