#include "app/external_systems.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "harness/scenario/scenario_file.hpp"

namespace drydock::app {

namespace {

using Result = harness::DoctorFinding::Result;

expected<std::string, std::string> read_password(
    const harness::Scenario& scenario, const harness::SystemSpec& system
) {
    const harness::ExternalSpec& external = system.external;
    if (!external.password_env.empty()) {
        const char* const value = std::getenv(external.password_env.c_str());
        if (value == nullptr || *value == '\0') {
            return unexpected{fmt::format(
                "the password of {} is missing: put it into the environment variable {}",
                system.name,
                external.password_env
            )};
        }
        return value;
    }
    const auto file =
        std::filesystem::path{harness::folder_of(scenario.file)} / external.password_file;
    std::ifstream in{file};
    std::string password;
    if (!std::getline(in, password) || password.empty()) {
        return unexpected{fmt::format(
            "the password of {} is missing: its file {} cannot be read or is empty",
            system.name,
            file.string()
        )};
    }
    return password;
}

expected<live::http::Url, std::string> url_of(const harness::SystemSpec& system) {
    auto url = live::http::parse_url(system.external.url);
    if (!url) {
        return unexpected{
            fmt::format("the url of {}, {}: {}", system.name, system.external.url, url.error())};
    }
    return *url;
}

}  // namespace

void add_external_options(CLI::App& command, ExternalOptions& options) {
    command.add_flag(
        "--force-external",
        options.force,
        "Test external systems although nothing says that their data are for tests"
    );
}

expected<harness::Externals, std::string> resolve_externals(
    harness::Scenario& scenario, const harness::Roles& roles, const live::http::Trust& trust
) {
    harness::Externals externals;
    externals.trust = trust;
    auto& systems = scenario.landscape.systems;
    if (harness::SystemSpec& odoo = systems.at(roles.odoo.value); !odoo.external.url.empty()) {
        const auto url = url_of(odoo);
        if (!url) {
            return unexpected{url.error()};
        }
        auto password = read_password(scenario, odoo);
        if (!password) {
            return unexpected{password.error()};
        }
        auto& settings = std::get<mocks::OdooSettings>(odoo.settings);
        settings.database = odoo.external.database;
        settings.login = odoo.external.user;
        settings.password = *password;
        externals.odoo = {*url, odoo.external.database, odoo.external.user, std::move(*password)};
    }
    if (const harness::SystemSpec& runtime = systems.at(roles.runtime.value);
        !runtime.external.url.empty()) {
        const auto url = url_of(runtime);
        if (!url) {
            return unexpected{url.error()};
        }
        externals.runtime = *url;
    }
    return externals;
}

std::string findings_text(const std::vector<harness::DoctorFinding>& findings) {
    std::string text;
    for (const harness::DoctorFinding& finding : findings) {
        text += fmt::format(
            "  {:<12} {:<8} {:<14} {}\n",
            finding.system,
            to_text(finding.result),
            finding.check,
            finding.text
        );
    }
    return text;
}

bool is_safe(const std::vector<harness::DoctorFinding>& findings, const ExternalOptions& options) {
    return std::ranges::none_of(findings, [&options](const harness::DoctorFinding& finding) {
        return finding.result == Result::bad && !(options.force && finding.may_be_forced);
    });
}

expected<void, std::string> check_externals(
    const harness::Externals& externals,
    const harness::Scenario& scenario,
    const harness::RehearsalPlan& plan,
    const Demand& demand,
    const ExternalOptions& options
) {
    if (!externals.any()) {
        return {};
    }
    const auto findings = harness::examine(externals, scenario, plan, demand);
    std::string reasons;
    bool forceable = true;
    for (const harness::DoctorFinding& finding : findings) {
        const bool forced = options.force && finding.may_be_forced;
        if (finding.result == Result::bad && !forced) {
            reasons += fmt::format("{}: {}: {}\n", finding.system, finding.check, finding.text);
            forceable = forceable && finding.may_be_forced;
        } else if (finding.result != Result::good) {
            std::cerr << fmt::format(
                "drydock: {}: {}: {}\n", finding.system, finding.check, finding.text
            );
        }
    }
    if (is_safe(findings, options)) {
        return {};
    }
    return unexpected{
        "nothing was done to the external systems:\n" + reasons +
        (forceable ? "--force-external tests them all the same" : "see drydock doctor")};
}

}  // namespace drydock::app
