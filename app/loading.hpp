#pragma once

#include <optional>
#include <string>

#include "app/command_line.hpp"
#include "core/expected.hpp"
#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/workload/workload.hpp"

namespace drydock::app {

/// A scenario that is ready to run.
struct Loaded {
    harness::Scenario scenario;
    harness::RehearsalPlan plan;
    harness::Workload workload;
    std::string
        warnings;  ///< What was left out of the data, a line each, ready to print; or empty.
};

/// A scenario that is ready to run many times.
struct LoadedCampaign {
    harness::Scenario scenario;
    harness::RecordedWorkload recorded;
    std::string warnings;  ///< As in Loaded.
};

/// Reads and checks the scenario and all that it names. The error is everything that is wrong, a
/// line each, ready to print.
[[nodiscard]] expected<Loaded, std::string> load(const ScenarioOptions& options);

/// The same, without making one seed's demand of it.
[[nodiscard]] expected<LoadedCampaign, std::string> load_campaign(const ScenarioOptions& options);

}  // namespace drydock::app
