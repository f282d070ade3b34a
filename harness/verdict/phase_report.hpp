#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "harness/oracles/evidence.hpp"
#include "harness/verdict/distribution.hpp"
#include "harness/verdict/phases.hpp"

namespace drydock::harness {

/// What became of the orders of one phase. An order belongs to the phase in which it was placed.
struct PhaseFigures {
    Duration length{};           ///< All spans of this phase together.
    std::uint64_t orders = 0;    ///< Placed.
    std::uint64_t released = 0;  ///< Received by the warehouse in it, whenever they were placed.
    /// Calls of the runtime to its partners for the orders placed in it, repeated ones included.
    std::uint64_t calls = 0;
    Distribution order_to_odoo{};
    Distribution order_to_release{};
};

/// A stretch in which the load was back to normal after a fault, and goodput was not.
struct Metastable {
    std::size_t fault = 0;  ///< The last to end before it: its place in the verdict.
    Instant from{};
    Instant to{};
    std::uint64_t came = 0;
    std::uint64_t went_on = 0;
};

/// A stretch that counts is metastable_stretch long, begins metastable_grace after the end of a
/// fault at the earliest, and lies before the next one. Assumption: half an hour is six times the
/// longest pause of a breaker (5 min), so that whatever can come back by itself has; an hour holds
/// enough orders to compare.
inline constexpr Duration metastable_grace{1'800'000'000'000};
inline constexpr Duration metastable_stretch{3'600'000'000'000};
/// Fewer orders in a stretch than this say nothing. Assumption: one in ten is then one order.
inline constexpr std::uint64_t metastable_orders_min = 10;

struct PhaseReport {
    std::vector<PhaseSpan> spans{};         ///< Empty: no fault came and went.
    std::array<PhaseFigures, 4> figures{};  ///< In the order of Phase.
    bool calls_known = false;               ///< PhaseFigures::calls were counted.
    /// From the end of a window until the last order that waited then had gone on: to the
    /// warehouse, to a person or back to the customer. The longest; none when there is no window,
    /// or when not all did so.
    std::optional<Duration> backlog_drain{};
    bool backlog_left = false;             ///< Some never did, although the run had time to settle.
    std::vector<Metastable> metastable{};  ///< The first of each window.
};

/// Orders released in a phase for each one placed in it, in thousandths; none without orders.
[[nodiscard]] std::optional<std::uint64_t> goodput_permille(const PhaseFigures& figures);

/// Calls for each order of a phase, over the same of the baseline, in thousandths: 1000 when a
/// fault costs no call more. None when either is not known.
[[nodiscard]] std::optional<std::uint64_t> amplification_permille(
    const PhaseReport& report, Phase phase
);

/// `calls_by_order`: by place in the demand; empty when they were not counted. `end` is the end of
/// the run. Recovery of the faults must be judged already.
[[nodiscard]] PhaseReport report_phases(
    const Evidence& evidence,
    const std::vector<FaultReport>& faults,
    std::span<const std::uint32_t> calls_by_order,
    Instant end
);

}  // namespace drydock::harness
