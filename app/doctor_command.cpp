#include "app/doctor_command.hpp"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command_line.hpp"
#include "app/control_client.hpp"
#include "app/external_systems.hpp"
#include "app/live_verdict.hpp"
#include "app/loading.hpp"
#include "app/tls_options.hpp"

namespace drydock::app {

namespace {

constexpr const char* doctor_footer = R"(Examples:
  drydock doctor scenarios/with-real-odoo.yaml
  drydock doctor scenarios/with-real-odoo.yaml --json | jq .safe
  drydock doctor --landscape http://127.0.0.1:8099

Of a scenario: asks every system that has a url whether it answers, lets us in and is safe to test.
Nothing is changed there. Of running mocks: asks every system of theirs whether it answers.

A database is one for tests when a word of its name is test, testing, staging, stage, demo, sandbox,
dev, qa, uat or twin, or when its system parameter drydock.test_database is True. On any other,
run and mocks refuse to work, unless --force-external is given.

Exit codes: 0 all is well, or there is no such system; 1 something is not, or is not safe to test;
2 the scenario is wrong, a secret is missing, or no mocks answer at the URL.)";

struct DoctorOptions {
    ScenarioOptions scenario;
    ExternalOptions external;
    ControlOptions control;  ///< Its trust is that of all calls.
    bool json = false;
};

using Findings = std::vector<harness::DoctorFinding>;

expected<Findings, std::string> examine_scenario(const DoctorOptions& options) {
    auto loaded = load(options.scenario);
    if (!loaded) {
        return unexpected{loaded.error()};
    }
    const auto externals =
        resolve_externals(loaded->scenario, loaded->plan.roles, options.control.trust);
    if (!externals) {
        return unexpected{"drydock: " + externals.error() + "\n"};
    }
    return harness::examine(*externals, loaded->scenario, loaded->plan, loaded->workload.demand);
}

expected<Findings, std::string> examine_landscape(const DoctorOptions& options) {
    const auto complain = [](const std::string& error) {
        return unexpected{"drydock: " + error + "\n"};
    };
    auto client = ControlClient::open(options.control);
    if (!client) {
        return complain(client.error());
    }
    const auto systems = client->systems();
    if (!systems) {
        return complain(systems.error().detail);
    }
    return harness::examine_addresses(*systems, options.control.trust);
}

std::string findings_json(const Findings& findings, bool safe) {
    nlohmann::ordered_json json;
    json["format"] = 1;
    json["safe"] = safe;
    json["findings"] = nlohmann::ordered_json::array();
    for (const harness::DoctorFinding& finding : findings) {
        json["findings"].push_back(
            {{"system", finding.system},
             {"check", finding.check},
             {"result", to_text(finding.result)},
             {"may_be_forced", finding.may_be_forced},
             {"text", finding.text}}
        );
    }
    return json.dump(2) + "\n";
}

ExitCode examine_all(const DoctorOptions& options) {
    if (options.scenario.file.empty() == options.control.url.empty()) {
        return refuse_usage("name a scenario, or running mocks with --landscape, and not both");
    }
    const auto findings =
        options.scenario.file.empty() ? examine_landscape(options) : examine_scenario(options);
    if (!findings) {
        std::cerr << findings.error();
        return ExitCode::usage;
    }
    const bool safe = is_safe(*findings, options.external);
    if (options.json) {
        std::cout << findings_json(*findings, safe);
    } else if (findings->empty()) {
        std::cout << "no system of this scenario runs elsewhere: there is nothing to ask\n";
    } else {
        std::cout << findings_text(*findings) << (safe ? "safe to test\n" : "NOT safe to test\n");
    }
    std::cout << std::flush;
    return safe ? ExitCode::passed : ExitCode::failed;
}

}  // namespace

void add_doctor_command(CLI::App& app, Action& action) {
    CLI::App* const command = app.add_subcommand(
        "doctor", "Say whether systems that run elsewhere answer and are safe to test"
    );
    command->footer(doctor_footer);
    auto options = std::make_shared<DoctorOptions>();
    add_scenario_options(*command, options->scenario);
    command->get_option("scenario")->required(false);
    command->add_option("--landscape", options->control.url, "The control API of running mocks")
        ->type_name("URL");
    command->add_option("--token-file", options->control.token_file, "File with its token")
        ->type_name("FILE");
    add_tls_trust_option(*command, options->control.trust);
    add_external_options(*command, options->external);
    command->add_flag("--json", options->json, "Print JSON and nothing else");
    command->callback([options, &action] { action = [options] { return examine_all(*options); }; });
}

}  // namespace drydock::app
