#include "reports/metrics/snapshot.hpp"

#include <algorithm>

namespace drydock::reports {

std::size_t Histogram::bucket_of(Duration duration) {
    constexpr std::int64_t ns_per_ms = 1'000'000;
    const auto* const bound = std::ranges::find_if(bucket_bounds_ms, [&](std::int64_t bound_ms) {
        return duration.count() <= bound_ms * ns_per_ms;
    });
    return static_cast<std::size_t>(bound - bucket_bounds_ms.begin());
}

void Histogram::add(Duration duration) {
    ++counts[bucket_of(duration)];
    sum += duration;
}

}  // namespace drydock::reports
