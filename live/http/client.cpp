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
    asio::post(state_->strand, [&done, state = state_] {
        state->gone = true;
        const auto connections = std::exchange(state->connections, {});
        for (const auto& connection : connections) {
            connection->abandon();
        }
        for (auto& [key, peer] : state->peers) {
            for (const PendingCallPtr& call : peer.waiting) {
                call->timer.cancel();
            }
        }
        state->peers.clear();
        done.set_value();
    });
    done.get_future().wait();
}

void Client::send(OutgoingCall call, Handler handler) {
    auto pending = std::make_shared<PendingCall>(PendingCall{
        std::move(call), std::move(handler), asio::steady_timer{state_->strand}});
    asio::post(state_->strand, [state = state_, pending = std::move(pending)] {
        state->send(pending);
    });
}

void Client::State::send(const PendingCallPtr& call) {
    if (gone) {
        return;
    }
    call->timer.expires_after(call->call.timeout);
    call->timer.async_wait([self = shared_from_this(),
                            weak = std::weak_ptr{call}](error_code error) {
        const PendingCallPtr late = weak.lock();
        if (error || late == nullptr || late->over) {
            return;
        }
        const auto connection = late->connection.lock();
        self->end(late, {Delivery::timed_out, {}, "no answer in time"});
        if (connection != nullptr) {
            connection->abandon();
        }
    });
    dispatch(call);
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
    call->timer.cancel();
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
    if (!peer.idle.front()->usable()) {
        const auto stale = std::move(peer.idle.front());
        peer.idle.erase(peer.idle.begin());
        stale->abandon();
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
