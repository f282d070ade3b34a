#include "app/search_command.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/campaign_options.hpp"
#include "app/loading.hpp"
#include "harness/campaign/search.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "harness/scenario/diagnostic.hpp"
#include "reports/search_summary.hpp"

namespace drydock::app {

namespace {

constexpr const char* search_footer = R"(Examples:
  drydock search scenarios/one-day.yaml --vary strategy.retry.base=100ms..5s --vary strategy.limiter.concurrency_max=8,16 --minimise missed_cut_offs,api_calls
  drydock search scenarios/one-day.yaml --vary strategy.stock.publish_interval=1min..1h --minimise "p95(stock_staleness),api_calls" --faults swarm

A range is cut into --steps values. Every setting meets the same orders and the same faults. Figures:
oracles, oversold_units, missed_cut_offs, exceptions, queue_length_max, api_calls,
api_calls_per_1000_orders, time_to_recover_max, and p50, p95 or p99 of order_to_odoo,
order_to_release, ship_to_invoice, stock_staleness.)";

struct SearchOptions : CampaignOptions {
    std::vector<std::string> vary;
    std::vector<std::string> minimise;
    std::size_t steps = 5;
    std::size_t points = 25;
};

std::string without_underscores(std::string text) {
    std::erase(text, '_');
    return text;
}

/// The objectives as figures are called; "missed_cutoffs" will do for "missed_cut_offs".
expected<std::vector<std::string>, std::string> objectives_of(const SearchOptions& options) {
    const std::vector<std::string> names = harness::figure_names();
    const std::vector<std::string_view> views{names.begin(), names.end()};
    std::vector<std::string> objectives;
    for (const std::string& wanted : options.minimise) {
        const auto name =
            std::ranges::find(names, without_underscores(wanted), [](const std::string& known) {
                return without_underscores(known);
            });
        if (name == names.end()) {
            return unexpected{fmt::format(
                "--minimise: unknown figure \"{}\"{}", wanted, harness::suggestion(wanted, views)
            )};
        }
        objectives.push_back(*name);
    }
    return objectives;
}

expected<std::vector<std::vector<std::string>>, std::string> points_of(const SearchOptions& options
) {
    std::vector<harness::SearchAxis> axes;
    for (const std::string& text : options.vary) {
        auto axis = harness::parse_axis(text, options.steps);
        if (!axis) {
            return unexpected{"--vary " + axis.error()};
        }
        axes.push_back(*std::move(axis));
    }
    return harness::search_points(axes, options.points);
}

ExitCode run_search(const SearchOptions& options) {
    const auto objectives = objectives_of(options);
    const auto points = points_of(options);
    const auto swarm = swarm_of(options.faults);
    if (!objectives || !points || !swarm) {
        std::cerr << "drydock: "
                  << (!objectives ? objectives.error()
                      : !points   ? points.error()
                                  : swarm.error())
                  << "\n";
        return ExitCode::usage;
    }
    auto base = load_campaign(options.scenario);
    if (!base) {
        std::cerr << base.error();
        return ExitCode::usage;
    }
    std::cerr << base->warnings;
    std::vector<harness::Variant> variants;
    variants.push_back({"as it is", std::move(base->scenario)});
    for (const std::vector<std::string>& point : *points) {
        ScenarioOptions varied = options.scenario;
        varied.settings.insert(varied.settings.end(), point.begin(), point.end());
        auto loaded = load_campaign(varied);
        if (!loaded) {
            std::cerr << loaded.error();
            return ExitCode::usage;
        }
        variants.push_back({fmt::format("{}", fmt::join(point, " ")), std::move(loaded->scenario)});
    }
    const std::string name = variants.front().scenario.name;
    const auto comparison = compare_with_progress(variants, base->recorded, options, *swarm);
    const auto results = harness::judge_search(comparison, *points, *objectives);
    const std::string directory =
        options.directory.empty() ? fmt::format("out/search-{}", name) : options.directory;
    const std::string json = reports::search_json(results, *objectives, options.seeds);
    const auto written = harness::write_result_files(directory, {{"search.json", json}});
    std::cout
        << (options.json ? json : reports::search_summary(results, *objectives, options.seeds));
    if (!written) {
        std::cerr << "drydock: " << written.error() << "\n";
        return ExitCode::broken;
    }
    if (!options.json) {
        std::cout << fmt::format("\n  all points: {}/search.json\n", directory);
    }
    return comparison.complete ? ExitCode::passed : ExitCode::interrupted;
}

}  // namespace

void add_search_command(CLI::App& app, Action& action) {
    CLI::App* const command = app.add_subcommand(
        "search", "Vary settings, rehearse each, and print what nothing else beats"
    );
    command->footer(search_footer);
    auto options = std::make_shared<SearchOptions>();
    options->seeds = 5;
    add_campaign_options(*command, *options, "Runs of each setting");
    command->add_option("--vary", options->vary, "A setting and its range or values")
        ->required()
        ->expected(1, 12)
        ->type_name("PATH=LOW..HIGH");
    command->add_option("--minimise", options->minimise, "One or more figures")
        ->delimiter(',')
        ->required()
        ->type_name("FIGURE,...");
    command->add_option("--steps", options->steps, "Values that a range is cut into")
        ->check(CLI::Range(2, 1'000))
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--points", options->points, "Settings to try, at most")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str()
        ->type_name("N");
    command->callback([options, &action] { action = [options] { return run_search(*options); }; });
}

}  // namespace drydock::app
