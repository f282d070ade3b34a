#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/exchange_observer.hpp"
#include "core/world.hpp"
#include "harness/oracles/evidence.hpp"
#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/verdict/verdict.hpp"
#include "harness/workload/workload.hpp"
#include "sim/trace.hpp"

namespace drydock::harness {

/// Where a rehearsal stands.
struct RehearsalProgress {
    RunStatus status;
    Instant end;                   ///< The run ends here at the latest.
    std::uint64_t orders_due = 0;  ///< Orders whose customers have come by now.
    std::uint64_t orders = 0;      ///< Of the whole demand.
};

struct RehearsalHooks {
    /// Called at least every `steps_max` Steps; may stop the run.
    std::function<RunDecision(const RehearsalProgress&)> watch{};
    std::uint64_t steps_max = 20'000;
    /// Sees every Step; null for nobody.
    sim::StepTracer* tracer = nullptr;
    /// Told of every exchange; they outlive the call.
    std::vector<ExchangeObserver*> observers{};
    /// Shown the ledgers and the gauges of every system, by its id, at the end of the run.
    std::function<void(const Evidence&, const std::vector<std::vector<Gauge>>&, Instant)> at_end{};
    /// Also make series_json of the result.
    bool wants_series = false;
};

struct RehearsalResult {
    Verdict verdict;
    std::string timeline_csv;
    std::string series_json{};  ///< Empty unless it was wanted.
};

/// Runs the scenario's landscape on the virtual clock, from its first order until settle_within
/// after its last order or fault, and judges its ledgers. The same scenario and workload give the
/// same verdict. `workload` is that of the scenario; `plan` what plan_rehearsal made of it.
[[nodiscard]] RehearsalResult rehearse(
    const Scenario& scenario,
    Workload workload,
    const RehearsalPlan& plan,
    const RehearsalHooks& hooks
);

}  // namespace drydock::harness
