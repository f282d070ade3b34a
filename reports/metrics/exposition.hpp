#pragma once

#include <string>

#include "reports/metrics/snapshot.hpp"

namespace drydock::reports {

/// The type of what prometheus_text() and openmetrics_text() write.
inline constexpr std::string_view prometheus_type = "text/plain; version=0.0.4; charset=utf-8";
inline constexpr std::string_view openmetrics_type =
    "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Families without a sample are left out.
/// Source: prometheus.io, Exposition formats, text format 0.0.4.
[[nodiscard]] std::string prometheus_text(const MetricsSnapshot& snapshot);

/// With units, exemplars and the end mark. Source: OpenMetrics 1.0.0.
[[nodiscard]] std::string openmetrics_text(const MetricsSnapshot& snapshot);

}  // namespace drydock::reports
