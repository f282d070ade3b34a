#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/draws.hpp"
#include "core/expected.hpp"
#include "core/time.hpp"

namespace drydock::integration {

/// Bounds of one retry loop. No field has a default: every call site states them all.
struct RetryLimits {
    Duration delay_base;          ///< Bound of the first delay. Above zero.
    Duration delay_max;           ///< Bound of every delay in line. At least delay_base.
    std::uint32_t attempts_max;   ///< Calls in line, the first included. At least 1.
    std::vector<Duration> later;  ///< Delays after those, each +-20 %. May be empty.
};

enum class RetryLimitsError { delay_base_not_positive, delay_max_below_base, attempts_max_zero };

/// Says how long to wait before a failed call is made again, and when to give up.
///
/// In line: full jitter, uniform on [0, min(delay_max, delay_base * 2^(failures - 1))].
/// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
/// Later: each listed delay once, +-20 %, so that parked work does not come back all at once.
///
/// Sans-I/O: reads no clock and never sleeps. The caller counts the failures and sets the timer.
class RetryPolicy {
public:
    [[nodiscard]] static expected<RetryPolicy, RetryLimitsError> create(RetryLimits limits);

    /// The delay before the next call, or nullopt to give up. `failures` is the number of calls
    /// that have failed so far, at least 1. The same entity and failures draw the same delay.
    [[nodiscard]] std::optional<Duration> delay_after(
        std::uint32_t failures, const Draws& draws, std::uint64_t entity
    ) const;

    /// The longest delay that may follow the given number of failures in line, at least 1.
    [[nodiscard]] Duration delay_bound(std::uint32_t failures) const;

private:
    explicit RetryPolicy(RetryLimits limits) : limits_{std::move(limits)} {}

    RetryLimits limits_;
};

}  // namespace drydock::integration
