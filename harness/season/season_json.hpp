#pragma once

#include <string>

#include "harness/oracles/evidence.hpp"
#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/season/gauge_lines.hpp"
#include "harness/verdict/verdict.hpp"

namespace drydock::harness {

inline constexpr int series_format = 1;

/// series.json: what a page shows of a run and its verdict does not hold. The landscape; the season
/// as lines over time; stages with their percentiles and where orders wait at the end; what each
/// fault did; exceptions by owner; and the stories of the orders worth reading about. Instants are
/// ms since the start of the run. The same run gives the same bytes.
[[nodiscard]] std::string season_json(
    const Scenario& scenario,
    const RehearsalPlan& plan,
    const Evidence& evidence,
    const GaugeLines& gauges,
    const Verdict& verdict
);

}  // namespace drydock::harness
