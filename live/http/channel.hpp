#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/time.hpp"
#include "live/asio.hpp"
#include "live/http/tls.hpp"

namespace drydock::live::http {

/// One connection's bytes, plain or over TLS, with one deadline for whatever is under way. For the
/// source files of this folder: the server and the client say the same to it.
///
/// All calls on the socket's strand. What is done is told on the strand too, and keeps this alive.
class Channel : public std::enable_shared_from_this<Channel> {
public:
    using Done = std::function<void(error_code, std::size_t)>;

    explicit Channel(tcp::socket socket);

    enum class Side : std::uint8_t { server, client };
    /// `host`: whom a client expects; ignored by a server.
    void secure(TlsContext context, Side side, const std::string& host);
    /// Done at once without secure().
    void handshake(Side side, Done done);

    void read(char* into, std::size_t size, Done done);
    /// All of `bytes`.
    void write(std::string bytes, Done done);

    /// What is under way then fails, and timed_out() is true until the next call of this. `then` is
    /// called, too.
    void expire_in(Duration time, std::function<void()> then = {});
    [[nodiscard]] bool timed_out() const { return timed_out_; }

    /// No more is written: the peer reads an end.
    void end_writing();
    void close();
    /// Closes with RST: the peer sees its connection broken.
    void reset();
    [[nodiscard]] bool open() const { return socket_.is_open(); }
    /// The peer has closed, or said what nobody asked for.
    [[nodiscard]] bool stale();

    [[nodiscard]] tcp::socket& socket() { return socket_; }

private:
    void wait();

    tcp::socket socket_;
    asio::steady_timer timer_;
    TlsContext context_;
    std::optional<asio::ssl::stream<tcp::socket&>> secured_;
    std::string writing_;
    std::function<void()> at_deadline_;
    std::chrono::steady_clock::time_point deadline_;
    bool waiting_ = false;
    bool timed_out_ = false;
};

}  // namespace drydock::live::http
