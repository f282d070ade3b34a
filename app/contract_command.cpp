#include "app/contract_command.hpp"

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "harness/contract/contract_run.hpp"
#include "harness/contract/report.hpp"

namespace drydock::app {

namespace {

namespace contract = harness::contract;

constexpr const char* footer = R"(Examples:
  drydock contract odoo recordings/odoo
  drydock contract odoo recordings/odoo --only d06 --verbose

A recording is one file of JSON with a request and its response, as a real Odoo gave it. They are
replayed in the order of their names; ids and numbers are bound on first sight.

Exit codes: 0 all passed, or are named not modelled in docs/mocks.md; 1 some differ; 2 the folder
holds what is no recording, or cannot be read.)";

struct ContractOptions {
    std::string folder = ".";
    std::string only;
    bool verbose = false;
    bool json = false;
};

ExitCode run_contract(const ContractOptions& options) {
    const auto recordings = contract::load_recordings(options.folder);
    if (!recordings) {
        std::cerr << "drydock: " << recordings.error() << "\n";
        return ExitCode::usage;
    }
    contract::ContractRun run = contract::mock_run();
    const auto detail =
        options.verbose ? contract::Detail::all : contract::Detail::first_difference;
    const auto wanted = [&](const contract::CaseReport& report) {
        return report.name.starts_with(options.only);
    };
    if (!options.json) {
        run.on_case = [&](const contract::CaseReport& report) {
            if (wanted(report)) {
                std::cout << contract::case_lines(report, detail) << std::flush;
            }
        };
    }
    std::vector<contract::CaseReport> reports = contract::run_contract(*recordings, run);
    std::erase_if(reports, [&](const contract::CaseReport& report) { return !wanted(report); });
    const contract::Sums sums = contract::sums_of(reports);
    std::cout << (options.json ? contract::report_json(reports) : contract::sums_line(sums));
    return sums.differs == 0 ? ExitCode::passed : ExitCode::failed;
}

}  // namespace

void add_contract_command(CLI::App& app, Action& action) {
    CLI::App* const command =
        app.add_subcommand("contract", "Replay what real partners answered, and say what differs");
    command->require_subcommand(1);
    CLI::App* const odoo = command->add_subcommand("odoo", "Recorded exchanges with Odoo");
    odoo->footer(footer);
    auto options = std::make_shared<ContractOptions>();
    odoo->add_option("folder", options->folder, "Folder of recordings")
        ->capture_default_str()
        ->type_name("DIR");
    odoo->add_option(
            "--only", options->only, "Show the cases whose names begin so; all are replayed"
    )
        ->type_name("PREFIX");
    auto* const json = odoo->add_flag("--json", options->json, "Print JSON and nothing else");
    odoo->add_flag("--verbose", options->verbose, "Show every difference, and what was set up")
        ->excludes(json);
    odoo->callback([options, &action] { action = [options] { return run_contract(*options); }; });
}

}  // namespace drydock::app
