#pragma once

#include <vector>

#include "harness/oracles/finding.hpp"
#include "harness/season/fault_harm.hpp"
#include "harness/season/order_story.hpp"

namespace drydock::harness {

inline constexpr std::size_t notable_orders_max = 80;

/// The orders to read about, worst first, each once with all its reasons: those that break a rule,
/// those that requests left wrong which a fault met, those that faults held up longest, those that
/// wait for a person, and the slowest of all. At most notable_orders_max.
[[nodiscard]] std::vector<NotableOrder> notable_orders(
    const Evidence& evidence,
    const std::vector<Finding>& findings,
    const std::vector<FaultReport>& faults,
    const std::vector<FaultHarm>& harms,
    Instant end
);

}  // namespace drydock::harness
