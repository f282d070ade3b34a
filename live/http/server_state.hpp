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
    State(IoThreads& threads, const ServerSettings& settings_in, Handler handler_in)
        : context{threads.state().context},
          settings{settings_in},
          handler{std::move(handler_in)},
          strand{context.get_executor()},
          acceptor{strand} {}

    asio::io_context& context;
    const ServerSettings settings;
    const Handler handler;
    TlsContext tls{};
    Strand strand;  ///< Of the acceptor.
    tcp::acceptor acceptor;
    /// Holds the port while nobody listens, so that no other socket is given it meanwhile.
    std::optional<tcp::socket> placeholder{};
    tcp::endpoint endpoint{};

    std::shared_mutex gate{};  ///< Held while the handler is called.
    bool gone = false;         ///< Under `gate`.

    std::mutex mutex{};
    std::condition_variable closed{};
    std::map<std::uint64_t, std::weak_ptr<ServerConnection>> connections{};  ///< Under `mutex`.
    std::uint64_t connection_number = 0;                                     ///< Under `mutex`.

    std::atomic<bool> closing{false};  ///< Every answer is the last on its connection.
    std::atomic<std::uint64_t> connection_count{0};
    std::atomic<std::uint64_t> turned_away_count{0};
    std::atomic<std::uint64_t> request_count{0};
    std::atomic<std::uint64_t> error_count{0};
};

}  // namespace drydock::live::http
