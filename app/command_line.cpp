#include "app/command_line.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include <CLI/CLI.hpp>

#include "app/audit_command.hpp"
#include "app/certificate_command.hpp"
#include "app/compare_command.hpp"
#include "app/contract_command.hpp"
#include "app/doctor_command.hpp"
#include "app/drive_command.hpp"
#include "app/exit_code.hpp"
#include "app/gate_command.hpp"
#include "app/journal_command.hpp"
#include "app/mocks_command.hpp"
#include "app/replay_command.hpp"
#include "app/report_command.hpp"
#include "app/runtime_command.hpp"
#include "app/search_command.hpp"
#include "app/shrink_command.hpp"
#include "app/sweep_command.hpp"
#include "app/verify_jaeger_command.hpp"
#include "app/watch_command.hpp"

namespace drydock::app {

namespace {

constexpr const char* program_footer = R"(Examples:
  drydock run scenarios/peak-season.yaml
  drydock run scenarios/peak-season.yaml --seed 7 --scale 10
  drydock run scenarios/peak-season.yaml --strategy scenarios/strategies/direct.yaml
  drydock run scenarios/peak-season.yaml --from 2011-11-01 --to 2011-12-10
  drydock run scenarios/peak-season.yaml --set strategy.dedup.enabled=false
  drydock run scenarios/peak-season.yaml --json | jq .outcome
  drydock run scenarios/short-peak.yaml --clock both
  drydock validate scenarios/peak-season.yaml
  drydock explain scenarios/peak-season.yaml
  drydock schema > scenario.schema.json

Exit codes:
    0  passed: every expectation was met
    1  failed: an expectation was not met
    2  the command line, the scenario or its data are wrong; nothing has run
    3  inconclusive: an expectation had no data
    4  Drydock itself broke, or could not write the result
  130  interrupted by Ctrl-C; what was known until then is written

A run writes verdict.json, scenario.yaml, timeline.csv, differences.csv, series.json and run.json
into out/<scenario>-<strategy>-seed<seed>, or where --out says; drydock report makes a page of them.
NO_COLOR switches colours off.)";

/// CLI11 reads "-1" as a very large unsigned number.
std::string refuse_minus(const std::string& text) {
    return text.starts_with('-') ? "a whole number from 0 on is wanted, not " + text : "";
}

void add_run_options(CLI::App& command, RunOptions& options, bool& json, bool& quiet, bool& plain) {
    add_scenario_options(command, options.scenario);
    command.add_option("--out", options.directory, "Directory for the result")->type_name("DIR");
    auto* const json_flag = command.add_flag("--json", json, "Print verdict.json and nothing else");
    command.add_flag("--quiet", quiet, "Print nothing; the exit code tells")->excludes(json_flag);
    command.add_flag("--no-color,--no-colour", plain, "No colours");
    command.add_flag(
        "--verify-determinism",
        options.verify_determinism,
        "Run twice, compare every step, and show the first that differs"
    );
    add_telemetry_options(command, options.telemetry);
    add_metrics_port_options(command, options.telemetry);
    static const std::map<std::string, RunClockChoice> clocks{
        {"virtual", RunClockChoice::simulated},
        {"real", RunClockChoice::real},
        {"both", RunClockChoice::both}};
    command
        .add_option(
            "--clock",
            options.clock,
            "virtual: weeks in seconds; real: on sockets and in real time; both: one after the "
            "other, and how far apart they are"
        )
        ->transform(CLI::CheckedTransformer{clocks}.description(""))
        ->type_name("CLOCK");
    command
        .add_option(
            "--journal",
            options.journal_file,
            "On the real clock: keep the runtime's records in this file, every one on the disk "
            "before anything leaves"
        )
        ->type_name("FILE");
    add_tls_identity_options(command, options.tls);
    add_tls_trust_option(command, options.tls.trust);
    // What they show each other must be believed by each other.
    command.get_option("--tls-cert")->needs("--ca");
    add_external_options(command, options.external);
    command
        .add_option(
            "--port",
            options.first_port,
            "Of the first system, the next for the second, where the scenario's runtime is external"
        )
        ->capture_default_str()
        ->type_name("PORT");
    // The empty group hides an option from the help.
    command.add_option("--step-fingerprints", options.fingerprints_file)->group("");
    command.add_option("--step-log", options.step_log_file)->group("");
    command.add_option("--step-log-around", options.step_log_around)->group("");
    command.add_flag("--perturb-heap", options.perturb_heap)->group("");
}

}  // namespace

void add_scenario_options(CLI::App& command, ScenarioOptions& options) {
    command.add_option("scenario", options.file, "The scenario's YAML file")->required();
    command.add_option("--strategy", options.strategy, "Strategy file, in place of the scenario's")
        ->type_name("FILE");
    command.add_option("--seed", options.seed, "Seed of everything that chance decides")
        ->check(refuse_minus)
        ->type_name("N");
    command.add_option("--scale", options.scale, "Copies of the demand, each jittered")
        ->check(refuse_minus)
        ->type_name("N");
    command.add_option("--from", options.from, "Replay orders at or after this date")
        ->type_name("DATE");
    command.add_option("--to", options.to, "Replay orders before this date")->type_name("DATE");
    command
        .add_option("--set", options.settings, "Change one setting; may be given more than once")
        ->type_name("PATH=VALUE")
        ->expected(1)
        ->take_all();
    command.add_flag(
        "--force", options.force, "Run a strategy although arithmetic shows that it is unsafe"
    );
}

Command read_command_line(std::vector<std::string> words) {
    CLI::App app{"Drydock rehearses a distribution landscape before it goes live.", "drydock"};
    app.footer(program_footer);
    app.require_subcommand(1);

    RunOptions run;
    bool json = false;
    bool quiet = false;
    bool plain = false;
    CLI::App* const run_command = app.add_subcommand(
        "run", "Rehearse a scenario on the virtual clock or the real one, and judge it"
    );
    add_run_options(*run_command, run, json, quiet, plain);
    ValidateOptions validate;
    CLI::App* const validate_command =
        app.add_subcommand("validate", "Check a scenario and its data without running it");
    add_scenario_options(*validate_command, validate.scenario);
    ExplainOptions explain;
    CLI::App* const explain_command =
        app.add_subcommand("explain", "Show in words what a scenario will do, and when");
    add_scenario_options(*explain_command, explain.scenario);
    CLI::App* const schema_command =
        app.add_subcommand("schema", "Print the JSON Schema of scenario files, for editors");

    Action action;
    // Commands in files of their own are added here.
    add_compare_command(app, action);
    add_contract_command(app, action);
    add_gate_command(app, action);
    add_search_command(app, action);
    add_sweep_command(app, action);
    add_shrink_command(app, action);
    add_replay_command(app, action);
    add_mocks_command(app, action);
    add_watch_command(app, action);
    add_runtime_command(app, action);
    add_drive_command(app, action);
    add_audit_command(app, action);
    add_certificate_command(app, action);
    add_doctor_command(app, action);
    add_journal_command(app, action);
    add_report_command(app, action);
    add_verify_jaeger_command(app, action);

    std::ranges::reverse(words);  // CLI11 takes them last word first.
    try {
        app.parse(words);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out;
        std::ostringstream complaint;
        const bool asked = app.exit(error, out, complaint) == 0;
        return Say{out.str() + complaint.str(), asked ? 0 : static_cast<int>(ExitCode::usage)};
    }
    if (action) {
        return action;
    }
    if (run_command->parsed()) {
        run.output = json ? Output::json : quiet ? Output::nothing : Output::summary;
        run.colour = plain ? Colour::never : Colour::automatic;
        return run;
    }
    if (validate_command->parsed()) {
        return validate;
    }
    if (explain_command->parsed()) {
        return explain;
    }
    static_cast<void>(schema_command);
    return SchemaOptions{};
}

}  // namespace drydock::app
