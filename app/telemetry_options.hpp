#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "reports/traces/order_traces.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace drydock::app {

/// Where traces and metrics of a run go.
struct TelemetryOptions {
    std::string traces_file;  ///< OTLP JSON; empty for none.
    std::string otlp_url;     ///< "http://localhost:4318"; empty for none.
    std::string metrics_file;
    reports::TraceSampling sampling;
    /// Where /metrics is served on the real clock; 0: the operating system chooses.
    std::optional<std::uint16_t> metrics_port{};
    std::string metrics_address = "127.0.0.1";

    [[nodiscard]] bool wants_traces() const { return !traces_file.empty() || !otlp_url.empty(); }
};

/// --traces, --otlp, --trace-share and --metrics.
void add_telemetry_options(CLI::App& command, TelemetryOptions& options);
/// --metrics-port and --metrics-address.
void add_metrics_port_options(CLI::App& command, TelemetryOptions& options);
/// --jaeger: where a page finds the traces of its orders.
void add_jaeger_option(CLI::App& command, std::string& url);

}  // namespace drydock::app
