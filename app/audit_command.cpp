#include "app/audit_command.hpp"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/control_client.hpp"
#include "app/live_verdict.hpp"
#include "app/tls_options.hpp"

namespace drydock::app {

namespace {

constexpr const char* audit_footer = R"(Examples:
  drydock audit --landscape http://127.0.0.1:8099
  drydock audit --landscape http://127.0.0.1:8099 --json | jq .outcome

The URL is that of the control API which `drydock mocks` shows, with the token in
DRYDOCK_CONTROL_TOKEN. Before a driven scenario has settled, rules about its end do not apply.

Exit codes: 0 passed; 1 failed; 2 nothing answers there, or the token is wrong; 3 not settled yet,
or an expectation had no data.)";

struct AuditOptions {
    ControlOptions control;
    bool json = false;
};

ExitCode audit(const AuditOptions& options) {
    auto client = ControlClient::open(options.control);
    if (!client) {
        return refuse_usage(client.error());
    }
    return print_live_verdict(*client, options.json ? VerdictForm::json : VerdictForm::text);
}

}  // namespace

void add_audit_command(CLI::App& app, Action& action) {
    CLI::App* const command = app.add_subcommand(
        "audit", "Judge the ledgers of running mocks, whatever middleware is there"
    );
    command->footer(audit_footer);
    auto options = std::make_shared<AuditOptions>();
    command->add_option("--landscape", options->control.url, "The control API of running mocks")
        ->required()
        ->type_name("URL");
    command->add_option("--token-file", options->control.token_file, "File with its token")
        ->type_name("FILE");
    add_tls_trust_option(*command, options->control.trust);
    command->add_flag("--json", options->json, "Print verdict.json and nothing else");
    command->callback([options, &action] { action = [options] { return audit(*options); }; });
}

}  // namespace drydock::app
