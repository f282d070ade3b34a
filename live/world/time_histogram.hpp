#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "core/time.hpp"

namespace drydock::live {

/// Times in buckets of microseconds, each an eighth of a power of two wide: in 2 KiB, for runs of
/// any length.
class TimeHistogram {
public:
    void add(Duration time) {
        const auto micros =
            static_cast<std::uint64_t>(std::max<Duration::rep>(time.count(), 0)) / 1'000;
        ++buckets_[bucket_of(micros)];
        ++count_;
        max_ = std::max(max_, time);
    }
    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] Duration max() const { return max_; }
    /// At least this share of the times were no longer: an upper bound, at most an eighth or 1 us
    /// too high.
    [[nodiscard]] Duration quantile(std::uint64_t permille) const {
        std::uint64_t seen = 0;
        for (std::size_t index = 0; index < buckets_.size(); ++index) {
            seen += buckets_[index];
            if (seen * 1'000 >= count_ * permille) {
                return std::min(bound_of(index), max_);
            }
        }
        return max_;
    }

private:
    static constexpr unsigned part_bits = 3;
    static constexpr std::size_t parts = 1U << part_bits;
    /// Up to 2^61 us; more is no time of a run.
    static constexpr std::size_t bucket_count = parts * 60;

    static std::size_t bucket_of(std::uint64_t micros) {
        const auto width = static_cast<unsigned>(std::bit_width(micros));
        if (width <= part_bits) {
            return static_cast<std::size_t>(micros);
        }
        const unsigned shift = width - part_bits - 1;
        const auto part = static_cast<std::size_t>(micros >> shift) - parts;
        return std::min((std::size_t{shift} + 1) * parts + part, bucket_count - 1);
    }
    /// What is in the bucket is below it.
    static Duration bound_of(std::size_t bucket) {
        constexpr Duration::rep micro = 1'000;
        if (bucket < parts) {
            return Duration{static_cast<Duration::rep>(bucket + 1) * micro};
        }
        const std::size_t shift = std::min<std::size_t>(bucket / parts - 1, 40);
        const auto from = static_cast<Duration::rep>(parts + bucket % parts + 1);
        return Duration{(from << shift) * micro};
    }

    std::array<std::uint32_t, bucket_count> buckets_{};
    std::uint64_t count_ = 0;
    Duration max_{};
};

}  // namespace drydock::live
