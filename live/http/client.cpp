#include "live/http/client.hpp"

#include <algorithm>
#include <future>

#include "live/http/client_state.hpp"

namespace drydock::live::http {

Client::Client(std::shared_ptr<State> state) : state_{std::move(state)} {}

expected<std::unique_ptr<Client>, std::string> Client::open(
    IoThreads& threads, const ClientSettings& settings
) {
    auto state = std::make_shared<State>(threads, settings);
    auto context = client_context(settings.trust);
    if (!context) {
        return unexpected{context.error()};
    }
    state->tls = std::move(*context);
    return std::unique_ptr<Client>{new Client{std::move(state)}};
}

Client::~Client() {
    std::promise<void> done;
    asio::post(state_->executor, [&done, state = state_] {
        state->gone = true;
        state->timer.cancel();
        state->by_deadline.clear();
        const auto connections = std::exchange(state->connections, {});
        for (const auto& connection : connections) {
            connection->abandon();
        }
        state->peers.clear();
        done.set_value();
    });
    done.get_future().wait();
}

void Client::send(OutgoingCall call, Handler handler) {
    const auto deadline = std::chrono::steady_clock::now() + call.timeout;
    auto pending =
        std::make_shared<PendingCall>(PendingCall{std::move(call), std::move(handler), deadline});
    asio::post(state_->executor, [state = state_, pending = std::move(pending)] {
        state->send(pending);
    });
}

void Client::State::send(const PendingCallPtr& call) {
    if (gone) {
        return;
    }
    by_deadline.emplace(call->deadline, call);
    if (call->deadline < wakes_at) {
        wait();
    }
    dispatch(call);
}

void Client::State::wait() {
    wakes_at = by_deadline.begin()->first;
    timer.expires_at(wakes_at);
    timer.async_wait([weak = weak_from_this()](error_code error) {
        const auto self = weak.lock();
        if (error || self == nullptr || self->gone) {
            return;
        }
        self->end_late_calls();
        self->wakes_at = std::chrono::steady_clock::time_point::max();
        if (!self->by_deadline.empty()) {
            self->wait();
        }
    });
}

void Client::State::end_late_calls() {
    const auto now = std::chrono::steady_clock::now();
    while (!by_deadline.empty() && by_deadline.begin()->first <= now) {
        const PendingCallPtr late = by_deadline.begin()->second;
        const auto connection = late->connection.lock();
        end(late, {Delivery::timed_out, {}, "no answer in time"});
        if (connection != nullptr) {
            connection->abandon();
        }
    }
}

void Client::State::dispatch(const PendingCallPtr& call) {
    const Url& url = call->call.peer;
    const std::string key = (url.secure ? "https://" : "http://") + url.authority();
    Peer& peer = peers[key];
    while (!peer.idle.empty()) {
        const auto connection = std::move(peer.idle.back());
        peer.idle.pop_back();
        if (connection->usable()) {
            start(call, connection);
            return;
        }
        connection->abandon();
    }
    if (peer.connection_count < settings.connections_of_peer_max) {
        auto connection = std::make_shared<ClientConnection>(shared_from_this(), url);
        connection->peer = key;
        ++peer.connection_count;
        connections.insert(connection);
        start(call, std::move(connection));
    } else if (peer.waiting.size() < settings.waiting_calls_of_peer_max) {
        peer.waiting.push_back(call);
    } else {
        end(call, {Delivery::refused, {}, "too many calls wait for a connection"});
    }
}

void Client::State::start(
    const PendingCallPtr& call, std::shared_ptr<ClientConnection> connection
) {
    call->connection = connection;
    connection->carry(call);
}

void Client::State::end(const PendingCallPtr& call, CallResult&& result) {
    if (call->over || gone) {
        return;
    }
    call->over = true;
    by_deadline.erase({call->deadline, call});
    call->handler(std::move(result));
}

void Client::State::serve_waiting(Peer& peer) {
    while (!peer.waiting.empty()) {
        const PendingCallPtr call = std::move(peer.waiting.front());
        peer.waiting.pop_front();
        if (!call->over) {
            dispatch(call);
            return;
        }
    }
}

void Client::State::give_back(const std::shared_ptr<ClientConnection>& connection) {
    Peer& peer = peers[connection->peer];
    peer.idle.push_back(connection);
    if (peer.idle.front()->expired()) {
        const auto old = std::move(peer.idle.front());
        peer.idle.erase(peer.idle.begin());
        old->abandon();
    }
    serve_waiting(peer);
}

void Client::State::drop(const std::shared_ptr<ClientConnection>& connection) {
    if (connections.erase(connection) == 0) {
        return;
    }
    Peer& peer = peers[connection->peer];
    --peer.connection_count;
    serve_waiting(peer);
}

}  // namespace drydock::live::http
