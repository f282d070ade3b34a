#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/exchange.hpp"
#include "core/expected.hpp"
#include "live/http/io_threads.hpp"
#include "live/http/limits.hpp"
#include "live/http/tls.hpp"
#include "live/http/url.hpp"

namespace drydock::live::http {

struct ClientSettings {
    Limits limits{};  ///< Of responses; the times in it do not apply.
    Trust trust{};
    /// Until a connection stands, TLS and all; then the call is refused. Source: curl and most
    /// clients of partners wait between 3 and 10 seconds.
    Duration connect_time_max = 5 * one_second;
    /// Below what servers commonly allow (Node.js 5 s, nginx 75 s), so that a request rarely meets
    /// a connection that is just being closed.
    Duration idle_time_max = 4 * one_second;
    std::size_t connections_of_peer_max = 256;
    /// Calls to one peer that wait for a connection; more are refused.
    std::size_t waiting_calls_of_peer_max = 16'384;
};

/// What became of one call.
struct CallResult {
    Delivery delivery = Delivery::answered;
    Response response{};   ///< When answered: `raw` as it came, `body` when it is JSON.
    std::string reason{};  ///< When not: for a log.
};

struct OutgoingCall {
    Url peer{};
    Request request{};
    std::vector<Header> more_headers{};
    Duration timeout = 30 * one_second;  ///< From send() to the end of the response.
};

/// Calls peers over HTTP/1.1 and keeps connections open for the next call. A request that can be
/// repeated without harm (GET) is sent once more when a kept connection turns out to be closed.
class Client {
public:
    /// Called once a call, on an I/O thread. Must not wait.
    using Handler = std::function<void(CallResult&&)>;

    /// The error: a file of certificates is of no use.
    [[nodiscard]] static expected<std::unique_ptr<Client>, std::string> open(
        IoThreads& threads, const ClientSettings& settings
    );
    /// Breaks off what is under way; no handler is called afterwards.
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Any thread.
    void send(OutgoingCall call, Handler handler);

    struct State;

private:
    explicit Client(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

}  // namespace drydock::live::http
