#include "app/contract_command.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "harness/contract/contract_run.hpp"
#include "harness/contract/live_server.hpp"
#include "harness/contract/report.hpp"

namespace drydock::app {

namespace {

namespace contract = harness::contract;

constexpr const char* contract_footer = R"(Examples:
  drydock contract odoo recordings/odoo
  drydock contract odoo recordings/odoo --only d06 --verbose
  ODOO_PASSWORD=... drydock contract odoo recordings/odoo --against https://odoo.example.com \
      --database staging --user ci@example.com --password-env ODOO_PASSWORD

A recording is one file of JSON with a request and its response, as a real Odoo gave it. They are
replayed in the order of their names; ids and numbers are bound on first sight.

With --against they are replayed to a real Odoo, best one for tests: partners, products, orders and
invoices are created there. Records that the replay did not create are never written, and users,
companies, settings and places never at all; what needs them is named not modelled.

Exit codes: 0 all passed, or are named not modelled; 1 some differ; 2 the folder holds what is no
recording, or the Odoo cannot be reached, refuses the login or is of another release.)";

constexpr const char* series_18 = "18.0";
constexpr const char* series_19 = "19.0";

struct ContractOptions {
    std::string folder = ".";
    std::string only;
    bool verbose = false;
    bool json = false;
    std::string against;
    std::string database;
    std::string user = "admin";
    std::string password_variable = "ODOO_PASSWORD";
    bool any_version = false;
};

/// The same for every recording; nullopt after what went wrong was said.
std::optional<contract::ContractRun> live_run(
    const ContractOptions& options, const std::vector<contract::Recording>& recordings
) {
    const char* const password = std::getenv(options.password_variable.c_str());
    if (password == nullptr || options.database.empty()) {
        std::cerr << "drydock: --against needs --database, and the password in the variable "
                  << options.password_variable << "\n";
        return std::nullopt;
    }
    contract::Account account{
        .database = options.database,
        .login = options.user,
        .password = password,
        .api_key = password,
        .user = 0};
    auto live = contract::open_live_server(options.against, account);
    if (!live) {
        std::cerr << "drydock: " << live.error() << "\n";
        return std::nullopt;
    }
    const bool fits = std::all_of(recordings.begin(), recordings.end(), [&](const auto& one) {
        return live->series == (one.release == contract::Release::odoo_18 ? series_18 : series_19);
    });
    if (!fits && !options.any_version) {
        std::cerr << "drydock: " << options.against << " is Odoo " << live->series
                  << "; some recordings are of another release (--any-version replays them all "
                     "the same)\n";
        return std::nullopt;
    }
    account.user = live->user;
    contract::ContractRun run = contract::mock_run();
    run.account_18 = run.account_19 = account;
    run.open_server = [against = options.against, account](contract::Release) {
        auto again = contract::open_live_server(against, account);
        return again ? std::move(again->server) : nullptr;
    };
    return run;
}

ExitCode run_contract(const ContractOptions& options) {
    const auto recordings = contract::load_recordings(options.folder);
    if (!recordings) {
        std::cerr << "drydock: " << recordings.error() << "\n";
        return ExitCode::usage;
    }
    auto chosen = options.against.empty() ? contract::mock_run() : live_run(options, *recordings);
    if (!chosen) {
        return ExitCode::usage;
    }
    contract::ContractRun run = std::move(*chosen);
    const auto detail =
        options.verbose ? contract::Detail::all : contract::Detail::first_difference;
    const auto wanted = [&](const contract::CaseReport& report) {
        return report.name.starts_with(options.only);
    };
    std::vector<contract::CaseReport> reports = contract::run_contract(*recordings, run);
    std::string unanswered;
    for (const contract::CaseReport& report : reports) {
        unanswered = unanswered.empty() && !report.name.empty() ? report.unanswered : unanswered;
    }
    if (!options.against.empty() && !unanswered.empty()) {
        std::cerr << "drydock: " << options.against << ": " << unanswered << "\n";
        return ExitCode::usage;
    }
    std::erase_if(reports, [&](const contract::CaseReport& report) { return !wanted(report); });
    for (const contract::CaseReport& report : reports) {
        std::cout << (options.json ? std::string{} : contract::case_lines(report, detail));
    }
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
    odoo->footer(contract_footer);
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
    auto* const against =
        odoo->add_option("--against", options->against, "Replay to the real Odoo at this URL")
            ->type_name("URL");
    odoo->add_option("--database", options->database, "Its database")
        ->type_name("NAME")
        ->needs(against);
    odoo->add_option("--user", options->user, "Whom to log in as")
        ->type_name("LOGIN")
        ->capture_default_str()
        ->needs(against);
    odoo->add_option("--password-env", options->password_variable, "Variable with the password")
        ->type_name("VAR")
        ->capture_default_str()
        ->needs(against);
    odoo->add_flag("--any-version", options->any_version, "Replay recordings of other releases too")
        ->needs(against);
    odoo->callback([options, &action] { action = [options] { return run_contract(*options); }; });
}

}  // namespace drydock::app
