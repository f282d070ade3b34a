#include "live/http/server.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "live/http/server_connection.hpp"
#include "live/http/wire.hpp"

namespace drydock::live::http {

namespace {

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
constexpr int backlog = 1'024;
/// Of all connections a server may have, how many make way at once: choosing looks at all of them.
constexpr std::size_t make_way_share = 32;

void accept_next(const std::shared_ptr<Server::State>& state);

/// Runs `action` on the acceptor's thread and waits for it.
template <class Action>
auto run_on(Server::State& state, Action action) {
    std::packaged_task<decltype(action())()> task{std::move(action)};
    auto done = task.get_future();
    asio::post(state.acceptor.get_executor(), [&task] { task(); });
    return done.get();
}

error_code listen(Server::State& state) {
    error_code error;
    Acceptor& acceptor = state.acceptor;
    acceptor.open(state.endpoint.protocol(), error);
    if (!error && state.placeholder) {
        acceptor.set_option(ReusePort{true}, error);
    } else if (!error) {
        acceptor.set_option(Acceptor::reuse_address{true}, error);
    }
    if (!error) {
        acceptor.bind(state.endpoint, error);
    }
    if (!error) {
        acceptor.listen(backlog, error);
    }
    if (error) {
        error_code ignored;
        acceptor.close(ignored);
    }
    return error;
}

/// Takes the address; the port becomes known.
error_code reserve(Server::State& state) {
    error_code error;
    const auto address = asio::ip::make_address(state.settings.address, error);
    if (error) {
        return error;
    }
    state.endpoint = tcp::endpoint{address, state.settings.port};
    if (state.settings.port == 0) {
        state.placeholder.emplace(state.acceptor.get_executor());
        state.placeholder->open(state.endpoint.protocol(), error);
        if (!error) {
            state.placeholder->set_option(ReusePort{true}, error);
        }
        if (!error) {
            state.placeholder->bind(state.endpoint, error);
        }
        if (!error) {
            state.endpoint = state.placeholder->local_endpoint(error);
        }
    }
    return error;
}

void turn_away(Server::State& state, Socket& socket) {
    ++state.turned_away_count;
    if (state.tls == nullptr) {
        Response response = error_response(503, "too many connections");
        response.retry_after = one_second;
        const std::string bytes = write_response(response, http_date(std::time(nullptr)), false);
        // A fresh socket has room for this; a peer for which it has not gets nothing.
        error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(bytes), ignored);
        socket.shutdown(tcp::socket::shutdown_send, ignored);
    }
}

std::vector<std::shared_ptr<ServerConnection>> connections_of(Server::State& state) {
    std::vector<std::shared_ptr<ServerConnection>> all;
    const std::lock_guard lock{state.mutex};
    for (const auto& [number, weak] : state.connections) {
        if (auto connection = weak.lock()) {
            all.push_back(std::move(connection));
        }
    }
    return all;
}

std::size_t leaving_max(const Server::State& state) {
    return state.settings.connection_count_max / make_way_share + 1;
}

/// Closes those that have asked nothing for the longest: peers that hold connections, slowly or
/// silently, cannot keep out those that use theirs. Source: nginx, ngx_drain_connections.
void make_room(Server::State& state) {
    using Candidate = std::pair<std::chrono::steady_clock::time_point, ServerConnection*>;
    const auto all = connections_of(state);
    std::vector<Candidate> waiting;
    for (const auto& connection : all) {
        const auto since = connection->waiting_since();
        if (since != std::chrono::steady_clock::time_point::max()) {
            waiting.emplace_back(since, connection.get());
        }
    }
    const std::size_t count = std::min(waiting.size(), leaving_max(state));
    std::ranges::nth_element(
        waiting, waiting.begin() + static_cast<std::ptrdiff_t>(count), {}, &Candidate::first
    );
    for (std::size_t index = 0; index < count; ++index) {
        waiting[index].second->make_way();
        ++state.made_way_count;
        ++state.leaving_count;
    }
}

/// One of those that make way has gone, or will in a moment.
bool takes_place_of_leaving(Server::State& state) {
    if (state.leaving_count == 0) {
        make_room(state);
    }
    if (state.leaving_count == 0) {
        return false;
    }
    --state.leaving_count;
    return true;
}

void welcome(const std::shared_ptr<Server::State>& state, Socket socket) {
    ++state->connection_count;
    std::shared_ptr<ServerConnection> connection;
    const std::size_t open_count = [&state] {
        const std::lock_guard lock{state->mutex};
        return state->connections.size();
    }();
    const std::size_t count_max = state->settings.connection_count_max;
    if (open_count < count_max) {
        state->leaving_count = 0;
    }
    // Those that make way may be there for a moment yet, but no crowd of them.
    if (open_count < count_max ||
        (open_count < count_max + count_max / 4 + 8 && takes_place_of_leaving(*state))) {
        const std::lock_guard lock{state->mutex};
        const std::uint64_t number = ++state->connection_number;
        connection = std::make_shared<ServerConnection>(state, std::move(socket), number);
        state->connections.emplace(number, connection);
    }
    if (connection != nullptr) {
        connection->start();
    } else {
        turn_away(*state, socket);
    }
}

void accept_next(const std::shared_ptr<Server::State>& state) {
    state->acceptor.async_accept(
        state->threads.for_server().get_executor(),
        [state](error_code error, Socket socket) {
            if (!state->acceptor.is_open()) {
                return;
            }
            if (!error) {
                welcome(state, std::move(socket));
                accept_next(state);
                return;
            }
            if (error == asio::error::operation_aborted) {
                return;
            }
            // No file descriptors left, or the peer is gone already: a pause, not a busy loop.
            auto pause = std::make_shared<SteadyTimer>(state->acceptor.get_executor());
            pause->expires_after(std::chrono::milliseconds{20});
            pause->async_wait([state, pause](error_code) {
                if (state->acceptor.is_open()) {
                    accept_next(state);
                }
            });
        }
    );
}

void close_acceptor(Server::State& state) {
    run_on(state, [&state] {
        error_code ignored;
        state.acceptor.close(ignored);
    });
}

}  // namespace

Answerer::Answerer(std::shared_ptr<ServerConnection> connection, std::uint64_t number)
    : connection_{std::move(connection)}, number_{number} {}

Answerer::Answerer(Answerer&& other) noexcept = default;

Answerer& Answerer::operator=(Answerer&& other) noexcept {
    reset();
    connection_ = std::move(other.connection_);
    number_ = other.number_;
    return *this;
}

Answerer::~Answerer() {
    reset();
}

void Answerer::answer(Response response) {
    if (const auto connection = std::exchange(connection_, nullptr)) {
        connection->answer(number_, std::move(response));
    }
}

void Answerer::reset() {
    if (const auto connection = std::exchange(connection_, nullptr)) {
        connection->reset(number_);
    }
}

void Answerer::half_close() {
    if (const auto connection = std::exchange(connection_, nullptr)) {
        connection->half_close(number_);
    }
}

void Answerer::fall_silent() {
    if (const auto connection = std::exchange(connection_, nullptr)) {
        connection->fall_silent(number_);
    }
}

Server::Server(std::shared_ptr<State> state) : state_{std::move(state)} {}

expected<std::unique_ptr<Server>, std::string> Server::open(
    IoThreads& threads, const ServerSettings& settings, Handler handler
) {
    auto state = std::make_shared<State>(threads, settings, std::move(handler));
    if (settings.identity) {
        auto context = server_context(*settings.identity);
        if (!context) {
            return unexpected{context.error()};
        }
        state->tls = std::move(*context);
    }
    if (const error_code error = reserve(*state)) {
        return unexpected{
            fmt::format("{}: no such address here: {}", settings.address, error.message())};
    }
    std::unique_ptr<Server> server{new Server{state}};
    if (auto listening = server->accept_connections(); !listening) {
        return unexpected{listening.error()};
    }
    return server;
}

Server::~Server() {
    {
        const std::lock_guard lock{state_->gate};
        state_->gone = true;
    }
    close_acceptor(*state_);
    reset_connections();
}

std::uint16_t Server::port() const {
    return state_->endpoint.port();
}

ServerCounts Server::counts() const {
    ServerCounts counts{
        .connections = state_->connection_count,
        .turned_away = state_->turned_away_count,
        .made_way = state_->made_way_count,
        .requests = state_->request_count,
        .errors = state_->error_count};
    const std::lock_guard lock{state_->mutex};
    counts.open = state_->connections.size();
    return counts;
}

expected<void, std::string> Server::accept_connections() {
    const error_code error = run_on(*state_, [this] {
        if (state_->acceptor.is_open()) {
            return error_code{};
        }
        const error_code failed = listen(*state_);
        if (!failed) {
            accept_next(state_);
        }
        return failed;
    });
    if (error) {
        return unexpected{fmt::format(
            "cannot listen at {} port {}: {}", state_->settings.address, port(), error.message()
        )};
    }
    return {};
}

void Server::refuse_connections() {
    close_acceptor(*state_);
    for (const auto& connection : connections_of(*state_)) {
        connection->close_when_idle();
    }
}

void Server::reset_connections() {
    for (const auto& connection : connections_of(*state_)) {
        connection->reset();
    }
}

bool Server::shut_down(Duration time_max) {
    state_->closing = true;
    refuse_connections();
    std::unique_lock lock{state_->mutex};
    const bool all_done =
        state_->closed.wait_for(lock, time_max, [this] { return state_->connections.empty(); });
    lock.unlock();
    reset_connections();
    return all_done;
}

}  // namespace drydock::live::http
