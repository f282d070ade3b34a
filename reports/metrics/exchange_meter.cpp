#include "reports/metrics/exchange_meter.hpp"

#include <limits>
#include <utility>

#include <fmt/format.h>

namespace drydock::reports {

namespace {

constexpr std::uint32_t no_series = std::numeric_limits<std::uint32_t>::max();

/// Source: semantic conventions 1.27, attribute error.type; empty for none.
std::string error_type(const Outcome& outcome) {
    switch (outcome.delivery) {
        case Delivery::answered:
            break;
        case Delivery::refused:
            return "connection_refused";
        case Delivery::reset_before_sent:
        case Delivery::reset_after_sent:
            return "connection_reset";
        case Delivery::timed_out:
            return "timeout";
    }
    return outcome.response.success() ? "" : fmt::format("{}", outcome.response.status);
}

}  // namespace

ExchangeMeter::ExchangeMeter(std::vector<std::string> systems)
    : systems_{std::move(systems)},
      series_of_(systems_.size()),
      errors_(systems_.size()),
      health_(systems_.size()) {}

void ExchangeMeter::on_call(Instant now, const sim::ExchangeView& view) {
    if (open_.size() <= view.place) {
        open_.resize(view.place + std::size_t{1}, {{}, no_series});
    }
    if (view.is_copy) {
        open_[view.place].series = no_series;
        return;
    }
    auto& known = series_of_.at(view.to.value);
    const auto number = static_cast<std::uint32_t>(series_.size());
    const auto [found, is_new] = known.try_emplace(view.operation, number);
    if (is_new) {
        series_.push_back({view.to.value, view.operation, {}});
    }
    open_[view.place] = {now, found->second};
}

void ExchangeMeter::on_end(Instant now, std::uint32_t place, const Outcome& outcome) {
    if (place >= open_.size() || open_[place].series == no_series) {
        return;
    }
    Series& series = series_[open_[place].series];
    series.latency.add(now - open_[place].sent);
    std::string error = error_type(outcome);
    Health& health = health_[series.system];
    health.seen = true;
    health.good = outcome.answered() && outcome.response.status < 500 &&
                  outcome.response.status != 401 && outcome.response.status != 403;
    if (!error.empty()) {
        ++errors_[series.system][std::move(error)];
    }
}

void ExchangeMeter::add_to(MetricsSnapshot& snapshot, const TraceBatch& traces) const {
    MetricFamily latency{
        "http_client_request_duration_seconds",
        "Calls as their caller saw them, tries that failed included.",
        MetricType::histogram,
        "seconds",
        {}};
    std::map<std::pair<std::string, std::string>, std::size_t> place_of;
    for (const Series& series : series_) {
        const std::string& system = systems_[series.system];
        place_of[{system, std::string{series.operation}}] = latency.samples.size();
        latency.samples.push_back(
            {{{"server_address", system}, {"operation", std::string{series.operation}}},
             series.latency}
        );
    }
    for (const Span& span : traces.spans) {
        const std::size_t space = span.name.find(' ');
        if (span.kind != SpanKind::client || space == std::string::npos) {
            continue;
        }
        for (const Attribute& attribute : span.attributes) {
            if (attribute.key != "server.address") {
                continue;
            }
            const auto found =
                place_of.find({std::string{attribute.text()}, span.name.substr(space + 1)});
            if (found != place_of.end()) {
                const Duration took{span.end_unix_ns - span.start_unix_ns};
                auto& histogram = std::get<Histogram>(latency.samples[found->second].value);
                histogram.exemplars[Histogram::bucket_of(took)] =
                    Exemplar{span.trace, took, span.end_unix_ns};
            }
        }
    }
    MetricFamily errors{
        "drydock_call_errors", "Calls that failed, by how.", MetricType::counter, "", {}};
    MetricFamily up{
        "drydock_connector_up",
        "1 when the last call to the system was answered, and not with a fault of its own.",
        MetricType::gauge,
        "",
        {}};
    for (std::size_t system = 0; system < systems_.size(); ++system) {
        for (const auto& [type, count] : errors_[system]) {
            errors.samples.push_back(
                {{{"server_address", systems_[system]}, {"error_type", type}}, count}
            );
        }
        if (health_[system].seen) {
            up.samples.push_back(
                {{{"server_address", systems_[system]}},
                 static_cast<std::int64_t>(health_[system].good ? 1 : 0)}
            );
        }
    }
    snapshot.families.push_back(std::move(latency));
    snapshot.families.push_back(std::move(errors));
    snapshot.families.push_back(std::move(up));
}

}  // namespace drydock::reports
