#include "live/http/channel.hpp"

#include <sys/socket.h>

#include "core/check.hpp"

namespace drydock::live::http {

Channel::Channel(tcp::socket socket) : socket_{std::move(socket)}, timer_{socket_.get_executor()} {}

void Channel::secure(TlsContext context, Side side, const std::string& host) {
    context_ = std::move(context);
    secured_.emplace(socket_, *context_);
    if (side == Side::client) {
        error_code error;
        // An address is no server name (RFC 6066, 3).
        asio::ip::make_address(host, error);
        if (error) {
            SSL_set_tlsext_host_name(secured_->native_handle(), host.c_str());
        }
        secured_->set_verify_callback(asio::ssl::host_name_verification{host}, error);
    }
}

void Channel::handshake(Side side, Done done) {
    if (!secured_) {
        done({}, 0);
        return;
    }
    secured_->async_handshake(
        side == Side::server ? asio::ssl::stream_base::server : asio::ssl::stream_base::client,
        [self = shared_from_this(), done = std::move(done)](error_code error) { done(error, 0); }
    );
}

void Channel::read(char* into, std::size_t size, Done done) {
    const auto buffer = asio::buffer(into, size);
    auto told = [self = shared_from_this(), done = std::move(done)](
                    error_code error, std::size_t count
                ) { done(error, count); };
    if (secured_) {
        secured_->async_read_some(buffer, std::move(told));
    } else {
        socket_.async_read_some(buffer, std::move(told));
    }
}

void Channel::write(std::string bytes, Done done) {
    DRYDOCK_CHECK(writing_.empty());
    writing_ = std::move(bytes);
    const auto buffer = asio::buffer(writing_);
    auto told = [self = shared_from_this(),
                 done = std::move(done)](error_code error, std::size_t count) {
        self->writing_.clear();
        done(error, count);
    };
    if (secured_) {
        asio::async_write(*secured_, buffer, std::move(told));
    } else {
        asio::async_write(socket_, buffer, std::move(told));
    }
}

void Channel::expire_in(Duration time, std::function<void()> then) {
    timed_out_ = false;
    at_deadline_ = std::move(then);
    const auto deadline = std::chrono::steady_clock::now() + time;
    // A later deadline is seen when the timer fires: most are never reached.
    const bool earlier = deadline < deadline_;
    deadline_ = deadline;
    if (!waiting_ || earlier) {
        wait();
    }
}

void Channel::wait() {
    waiting_ = true;
    timer_.expires_at(deadline_);
    timer_.async_wait([weak = weak_from_this()](error_code error) {
        const auto self = weak.lock();
        if (error || self == nullptr || !self->open()) {
            return;
        }
        if (std::chrono::steady_clock::now() < self->deadline_) {
            self->wait();
            return;
        }
        self->waiting_ = false;
        self->timed_out_ = true;
        self->socket_.cancel(error);
        if (const auto then = std::exchange(self->at_deadline_, {})) {
            then();
        }
    });
}

void Channel::end_writing() {
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void Channel::close() {
    error_code ignored;
    timer_.cancel();
    socket_.close(ignored);
}

void Channel::reset() {
    error_code ignored;
    // Source: POSIX, SO_LINGER with a time of 0 drops what is unsent and sends RST.
    socket_.set_option(asio::socket_base::linger{true, 0}, ignored);
    close();
}

bool Channel::stale() {
    char byte = 0;
    const auto got = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

}  // namespace drydock::live::http
