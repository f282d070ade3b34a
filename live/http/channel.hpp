#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/check.hpp"
#include "core/time.hpp"
#include "live/asio.hpp"
#include "live/http/tls.hpp"

namespace drydock::live::http {

/// One connection's bytes, plain or over TLS, with one deadline for whatever is under way. For the
/// source files of this folder: the server and the client say the same to it.
///
/// All calls on the thread of the socket. What is done is told there too, to a `done` of an
/// error_code and a count of bytes, and keeps this alive.
class Channel : public std::enable_shared_from_this<Channel> {
public:
    explicit Channel(Socket socket);
    /// One that is still to be connected.
    explicit Channel(const IoExecutor& executor);

    enum class Side : std::uint8_t { server, client };
    /// `host`: whom a client expects; ignored by a server.
    void secure(TlsContext context, Side side, const std::string& host);
    /// Done at once without secure().
    template <class Done>
    void handshake(Side side, Done done);

    template <class Done>
    void read(char* into, std::size_t size, Done done);
    /// All of `bytes`. Done at once when the system has taken them at once.
    template <class Done>
    void write(std::string bytes, Done done);

    /// Called whenever a deadline has passed.
    void at_deadline(std::function<void()> then) { at_deadline_ = std::move(then); }
    /// What is under way then fails, and timed_out() is true until the next call of this.
    void expire_in(Duration time);
    [[nodiscard]] bool timed_out() const { return timed_out_; }

    /// No more is written: the peer reads an end.
    void end_writing();
    void close();
    /// Closes with RST: the peer sees its connection broken.
    void reset();
    [[nodiscard]] bool open() const { return socket_.is_open(); }
    /// The peer has closed, or said what nobody asked for.
    [[nodiscard]] bool stale();

    [[nodiscard]] Socket& socket() { return socket_; }

private:
    void wait();
    /// How much of `writing_` the system has taken without waiting.
    [[nodiscard]] std::size_t write_at_once();

    Socket socket_;
    SteadyTimer timer_;
    TlsContext context_;
    std::optional<asio::ssl::stream<Socket&>> secured_;
    std::string writing_;
    std::function<void()> at_deadline_;
    std::chrono::steady_clock::time_point deadline_;
    std::chrono::steady_clock::time_point wakes_at_;  ///< While waiting: no later than deadline_.
    bool waiting_ = false;
    bool timed_out_ = false;
};

template <class Done>
void Channel::handshake(Side side, Done done) {
    if (!secured_) {
        done(error_code{}, std::size_t{0});
        return;
    }
    secured_->async_handshake(
        side == Side::server ? asio::ssl::stream_base::server : asio::ssl::stream_base::client,
        [self = shared_from_this(), done = std::move(done)](error_code error) mutable {
            done(error, std::size_t{0});
        }
    );
}

template <class Done>
void Channel::read(char* into, std::size_t size, Done done) {
    const auto buffer = asio::buffer(into, size);
    auto told = [self = shared_from_this(), done = std::move(done)](
                    error_code error, std::size_t count
                ) mutable { done(error, count); };
    if (secured_) {
        secured_->async_read_some(buffer, std::move(told));
    } else {
        socket_.async_read_some(buffer, std::move(told));
    }
}

template <class Done>
void Channel::write(std::string bytes, Done done) {
    DRYDOCK_CHECK(writing_.empty());
    writing_ = std::move(bytes);
    const std::size_t written = secured_ ? 0 : write_at_once();
    if (written == writing_.size()) {
        writing_.clear();
        done(error_code{}, written);
        return;
    }
    const auto rest = asio::buffer(writing_) + written;
    auto told = [self = shared_from_this(),
                 done = std::move(done)](error_code error, std::size_t count) mutable {
        self->writing_.clear();
        done(error, count);
    };
    if (secured_) {
        asio::async_write(*secured_, rest, std::move(told));
    } else {
        asio::async_write(socket_, rest, std::move(told));
    }
}

}  // namespace drydock::live::http
