#pragma once

#include <algorithm>
#include <cstdint>

#include "integration/strategy.hpp"

namespace drydock::integration {

/// Keeps retries to a share of a remote's first calls, so that they cannot multiply an overload.
/// Source: "Site Reliability Engineering", chapter 21: a per-client retry budget of 10 %.
class RetryBudget {
public:
    explicit RetryBudget(const Strategy::Retry& settings)
        : percent_{settings.budget_percent},
          hundredths_max_{settings.budget_floor * 100},
          hundredths_{hundredths_max_} {}

    void first_call() { hundredths_ = std::min(hundredths_max_, hundredths_ + percent_); }

    /// True, and one retry is spent; false: wait longer than the policy ever would.
    [[nodiscard]] bool spend() {
        if (hundredths_ < 100) {
            return false;
        }
        hundredths_ -= 100;
        return true;
    }

private:
    std::uint32_t percent_;
    std::uint32_t hundredths_max_;
    std::uint32_t hundredths_;
};

}  // namespace drydock::integration
