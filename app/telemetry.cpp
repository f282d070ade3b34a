#include "app/telemetry.hpp"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "app/live_port.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "reports/metrics/business_metrics.hpp"
#include "reports/metrics/exposition.hpp"
#include "reports/traces/otlp_exporter.hpp"
#include "reports/traces/otlp_json.hpp"

namespace drydock::app {

namespace {

reports::TraceSubject subject_of(const Loaded& loaded) {
    const harness::Scenario& scenario = loaded.scenario;
    const harness::Roles& roles = loaded.plan.roles;
    reports::TraceSubject subject;
    subject.seed = scenario.seed;
    subject.calendar = loaded.plan.calendar;
    subject.runtime = roles.runtime;
    subject.channels = {roles.storefront, roles.marketplace};
    for (const harness::SystemSpec& system : scenario.landscape.systems) {
        subject.systems.push_back(system.name);
    }
    for (const harness::FaultSpec& fault : scenario.faults) {
        subject.faults.push_back({fault.id, std::string{harness::to_text(fault.kind)}});
    }
    return subject;
}

/// What was asked for by a path, written there whole or not at all.
expected<void, std::string> write_file(const std::string& file, std::string content) {
    const std::filesystem::path path{file};
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    return harness::write_result_files(folder, {{path.filename().string(), std::move(content)}});
}

std::string describe(const reports::OrderTraces& traces) {
    return fmt::format(
        "traces: {} of {} orders ({} failed, {} retried, {} slow), {} spans",
        traces.orders_kept,
        traces.orders,
        traces.orders_failed,
        traces.orders_retried,
        traces.orders_slow,
        traces.batch.spans.size()
    );
}

std::string describe(const reports::OtlpExport& sent, const std::string& url) {
    return fmt::format(
        "otlp: {} spans to {} in {} posts, {} retries, {} rejected, {} dropped{}{}\n",
        sent.spans_sent,
        url,
        sent.posts,
        sent.retries,
        sent.spans_rejected,
        sent.spans_dropped,
        sent.problem.empty() ? "" : ": ",
        sent.problem
    );
}

}  // namespace

Telemetry::Telemetry(const TelemetryOptions& options, const Loaded& loaded)
    : options_{options}, subject_{subject_of(loaded)} {
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

void Telemetry::gather(
    const harness::Evidence& evidence, const std::vector<std::vector<Gauge>>& gauges, Instant end
) {
    if (tracer_) {
        traces_ = reports::order_traces(*tracer_, evidence.demand, subject_, options_.sampling);
    }
    if (meter_) {
        meter_->add_to(metrics_, traces_ ? traces_->batch : reports::TraceBatch{});
        reports::add_runtime_metrics(metrics_, gauges.at(subject_.runtime.value));
        reports::add_business_metrics(metrics_, evidence, subject_.systems, end);
    }
}

expected<std::string, std::string> Telemetry::finish() const {
    std::string told;
    if (traces_) {
        told += describe(*traces_);
        if (const std::uint64_t dropped = tracer_->attempts_dropped(); dropped > 0) {
            told += fmt::format(", {} tries not kept", dropped);
        }
        told += "\n";
        if (!options_.traces_file.empty()) {
            const auto written = write_file(
                options_.traces_file,
                reports::otlp_json(traces_->batch.services, traces_->batch.spans)
            );
            if (!written) {
                return unexpected{written.error()};
            }
        }
        if (!options_.otlp_url.empty()) {
            auto port = LivePort::open(options_.otlp_url);
            if (!port) {
                return unexpected{port.error()};
            }
            told += describe(reports::export_traces(traces_->batch, **port), options_.otlp_url);
        }
    }
    if (meter_) {
        const bool is_open = options_.metrics_file.ends_with(".openmetrics");
        const auto written = write_file(
            options_.metrics_file,
            is_open ? reports::openmetrics_text(metrics_) : reports::prometheus_text(metrics_)
        );
        if (!written) {
            return unexpected{written.error()};
        }
    }
    return told;
}

}  // namespace drydock::app
