#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/loading.hpp"
#include "app/telemetry_options.hpp"
#include "app/trace_output.hpp"
#include "core/expected.hpp"
#include "core/landscape/demand.hpp"
#include "harness/rehearsal/rehearsal.hpp"
#include "reports/metrics/exchange_meter.hpp"
#include "reports/metrics/snapshot.hpp"
#include "reports/traces/order_tracer.hpp"
#include "reports/traces/order_traces.hpp"

namespace drydock::app {

/// As Prometheus text, or as its name asks for; written there whole or not at all.
[[nodiscard]] expected<void, std::string> write_metrics(
    const std::string& file, const reports::MetricsSnapshot& metrics
);
/// One line: how many orders are kept, and why.
[[nodiscard]] std::string describe(
    const reports::OrderTraceCounts& traces, std::uint64_t attempts_dropped
);

/// Traces and metrics of one run, as its options ask for them; without any it does nothing. Traces
/// are written on a thread of its own, from the end of the run on, while the run is judged.
class Telemetry {
public:
    /// `loaded` may be given to the rehearsal afterwards.
    Telemetry(const TelemetryOptions& options, const Loaded& loaded);

    /// Lets the hooks tell this object, which outlives the rehearsal.
    void attach(harness::RehearsalHooks& hooks);

    /// Writes and sends what was seen; says on one line each what became of it. An error is a
    /// sentence that says what to do.
    [[nodiscard]] expected<std::string, std::string> finish();

private:
    void gather(
        const harness::Evidence& evidence,
        const std::vector<std::vector<Gauge>>& gauges,
        Instant end
    );
    void write_traces();
    /// What became of the traces, each on one line.
    [[nodiscard]] expected<std::string, std::string> finish_traces();

    TelemetryOptions options_;
    reports::TraceSubject subject_;
    std::unique_ptr<reports::OrderTracer> tracer_;
    std::unique_ptr<reports::ExchangeMeter> meter_;
    reports::MetricsSnapshot metrics_;  ///< But those of the meter.
    Demand demand_;                     ///< The run's own is gone before its traces are written.
    std::unique_ptr<TraceOutput> output_;
    reports::OrderTraceCounts counts_;
    /// Until it is joined, tracer, meter, output and counts are its own.
    std::jthread writer_;
};

}  // namespace drydock::app
