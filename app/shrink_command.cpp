#include "app/shrink_command.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "app/failure_folder.hpp"
#include "app/interruption.hpp"
#include "harness/campaign/shrink.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "harness/scenario/effective.hpp"

namespace drydock::app {

namespace {

constexpr const char* shrink_footer = R"(Examples:
  drydock shrink out/sweep-one-day-event-driven/failures/17
  drydock shrink out/peak-season-direct-seed1 --limit 60

Leaves out orders and faults and shortens the faults that stay, as long as the same rule is broken.
Writes <failure>/shrunk/scenario.yaml and story.txt; `drydock replay <failure>/shrunk` runs it again.)";

struct ShrinkOptions {
    std::string failure;
    std::size_t jobs = 2;
    std::uint64_t limit_seconds = 120;
};

ExitCode run_shrink(const ShrinkOptions& options) {
    auto loaded = load_failure(options.failure);
    if (!loaded) {
        std::cerr << loaded.error();
        return ExitCode::usage;
    }
    harness::ShrinkSettings settings;
    settings.jobs = options.jobs;
    settings.limit = static_cast<std::int64_t>(options.limit_seconds) * one_second;
    harness::ShrinkHooks hooks;
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    hooks.progress = [&](const harness::ShrinkProgress& progress) {
        if (terminal) {
            std::cerr << fmt::format(
                             "\r{} orders, {} faults after {} runs\x1b[K",
                             progress.orders,
                             progress.faults,
                             progress.runs
                         )
                      << std::flush;
        }
    };
    hooks.stopped = [] { return interrupted(); };
    listen_for_interruption();
    const auto shrunk = harness::shrink(loaded->scenario, loaded->recorded, settings, hooks);
    if (terminal) {
        std::cerr << "\r\x1b[K";
    }
    if (!shrunk) {
        std::cerr << fmt::format("drydock: {}: {}\n", options.failure, shrunk.error());
        return ExitCode::usage;
    }
    const std::string folder = (std::filesystem::path{options.failure} / "shrunk").string();
    const std::string story = story_of(shrunk->scenario, loaded->recorded);
    const auto written = harness::write_result_files(
        folder, {{"scenario.yaml", harness::portable_yaml(shrunk->scenario)}, {"story.txt", story}}
    );
    if (!written) {
        std::cerr << "drydock: " << written.error() << "\n";
        return ExitCode::broken;
    }
    std::cout << fmt::format(
        "{} of {} orders and {} of {} faults are left after {} runs{}\n\n",
        shrunk->orders,
        shrunk->orders_before,
        shrunk->scenario.faults.size(),
        shrunk->faults_before,
        shrunk->runs,
        shrunk->complete ? "" : "; the time was over, --limit gives it more"
    );
    for (const harness::TrialResult::Oracle& oracle : shrunk->result.oracles) {
        std::cout << fmt::format("{}: {}: {}\n", oracle.name, oracle.first_key, oracle.explanation);
    }
    std::cout << "\n" << story << "\n  once more: drydock replay " << folder << "\n";
    return interrupted() ? ExitCode::interrupted : ExitCode::passed;
}

}  // namespace

void add_shrink_command(CLI::App& app, Action& action) {
    CLI::App* const command = app.add_subcommand(
        "shrink", "Take a failure apart: the fewest orders and faults that still fail"
    );
    command->footer(shrink_footer);
    auto options = std::make_shared<ShrinkOptions>();
    command->add_option("failure", options->failure, "A folder with its scenario.yaml")
        ->required()
        ->type_name("DIR");
    command->add_option("--jobs", options->jobs, "Runs at once")
        ->check(CLI::Range(1, 256))
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--limit", options->limit_seconds, "Seconds of wall time for all")
        ->check(CLI::Range(1, 86'400))
        ->capture_default_str()
        ->type_name("N");
    command->callback([options, &action] { action = [options] { return run_shrink(*options); }; });
}

}  // namespace drydock::app
