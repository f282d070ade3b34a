#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "harness/verdict/fault_report.hpp"

namespace drydock::harness {

/// What a moment of a run is, seen from the faults that come and go.
enum class Phase : std::uint8_t {
    baseline,  ///< No fault is on, all that was is got over, and another is still to come.
    fault,     ///< At least one is on.
    recovery,  ///< None is on, and more waits than before the last one began.
    drain,     ///< After the last recovery, to the end of the run.
};
inline constexpr std::array<std::string_view, 4> phase_names{
    "baseline", "fault", "recovery", "drain"};

[[nodiscard]] constexpr std::string_view to_text(Phase phase) {
    return phase_names[static_cast<std::size_t>(phase)];
}

/// [from, to) of a run.
struct PhaseSpan {
    Phase phase = Phase::baseline;
    Instant from{};
    Instant to{};
};

/// Faults that were on one after another without a break.
struct FaultWindow {
    Instant from{};
    Instant to{};
    std::vector<std::size_t> faults{};  ///< Their places in the verdict, ascending.
    /// When the last of them was got over; none when that was not before the end of the run.
    std::optional<Instant> recovered{};
};

/// Windows of all faults that have a time before them: what is on from the first instant is part of
/// the landscape. By time; none of them begins at or after `end`. Recovery must be judged already.
[[nodiscard]] std::vector<FaultWindow> fault_windows(
    const std::vector<FaultReport>& faults, Instant end
);

/// The phases between the start and `end`, without gaps; empty when there are no windows. A fault
/// that begins during a recovery ends it.
[[nodiscard]] std::vector<PhaseSpan> phase_spans(
    const std::vector<FaultWindow>& windows, Instant end
);

/// The phase at `at`: of the last span at or after the end. There are spans.
[[nodiscard]] Phase phase_at(const std::vector<PhaseSpan>& spans, Instant at);

}  // namespace drydock::harness
