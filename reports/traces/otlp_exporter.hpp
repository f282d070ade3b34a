#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "reports/traces/http_port.hpp"
#include "reports/traces/span.hpp"

namespace drydock::reports {

struct OtlpExportSettings {
    /// Source: OpenTelemetry specification 1.33, SDK, OTEL_BSP_MAX_EXPORT_BATCH_SIZE.
    std::size_t spans_of_batch_max = 512;
    /// Tries of one batch. Assumption: with the waits below a collector's restart is bridged.
    std::uint32_t tries_max = 6;
    /// Doubled each time, with jitter of half. Source: opentelemetry-collector, configretry.
    Duration wait_first = one_second / 2;
    Duration wait_max = 10 * one_second;
    /// Spent waiting since the last batch that got through. A receiver that is gone for longer is
    /// asked once a batch, and what it does not take is dropped.
    Duration wait_total_max = one_minute;
};

struct OtlpExport {
    std::uint64_t spans_sent = 0;
    std::uint64_t spans_rejected = 0;  ///< By the receiver, in a partial success.
    std::uint64_t spans_dropped = 0;   ///< After all tries, or because it may not be tried again.
    std::uint64_t posts = 0;
    std::uint64_t retries = 0;
    std::string problem;  ///< Why spans were dropped or rejected, the first time; empty for none.
};

/// Sends spans to an OTLP/HTTP receiver in batches, one at a time, so that no more than one batch
/// is ever held as text. Tried again are 429, 502, 503, 504 and lost connections alone; a partial
/// success never is. Source: opentelemetry-proto 1.3, docs/specification.md, OTLP/HTTP.
class OtlpExporter {
public:
    /// The first two outlive the exporter.
    OtlpExporter(
        const std::vector<std::string>& services,
        HttpPort& port,
        const OtlpExportSettings& settings = {}
    );

    void send(std::span<const Span> spans);
    [[nodiscard]] const OtlpExport& result() const { return result_; }

private:
    [[nodiscard]] Duration wait_before(std::uint32_t retry, const Outcome& outcome) const;
    void send_batch(std::span<const Span> spans);
    void settle(const Outcome& outcome, std::uint64_t span_count);
    void note(std::string problem);

    const std::vector<std::string>& services_;
    HttpPort& port_;
    OtlpExportSettings settings_;
    OtlpExport result_;
    Duration waited_{};
};

[[nodiscard]] OtlpExport export_traces(
    const TraceBatch& batch, HttpPort& port, const OtlpExportSettings& settings = {}
);

}  // namespace drydock::reports
