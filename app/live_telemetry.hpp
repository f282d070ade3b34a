#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/command_line.hpp"
#include "app/exit_code.hpp"
#include "app/metrics_server.hpp"
#include "app/telemetry_options.hpp"
#include "core/expected.hpp"
#include "harness/live/open_world.hpp"

namespace drydock::app {

/// Which part of the landscape a process runs. Traces of two of them join to one an order when both
/// have the same scenario and seed.
enum class LivePart : std::uint8_t {
    all,       ///< `drydock run --clock real`.
    partners,  ///< `drydock mocks`: all but the runtime.
    runtime,   ///< `drydock runtime`.
};

/// Traces and metrics of Worlds on the real clock, one after the other, as the options ask for.
/// Traces leave while a World goes on, each once its order has settled. Requests say which trace
/// they are of while somebody keeps traces, and always where a middleware
/// is called that may.
class LiveTelemetry {
public:
    /// Opens the port for metrics, if one is asked for. The error is for the operator.
    [[nodiscard]] static expected<std::unique_ptr<LiveTelemetry>, std::string> open(
        const TelemetryOptions& options, LivePart part
    );
    ~LiveTelemetry();
    LiveTelemetry(const LiveTelemetry&) = delete;
    LiveTelemetry& operator=(const LiveTelemetry&) = delete;

    /// Valid as long as this, which outlives the Worlds.
    [[nodiscard]] harness::OpenWorldHooks hooks();

    /// What became of traces and metrics of all Worlds, on one line each. An error is a sentence
    /// that says what to do.
    [[nodiscard]] const expected<std::string, std::string>& told() const { return told_; }

private:
    struct Watched;

    LiveTelemetry(const TelemetryOptions& options, LivePart part);
    void opened(const harness::OpenWorld& open);
    void closes();
    [[nodiscard]] expected<std::string, std::string> finish_traces() const;

    const TelemetryOptions options_;
    const LivePart part_;
    expected<std::string, std::string> told_{std::string{}};
    /// The World of now, or the last one: its observers outlive it.
    std::unique_ptr<Watched> watched_;
    std::unique_ptr<MetricsServer> server_;
};

/// Prints it in a summary; broken when something could not be written or sent.
[[nodiscard]] ExitCode say_what_became(const LiveTelemetry& telemetry, Output output);

}  // namespace drydock::app
