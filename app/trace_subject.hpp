#pragma once

#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/scenario/scenario.hpp"
#include "reports/traces/order_traces.hpp"

namespace drydock::app {

/// What traces show of a scenario: its systems, its faults, its dates.
[[nodiscard]] reports::TraceSubject trace_subject_of(
    const harness::Scenario& scenario, const harness::RehearsalPlan& plan
);

}  // namespace drydock::app
