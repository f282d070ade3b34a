#include "app/telemetry_options.hpp"

#include <CLI/CLI.hpp>

#include "harness/scenario/unit_text.hpp"
#include "live/http/url.hpp"

namespace drydock::app {

namespace {

/// As CLI11 wants it: what is wrong, or nothing.
std::string complaint_about_url(const std::string& text) {
    const auto url = live::http::parse_url(text);
    return url ? std::string{} : url.error();
}

}  // namespace

void add_telemetry_options(CLI::App& command, TelemetryOptions& options) {
    command.add_option("--traces", options.traces_file, "Write the orders' traces as OTLP JSON")
        ->type_name("FILE");
    command.add_option("--otlp", options.otlp_url, "Send the orders' traces there over OTLP/HTTP")
        ->check(complaint_about_url)
        ->type_name("URL");
    command
        .add_option_function<std::string>(
            "--trace-share",
            [&options](const std::string& text) {
                const auto share = harness::parse_share_ppm(text);
                if (!share || *share > 1'000'000) {
                    throw CLI::ValidationError{"--trace-share", "\"1%\" is wanted, not " + text};
                }
                options.sampling.share_ppm = static_cast<std::uint32_t>(*share);
            },
            "Orders that are traced although nothing went wrong with them; 1% if not given"
        )
        ->type_name("SHARE");
    command
        .add_option(
            "--metrics",
            options.metrics_file,
            "Write the metrics at the end of the run as Prometheus text; a name that ends in "
            ".openmetrics gives that format, with exemplars"
        )
        ->type_name("FILE");
}

void add_metrics_port_options(CLI::App& command, TelemetryOptions& options) {
    command
        .add_option(
            "--metrics-port",
            options.metrics_port,
            "Serve /metrics there while it goes on, on the real clock; 0: any port"
        )
        ->type_name("PORT");
    command
        .add_option("--metrics-address", options.metrics_address, "Address to serve /metrics at")
        ->capture_default_str()
        ->type_name("IP");
}

void add_jaeger_option(CLI::App& command, std::string& url) {
    command.add_option("--jaeger", url, "Where the orders' traces are: http://localhost:16686")
        ->check(complaint_about_url)
        ->type_name("URL");
}

}  // namespace drydock::app
