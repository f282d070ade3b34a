#include "app/runtime_command.hpp"

#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "app/external_systems.hpp"
#include "app/interruption.hpp"
#include "app/live_telemetry.hpp"
#include "app/loading.hpp"
#include "app/mocks_follower.hpp"
#include "harness/live/served_runtime.hpp"

namespace drydock::app {

namespace {

constexpr const char* runtime_footer = R"(Examples:
  drydock runtime --config runtime.yaml

runtime.yaml, beside running mocks (paths as seen from the file):
  scenario: scenarios/short-peak.yaml     # its strategy, calendar and partners
  port: 8090
  journal: runtime.journal                # every record on the disk before anything leaves
  control: http://127.0.0.1:8099          # addresses and clock of `drydock mocks`

or with partners anywhere:
  systems: {odoo: "http://127.0.0.1:8101", wms: "https://wms.example.com", ...}
  address: 0.0.0.0
  tls: {certificate: server.pem, key: server.key, authority: partners.pem}
  clock: 2011-11-28T16:58:00              # of the partners, when it is not today's

With control it waits until a scenario is driven, so that both clocks show the same; mocks that do
not answer are asked again for 30 s. A journal that an earlier life has left is read first: kill it
at any moment and start it again.

Exit codes: 0 ended by Ctrl-C; 2 the configuration is wrong; 4 the mocks do not answer, the port is
taken, the journal is damaged or open in another process, or the disk failed.)";

struct RuntimeConfig {
    ScenarioOptions scenario;
    std::string control;
    std::optional<DateTime> clock;  ///< What partners' clocks show at the start; none: today's.
    harness::ServedRuntimeSettings served;
};

std::string text_at(const YAML::Node& node, const char* key) {
    return node[key] ? node[key].as<std::string>() : std::string{};
}

/// Paths are those of the file's folder.
expected<RuntimeConfig, std::string> read_config(const std::string& file) {
    const auto folder = std::filesystem::path{file}.parent_path();
    const auto path_at = [&folder](const YAML::Node& node, const char* key) {
        const std::string text = text_at(node, key);
        return text.empty() ? text : (folder / text).string();
    };
    try {
        const YAML::Node root = YAML::LoadFile(file);
        RuntimeConfig config;
        config.scenario.file = path_at(root, "scenario");
        config.control = text_at(root, "control");
        config.served.journal_file = path_at(root, "journal");
        if (root["clock"]) {
            config.clock = parse_date_time(text_at(root, "clock"));
            if (!config.clock) {
                return unexpected{file + ": clock: expected a date such as 2011-11-28T16:58:00"};
            }
        }
        config.served.port = root["port"] ? root["port"].as<std::uint16_t>() : std::uint16_t{8'090};
        if (root["address"]) {
            config.served.address = text_at(root, "address");
        }
        if (const YAML::Node tls = root["tls"]) {
            config.served.trust.authority_file = path_at(tls, "authority");
            if (tls["certificate"]) {
                config.served.identity = {path_at(tls, "certificate"), path_at(tls, "key")};
            }
        }
        for (const auto& system : root["systems"]) {
            const auto url = live::http::parse_url(system.second.as<std::string>());
            if (!url) {
                return unexpected{fmt::format(
                    "{}: systems.{}: {}", file, system.first.as<std::string>(), url.error()
                )};
            }
            config.served.systems[system.first.as<std::string>()] = *url;
        }
        if (config.scenario.file.empty()) {
            return unexpected{file + ": scenario is missing"};
        }
        return config;
    } catch (const YAML::Exception& error) {
        return unexpected{fmt::format("{}: {}", file, error.what())};
    }
}

/// Takes over addresses and clock of running mocks, once a scenario is driven on them.
expected<void, FollowError> follow(const std::string& url, harness::ServedRuntimeSettings& served) {
    auto mocks = follow_mocks(
        {.url = url, .token_file = {}, .trust = served.trust},
        {.log = [](const std::string& line) { std::cout << line << "\n"
                                                        << std::flush; },
         .stops = [] { return interrupted(); }}
    );
    if (!mocks) {
        return unexpected{mocks.error()};
    }
    served.systems.merge(mocks->systems);
    served.start = mocks->now;
    return {};
}

ExitCode serve(const std::string& file, const TelemetryOptions& options) {
    const auto complain = [](const std::string& error, ExitCode code) {
        std::cerr << "drydock: " << error << "\n";
        return code;
    };
    auto config = read_config(file);
    if (!config) {
        return complain(config.error(), ExitCode::usage);
    }
    auto loaded = load(config->scenario);
    if (!loaded) {
        std::cerr << loaded.error();
        return ExitCode::usage;
    }
    harness::ServedRuntimeSettings& served = config->served;
    const auto externals = resolve_externals(loaded->scenario, loaded->plan.roles, served.trust);
    if (!externals) {
        return complain(externals.error(), ExitCode::usage);
    }
    if (externals->odoo) {
        const auto& systems = loaded->scenario.landscape.systems;
        served.systems.emplace(
            systems.at(loaded->plan.roles.odoo.value).name, externals->odoo->url
        );
    }
    auto telemetry = LiveTelemetry::open(options, LivePart::runtime);
    if (!telemetry) {
        return complain(telemetry.error(), ExitCode::usage);
    }
    listen_for_interruption();
    const harness::LoadedScenario scenario{
        std::move(loaded->scenario), std::move(loaded->plan), std::move(loaded->workload)};
    // Partners elsewhere live today.
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    served.start = scenario.plan.calendar.instant_of(Calendar{}.date_time_of(Instant{
        Duration{now.time_since_epoch()}}));
    if (config->clock) {
        served.start = scenario.plan.calendar.instant_of(*config->clock);
    }
    if (!config->control.empty()) {
        if (const auto followed = follow(config->control, served); !followed) {
            return complain(followed.error().detail, followed.error().code);
        }
    }
    if (interrupted()) {
        return ExitCode::passed;
    }
    const auto report = harness::serve_runtime(
        scenario,
        served,
        {.ready = [](const live::http::Url& url
                  ) { std::cout << "runtime at " << url.text() << "\n"
                                << std::flush; },
         .stops = [] { return interrupted(); },
         .onlooker = (*telemetry)->hooks()}
    );
    if (!report) {
        return complain(report.error(), ExitCode::broken);
    }
    std::cout << fmt::format("{} steps, {} records kept\n", report->steps, report->records);
    return say_what_became(**telemetry, Output::summary);
}

}  // namespace

void add_runtime_command(CLI::App& app, Action& action) {
    CLI::App* const command =
        app.add_subcommand("runtime", "Serve the integration runtime alone, as in production");
    command->footer(runtime_footer);
    auto config = std::make_shared<std::string>();
    command->add_option("--config", *config, "Its configuration")->required()->type_name("FILE");
    auto telemetry = std::make_shared<TelemetryOptions>();
    add_telemetry_options(*command, *telemetry);
    add_metrics_port_options(*command, *telemetry);
    command->callback([config, telemetry, &action] {
        action = [config, telemetry] { return serve(*config, *telemetry); };
    });
}

}  // namespace drydock::app
