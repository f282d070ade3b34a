#include "live/http/server_connection.hpp"

#include <ctime>

#include <fmt/format.h>

#include "live/http/wire.hpp"

namespace drydock::live::http {

namespace {

/// How long and how much of a peer is read that was told an error, so that it can read that before
/// its connection breaks. Source: nginx, lingering_timeout; a body at full speed for a moment.
constexpr Duration linger_time_max = 2 * one_second;
constexpr std::size_t linger_size_max_bytes = std::size_t{64} * 1'024 * 1'024;

constexpr std::uint16_t status_broken_body = 400;
constexpr std::uint16_t status_time_out = 408;

/// Written once a second a thread.
const std::string& date_now() {
    thread_local std::time_t written = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != written) {
        written = now;
        text = http_date(now);
    }
    return text;
}

}  // namespace

ServerConnection::ServerConnection(
    std::shared_ptr<Server::State> server, Socket socket, std::uint64_t number
)
    : server_{std::move(server)},
      channel_{std::make_shared<Channel>(std::move(socket))},
      number_{number},
      reader_{server_->settings.limits},
      waiting_since_{std::chrono::steady_clock::now().time_since_epoch()} {
    error_code ignored;
    channel_->socket().set_option(tcp::no_delay{true}, ignored);
}

ServerConnection::~ServerConnection() {
    const std::lock_guard lock{server_->mutex};
    server_->connections.erase(number_);
    server_->closed.notify_all();
}

template <class Action>
void ServerConnection::run(Action action) {
    asio::post(
        channel_->socket().get_executor(),
        [self = shared_from_this(), action = std::move(action)]() mutable { action(*self); }
    );
}

void ServerConnection::start() {
    run([](ServerConnection& self) {
        self.channel_->at_deadline([weak = self.weak_from_this()] {
            // Nobody has answered.
            if (const auto late = weak.lock(); late != nullptr && late->busy_) {
                late->busy_ = false;
                late->channel_->reset();
            }
        });
        self.channel_->expire_in(self.server_->settings.limits.head_time_max);
        if (self.server_->tls != nullptr) {
            self.channel_->secure(self.server_->tls, Channel::Side::server, {});
        }
        self.channel_->handshake(
            Channel::Side::server,
            [me = self.shared_from_this()](error_code error, std::size_t) {
                if (error) {
                    ++me->server_->error_count;
                    me->channel_->close();
                    return;
                }
                me->channel_->expire_in(me->server_->settings.limits.idle_time_max);
                me->read();
            }
        );
    });
}

void ServerConnection::read() {
    channel_->read(
        buffer_.data(),
        buffer_.size(),
        [self = shared_from_this()](error_code error, std::size_t count) {
            self->on_read(error, count);
        }
    );
}

void ServerConnection::on_read(error_code error, std::size_t count) {
    if (!channel_->open()) {
        return;
    }
    if (error) {
        if (channel_->timed_out() && !reader_.idle()) {
            send_error(status_time_out, "the request did not come in time");
        } else {
            channel_->close();
        }
        return;
    }
    advance(reader_.feed({buffer_.data(), count}));
}

void ServerConnection::advance(ReadState state) {
    const Limits& limits = server_->settings.limits;
    switch (state) {
        case ReadState::failed: {
            const MessageError why = reader_.error();
            send_error(why.status, why.reason);
            return;
        }
        case ReadState::complete:
            tell();
            return;
        case ReadState::head:
            if (was_idle_ && !reader_.idle()) {
                channel_->expire_in(limits.head_time_max);
            }
            was_idle_ = reader_.idle();
            break;
        case ReadState::body:
            if (read_before_ != ReadState::body) {
                channel_->expire_in(limits.body_time_max);
            }
            if (reader_.asks_to_continue()) {
                read_before_ = state;
                channel_->write(
                    "HTTP/1.1 100 Continue\r\n\r\n",
                    [self = shared_from_this()](error_code error, std::size_t) {
                        error ? self->channel_->close() : self->read();
                    }
                );
                return;
            }
            break;
    }
    read_before_ = state;
    read();
}

void ServerConnection::tell() {
    auto taken = reader_.take();
    keep_alive_ = taken.keep_alive;
    read_before_ = ReadState::head;
    was_idle_ = true;
    auto body = decode_body(taken.request.headers, taken.request.raw);
    if (!body && server_->settings.broken_json == ServerSettings::BrokenJson::refused) {
        ++server_->error_count;
        send(
            write_response(
                error_response(status_broken_body, body.error()), date_now(), keep_alive_
            ),
            keep_alive_
        );
        return;
    }
    if (body) {
        taken.request.body = std::move(*body);
    }
    busy_ = true;
    waiting_since_ = std::chrono::steady_clock::duration::max();
    ++request_;
    channel_->expire_in(server_->settings.limits.answer_time_max);
    Answerer answerer{shared_from_this(), request_};
    const std::shared_lock gate{server_->gate};
    if (!server_->gone) {
        ++server_->request_count;
        server_->handler(std::move(taken.request), std::move(answerer));
    }
}

void ServerConnection::answer(std::uint64_t request, Response&& response) {
    run([request, response = std::move(response)](ServerConnection& self) {
        if (!self.busy_ || self.request_ != request || !self.channel_->open()) {
            return;
        }
        self.busy_ = false;
        const bool keep_alive = self.keep_alive_ && !self.server_->closing;
        self.send(write_response(response, date_now(), keep_alive), keep_alive);
    });
}

void ServerConnection::send(std::string bytes, bool keep_alive) {
    // Whoever reads its answer slowly waits as much as whoever asks slowly.
    waiting_since_ = std::chrono::steady_clock::now().time_since_epoch();
    channel_->expire_in(server_->settings.limits.write_time_max);
    channel_->write(
        std::move(bytes),
        [self = shared_from_this(), keep_alive](error_code error, std::size_t) {
            if (error) {
                self->channel_->close();
            } else if (keep_alive && !self->server_->closing) {
                self->channel_->expire_in(self->server_->settings.limits.idle_time_max);
                self->advance(self->reader_.feed({}));
            } else {
                self->linger();
            }
        }
    );
}

void ServerConnection::send_error(std::uint16_t status, std::string_view detail) {
    ++server_->error_count;
    send(write_response(error_response(status, detail), date_now(), false), false);
}

void ServerConnection::linger() {
    channel_->end_writing();
    channel_->expire_in(linger_time_max);
    discard();
}

void ServerConnection::discard() {
    // Past the TLS: what it says no longer matters.
    channel_->socket().async_read_some(
        asio::buffer(buffer_),
        [self = shared_from_this()](error_code error, std::size_t count) {
            self->discarded_bytes_ += count;
            if (error || (!self->silent_ && self->discarded_bytes_ > linger_size_max_bytes)) {
                self->channel_->close();
            } else {
                self->discard();
            }
        }
    );
}

void ServerConnection::reset(std::uint64_t request) {
    run([request](ServerConnection& self) {
        if (self.busy_ && self.request_ == request) {
            self.busy_ = false;
            self.channel_->reset();
        }
    });
}

void ServerConnection::half_close(std::uint64_t request) {
    run([request](ServerConnection& self) {
        if (self.busy_ && self.request_ == request && self.channel_->open()) {
            self.busy_ = false;
            self.linger();
        }
    });
}

void ServerConnection::fall_silent(std::uint64_t request) {
    run([request](ServerConnection& self) {
        if (self.busy_ && self.request_ == request && self.channel_->open()) {
            self.busy_ = false;
            self.silent_ = true;
            self.discard();
        }
    });
}

void ServerConnection::reset() {
    run([](ServerConnection& self) { self.channel_->reset(); });
}

void ServerConnection::make_way() {
    waiting_since_ = std::chrono::steady_clock::duration::max();  // Not chosen twice.
    run([](ServerConnection& self) {
        if (!self.busy_ && !self.silent_) {
            self.channel_->close();
        }
    });
}

void ServerConnection::close_when_idle() {
    run([](ServerConnection& self) {
        if (!self.busy_ && !self.silent_ && self.reader_.idle()) {
            self.channel_->close();
        }
        self.keep_alive_ = false;
    });
}

}  // namespace drydock::live::http
