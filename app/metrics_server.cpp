#include "app/metrics_server.hpp"

#include <optional>
#include <utility>

#include "reports/metrics/exposition.hpp"

namespace drydock::app {

namespace {

using live::http::Answerer;

/// Assumption: two Prometheus servers, and a person with curl beside each.
constexpr std::size_t scrapes_waiting_max = 4;

Response metrics_response(std::uint16_t status, std::string_view type, std::string text) {
    Response response{.status = status};
    response.raw = make_bytes(std::move(text));
    response.headers = {{"Content-Type", std::string{type}}};
    return response;
}

Response metrics_refused(std::uint16_t status, std::string_view why) {
    return metrics_response(status, "text/plain; charset=utf-8", std::string{why} + "\n");
}

}  // namespace

expected<std::unique_ptr<MetricsServer>, std::string> MetricsServer::open(
    const std::string& address, std::uint16_t port
) {
    std::unique_ptr<MetricsServer> metrics{new MetricsServer};
    live::http::ServerSettings settings;
    settings.address = address;
    settings.port = port;
    settings.connection_count_max = 16;
    MetricsServer* const self = metrics.get();
    auto server = live::http::Server::open(
        metrics->threads_,
        settings,
        [self](Request&& request, Answerer&& answerer) {
            self->on_request(request, std::move(answerer));
        }
    );
    if (!server) {
        return unexpected{"--metrics-port: " + server.error()};
    }
    metrics->server_ = std::move(*server);
    return metrics;
}

MetricsServer::~MetricsServer() {
    server_.reset();
    // While their threads are there.
    waiting_.clear();
}

void MetricsServer::on_request(const Request& request, Answerer&& answerer) {
    if (path_of(request.path) != "/metrics" || request.method != Method::get) {
        answerer.answer(metrics_refused(404, "metrics are at /metrics"));
        return;
    }
    const std::string_view accepts = request.header("Accept");
    const bool is_open_metrics =
        accepts.find("application/openmetrics-text") != std::string_view::npos;
    const std::lock_guard lock{mutex_};
    if (world_ == nullptr || waiting_.size() >= scrapes_waiting_max) {
        answerer.answer(metrics_refused(503, "no run goes on, or too many ask at once"));
        return;
    }
    waiting_.push_back({std::move(answerer), is_open_metrics});
    if (waiting_.size() == 1) {
        world_->between_steps([this] { answer_all(); });
    }
}

void MetricsServer::answer_all() {
    std::vector<Scrape> scrapes;
    {
        const std::lock_guard lock{mutex_};
        scrapes.swap(waiting_);
    }
    if (scrapes.empty() || !maker_) {
        return;
    }
    const reports::MetricsSnapshot snapshot = maker_();
    for (Scrape& scrape : scrapes) {
        scrape.answerer.answer(
            scrape.is_open_metrics
                ? metrics_response(
                      200, reports::openmetrics_type, reports::openmetrics_text(snapshot)
                  )
                : metrics_response(
                      200, reports::prometheus_type, reports::prometheus_text(snapshot)
                  )
        );
    }
}

void MetricsServer::attach(live::RealWorld& world, MetricsMaker maker) {
    maker_ = std::move(maker);
    const std::lock_guard lock{mutex_};
    world_ = &world;
}

void MetricsServer::detach() {
    {
        const std::lock_guard lock{mutex_};
        world_ = nullptr;
    }
    answer_all();
    maker_ = {};
}

}  // namespace drydock::app
