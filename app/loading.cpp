#include "app/loading.hpp"

#include <utility>

#include <fmt/format.h>

#include "harness/preflight/preflight.hpp"
#include "harness/scenario/scenario_file.hpp"

namespace drydock::app {

namespace {

std::optional<std::string> given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

harness::Overrides overrides_of(const ScenarioOptions& options) {
    harness::Overrides overrides;
    overrides.strategy = given(options.strategy);
    overrides.seed = options.seed;
    overrides.scale = options.scale;
    overrides.from = given(options.from);
    overrides.to = given(options.to);
    overrides.sets = options.settings;
    return overrides;
}

std::string warnings_of(
    const harness::Scenario& scenario, const harness::WorkloadStatistics& counts
) {
    std::string text;
    for (const harness::MalformedLine& malformed : counts.malformed_first) {
        text += fmt::format(
            "{}:{}: left out: {}\n", scenario.workload.orders, malformed.line, malformed.reason
        );
    }
    if (counts.lines_malformed > counts.malformed_first.size()) {
        text += fmt::format(
            "{}: {} of {} lines are left out\n",
            scenario.workload.orders,
            counts.lines_malformed,
            counts.lines_read
        );
    }
    return text;
}

/// The scenario, and what it means.
struct Checked {
    harness::Scenario scenario;
    harness::RehearsalPlan plan;
};

expected<Checked, std::string> check(const ScenarioOptions& options) {
    std::string errors;
    auto scenario = harness::load_scenario(options.file, overrides_of(options));
    if (!scenario) {
        for (const harness::Diagnostic& diagnostic : scenario.error()) {
            errors += harness::to_text(diagnostic) + "\n";
        }
        return unexpected{std::move(errors)};
    }
    auto plan = harness::plan_rehearsal(*scenario);
    if (!plan) {
        for (const std::string& sentence : plan.error()) {
            errors += fmt::format("{}: {}\n", options.file, sentence);
        }
        return unexpected{std::move(errors)};
    }
    if (!options.force) {
        for (const harness::PreflightFinding& finding : harness::preflight(*scenario)) {
            if (finding.gravity == harness::PreflightFinding::Gravity::unsafe) {
                errors += fmt::format("{}: unsafe strategy: {}\n", options.file, finding.text);
            }
        }
        if (!errors.empty()) {
            return unexpected{errors + "drydock: --force runs it all the same\n"};
        }
    }
    return Checked{*std::move(scenario), *std::move(plan)};
}

}  // namespace

expected<Loaded, std::string> load(const ScenarioOptions& options) {
    auto checked = check(options);
    if (!checked) {
        return unexpected{std::move(checked.error())};
    }
    harness::Scenario& scenario = checked->scenario;
    auto workload =
        harness::load_workload(scenario.workload, scenario.seed, harness::folder_of(scenario.file));
    if (!workload) {
        return unexpected{workload.error().message + "\n"};
    }
    std::string warnings = warnings_of(scenario, workload->statistics);
    return Loaded{
        std::move(scenario), std::move(checked->plan), *std::move(workload), std::move(warnings)};
}

expected<LoadedCampaign, std::string> load_campaign(const ScenarioOptions& options) {
    auto checked = check(options);
    if (!checked) {
        return unexpected{std::move(checked.error())};
    }
    harness::Scenario& scenario = checked->scenario;
    auto recorded = harness::read_workload(scenario.workload, harness::folder_of(scenario.file));
    if (!recorded) {
        return unexpected{recorded.error().message + "\n"};
    }
    std::string warnings = warnings_of(scenario, recorded->workload.statistics);
    return LoadedCampaign{std::move(scenario), *std::move(recorded), std::move(warnings)};
}

}  // namespace drydock::app
