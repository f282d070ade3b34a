#pragma once

#include <array>
#include <cstdint>

#include "core/draws.hpp"
#include "core/time.hpp"

namespace drydock {

/// Durations by their quantiles, with straight lines between them: what a measurement reports, and
/// whole numbers all the way, so that every machine draws the same.
struct Quantiles {
    Duration minimum{};
    Duration p50{};
    Duration p95{};
    Duration p99{};
    Duration maximum{};

    [[nodiscard]] static constexpr Quantiles constant(Duration value) {
        return {value, value, value, value, value};
    }

    /// Each at least the one before, and none negative.
    [[nodiscard]] constexpr bool ordered() const {
        return Duration::zero() <= minimum && minimum <= p50 && p50 <= p95 && p95 <= p99 &&
               p99 <= maximum;
    }

    /// The quantile at `word` / 2^64.
    [[nodiscard]] constexpr Duration at(std::uint64_t word) const {
        struct Point {
            std::uint64_t share_ppm;
            Duration value;
        };
        const std::array<Point, 5> points{
            {{0, minimum}, {500'000, p50}, {950'000, p95}, {990'000, p99}, {1'000'000, maximum}}};
        __extension__ using Wide = unsigned __int128;
        const auto share = static_cast<std::uint64_t>((Wide{1'000'000'000} * word) >> 64U);
        for (std::size_t index = 1; index < points.size(); ++index) {
            const std::uint64_t from = points[index - 1].share_ppm * 1'000;
            const std::uint64_t to = points[index].share_ppm * 1'000;
            if (share < to) {
                const auto width = points[index].value - points[index - 1].value;
                // Below 10^9 * 9.2 * 10^9 as long as a width is below 9.2 s times 10^9: in range.
                __extension__ using Signed = __int128;
                const auto along = static_cast<Signed>(width.count()) *
                                   static_cast<Signed>(share - from) /
                                   static_cast<Signed>(to - from);
                return points[index - 1].value + Duration{static_cast<Duration::rep>(along)};
            }
        }
        return maximum;
    }
};

}  // namespace drydock
