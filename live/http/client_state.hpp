#pragma once

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "live/http/channel.hpp"
#include "live/http/client.hpp"
#include "live/http/io_threads_state.hpp"
#include "live/http/message_reader.hpp"

namespace drydock::live::http {

class ClientConnection;

/// One call until its handler has been told.
struct PendingCall {
    OutgoingCall call;
    Client::Handler handler;
    std::chrono::steady_clock::time_point deadline{};  ///< Of the whole call.
    std::weak_ptr<ClientConnection> connection{};
    bool repeated = false;
    bool over = false;
};
using PendingCallPtr = std::shared_ptr<PendingCall>;

/// Connections to one peer, and calls that wait for one.
struct Peer {
    std::vector<std::shared_ptr<ClientConnection>> idle{};  ///< Used last is last.
    std::size_t connection_count = 0;
    std::deque<PendingCallPtr> waiting{};
};

/// All of a client runs on one thread.
struct Client::State : std::enable_shared_from_this<Client::State> {
    State(IoThreads& threads, const ClientSettings& settings_in)
        : settings{settings_in},
          executor{threads.state().for_client().get_executor()},
          timer{executor} {}

    void send(const PendingCallPtr& call);
    void dispatch(const PendingCallPtr& call);
    void start(const PendingCallPtr& call, std::shared_ptr<ClientConnection> connection);
    void end(const PendingCallPtr& call, CallResult&& result);
    void give_back(const std::shared_ptr<ClientConnection>& connection);
    void drop(const std::shared_ptr<ClientConnection>& connection);
    void serve_waiting(Peer& peer);
    /// Until the earliest deadline.
    void wait();
    void end_late_calls();

    const ClientSettings settings;
    TlsContext tls{};
    const IoExecutor executor;
    SteadyTimer timer;
    std::chrono::steady_clock::time_point wakes_at = std::chrono::steady_clock::time_point::max();
    /// Calls that are not over. Most end long before, so one timer for all of them seldom fires.
    std::set<std::pair<std::chrono::steady_clock::time_point, PendingCallPtr>> by_deadline{};
    std::map<std::string, Peer> peers{};  ///< By scheme and authority.
    std::set<std::shared_ptr<ClientConnection>> connections{};
    bool gone = false;
};

/// One connection of a client: one call at a time.
class ClientConnection : public std::enable_shared_from_this<ClientConnection> {
public:
    ClientConnection(std::shared_ptr<Client::State> client, const Url& url);

    void carry(PendingCallPtr call);
    /// The call has ended without it.
    void abandon();
    [[nodiscard]] bool usable() const;
    /// No longer used, and to be closed before its peer does it.
    [[nodiscard]] bool expired() const;

    std::string peer{};  ///< Key in Client::State::peers.

private:
    void connect();
    void connect_to(const tcp::resolver::results_type& endpoints);
    void shake_hands();
    void exchange();
    void read();
    void on_read(error_code error, std::size_t count);
    void succeed();
    void fail(Delivery delivery, std::string reason);

    std::shared_ptr<Client::State> client_;
    const Url url_;
    std::shared_ptr<Channel> channel_;
    Resolver resolver_;
    PendingCallPtr call_;
    ResponseReader reader_;
    std::array<char, 16'384> buffer_;
    std::chrono::steady_clock::time_point idle_since_{};
    bool connected_ = false;
    bool reused_ = false;
    bool sent_ = false;
    bool writing_ = false;
};

}  // namespace drydock::live::http
