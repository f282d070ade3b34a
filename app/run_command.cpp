#include "app/run_command.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include "app/determinism.hpp"
#include "app/interruption.hpp"
#include "app/live_run.hpp"
#include "app/loading.hpp"
#include "app/progress.hpp"
#include "app/repeat_command.hpp"
#include "app/step_files.hpp"
#include "app/telemetry.hpp"
#include "harness/rehearsal/rehearsal.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "harness/scenario/effective.hpp"
#include "harness/verdict/verdict_json.hpp"
#include "reports/terminal_summary.hpp"

namespace drydock::app {

namespace {

using Clock = std::chrono::steady_clock;

/// What differs between two runs of one seed: it is kept out of the verdict.
std::string run_json(const harness::Verdict& verdict, Clock::duration elapsed) {
    const auto wall = std::chrono::duration_cast<std::chrono::nanoseconds>(elapsed);
    const Duration simulated = verdict.end.time_since_epoch();
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    nlohmann::ordered_json json;
    json["format"] = 1;
    json["wall_ms"] = wall.count() / 1'000'000;
    json["simulated_ms"] = simulated.count() / 1'000'000;
    json["speed_up"] = simulated.count() / std::max<std::int64_t>(wall.count(), 1);
    json["exchanges_per_second"] = static_cast<std::int64_t>(verdict.exchanges) * 1'000 /
                                   std::max<std::int64_t>(wall.count() / 1'000'000, 1);
    json["memory_peak_kib"] = static_cast<std::int64_t>(usage.ru_maxrss);
    return json.dump(2) + "\n";
}

/// The tracers that the hidden options ask for; at most one of them.
struct Tracers {
    std::unique_ptr<FingerprintFile> fingerprints;
    std::unique_ptr<StepLogFile> log;

    explicit Tracers(const RunOptions& options) {
        if (!options.fingerprints_file.empty()) {
            fingerprints = std::make_unique<FingerprintFile>(options.fingerprints_file);
        } else if (!options.step_log_file.empty()) {
            log = std::make_unique<StepLogFile>(options.step_log_file, options.step_log_around);
        }
    }
    [[nodiscard]] sim::StepTracer* tracer() const {
        if (fingerprints) {
            return fingerprints.get();
        }
        return log.get();
    }
    [[nodiscard]] bool finish() const {
        return (!fingerprints || fingerprints->finish()) && (!log || log->finish());
    }
};

harness::RehearsalResult rehearse(
    const RunOptions& options,
    Loaded& loaded,
    sim::StepTracer* tracer,
    Telemetry& telemetry,
    Clock::time_point begin
) {
    Progress progress{progress_style(options), loaded.plan.calendar};
    harness::RehearsalHooks hooks;
    hooks.tracer = tracer;
    telemetry.attach(hooks);
    hooks.wants_series = true;
    bool listening = false;
    hooks.watch = [&](const harness::RehearsalProgress& now) {
        // SimGrid's engine puts its own handler in place, which ends the process without a result.
        if (!listening) {
            listen_for_interruption();
            listening = true;
        }
        if (const auto text = progress.at(Clock::now() - begin, now)) {
            std::cout << *text << std::flush;
        }
        return interrupted() ? RunDecision::stop : RunDecision::go_on;
    };
    harness::RehearsalResult result =
        harness::rehearse(loaded.scenario, std::move(loaded.workload), loaded.plan, hooks);
    std::cout << progress.end() << std::flush;
    return result;
}

}  // namespace

ProgressStyle progress_style(const RunOptions& options) {
    if (options.output != Output::summary) {
        return ProgressStyle::none;
    }
    return ::isatty(STDOUT_FILENO) == 1 ? ProgressStyle::bar : ProgressStyle::lines;
}

bool wants_colour(const RunOptions& options) {
    // Source: no-color.org: any value but the empty one.
    const char* const no_color = std::getenv("NO_COLOR");
    const bool forbidden = no_color != nullptr && *no_color != '\0';
    return options.colour == Colour::automatic && !forbidden && ::isatty(STDOUT_FILENO) == 1;
}

ExitCode exit_code_of(harness::ResultOutcome outcome) {
    switch (outcome) {
        case harness::ResultOutcome::passed:
            return ExitCode::passed;
        case harness::ResultOutcome::failed:
            return ExitCode::failed;
        case harness::ResultOutcome::inconclusive:
            return ExitCode::inconclusive;
        case harness::ResultOutcome::interrupted:
            break;
    }
    return ExitCode::interrupted;
}

ExitCode run(const RunOptions& options) {
    if (options.perturb_heap) {
        perturb_heap();
    }
    listen_for_interruption();
    const Clock::time_point begin = Clock::now();
    auto loaded = load(options.scenario);
    if (!loaded) {
        std::cerr << loaded.error();
        return ExitCode::usage;
    }
    if (options.output != Output::nothing) {
        std::cerr << loaded->warnings;
    }
    if (options.clock != RunClockChoice::simulated) {
        return run_live(options, *loaded, begin);
    }
    const harness::Scenario& scenario = loaded->scenario;
    const Tracers tracers{options};
    Telemetry telemetry{options.telemetry, *loaded};
    harness::RehearsalResult result =
        rehearse(options, *loaded, tracers.tracer(), telemetry, begin);
    harness::Verdict& verdict = result.verdict;
    verdict.repeat_command = repeat_command(options.scenario, scenario.seed);

    const std::string directory = options.directory.empty()
                                      ? harness::default_result_directory(
                                            scenario.name, scenario.strategy.name, scenario.seed
                                        )
                                      : options.directory;
    const std::string json = harness::to_json(verdict);
    const auto written = harness::write_result_files(
        directory,
        {{"scenario.yaml", harness::portable_yaml(scenario)},
         {"timeline.csv", std::move(result.timeline_csv)},
         {"differences.csv", harness::differences_csv(verdict)},
         {"series.json", std::move(result.series_json)},
         {"run.json", run_json(verdict, Clock::now() - begin)},
         {"verdict.json", json}}
    );
    if (options.output == Output::json) {
        std::cout << json << std::flush;
    } else if (options.output == Output::summary) {
        std::cout << reports::terminal_summary(
                         verdict, {.colour = wants_colour(options), .directory = directory}
                     )
                  << std::flush;
    }
    const auto told = telemetry.finish();
    if (options.output == Output::summary && told) {
        std::cout << *told << std::flush;
    } else if (!told) {
        std::cerr << "drydock: " << told.error() << "\n";
        return ExitCode::broken;
    }
    if (!written || !tracers.finish()) {
        std::cerr << "drydock: "
                  << (written ? "the log of the steps cannot be written" : written.error())
                  << "; free some space or choose another directory with --out\n";
        return ExitCode::broken;
    }
    return exit_code_of(verdict.outcome);
}

}  // namespace drydock::app
