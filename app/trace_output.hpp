#pragma once

#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/live_port.hpp"
#include "app/telemetry_options.hpp"
#include "core/expected.hpp"
#include "reports/traces/otlp_exporter.hpp"
#include "reports/traces/otlp_json.hpp"
#include "reports/traces/span.hpp"

namespace drydock::app {

/// Writes spans into a file and sends them to a receiver, as the options ask for, while they are
/// made: never more than one piece of them is held.
class TraceOutput {
public:
    /// `services` outlives it.
    TraceOutput(const TelemetryOptions& options, const std::vector<std::string>& services);

    void take(std::span<const reports::Span> spans);

    /// Puts the file in its place, where nobody ever sees half of it, and says on a line what was
    /// sent. An error, of whenever it happened, is a sentence that says what to do.
    [[nodiscard]] expected<std::string, std::string> finish();

private:
    void open_file();
    void write_piece();
    void note(std::string problem);

    std::string file_;
    std::string url_;
    std::ofstream stream_;
    reports::OtlpDocument document_;
    std::unique_ptr<LivePort> port_;
    std::optional<reports::OtlpExporter> exporter_;
    std::string problem_;
};

}  // namespace drydock::app
