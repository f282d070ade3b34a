#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/time.hpp"

namespace drydock::harness {

/// Most points of one line. Source: a chart of 1,600 px shows no more.
inline constexpr std::size_t axis_points_max = 2'000;

/// Equal intervals: point i is [start + i * step, start + (i + 1) * step).
struct Axis {
    Duration step{1};
    std::size_t points = 0;
    Instant start{};

    /// Of the interval that holds `at`; the last one for anything later, the first one for anything
    /// earlier. There are points.
    [[nodiscard]] std::size_t index_of(Instant at) const;
};

/// From `start` on: the smallest multiple of `unit` that covers `length` with at most
/// `axis_points_max` points.
[[nodiscard]] Axis axis_for(Duration length, Duration unit, Instant start = {});

enum class LineKind : std::uint8_t {
    level,  ///< The most there was in each interval.
    count,  ///< How many there were in each interval.
};

/// One thing over the time of a run.
struct Line {
    std::string system;  ///< Whose; empty for the business as a whole.
    std::string name;    ///< "orders_placed".
    LineKind kind = LineKind::level;
    std::vector<std::int64_t> values;  ///< One a point.
};

}  // namespace drydock::harness
