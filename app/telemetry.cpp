#include "app/telemetry.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "app/trace_subject.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "reports/metrics/business_metrics.hpp"
#include "reports/metrics/exposition.hpp"

namespace drydock::app {

expected<void, std::string> write_metrics(
    const std::string& file, const reports::MetricsSnapshot& metrics
) {
    const std::filesystem::path path{file};
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    std::string text = file.ends_with(".openmetrics") ? reports::openmetrics_text(metrics)
                                                      : reports::prometheus_text(metrics);
    return harness::write_result_files(folder, {{path.filename().string(), std::move(text)}});
}

std::string describe(const reports::OrderTraceCounts& traces, std::uint64_t attempts_dropped) {
    return fmt::format(
        "traces: {} of {} orders ({} failed, {} retried, {} slow), {} spans{}\n",
        traces.orders_kept,
        traces.orders,
        traces.orders_failed,
        traces.orders_retried,
        traces.orders_slow,
        traces.spans,
        attempts_dropped == 0 ? std::string{} : fmt::format(", {} tries not kept", attempts_dropped)
    );
}

Telemetry::Telemetry(const TelemetryOptions& options, const Loaded& loaded)
    : options_{options}, subject_{trace_subject_of(loaded.scenario, loaded.plan)} {
    if (options_.wants_traces()) {
        reports::OrderTracerSettings settings;
        settings.runtime = subject_.runtime;
        tracer_ = std::make_unique<reports::OrderTracer>(loaded.workload.demand, settings);
    }
    if (!options_.metrics_file.empty()) {
        meter_ = std::make_unique<reports::ExchangeMeter>(subject_.systems);
    }
}

void Telemetry::attach(harness::RehearsalHooks& hooks) {
    if (tracer_) {
        hooks.observers.push_back(tracer_.get());
    }
    if (meter_) {
        hooks.observers.push_back(meter_.get());
    }
    if (!hooks.observers.empty()) {
        hooks.at_end = [this](const auto& evidence, const auto& gauges, Instant end) {
            gather(evidence, gauges, end);
        };
    }
}

void Telemetry::write_traces() {
    output_ = std::make_unique<TraceOutput>(options_, subject_.systems);
    counts_ = reports::write_order_traces(
        *tracer_,
        demand_,
        subject_,
        options_.sampling,
        [this](std::span<const reports::Span> spans) {
            output_->take(spans);
            if (meter_) {
                meter_->take_exemplars(spans);
            }
        }
    );
}

void Telemetry::gather(
    const harness::Evidence& evidence, const std::vector<std::vector<Gauge>>& gauges, Instant end
) {
    if (meter_) {
        reports::add_runtime_metrics(metrics_, gauges.at(subject_.runtime.value));
        reports::add_business_metrics(metrics_, evidence, subject_.systems, end);
    }
    if (tracer_) {
        demand_ = evidence.demand;
        writer_ = std::jthread{[this] { write_traces(); }};
    }
}

expected<std::string, std::string> Telemetry::finish_traces() {
    const auto sent = output_->finish();
    if (!sent) {
        return unexpected{sent.error()};
    }
    return describe(counts_, tracer_->attempts_dropped()) + *sent;
}

expected<std::string, std::string> Telemetry::finish() {
    if (writer_.joinable()) {
        writer_.join();
    }
    std::string told;
    if (output_) {
        auto traces = finish_traces();
        if (!traces) {
            return traces;
        }
        told = *std::move(traces);
    }
    if (meter_) {
        reports::MetricsSnapshot metrics;
        meter_->add_to(metrics);
        std::ranges::move(metrics_.families, std::back_inserter(metrics.families));
        const auto written = write_metrics(options_.metrics_file, metrics);
        if (!written) {
            return unexpected{written.error()};
        }
    }
    return told;
}

}  // namespace drydock::app
