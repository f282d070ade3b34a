#include "live/http/channel.hpp"

#include <sys/socket.h>

namespace drydock::live::http {

Channel::Channel(Socket socket) : socket_{std::move(socket)}, timer_{socket_.get_executor()} {}

Channel::Channel(const IoExecutor& executor) : socket_{executor}, timer_{executor} {}

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

std::size_t Channel::write_at_once() {
    error_code error;
    if (!socket_.non_blocking()) {
        socket_.non_blocking(true, error);
    }
    // An error, and a full buffer, are found again by the waiting write.
    return error ? 0 : socket_.write_some(asio::buffer(writing_), error);
}

void Channel::expire_in(Duration time) {
    timed_out_ = false;
    const auto deadline = std::chrono::steady_clock::now() + time;
    // A later deadline is seen when the timer fires: most are never reached.
    deadline_ = deadline;
    if (!waiting_ || deadline < wakes_at_) {
        wait();
    }
}

void Channel::wait() {
    waiting_ = true;
    wakes_at_ = deadline_;
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
        if (self->at_deadline_) {
            self->at_deadline_();
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
