#pragma once

#include <span>
#include <string>
#include <vector>

#include "reports/traces/span.hpp"

namespace drydock::reports {

/// The spans as an OTLP ExportTraceServiceRequest in JSON, one resource a service, on one line that
/// ends with a newline. Jaeger's upload takes it as a file. Services without a span are left out.
/// Source: opentelemetry-proto 1.3, docs/specification.md, JSON Protobuf Encoding.
[[nodiscard]] std::string otlp_json(
    const std::vector<std::string>& services, std::span<const Span> spans
);

}  // namespace drydock::reports
