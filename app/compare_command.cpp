#include "app/compare_command.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/campaign_options.hpp"
#include "app/loading.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "harness/scenario/scenario_file.hpp"
#include "reports/comparison_summary.hpp"

namespace drydock::app {

namespace {

constexpr const char* compare_footer = R"(Examples:
  drydock compare scenarios/peak-season.yaml --strategies event-driven,direct --seeds 30
  drydock compare scenarios/one-day.yaml --strategies event-driven,my/strategy.yaml --faults swarm

A name is strategies/<name>.yaml beside the scenario, anything else a path. All others are compared
with the first one.)";

struct CompareOptions : CampaignOptions {
    std::vector<std::string> strategies;
};

std::string strategy_file(const std::string& name, const std::string& scenario_file) {
    const std::filesystem::path beside =
        std::filesystem::path{harness::folder_of(scenario_file)} / "strategies" / (name + ".yaml");
    return std::filesystem::exists(beside) ? beside.string() : name;
}

ExitCode run_compare(const CompareOptions& options) {
    const auto swarm = swarm_of(options.faults);
    if (!swarm) {
        std::cerr << "drydock: " << swarm.error() << "\n";
        return ExitCode::usage;
    }
    std::vector<harness::Variant> variants;
    std::optional<harness::RecordedWorkload> recorded;
    for (const std::string& strategy : options.strategies) {
        ScenarioOptions scenario = options.scenario;
        scenario.strategy = strategy_file(strategy, scenario.file);
        auto loaded = load_campaign(scenario);
        if (!loaded) {
            std::cerr << loaded.error();
            return ExitCode::usage;
        }
        if (!recorded) {
            std::cerr << loaded->warnings;
            recorded = std::move(loaded->recorded);
        }
        std::string name = loaded->scenario.strategy.name;
        variants.push_back({std::move(name), std::move(loaded->scenario)});
    }
    const auto comparison = compare_with_progress(variants, *recorded, options, *swarm);
    const std::string directory =
        options.directory.empty() ? fmt::format("out/compare-{}", variants.front().scenario.name)
                                  : options.directory;
    const std::string json = reports::comparison_json(comparison);
    const auto written = harness::write_result_files(directory, {{"comparison.json", json}});
    std::cout << (options.json ? json : reports::comparison_summary(comparison));
    if (!written) {
        std::cerr << "drydock: " << written.error() << "\n";
        return ExitCode::broken;
    }
    if (!options.json) {
        std::cout << fmt::format("\n  all figures: {}/comparison.json\n", directory);
    }
    return comparison.complete ? ExitCode::passed : ExitCode::interrupted;
}

}  // namespace

void add_compare_command(CLI::App& app, Action& action) {
    CLI::App* const command = app.add_subcommand(
        "compare", "Rehearse a scenario with several strategies, and say what differs"
    );
    command->footer(compare_footer);
    auto options = std::make_shared<CompareOptions>();
    options->seeds = 30;
    add_campaign_options(*command, *options, "Runs of each strategy");
    command->add_option("--strategies", options->strategies, "Two or more, separated by commas")
        ->delimiter(',')
        ->required()
        ->expected(2, 100)
        ->type_name("NAME,...");
    command->callback([options, &action] { action = [options] { return run_compare(*options); }; });
}

}  // namespace drydock::app
