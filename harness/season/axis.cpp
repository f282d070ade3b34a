#include "harness/season/axis.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace drydock::harness {

std::size_t Axis::index_of(Instant at) const {
    DRYDOCK_CHECK(points > 0);
    const std::int64_t index = std::max<std::int64_t>((at - start) / step, 0);
    return std::min(static_cast<std::size_t>(index), points - 1);
}

Axis axis_for(Duration length, Duration unit, Instant start) {
    DRYDOCK_CHECK(unit > Duration::zero());
    const auto ceiling = [](Duration whole, Duration part) {
        return std::max<std::int64_t>((whole + part - Duration{1}) / part, 1);
    };
    constexpr auto points_max = static_cast<std::int64_t>(axis_points_max);
    const std::int64_t units = ceiling(length, unit);
    const Duration step = unit * ((units + points_max - 1) / points_max);
    return {
        .step = step, .points = static_cast<std::size_t>(ceiling(length, step)), .start = start};
}

}  // namespace drydock::harness
