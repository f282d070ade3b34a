#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/loading.hpp"
#include "app/telemetry_options.hpp"
#include "core/expected.hpp"
#include "harness/rehearsal/rehearsal.hpp"
#include "reports/metrics/exchange_meter.hpp"
#include "reports/metrics/snapshot.hpp"
#include "reports/traces/order_tracer.hpp"
#include "reports/traces/order_traces.hpp"

namespace drydock::app {

/// Traces and metrics of one run, as its options ask for them; without any it does nothing.
class Telemetry {
public:
    /// `loaded` may be given to the rehearsal afterwards.
    Telemetry(const TelemetryOptions& options, const Loaded& loaded);

    /// Lets the hooks tell this object, which outlives the rehearsal.
    void attach(harness::RehearsalHooks& hooks);

    /// Writes and sends what was seen; says on one line each what became of it. An error is a
    /// sentence that says what to do.
    [[nodiscard]] expected<std::string, std::string> finish() const;

private:
    void gather(
        const harness::Evidence& evidence,
        const std::vector<std::vector<Gauge>>& gauges,
        Instant end
    );

    TelemetryOptions options_;
    reports::TraceSubject subject_;
    std::unique_ptr<reports::OrderTracer> tracer_;
    std::unique_ptr<reports::ExchangeMeter> meter_;
    reports::MetricsSnapshot metrics_;
    std::optional<reports::OrderTraces> traces_;
};

}  // namespace drydock::app
