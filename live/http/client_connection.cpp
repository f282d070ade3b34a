#include <utility>

#include "live/http/client_state.hpp"
#include "live/http/wire.hpp"

namespace drydock::live::http {

ClientConnection::ClientConnection(std::shared_ptr<Client::State> client, const Url& url)
    : client_{std::move(client)},
      url_{url},
      channel_{std::make_shared<Channel>(client_->executor)},
      resolver_{client_->executor},
      reader_{client_->settings.limits} {}

bool ClientConnection::usable() const {
    return channel_->open() && !channel_->stale() && !expired();
}

bool ClientConnection::expired() const {
    return std::chrono::steady_clock::now() - idle_since_ >= client_->settings.idle_time_max;
}

void ClientConnection::carry(PendingCallPtr call) {
    call_ = std::move(call);
    sent_ = false;
    reused_ = connected_;
    if (connected_) {
        exchange();
    } else {
        connect();
    }
}

void ClientConnection::abandon() {
    call_.reset();
    resolver_.cancel();
    channel_->close();
    client_->drop(shared_from_this());
}

void ClientConnection::connect() {
    channel_->at_deadline([weak = weak_from_this()] {
        const auto self = weak.lock();
        if (self != nullptr && !self->connected_) {
            self->fail(Delivery::refused, "no connection in time");
        }
    });
    channel_->expire_in(client_->settings.connect_time_max);
    error_code error;
    const auto address = asio::ip::make_address(url_.host, error);
    if (!error) {
        connect_to(tcp::resolver::results_type::create(
            tcp::endpoint{address, url_.port}, url_.host, std::to_string(url_.port)
        ));
        return;
    }
    resolver_.async_resolve(
        url_.host,
        std::to_string(url_.port),
        [self =
             shared_from_this()](error_code failed, const tcp::resolver::results_type& endpoints) {
            if (failed) {
                self->fail(Delivery::refused, self->url_.host + ": " + failed.message());
            } else if (self->call_ != nullptr) {
                self->connect_to(endpoints);
            }
        }
    );
}

void ClientConnection::connect_to(const tcp::resolver::results_type& endpoints) {
    asio::async_connect(
        channel_->socket(),
        endpoints,
        [self = shared_from_this()](error_code error, const tcp::endpoint&) {
            if (error) {
                self->fail(Delivery::refused, error.message());
            } else if (self->call_ != nullptr) {
                self->shake_hands();
            }
        }
    );
}

void ClientConnection::shake_hands() {
    error_code ignored;
    channel_->socket().set_option(tcp::no_delay{true}, ignored);
    if (url_.secure) {
        channel_->secure(client_->tls, Channel::Side::client, url_.host);
    }
    channel_->handshake(
        Channel::Side::client,
        [self = shared_from_this()](error_code error, std::size_t) {
            if (error) {
                self->fail(Delivery::refused, "TLS: " + error.message());
            } else if (self->call_ != nullptr) {
                self->connected_ = true;
                self->exchange();
            }
        }
    );
}

void ClientConnection::exchange() {
    // The call's own timer is the deadline from here on.
    channel_->expire_in(call_->call.timeout + one_second);
    writing_ = true;
    const OutgoingCall& call = call_->call;
    channel_->write(
        write_request(call.request, url_.authority(), call.peer.path, call.more_headers),
        [self = shared_from_this()](error_code error, std::size_t) {
            self->writing_ = false;
            // A peer may answer before it has read all: what it says, or its end, is read below.
            self->sent_ = !error;
        }
    );
    read();
}

void ClientConnection::read() {
    channel_->read(
        buffer_.data(),
        buffer_.size(),
        [self = shared_from_this()](error_code error, std::size_t count) {
            if (self->call_ != nullptr) {
                self->on_read(error, count);
            }
        }
    );
}

void ClientConnection::on_read(error_code error, std::size_t count) {
    ReadState state = ReadState::head;
    if (!error) {
        state = reader_.feed({buffer_.data(), count});
    } else if (error == asio::error::eof) {
        state = reader_.end_of_bytes();
    } else {
        state = ReadState::failed;
    }
    if (state == ReadState::complete) {
        succeed();
    } else if (state == ReadState::failed) {
        // A whole request that left this machine may have been handled.
        fail(
            sent_ ? Delivery::reset_after_sent : Delivery::reset_before_sent,
            error && error != asio::error::eof ? error.message() : reader_.error().reason
        );
    } else {
        read();
    }
}

void ClientConnection::succeed() {
    auto taken = reader_.take();
    CallResult result{Delivery::answered, std::move(taken.response), {}};
    if (auto body = decode_body(result.response.headers, result.response.raw)) {
        result.response.body = std::move(*body);
    }
    const PendingCallPtr call = std::exchange(call_, nullptr);
    const auto self = shared_from_this();
    // An answer to half a request leaves the other half in the way.
    if (taken.keep_alive && sent_ && !writing_) {
        idle_since_ = std::chrono::steady_clock::now();
        client_->end(call, std::move(result));
        client_->give_back(self);
    } else {
        channel_->close();
        client_->end(call, std::move(result));
        client_->drop(self);
    }
}

void ClientConnection::fail(Delivery delivery, std::string reason) {
    const PendingCallPtr call = std::exchange(call_, nullptr);
    const auto self = shared_from_this();
    channel_->close();
    if (call != nullptr) {
        const bool repeatable = reused_ && !call->repeated && !reader_.begun() &&
                                call->call.request.method == Method::get;
        if (repeatable) {
            call->repeated = true;
            client_->drop(self);
            client_->dispatch(call);
            return;
        }
        client_->end(call, {delivery, {}, std::move(reason)});
    }
    client_->drop(self);
}

}  // namespace drydock::live::http
