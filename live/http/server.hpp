#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/exchange.hpp"
#include "core/expected.hpp"
#include "live/http/io_threads.hpp"
#include "live/http/limits.hpp"
#include "live/http/tls.hpp"

namespace drydock::live::http {

class ServerConnection;

/// The right to answer one request, once. Any thread. Dropped unused, the connection is broken off.
class Answerer {
public:
    Answerer() = default;
    Answerer(std::shared_ptr<ServerConnection> connection, std::uint64_t number);
    Answerer(Answerer&& other) noexcept;
    Answerer& operator=(Answerer&& other) noexcept;
    ~Answerer();

    void answer(Response response);
    /// Breaks the connection off with RST: the peer cannot know what became of its request.
    void reset();
    /// Sends FIN in place of an answer: the peer reads an end, and cannot know what will become of
    /// its request.
    void half_close();
    /// The peer hears nothing more on this connection, and must give up by itself.
    void fall_silent();

    [[nodiscard]] bool pending() const { return connection_ != nullptr; }

private:
    std::shared_ptr<ServerConnection> connection_;
    std::uint64_t number_ = 0;
};

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: the operating system chooses, once for the server's life.
    Limits limits{};
    /// For more, those make way that have asked nothing for the longest; when a request of each is
    /// under way, the newest is answered 503 and closed. Assumption: far above the worker slots of
    /// any system.
    std::size_t connection_count_max = 1'024;
    std::optional<ServerIdentity> identity{};  ///< TLS.
    /// A body that says it is JSON and is not: answered 400 here, or told with `raw` alone.
    enum class BrokenJson : std::uint8_t { refused, told };
    BrokenJson broken_json = BrokenJson::refused;
};

struct ServerCounts {
    std::uint64_t connections = 0;  ///< Accepted.
    std::uint64_t turned_away = 0;  ///< Of them, above the limit.
    std::uint64_t made_way = 0;     ///< Closed for newer ones.
    std::uint64_t requests = 0;     ///< Told to the handler.
    std::uint64_t errors = 0;       ///< Answered here with an error: broken, too large, too slow.
    std::size_t open = 0;           ///< Connections of now.
};

/// Serves HTTP/1.1 with keep-alive. One request of a connection is told at a time; what a peer
/// sends ahead waits in the socket.
class Server {
public:
    /// Called on an I/O thread, for several connections at once. Must not wait.
    using Handler = std::function<void(Request&&, Answerer&&)>;

    /// Listens from then on. The error is for the operator: the port is taken, a file is of no use.
    [[nodiscard]] static expected<std::unique_ptr<Server>, std::string> open(
        IoThreads& threads, const ServerSettings& settings, Handler handler
    );
    /// Breaks off what is under way. The handler is not called afterwards.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] ServerCounts counts() const;

    /// From now on connections are refused, and idle ones closed; requests under way go on.
    void refuse_connections();
    /// Listens again on the same port. The error: it is taken.
    [[nodiscard]] expected<void, std::string> accept_connections();
    /// Breaks every connection off with RST.
    void reset_connections();
    /// Refuses connections and waits for requests under way, but not longer than `time_max`; then
    /// breaks them off. True when none was.
    bool shut_down(Duration time_max);

    struct State;

private:
    explicit Server(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

}  // namespace drydock::live::http
