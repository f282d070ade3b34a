#pragma once

#include <optional>
#include <vector>

#include "harness/oracles/backlog.hpp"
#include "harness/verdict/phase_report.hpp"

namespace drydock::harness {

/// The first stretch after `window` in which no more came than in the busiest one of the baseline,
/// at least metastable_orders_min did, more waited all the time than ever in the baseline, and
/// fewer than nine tenths as many went on as came. None when there was none, or no baseline to tell
/// by. `next` is when the next fault begins, or the end.
[[nodiscard]] std::optional<Metastable> metastable_after(
    const FaultWindow& window,
    Instant next,
    const std::vector<PhaseSpan>& spans,
    const std::vector<Wait>& waits
);

}  // namespace drydock::harness
