#include "app/gate_command.hpp"

#include <algorithm>
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
#include "harness/campaign/gate.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "reports/gate_reports.hpp"

namespace drydock::app {

namespace {

constexpr const char* gate_footer = R"(Examples:
  drydock gate scenarios/gates/*.yaml --junit gate.xml --markdown gate.md --annotations github
  drydock gate scenarios/gates/*.yaml --seeds 10 --jobs 2 --out baseline
  drydock gate scenarios/gates/*.yaml --seeds 10 --jobs 2 --baseline baseline

Exits 0 when every expectation of every scenario is met and no figure is worse than the baseline by
more than chance; 1 else.)";

struct GateOptions {
    std::vector<std::string> files;
    std::string strategy;
    std::vector<std::string> settings;
    harness::GateSettings gate;
    std::string junit;
    std::string markdown;
    std::string annotations;
};

/// Writes a report where the command line says; false, and why on standard error, when it cannot.
bool write_report(const std::string& file, std::string content) {
    if (file.empty()) {
        return true;
    }
    const std::filesystem::path path{file};
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    const auto written =
        harness::write_result_files(folder, {{path.filename().string(), std::move(content)}});
    if (!written) {
        std::cerr << "drydock: " << written.error() << "\n";
    }
    return written.has_value();
}

ExitCode exit_code_of(const std::vector<harness::GateResult>& results) {
    using harness::ResultOutcome;
    const auto any = [&](ResultOutcome outcome) {
        return std::ranges::count(results, outcome, &harness::GateResult::outcome) > 0;
    };
    if (any(ResultOutcome::interrupted)) {
        return ExitCode::interrupted;
    }
    const bool regressed = std::ranges::any_of(results, [](const harness::GateResult& result) {
        return !result.regressions.empty();
    });
    if (any(ResultOutcome::failed) || regressed) {
        return ExitCode::failed;
    }
    return any(ResultOutcome::inconclusive) ? ExitCode::inconclusive : ExitCode::passed;
}

ExitCode run_gates(const GateOptions& options) {
    std::vector<harness::GateScenario> scenarios;
    for (const std::string& file : options.files) {
        ScenarioOptions scenario;
        scenario.file = file;
        scenario.strategy = options.strategy;
        scenario.settings = options.settings;
        auto loaded = load_campaign(scenario);
        if (!loaded) {
            std::cerr << loaded.error();
            return ExitCode::usage;
        }
        std::cerr << loaded->warnings;
        scenarios.push_back({std::move(loaded->scenario), std::move(loaded->recorded)});
    }
    listen_for_interruption();
    const auto results = [&] {
        CampaignProgress progress;
        harness::SweepHooks hooks;
        hooks.progress = [&](const harness::SweepProgress& now) { progress.show(now); };
        hooks.stopped = [] { return interrupted(); };
        return harness::run_gate(scenarios, options.gate, hooks);
    }();
    if (!results) {
        std::cerr << "drydock: " << results.error() << "\n";
        return ExitCode::usage;
    }
    std::cout << reports::gate_summary(*results);
    if (options.annotations == "github") {
        std::cout << reports::gate_annotations(*results);
    }
    const bool written = write_report(options.junit, reports::gate_junit(*results)) &&
                         write_report(options.markdown, reports::gate_markdown(*results));
    return written ? exit_code_of(*results) : ExitCode::broken;
}

}  // namespace

void add_gate_command(CLI::App& app, Action& action) {
    CLI::App* const command =
        app.add_subcommand("gate", "Hold a release against scenarios that it has to pass");
    command->footer(gate_footer);
    auto options = std::make_shared<GateOptions>();
    command->add_option("scenarios", options->files, "Their YAML files")
        ->required()
        ->type_name("FILE");
    command->add_option("--strategy", options->strategy, "Strategy file, in place of theirs")
        ->type_name("FILE");
    command->add_option("--set", options->settings, "Change one setting of all of them")
        ->type_name("PATH=VALUE")
        ->expected(1)
        ->take_all();
    command->add_option("--seeds", options->gate.seeds, "Runs of each, from its own seed on")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--jobs", options->gate.jobs, "Runs at once, each a process")
        ->check(CLI::Range(1, 256))
        ->capture_default_str()
        ->type_name("N");
    command
        ->add_option("--baseline", options->gate.baseline, "What an earlier gate wrote with --out")
        ->type_name("DIR");
    command->add_option("--out", options->gate.directory, "Keep the figures of every run here")
        ->type_name("DIR");
    command->add_option("--junit", options->junit, "Write JUnit XML")->type_name("FILE");
    command->add_option("--markdown", options->markdown, "Write a summary for a pull request")
        ->type_name("FILE");
    command->add_option("--annotations", options->annotations, "Print them for this CI system")
        ->check(CLI::IsMember({"github"}));
    command->callback([options, &action] { action = [options] { return run_gates(*options); }; });
}

}  // namespace drydock::app
