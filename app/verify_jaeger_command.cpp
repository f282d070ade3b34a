#include "app/verify_jaeger_command.hpp"

#include <chrono>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/live_port.hpp"
#include "live/http/url.hpp"
#include "reports/traces/jaeger_check.hpp"
#include "reports/traces/otlp_exporter.hpp"

namespace drydock::app {

namespace {

constexpr const char* verify_jaeger_footer = R"(Examples:
  drydock verify-jaeger http://localhost:16686
  drydock verify-jaeger http://jaeger:16686 --otlp http://collector:4318

Exits 0 when the trace came back as it was sent, 1 when it did not, 2 for a URL that is none.)";

/// Source: OTLP/HTTP's own port; Jaeger listens there.
constexpr std::uint16_t otlp_port = 4318;

struct VerifyJaegerOptions {
    std::string query;
    std::string otlp;
};

std::string otlp_beside(const std::string& query) {
    auto url = live::http::parse_url(query);
    if (!url) {
        return query;  // It is refused where it is opened.
    }
    url->port = otlp_port;
    url->path.clear();
    return url->text();
}

ExitCode verify_jaeger(const VerifyJaegerOptions& options) {
    const std::string otlp = options.otlp.empty() ? otlp_beside(options.query) : options.otlp;
    auto receiver = LivePort::open(otlp);
    auto query = LivePort::open(options.query);
    if (!receiver || !query) {
        std::cerr << "drydock: " << (receiver ? query.error() : receiver.error()) << "\n";
        return ExitCode::usage;
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto now_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
    const reports::TraceBatch batch =
        reports::canonical_trace(static_cast<std::uint64_t>(now_ns), now_ns);
    const reports::OtlpExport sent = reports::export_traces(batch, **receiver);
    if (sent.spans_sent != batch.spans.size()) {
        std::cout << fmt::format(
            "✗ {} of {} spans were taken by {}: {}\n",
            sent.spans_sent,
            batch.spans.size(),
            otlp,
            sent.problem
        );
        return ExitCode::failed;
    }
    const reports::JaegerCheck check = reports::check_jaeger(batch, **query);
    for (const std::string& problem : check.problems) {
        std::cout << "✗ " << problem << "\n";
    }
    if (!check.problems.empty()) {
        return ExitCode::failed;
    }
    std::cout << fmt::format(
        "✓ {} spans of trace {} came back over {} as they were sent, found by service and order\n",
        check.spans_read,
        to_hex(batch.spans.front().trace),
        check.by_v3 ? "/api/v3" : "/api"
    );
    return ExitCode::passed;
}

}  // namespace

void add_verify_jaeger_command(CLI::App& app, Action& action) {
    CLI::App* const command =
        app.add_subcommand("verify-jaeger", "Send a trace to Jaeger and compare what comes back");
    command->footer(verify_jaeger_footer);
    auto options = std::make_shared<VerifyJaegerOptions>();
    command->add_option("url", options->query, "Where Jaeger's page is")
        ->required()
        ->type_name("URL");
    command
        ->add_option(
            "--otlp", options->otlp, "Where it takes OTLP/HTTP; port 4318 beside it if not given"
        )
        ->type_name("URL");
    command->callback([options, &action] { action = [options] { return verify_jaeger(*options); }; }
    );
}

}  // namespace drydock::app
