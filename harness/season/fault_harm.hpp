#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/oracles/evidence.hpp"
#include "harness/verdict/fault_report.hpp"

namespace drydock::harness {

/// One order or parcel that a fault held up.
struct HeldUp {
    std::uint32_t order = 0;  ///< Its place in the OrderIndex.
    Instant from;
    Duration waited{};
};
inline constexpr std::size_t held_up_shown_max = 8;

/// What a fault with a time of its own did to orders.
struct FaultHarm {
    /// False for a fault that was on for more than half of the run: its time tells nothing.
    bool timed = false;
    std::string_view of;            ///< What was held up: "orders" or "parcels".
    std::uint64_t held_up = 0;      ///< How many.
    std::uint64_t waiting_max = 0;  ///< Most at once, from its begin until all had gone on.
    Instant waiting_max_at{};
    std::vector<HeldUp> worst;  ///< Longest first, at most held_up_shown_max.
};

/// Held up is what waited on its way while the fault was on, longer than five times what is usual
/// (the median), and a minute at least, and was not that late already when the fault began: orders
/// from their placing to the warehouse, or, for faults at the carrier, parcels from packing to
/// label. What never went on is not counted where most of the week before did not either. In the
/// order of `faults`.
[[nodiscard]] std::vector<FaultHarm> fault_harm(
    const Evidence& evidence, const std::vector<FaultReport>& faults, Instant end
);

}  // namespace drydock::harness
