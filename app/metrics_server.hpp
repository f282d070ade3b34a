#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "live/http/io_threads.hpp"
#include "live/http/server.hpp"
#include "live/world/real_world.hpp"
#include "reports/metrics/snapshot.hpp"

namespace drydock::app {

/// Makes the metrics of now. On the World's thread, between two Steps.
using MetricsMaker = std::function<reports::MetricsSnapshot()>;

/// Serves GET /metrics: OpenMetrics for who accepts it, else Prometheus text. 503 while no World is
/// open, or when so many ask at once that the World would do nothing else.
class MetricsServer {
public:
    /// Listens from then on; 0: the operating system chooses the port. The error is for the
    /// operator.
    [[nodiscard]] static expected<std::unique_ptr<MetricsServer>, std::string> open(
        const std::string& address, std::uint16_t port
    );
    ~MetricsServer();
    MetricsServer(const MetricsServer&) = delete;
    MetricsServer& operator=(const MetricsServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }

    /// From now on that World is asked; it and the maker live until detach(). On its thread.
    void attach(live::RealWorld& world, MetricsMaker maker);
    void detach();

private:
    struct Scrape {
        live::http::Answerer answerer{};
        bool is_open_metrics = false;
    };

    MetricsServer() = default;
    void on_request(const Request& request, live::http::Answerer&& answerer);
    void answer_all();

    std::mutex mutex_;
    // Under `mutex_`.
    live::RealWorld* world_ = nullptr;
    std::vector<Scrape> waiting_;

    MetricsMaker maker_;  ///< Of the World's thread.
    live::http::IoThreads threads_{1};
    std::unique_ptr<live::http::Server> server_;
};

}  // namespace drydock::app
