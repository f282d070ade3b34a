#include "integration/delivery/retry_policy.hpp"

#include "core/check.hpp"

namespace drydock::integration {

expected<RetryPolicy, RetryLimitsError> RetryPolicy::create(RetryLimits limits) {
    if (limits.delay_base <= Duration::zero()) {
        return unexpected{RetryLimitsError::delay_base_not_positive};
    }
    if (limits.delay_max < limits.delay_base) {
        return unexpected{RetryLimitsError::delay_max_below_base};
    }
    if (limits.attempts_max == 0) {
        return unexpected{RetryLimitsError::attempts_max_zero};
    }
    return RetryPolicy{std::move(limits)};
}

std::optional<Duration> RetryPolicy::delay_after(
    std::uint32_t failures, const Draws& draws, std::uint64_t entity
) const {
    DRYDOCK_CHECK(failures >= 1);
    constexpr Stream jitter{"retry.jitter"};
    if (failures < limits_.attempts_max) {
        return draws.delay_at_most(delay_bound(failures), jitter, entity, failures);
    }
    const std::size_t tier = failures - limits_.attempts_max;
    if (tier >= limits_.later.size()) {
        return std::nullopt;
    }
    const Duration fifth = limits_.later[tier] / 5;
    return limits_.later[tier] - fifth + draws.delay_at_most(2 * fifth, jitter, entity, failures);
}

Duration RetryPolicy::delay_bound(std::uint32_t failures) const {
    DRYDOCK_CHECK(failures >= 1);
    Duration bound = limits_.delay_base;
    for (std::uint32_t doublings = failures - 1; doublings > 0; --doublings) {
        // Compared before it is doubled, so that it cannot overflow. This also ends the loop
        // within 63 rounds, the bits of a Duration, whatever `failures` is.
        if (bound > limits_.delay_max / 2) {
            return limits_.delay_max;
        }
        bound *= 2;
    }
    DRYDOCK_CHECK(bound <= limits_.delay_max);
    return bound;
}

}  // namespace drydock::integration
