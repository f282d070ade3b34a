#include "app/compare_command.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/campaign_progress.hpp"
#include "app/interruption.hpp"
#include "app/loading.hpp"
#include "harness/campaign/comparison.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "harness/scenario/scenario_file.hpp"
#include "reports/comparison_summary.hpp"

namespace drydock::app {

namespace {

constexpr const char* footer = R"(Examples:
  drydock compare scenarios/peak-season.yaml --strategies event-driven,direct --seeds 30
  drydock compare scenarios/one-day.yaml --strategies event-driven,my/strategy.yaml --faults swarm

A name is strategies/<name>.yaml beside the scenario, anything else a path. All others are compared
with the first one.)";

struct CompareOptions {
    ScenarioOptions scenario;
    std::vector<std::string> strategies;
    std::uint64_t seeds = 30;
    std::size_t jobs = 1;
    std::string faults = "scenario";
    std::string directory;
    bool json = false;
};

std::string strategy_file(const std::string& name, const std::string& scenario_file) {
    const std::filesystem::path beside =
        std::filesystem::path{harness::folder_of(scenario_file)} / "strategies" / (name + ".yaml");
    return std::filesystem::exists(beside) ? beside.string() : name;
}

ExitCode run_compare(const CompareOptions& options) {
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
    harness::ComparisonSettings settings;
    settings.seeds = options.seeds;
    settings.jobs = options.jobs;
    if (options.faults == "swarm") {
        settings.swarm.emplace();
    }
    listen_for_interruption();
    const auto comparison = [&] {
        CampaignProgress progress;
        harness::SweepHooks hooks;
        hooks.progress = [&](const harness::SweepProgress& now) { progress.show(now); };
        hooks.stopped = [] { return interrupted(); };
        return harness::compare(variants, *recorded, settings, hooks);
    }();
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
    command->footer(footer);
    auto options = std::make_shared<CompareOptions>();
    add_scenario_options(*command, options->scenario);
    command->add_option("--strategies", options->strategies, "Two or more, separated by commas")
        ->delimiter(',')
        ->required()
        ->expected(2, 100)
        ->type_name("NAME,...");
    command->add_option("--seeds", options->seeds, "Runs of each strategy")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--jobs", options->jobs, "Runs at once, each a process")
        ->check(CLI::Range(1, 256))
        ->capture_default_str()
        ->type_name("N");
    command
        ->add_option(
            "--faults", options->faults, "scenario: its own; swarm: random ones of each seed, too"
        )
        ->check(CLI::IsMember({"scenario", "swarm"}))
        ->capture_default_str();
    command->add_option("--out", options->directory, "Directory for the result")->type_name("DIR");
    command->add_flag("--json", options->json, "Print comparison.json and nothing else");
    command->callback([options, &action] { action = [options] { return run_compare(*options); }; });
}

}  // namespace drydock::app
