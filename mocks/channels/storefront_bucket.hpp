#pragma once

#include <algorithm>
#include <cstdint>

#include "core/time.hpp"

namespace drydock::mocks::channels {

/// How full the leaky bucket is that the door before a shop enforces, as the shop tells it in
/// X-Shopify-Shop-Api-Call-Limit. Never above its size, and never below what the door has taken.
class CallBucket {
public:
    CallBucket(std::uint32_t size, Duration leak) : size_{size}, leak_{leak} {}

    [[nodiscard]] bool exists() const { return size_ > 0 && leak_ > Duration::zero(); }
    [[nodiscard]] std::uint32_t size() const { return size_; }

    /// A request that was let in at `at` is in the bucket from then on.
    void take(Instant at) { empty_at_ = std::max(empty_at_, at) + leak_; }

    /// Calls that have not leaked away.
    [[nodiscard]] std::uint32_t level(Instant now) const {
        const Duration left = std::max(empty_at_ - now, Duration::zero());
        const auto calls = (left + leak_ - Duration{1}) / leak_;
        return static_cast<std::uint32_t>(std::min<std::int64_t>(calls, size_));
    }

private:
    std::uint32_t size_;
    Duration leak_;
    Instant empty_at_{};
};

}  // namespace drydock::mocks::channels
