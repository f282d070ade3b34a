#include "app/mocks_command.hpp"

#include <fstream>
#include <iostream>
#include <memory>
#include <random>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/control_client.hpp"
#include "app/external_systems.hpp"
#include "app/interruption.hpp"
#include "app/live_telemetry.hpp"
#include "app/live_verdict.hpp"
#include "app/loading.hpp"
#include "app/tls_options.hpp"
#include "harness/live/served_landscape.hpp"

namespace drydock::app {

namespace {

constexpr const char* mocks_footer = R"(Examples:
  drydock mocks scenarios/short-peak.yaml
  drydock mocks scenarios/short-peak.yaml --runtime http://127.0.0.1:8090 --port 8100

Serves Odoo, warehouse, carrier and channels of the scenario's landscape until Ctrl-C. Webhooks go
to --runtime. Then, in another terminal, with the token that is shown:
  drydock runtime --config runtime.yaml          # or any middleware of your own
  drydock drive scenarios/short-peak.yaml --landscape http://127.0.0.1:8099
  drydock audit --landscape http://127.0.0.1:8099

Exit codes: 0 ended by Ctrl-C; 2 the scenario is wrong; 4 a port is taken, or it broke.)";

struct MocksOptions {
    ScenarioOptions scenario;
    std::string runtime;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8'100;
    std::uint16_t control_port = 8'099;
    std::string token_file;
    TlsOptions tls;
    ExternalOptions external;
    TelemetryOptions telemetry;
};

expected<harness::LoadedScenario, std::string> load_scenario_file(ScenarioOptions options) {
    auto loaded = load(options);
    if (!loaded) {
        return unexpected{loaded.error()};
    }
    return harness::LoadedScenario{
        std::move(loaded->scenario), std::move(loaded->plan), std::move(loaded->workload)};
}

/// What the scenario's external systems are, once they are found fit for a test.
expected<harness::Externals, std::string> ready_externals(
    harness::LoadedScenario& loaded, const live::http::Trust& trust, const ExternalOptions& options
) {
    auto externals = resolve_externals(loaded.scenario, loaded.plan.roles, trust);
    if (!externals || !externals->odoo) {
        return externals;  // The middleware may be started later than the mocks.
    }
    harness::Externals odoo_only = *externals;
    odoo_only.runtime.reset();
    const auto safe =
        check_externals(odoo_only, loaded.scenario, loaded.plan, loaded.workload.demand, options);
    if (!safe) {
        return unexpected{safe.error()};
    }
    return externals;
}

/// Where webhooks go: as the command line says, else as the scenario does.
expected<live::http::Url, std::string> runtime_url(
    const std::string& option, const harness::Externals& externals
) {
    if (option.empty() && externals.runtime) {
        return *externals.runtime;
    }
    const std::string text = option.empty() ? "http://127.0.0.1:8090" : option;
    auto url = live::http::parse_url(text);
    if (!url) {
        return unexpected{fmt::format("--runtime {}: {}", text, url.error())};
    }
    return *url;
}

std::string random_token() {
    std::random_device device;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", device(), device(), device(), device());
}

std::string addresses_text(
    const harness::ServedAddresses& addresses, const harness::Scenario& scenario
) {
    std::string text = "Serving\n";
    for (const harness::ServedSystem& system : addresses.systems) {
        text += fmt::format(
            "  {:<14} {:<12} {}{}\n",
            system.name,
            system.kind,
            system.url,
            !system.is_elsewhere       ? ""
            : system.kind == "runtime" ? "   (yours; webhooks go there)"
                                       : "   (elsewhere)"
        );
    }
    text += "Keys\n";
    for (const harness::SystemSpec& system : scenario.landscape.systems) {
        if (!system.external.url.empty()) {
            continue;  // Its keys are its owner's.
        }
        if (const auto* const odoo = std::get_if<mocks::OdooSettings>(&system.settings)) {
            text += fmt::format(
                "  {:<14} database {}, login {}, password {}\n",
                system.name,
                odoo->database,
                odoo->login,
                odoo->password
            );
        } else if (!std::holds_alternative<std::monostate>(system.settings)) {
            text += fmt::format("  {:<14} signs with secret-of-{}\n", system.name, system.name);
        }
    }
    return text + "Control\n  " + addresses.control_url + "\n";
}

ExitCode serve(const MocksOptions& options) {
    auto loaded = load_scenario_file(options.scenario);
    if (!loaded) {
        std::cerr << loaded.error();
        return ExitCode::usage;
    }
    const auto externals = ready_externals(*loaded, options.tls.trust, options.external);
    if (!externals) {
        return refuse_usage(externals.error());
    }
    const auto runtime = runtime_url(options.runtime, *externals);
    auto token = control_token(options.token_file);
    if (!runtime || !token) {
        return refuse_usage(runtime ? token.error() : runtime.error());
    }
    const bool token_is_new = token->empty();
    harness::ServedLandscapeSettings settings;
    settings.address = options.address;
    settings.first_port = options.port;
    settings.control_port = options.control_port;
    settings.control_token = token_is_new ? random_token() : *token;
    settings.runtime = *runtime;
    settings.identity = options.tls.served();
    settings.externals = *externals;
    auto telemetry = LiveTelemetry::open(options.telemetry, LivePart::partners);
    if (!telemetry) {
        return refuse_usage(telemetry.error());
    }
    const harness::Scenario scenario = loaded->scenario;
    harness::ServedHooks hooks;
    hooks.onlooker = (*telemetry)->hooks();
    hooks.stops = [] { return interrupted(); };
    hooks.load = [&options](const std::string& file
                 ) -> expected<harness::LoadedScenario, std::string> {
        ScenarioOptions wanted;
        wanted.file = file;
        wanted.settings = options.scenario.settings;
        auto driven = load_scenario_file(wanted);
        if (driven) {
            const auto ready = ready_externals(*driven, options.tls.trust, options.external);
            if (!ready) {
                return unexpected{ready.error()};
            }
        }
        return driven;
    };
    hooks.ready = [&](const harness::ServedAddresses& addresses) {
        std::cout << addresses_text(addresses, scenario);
        if (token_is_new) {
            std::cout << "  export " << control_token_variable << "=" << settings.control_token
                      << "\n";
        }
        std::cout << std::flush;
    };
    listen_for_interruption();
    const auto served = harness::serve_landscape(std::move(*loaded), settings, hooks);
    if (!served) {
        std::cerr << "drydock: " << served.error() << "\n";
        return ExitCode::broken;
    }
    return say_what_became(**telemetry, Output::summary);
}

}  // namespace

void add_mocks_command(CLI::App& app, Action& action) {
    CLI::App* const command =
        app.add_subcommand("mocks", "Serve a landscape for somebody else's middleware");
    command->footer(mocks_footer);
    auto options = std::make_shared<MocksOptions>();
    add_scenario_options(*command, options->scenario);
    command
        ->add_option(
            "--runtime",
            options->runtime,
            "Where your middleware takes webhooks; else the scenario's, else http://127.0.0.1:8090"
        )
        ->type_name("URL");
    command->add_option("--address", options->address, "Address to listen at")
        ->capture_default_str()
        ->type_name("IP");
    command
        ->add_option(
            "--port", options->port, "Of the first system, the next for the second; 0: any"
        )
        ->capture_default_str()
        ->type_name("PORT");
    command
        ->add_option(
            "--control-port", options->control_port, "Of the control API, on this machine only"
        )
        ->capture_default_str()
        ->type_name("PORT");
    command
        ->add_option(
            "--token-file",
            options->token_file,
            "Token of the control API; else from DRYDOCK_CONTROL_TOKEN, else made and shown"
        )
        ->type_name("FILE");
    add_telemetry_options(*command, options->telemetry);
    add_metrics_port_options(*command, options->telemetry);
    add_tls_identity_options(*command, options->tls);
    add_tls_trust_option(*command, options->tls.trust);
    add_external_options(*command, options->external);
    command->callback([options, &action] { action = [options] { return serve(*options); }; });
}

}  // namespace drydock::app
