#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "live/asio.hpp"
#include "live/http/io_threads_state.hpp"
#include "live/http/server.hpp"

namespace drydock::live::http {

/// What a server shares with its connections, which may outlive it by a moment.
struct Server::State {
    State(IoThreads& threads_in, const ServerSettings& settings_in, Handler handler_in)
        : threads{threads_in.state()},
          settings{settings_in},
          handler{std::move(handler_in)},
          acceptor{threads_in.state().for_server()} {}

    IoThreads::State& threads;
    const ServerSettings settings;
    const Handler handler;
    TlsContext tls{};
    Acceptor acceptor;
    /// Holds the port while nobody listens, so that no other socket is given it meanwhile.
    std::optional<Socket> placeholder{};
    tcp::endpoint endpoint{};

    std::shared_mutex gate{};  ///< Held while the handler is called.
    bool gone = false;         ///< Under `gate`.

    std::mutex mutex{};
    std::condition_variable closed{};
    std::map<std::uint64_t, std::weak_ptr<ServerConnection>> connections{};  ///< Under `mutex`.
    std::uint64_t connection_number = 0;                                     ///< Under `mutex`.

    /// How many were told to make way and are not made up for yet. The acceptor's thread alone.
    std::size_t leaving_count = 0;

    std::atomic<bool> closing{false};  ///< Every answer is the last on its connection.
    std::atomic<std::uint64_t> connection_count{0};
    std::atomic<std::uint64_t> turned_away_count{0};
    std::atomic<std::uint64_t> made_way_count{0};
    std::atomic<std::uint64_t> request_count{0};
    std::atomic<std::uint64_t> error_count{0};
};

}  // namespace drydock::live::http
