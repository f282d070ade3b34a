#include "app/campaign_options.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/campaign_progress.hpp"
#include "app/interruption.hpp"
#include "core/landscape/fault_catalogue.hpp"
#include "harness/scenario/diagnostic.hpp"

namespace drydock::app {

void add_campaign_options(CLI::App& command, CampaignOptions& options, const char* seeds_help) {
    add_scenario_options(command, options.scenario);
    command.add_option("--seeds", options.seeds, seeds_help)
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str()
        ->type_name("N");
    command.add_option("--jobs", options.jobs, "Runs at once, each a process")
        ->check(CLI::Range(1, 256))
        ->capture_default_str()
        ->type_name("N");
    command
        .add_option(
            "--faults",
            options.faults,
            "scenario: its own; swarm: random ones of each seed, too; or a swarm of the kinds named"
        )
        ->capture_default_str();
    command.add_option("--out", options.directory, "Directory for the results")->type_name("DIR");
    command.add_flag("--json", options.json, "Print the result as JSON and nothing else");
}

expected<std::optional<harness::SwarmSettings>, std::string> swarm_of(const std::string& faults) {
    if (faults == "scenario") {
        return std::nullopt;
    }
    harness::SwarmSettings swarm;
    if (faults == "swarm") {
        return swarm;
    }
    const std::vector<FaultKind> all = std::exchange(swarm.kinds, {});
    std::vector<std::string_view> names{"scenario", "swarm"};
    for (const FaultKind kind : all) {
        names.push_back(facts_of(kind).name);
    }
    std::istringstream parts{faults};
    for (std::string part; std::getline(parts, part, ',');) {
        const auto kind = std::ranges::find_if(all, [&](FaultKind known) {
            return facts_of(known).name == part;
        });
        if (kind == all.end()) {
            return unexpected{fmt::format(
                "--faults: \"{}\" is no kind of fault for a swarm{}",
                part,
                harness::suggestion(part, names)
            )};
        }
        swarm.kinds.push_back(*kind);
    }
    return swarm;
}

harness::StrategyComparison compare_with_progress(
    const std::vector<harness::Variant>& variants,
    const harness::RecordedWorkload& recorded,
    const CampaignOptions& options,
    std::optional<harness::SwarmSettings> swarm
) {
    harness::ComparisonSettings settings;
    settings.seeds = options.seeds;
    settings.jobs = options.jobs;
    settings.swarm = std::move(swarm);
    listen_for_interruption();
    CampaignProgress progress;
    harness::SweepHooks hooks;
    hooks.progress = [&](const harness::SweepProgress& now) { progress.show(now); };
    hooks.stopped = [] { return interrupted(); };
    return harness::compare(variants, recorded, settings, hooks);
}

}  // namespace drydock::app
