#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "core/time.hpp"

namespace drydock::live {

/// How late the World did what was due: its own health, without which figures of a run say nothing.
class Lateness {
public:
    void add(Duration late) {
        const auto micros = static_cast<std::uint64_t>(late.count() < 0 ? 0 : late.count()) / 1'000;
        ++buckets_[static_cast<std::size_t>(std::bit_width(micros))];
        ++count_;
        if (late > max_) {
            max_ = late;
        }
    }
    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] Duration max() const { return max_; }
    /// At least this share of what was due was no later: an upper bound, at most twice too high.
    [[nodiscard]] Duration quantile(std::uint64_t permille) const {
        std::uint64_t seen = 0;
        for (std::size_t width = 0; width < buckets_.size(); ++width) {
            seen += buckets_[width];
            if (seen * 1'000 >= count_ * permille) {
                const Duration bound{
                    static_cast<Duration::rep>(std::uint64_t{1} << (width < 40 ? width : 40)) *
                    1'000};
                return bound < max_ ? bound : max_;
            }
        }
        return max_;
    }

private:
    std::array<std::uint64_t, 65> buckets_{};  ///< By the bits of the microseconds.
    std::uint64_t count_ = 0;
    Duration max_{};
};

}  // namespace drydock::live
