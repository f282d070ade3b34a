#include "app/live_run.hpp"

#include <algorithm>
#include <iostream>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/external_systems.hpp"
#include "app/interruption.hpp"
#include "app/live_telemetry.hpp"
#include "app/live_verdict.hpp"
#include "app/progress.hpp"
#include "app/repeat_command.hpp"
#include "app/run_command.hpp"
#include "harness/live/clock_comparison.hpp"
#include "harness/live/live_rehearsal.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "harness/scenario/effective.hpp"
#include "harness/verdict/verdict_json.hpp"
#include "reports/terminal_summary.hpp"
#include "reports/text_table.hpp"

namespace drydock::app {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// The hooks of either clock: shows how far it is, stops on Ctrl-C, keeps the pace.
harness::RehearsalHooks hooks_of(
    Progress& progress, SteadyClock::time_point begin, harness::Pace& pace
) {
    harness::RehearsalHooks hooks;
    hooks.watch = [&progress, begin](const harness::RehearsalProgress& now) {
        if (const auto text = progress.at(SteadyClock::now() - begin, now)) {
            std::cout << *text << std::flush;
        }
        return interrupted() ? RunDecision::stop : RunDecision::go_on;
    };
    hooks.at_end = [&pace](const harness::Evidence& evidence, const auto&, Instant) {
        pace = harness::pace_of(evidence.books);
    };
    return hooks;
}

std::string pace_text(const harness::LiveRehearsalResult& result) {
    const std::int64_t pace = result.invoiced.orders_a_second_thousandths();
    reports::TextTable table{{"answered by the runtime", "calls", "p50", "p99", "max"}};
    for (const live::ResponseTimes& times : result.response_times) {
        table.add(
            {std::string{times.operation},
             std::to_string(times.calls),
             harness::duration_text(times.p50),
             harness::duration_text(times.p99),
             harness::duration_text(times.max)}
        );
    }
    return fmt::format(
        "\nPace\n  {} orders invoiced within {}: {}.{} a second\n{}",
        result.invoiced.orders,
        harness::duration_text(result.invoiced.span),
        pace / 1'000,
        pace % 1'000 / 100,
        table.text("  ")
    );
}

std::string health_text(const harness::LiveRehearsalResult& result) {
    const live::RealWorldHealth& health = result.health;
    const std::int64_t busy_permille =
        health.busy.count() / std::max<std::int64_t>(health.run.count() / 1'000, 1);
    std::string text = fmt::format(
        "\nThe clock\n  ran {} in real time, its thread busy for {}.{}% of it; events late: p50 "
        "{}, "
        "p99 {}, max {}\n",
        harness::duration_text(health.run),
        busy_permille / 10,
        busy_permille % 10,
        harness::duration_text(health.late_p50),
        harness::duration_text(health.late_p99),
        harness::duration_text(health.late_max)
    );
    if (!result.healthy) {
        text +=
            "  This machine did not keep up, so the run says more about it than about the "
            "landscape: try a smaller --scale.\n";
    }
    return text;
}

std::string run_json(const harness::LiveRehearsalResult& result) {
    const live::RealWorldHealth& health = result.health;
    nlohmann::ordered_json json;
    json["format"] = 1;
    json["clock"] = "real";
    json["wall_ms"] = health.run.count() / 1'000'000;
    json["busy_ms"] = health.busy.count() / 1'000'000;
    json["events"] = health.events;
    json["late_p50_us"] = health.late_p50.count() / 1'000;
    json["late_p99_us"] = health.late_p99.count() / 1'000;
    json["late_max_us"] = health.late_max.count() / 1'000;
    json["healthy"] = result.healthy;
    json["orders_invoiced"] = result.invoiced.orders;
    json["orders_a_second_thousandths"] = result.invoiced.orders_a_second_thousandths();
    for (const live::ResponseTimes& times : result.response_times) {
        json["response_times"][std::string{times.operation}] = {
            {"calls", times.calls},
            {"p50_us", times.p50.count() / 1'000},
            {"p99_us", times.p99.count() / 1'000},
            {"max_us", times.max.count() / 1'000}};
    }
    return json.dump(2) + "\n";
}

std::string comparison_text(const std::vector<harness::ClockDifference>& rows) {
    reports::TextTable table{{"", "virtual", "real", "change", ""}};
    for (const harness::ClockDifference& row : rows) {
        table.add(
            {row.name,
             row.virtual_text,
             row.real_text,
             row.change_permille == 0
                 ? std::string{"-"}
                 : fmt::format("{:+.1f}%", static_cast<double>(row.change_permille) / 10.0),
             row.agrees ? "agrees" : "DIFFERS"}
        );
    }
    return "\nTwo clocks\n" + table.text("  ");
}

std::string comparison_csv(const std::vector<harness::ClockDifference>& rows) {
    std::string text = "figure,virtual,real,change_permille,agrees\n";
    for (const harness::ClockDifference& row : rows) {
        text += fmt::format(
            "{},{},{},{},{}\n",
            row.name,
            row.virtual_text,
            row.real_text,
            row.change_permille,
            row.agrees ? "yes" : "no"
        );
    }
    return text;
}

/// The virtual run of `--clock both`.
struct VirtualRun {
    harness::Verdict verdict;
    harness::Pace pace;
};

VirtualRun run_virtual(const RunOptions& options, const Loaded& loaded) {
    Progress progress{progress_style(options), loaded.plan.calendar};
    VirtualRun run;
    const auto hooks = hooks_of(progress, SteadyClock::now(), run.pace);
    run.verdict =
        harness::rehearse(loaded.scenario, harness::Workload{loaded.workload}, loaded.plan, hooks)
            .verdict;
    std::cout << progress.end() << std::flush;
    return run;
}

expected<void, std::string> write_results(
    const std::string& directory,
    const harness::Scenario& scenario,
    harness::LiveRehearsalResult& result,
    const std::optional<std::vector<harness::ClockDifference>>& differences
) {
    std::vector<harness::ResultFile> files{
        {"scenario.yaml", harness::portable_yaml(scenario)},
        {"timeline.csv", std::move(result.timeline_csv)},
        {"differences.csv", harness::differences_csv(result.verdict)},
        {"series.json", std::move(result.series_json)},
        {"run.json", run_json(result)}};
    if (differences) {
        files.push_back({"clocks.csv", comparison_csv(*differences)});
    }
    files.push_back({"verdict.json", harness::to_json(result.verdict)});
    return harness::write_result_files(directory, files);
}

void print_result(
    const RunOptions& options,
    const harness::LiveRehearsalResult& result,
    const std::optional<std::vector<harness::ClockDifference>>& differences,
    const std::string& directory
) {
    if (options.output == Output::json) {
        std::cout << harness::to_json(result.verdict) << std::flush;
    } else if (options.output == Output::summary) {
        std::cout << reports::terminal_summary(
                         result.verdict, {.colour = wants_colour(options), .directory = directory}
                     )
                  << pace_text(result) << health_text(result)
                  << (differences ? comparison_text(*differences) : "") << std::flush;
    }
}

}  // namespace

ExitCode run_live(const RunOptions& options, Loaded& loaded, SteadyClock::time_point begin) {
    const harness::Scenario& scenario = loaded.scenario;
    const auto externals = resolve_externals(loaded.scenario, loaded.plan.roles, options.tls.trust);
    if (!externals) {
        return refuse_usage(externals.error());
    }
    if (const auto safe = check_externals(
            *externals, scenario, loaded.plan, loaded.workload.demand, options.external
        );
        !safe) {
        return refuse_usage(safe.error());
    }
    std::optional<VirtualRun> virtual_run;
    if (options.clock == RunClockChoice::both) {
        virtual_run = run_virtual(options, loaded);
    }
    auto telemetry = LiveTelemetry::open(options.telemetry, LivePart::all);
    if (!telemetry) {
        return refuse_usage(telemetry.error());
    }
    // SimGrid's engine puts its own handler in place.
    listen_for_interruption();
    harness::Pace pace;
    Progress progress{progress_style(options), loaded.plan.calendar};
    harness::RehearsalHooks hooks = hooks_of(progress, begin, pace);
    hooks.wants_series = true;
    auto ran = harness::rehearse_live(
        scenario,
        std::move(loaded.workload),
        loaded.plan,
        hooks,
        {.journal_file = options.journal_file,
         .identity = options.tls.served(),
         .externals = *externals,
         .first_port = options.first_port,
         .onlooker = (*telemetry)->hooks()}
    );
    std::cout << progress.end() << std::flush;
    if (!ran) {
        std::cerr << "drydock: " << ran.error() << "\n";
        return ExitCode::broken;
    }
    harness::Verdict& verdict = ran->verdict;
    verdict.repeat_command = repeat_command(options.scenario, scenario.seed) + " --clock real";
    std::optional<std::vector<harness::ClockDifference>> differences;
    if (virtual_run) {
        differences =
            harness::compare_clocks({virtual_run->verdict, virtual_run->pace}, {verdict, pace});
    }
    const std::string directory = options.directory.empty()
                                      ? harness::default_result_directory(
                                            scenario.name, scenario.strategy.name, scenario.seed
                                        ) + "-real"
                                      : options.directory;
    const auto written = write_results(directory, scenario, *ran, differences);
    print_result(options, *ran, differences, directory);
    if (!written) {
        std::cerr << "drydock: " << written.error()
                  << "; free some space or choose another directory with --out\n";
        return ExitCode::broken;
    }
    if (const auto code = say_what_became(**telemetry, options.output); code != ExitCode::passed) {
        return code;
    }
    const bool agree =
        !differences || std::ranges::all_of(*differences, &harness::ClockDifference::agrees);
    const ExitCode code = exit_code_of(verdict.outcome);
    return code == ExitCode::passed && !agree ? ExitCode::failed : code;
}

}  // namespace drydock::app
