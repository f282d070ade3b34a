#pragma once

#include <cstdint>

#include "integration/strategy.hpp"

namespace drydock::integration {

/// How many calls to one remote may be under way: additive increase, multiplicative decrease.
///
/// Times `decrease_permille` when a call was dropped (refused, throttled, timed out), one more
/// after a success while at least half of the limit is in use. Source: Netflix concurrency-limits,
/// AIMDLimit: `x0.9 on drop, +1 only when 2*inflight >= limit`.
class Limiter {
public:
    explicit Limiter(const Strategy::Limiter& settings)
        : settings_{settings}, limit_permille_{settings.concurrency_start * 1'000} {}

    [[nodiscard]] bool allows() const {
        return !settings_.enabled || in_flight_ < limit_permille_ / 1'000;
    }
    void left() { ++in_flight_; }
    void ended(bool dropped);

    [[nodiscard]] std::uint32_t in_flight() const { return in_flight_; }
    [[nodiscard]] std::uint32_t limit() const { return limit_permille_ / 1'000; }

private:
    Strategy::Limiter settings_;
    std::uint32_t limit_permille_;
    std::uint32_t in_flight_ = 0;
};

}  // namespace drydock::integration
