#include "reports/metrics/exchange_meter.hpp"

#include <algorithm>
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
      served_of_(systems_.size()),
      refusals_(systems_.size()),
      errors_(systems_.size()),
      health_(systems_.size()) {
    for (std::size_t system = 0; system < systems_.size(); ++system) {
        system_numbers_.emplace(systems_[system], system);
    }
}

const ExchangeMeter::Known* ExchangeMeter::find(
    const SeriesOfSystem& known, std::string_view operation
) {
    // A World names an operation by the same text each time.
    const auto same_text = std::ranges::find_if(known, [operation](const Known& one) {
        return one.operation.data() == operation.data() && one.operation.size() == operation.size();
    });
    const auto found = same_text != known.end()
                           ? same_text
                           : std::ranges::find(known, operation, &Known::operation);
    return found == known.end() ? nullptr : &*found;
}

std::uint32_t ExchangeMeter::find_or_add(
    const ExchangeView& view, std::vector<Series>& series, SeriesOf& series_of
) {
    SeriesOfSystem& known = series_of.at(view.to.value);
    if (const Known* const one = find(known, view.operation)) {
        return one->series;
    }
    const auto number = static_cast<std::uint32_t>(series.size());
    known.push_back({view.operation, number});
    series.push_back({view.to.value, view.operation, {}});
    return number;
}

void ExchangeMeter::on_call(Instant now, const ExchangeView& view) {
    if (open_.size() <= view.place) {
        open_.resize(view.place + std::size_t{1}, {{}, no_series, false});
    }
    if (view.is_copy) {
        open_[view.place].series = no_series;
        return;
    }
    const std::uint32_t series = view.is_foreign ? find_or_add(view, served_, served_of_)
                                                 : find_or_add(view, series_, series_of_);
    open_[view.place] = {now, series, view.is_foreign};
}

void ExchangeMeter::on_reply(Instant now, std::uint32_t place, std::uint16_t status) {
    if (place >= open_.size() || !open_[place].is_foreign || open_[place].series == no_series) {
        return;
    }
    Series& series = served_[open_[place].series];
    series.latency.add(now - open_[place].sent);
    if (status >= 400) {
        ++refusals_[series.system][status];
    }
    open_[place].series = no_series;
}

void ExchangeMeter::on_end(Instant now, std::uint32_t place, const Outcome& outcome) {
    if (place >= open_.size() || open_[place].is_foreign || open_[place].series == no_series) {
        return;
    }
    Series& series = series_[open_[place].series];
    const Duration took = now - open_[place].sent;
    series.latency.add(took);
    if (tracer_ != nullptr) {
        if (const auto trace = tracer_->kept_trace_of(place)) {
            series.latency.exemplars[Histogram::bucket_of(took)] = Exemplar{*trace, took, 0};
        }
    }
    std::string error = error_type(outcome);
    Health& health = health_[series.system];
    health.seen = true;
    health.good = outcome.answered() && outcome.response.status < 500 &&
                  outcome.response.status != 401 && outcome.response.status != 403;
    if (!error.empty()) {
        ++errors_[series.system][std::move(error)];
    }
}

MetricFamily ExchangeMeter::latencies(
    std::string_view name, std::string_view help, const std::vector<Series>& all
) const {
    MetricFamily latency{name, help, MetricType::histogram, "seconds", {}};
    for (const Series& series : all) {
        latency.samples.push_back(
            {{{"server_address", systems_[series.system]},
              {"operation", std::string{series.operation}}},
             series.latency}
        );
    }
    return latency;
}

void ExchangeMeter::take_exemplars(std::span<const Span> spans) {
    for (const Span& span : spans) {
        const std::size_t space = span.name.find(' ');
        if (span.kind != SpanKind::client || space == std::string::npos) {
            continue;
        }
        const auto server = std::ranges::find(span.attributes, "server.address", &Attribute::key);
        if (server == span.attributes.end()) {
            continue;
        }
        const auto system = system_numbers_.find(server->text());
        if (system == system_numbers_.end()) {
            continue;
        }
        const Known* const series =
            find(series_of_[system->second], std::string_view{span.name}.substr(space + 1));
        if (series != nullptr) {
            const Duration took{span.end_unix_ns - span.start_unix_ns};
            series_[series->series].latency.exemplars[Histogram::bucket_of(took)] =
                Exemplar{span.trace, took, span.end_unix_ns};
        }
    }
}

void ExchangeMeter::add_health(MetricsSnapshot& snapshot) const {
    MetricFamily errors{
        "drydock_call_errors", "Calls that failed, by how.", MetricType::counter, "", {}};
    MetricFamily refusals{
        "drydock_error_responses",
        "Answers to callers elsewhere with a status from 400 on.",
        MetricType::counter,
        "",
        {}};
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
        for (const auto& [status, count] : refusals_[system]) {
            refusals.samples.push_back(
                {{{"server_address", systems_[system]}, {"status", std::to_string(status)}}, count}
            );
        }
        if (health_[system].seen) {
            up.samples.push_back(
                {{{"server_address", systems_[system]}},
                 static_cast<std::int64_t>(health_[system].good ? 1 : 0)}
            );
        }
    }
    snapshot.families.push_back(std::move(errors));
    snapshot.families.push_back(std::move(refusals));
    snapshot.families.push_back(std::move(up));
}

void ExchangeMeter::add_to(MetricsSnapshot& snapshot) const {
    snapshot.families.push_back(latencies(
        "http_client_request_duration_seconds",
        "Calls as their caller saw them, tries that failed included.",
        series_
    ));
    snapshot.families.push_back(latencies(
        "http_server_request_duration_seconds",
        "Calls from elsewhere, from their arrival to the answer.",
        served_
    ));
    add_health(snapshot);
}

}  // namespace drydock::reports
