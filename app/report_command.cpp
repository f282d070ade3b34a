#include "app/report_command.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/telemetry_options.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "reports/html/page.hpp"

namespace drydock::app {

namespace {

namespace fs = std::filesystem;

constexpr const char* report_footer = R"(Examples:
  drydock report out/peak-season-event-driven-seed1
  drydock report out/compare-peak-season --out comparison.html
  drydock report out/sweep-peak-season-event-driven

The page is one file without anything to fetch: it opens from a disk, a mail or a build's artefacts.)";

struct ReportOptions {
    std::string directory;
    std::string file;
    std::string jaeger_url;
};

/// None when it is not there or cannot be read.
std::optional<std::string> content_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        return std::nullopt;
    }
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

expected<std::string, std::string> page_of(
    const std::string& directory, const std::string& jaeger_url
) {
    const fs::path folder{directory};
    if (auto verdict = content_of(folder / "verdict.json")) {
        return reports::run_page(
            {.directory = directory,
             .verdict_json = *std::move(verdict),
             .series_json = content_of(folder / "series.json").value_or(""),
             .jaeger_url = jaeger_url}
        );
    }
    if (const auto comparison = content_of(folder / "comparison.json")) {
        return reports::compare_page(directory, *comparison);
    }
    if (const auto runs = content_of(folder / "runs.jsonl")) {
        return reports::sweep_page(directory, *runs);
    }
    return unexpected{fmt::format(
        "{} holds no verdict.json, comparison.json or runs.jsonl: "
        "give the directory that drydock run, compare or sweep wrote",
        directory
    )};
}

ExitCode run_report(const ReportOptions& options) {
    const auto page = page_of(options.directory, options.jaeger_url);
    if (!page) {
        std::cerr << "drydock: " << page.error() << "\n";
        return ExitCode::usage;
    }
    const fs::path file =
        options.file.empty() ? fs::path{options.directory} / "report.html" : fs::path{options.file};
    const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
    const auto written = harness::write_result_files(folder, {{file.filename().string(), *page}});
    if (!written) {
        std::cerr << "drydock: " << written.error() << "\n";
        return ExitCode::broken;
    }
    std::cout << file.string() << "\n";
    return ExitCode::passed;
}

}  // namespace

void add_report_command(CLI::App& app, Action& action) {
    CLI::App* const command = app.add_subcommand(
        "report", "Make one HTML page of the result of a run, a comparison or a sweep"
    );
    command->footer(report_footer);
    auto options = std::make_shared<ReportOptions>();
    command->add_option("directory", options->directory, "What run, compare or sweep wrote")
        ->required()
        ->type_name("DIR");
    command
        ->add_option("--out", options->file, "The page; report.html in the directory if not given")
        ->type_name("FILE");
    add_jaeger_option(*command, options->jaeger_url);
    command->callback([options, &action] { action = [options] { return run_report(*options); }; });
}

}  // namespace drydock::app
