#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/watch_source.hpp"
#include "core/expected.hpp"
#include "live/http/server.hpp"
#include "reports/html/page.hpp"

namespace drydock::app {

struct WatchServerSettings {
    std::uint16_t port = 0;    ///< Of this machine alone; 0: the operating system chooses.
    std::string target;        ///< What is watched; for people.
    std::string key;           ///< Of the page: what another page cannot know.
    std::string jaeger_url{};  ///< Where the orders' traces are looked up; empty for nowhere.
};

/// Serves the page of a source: GET /, GET /data, GET /events, POST /faults and /faults/clear.
///
/// Events are server-sent events of which each answer brings the newest one and ends; the browser
/// asks for the next by itself, with the number of the last. So a listener that is slow misses
/// what nobody needs any more, and nothing is kept for it.
class WatchServer {
public:
    /// Listens from then on. `source` outlives the server. The error is for the operator.
    [[nodiscard]] static expected<std::unique_ptr<WatchServer>, std::string> open(
        const WatchServerSettings& settings, WatchSource& source
    );
    ~WatchServer();
    WatchServer(const WatchServer&) = delete;
    WatchServer& operator=(const WatchServer&) = delete;

    [[nodiscard]] std::string url() const;
    /// Looks at the source, does what pages asked for meanwhile, and tells who listens. Waits as
    /// long as the source does.
    void refresh();

private:
    struct Change {
        std::string path{};
        std::string json{};
        live::http::Answerer answerer{};
    };

    WatchServer(const WatchServerSettings& settings, WatchSource& source);
    void on_request(Request&& request, live::http::Answerer&& answerer);
    void listen(const Request& request, live::http::Answerer&& answerer);
    void change(Request&& request, live::http::Answerer&& answerer);
    [[nodiscard]] bool comes_from_the_page(const Request& request) const;
    void take(const expected<WatchLook, std::string>& look);
    void make_changes();

    const WatchServerSettings settings_;
    WatchSource& source_;
    const std::string page_;
    std::mutex mutex_;
    // Under `mutex_`.
    std::string event_;  ///< The newest: JSON.
    std::uint64_t event_number_ = 0;
    std::shared_ptr<const std::string> data_;
    std::uint64_t data_number_ = 0;
    std::vector<live::http::Answerer> listeners_;  ///< The oldest is first.
    std::vector<Change> changes_;

    WatchLook last_;  ///< Of refresh() alone.
    live::http::IoThreads threads_{1};
    std::unique_ptr<live::http::Server> server_;
};

}  // namespace drydock::app
