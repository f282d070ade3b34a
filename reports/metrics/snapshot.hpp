#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/time.hpp"
#include "core/trace_context.hpp"

namespace drydock::reports {

using Labels = std::vector<std::pair<std::string_view, std::string>>;

/// One order that fell into a bucket, by its trace.
struct Exemplar {
    TraceId trace{};
    Duration value{};
    std::int64_t at_unix_ns = 0;  ///< 0: when is not said.
};

/// Upper bounds of the buckets of every latency, in milliseconds.
/// Source: semantic conventions 1.27, http.client.request.duration.
inline constexpr std::array<std::int64_t, 14> bucket_bounds_ms{
    5, 10, 25, 50, 75, 100, 250, 500, 750, 1'000, 2'500, 5'000, 7'500, 10'000};

/// How many durations lie in each bucket, the last one without a bound. Not cumulative.
struct Histogram {
    std::array<std::uint64_t, bucket_bounds_ms.size() + 1> counts{};
    std::array<std::optional<Exemplar>, bucket_bounds_ms.size() + 1> exemplars{};
    Duration sum{};

    void add(Duration duration);
    [[nodiscard]] static std::size_t bucket_of(Duration duration);
};

enum class MetricType : std::uint8_t { counter, gauge, histogram };

/// A whole number, or a duration that is shown in seconds.
using MetricValue = std::variant<std::int64_t, Duration, Histogram>;

struct MetricSample {
    Labels labels{};
    MetricValue value{};
};

/// All samples of one name. Names follow Prometheus: base units, counters without "_total".
struct MetricFamily {
    std::string_view name{};
    std::string_view help{};
    MetricType type = MetricType::gauge;
    std::string_view unit{};  ///< "seconds", or empty; the end of the name.
    std::vector<MetricSample> samples{};
};

struct MetricsSnapshot {
    std::vector<MetricFamily> families{};
};

}  // namespace drydock::reports
