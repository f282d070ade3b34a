#include "app/sweep_command.hpp"

#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/build_id.hpp"
#include "app/campaign_options.hpp"
#include "app/campaign_progress.hpp"
#include "app/interruption.hpp"
#include "app/loading.hpp"
#include "harness/campaign/single_faults.hpp"
#include "harness/campaign/sweep.hpp"
#include "reports/sweep_summary.hpp"

namespace drydock::app {

namespace {

constexpr const char* sweep_footer = R"(Examples:
  drydock sweep scenarios/peak-season.yaml --seeds 1000 --jobs 2 --faults swarm
  drydock sweep scenarios/peak-season.yaml --from 2011-11-28 --to 2011-11-29 --faults swarm
  drydock sweep scenarios/one-day.yaml --seeds 50 --faults outage,crash_loop,torn_record
  drydock sweep scenarios/twenty-orders.yaml --exhaustive --jobs 2

Every seed is a run of its own. Ctrl-C stops the sweep; the same command goes on with it.
A failure is saved in <out>/failures/<seed>: `drydock shrink` and `drydock replay` take it.)";

struct SweepOptions : CampaignOptions {
    std::uint64_t first = 1;
    std::uint64_t limit_seconds = 600;
    std::uint64_t failures_wanted = 0;
    bool exhaustive = false;
};

std::string directory_of(const SweepOptions& options, const harness::Scenario& scenario) {
    return options.directory.empty() ? fmt::format(
                                           "out/{}-{}-{}",
                                           options.exhaustive ? "exhaustive" : "sweep",
                                           scenario.name,
                                           scenario.strategy.name
                                       )
                                     : options.directory;
}

ExitCode run_sweep(const SweepOptions& options) {
    const auto swarm = swarm_of(options.faults);
    if (!swarm) {
        std::cerr << "drydock: " << swarm.error() << "\n";
        return ExitCode::usage;
    }
    const auto loaded = load_campaign(options.scenario);
    if (!loaded) {
        std::cerr << loaded.error();
        return ExitCode::usage;
    }
    std::cerr << loaded->warnings;
    harness::SweepSettings settings;
    settings.seed_first = options.first;
    settings.seeds = options.seeds;
    settings.jobs = options.jobs;
    settings.limit = static_cast<std::int64_t>(options.limit_seconds) * one_second;
    settings.directory = directory_of(options, loaded->scenario);
    settings.program = build_id();
    settings.swarm = *swarm;
    if (options.failures_wanted > 0) {
        settings.failures_wanted = options.failures_wanted;
    }
    if (options.exhaustive) {
        auto singles = harness::single_faults(loaded->scenario, loaded->recorded);
        if (!singles) {
            std::cerr << "drydock: " << singles.error() << "\n";
            return ExitCode::broken;
        }
        settings.seed_first = 1;
        settings.seeds = singles->size();
        settings.singles = *std::move(singles);
    }
    listen_for_interruption();
    auto report = [&] {
        CampaignProgress line;
        harness::SweepHooks hooks;
        hooks.progress = [&](const harness::SweepProgress& progress) { line.show(progress); };
        hooks.stopped = [] { return interrupted(); };
        return harness::sweep(loaded->scenario, loaded->recorded, settings, hooks);
    }();
    if (!report) {
        std::cerr << "drydock: " << report.error() << "\n";
        return ExitCode::broken;
    }
    std::cout
        << (options.json ? reports::sweep_json(*report)
                         : reports::sweep_summary(*report, settings.directory));
    if (!report->complete && !report->satisfied) {
        return ExitCode::interrupted;
    }
    return report->failed_count() == 0 ? ExitCode::passed : ExitCode::failed;
}

}  // namespace

void add_sweep_command(CLI::App& app, Action& action) {
    CLI::App* const command =
        app.add_subcommand("sweep", "Rehearse a scenario with many seeds, and group what fails");
    command->footer(sweep_footer);
    auto options = std::make_shared<SweepOptions>();
    options->seeds = 100;
    add_campaign_options(*command, *options, "How many");
    command->add_option("--first", options->first, "The first of them")
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--limit", options->limit_seconds, "Seconds of wall time for one run")
        ->check(CLI::Range(1, 86'400))
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--stop-after", options->failures_wanted, "Failures, and then no more runs")
        ->check(CLI::Range(1, 1'000'000))
        ->type_name("N");
    command->add_flag(
        "--exhaustive",
        options->exhaustive,
        "In place of seeds: every single fault at every step of the run"
    );
    command->callback([options, &action] { action = [options] { return run_sweep(*options); }; });
}

}  // namespace drydock::app
