#include "app/drive_command.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/control_client.hpp"
#include "app/interruption.hpp"
#include "app/live_verdict.hpp"
#include "app/tls_options.hpp"

namespace drydock::app {

namespace {

constexpr const char* drive_footer = R"(Examples:
  drydock drive scenarios/short-peak.yaml --landscape http://127.0.0.1:8099

The mocks begin anew with empty books, at the start of the scenario's window; your middleware should
be running and empty as well. This command waits until the scenario has settled, which takes its
window and settle_within in real time, and prints the verdict as `drydock audit` does.

Exit codes: as `drydock audit`; 4 the mocks ended, or somebody drove another scenario on them; 130
stopped by Ctrl-C, the mocks go on.)";

struct DriveOptions {
    std::string scenario;
    ControlOptions control;
    bool json = false;
};

/// How often running mocks are asked how far they are.
constexpr std::chrono::milliseconds question_interval{1'000};

/// How long driven mocks may say nothing, as when their process is stopped or the machine sleeps.
/// Assumption: what is away for longer is not waited for.
constexpr std::chrono::minutes silence_max{5};

void show_progress(const MocksStatus& status, std::int64_t seconds_left) {
    std::cout << fmt::format(
                     "  {} of {} orders placed, {} s left\n",
                     status.orders_due,
                     status.orders,
                     seconds_left
                 )
              << std::flush;
}

/// Waits until the scenario has settled. The error is for the operator: the books are gone.
expected<void, std::string> wait_until_settled(
    ControlClient& client, const std::string& drive, bool quiet
) {
    std::int64_t shown = -1;
    auto heard = std::chrono::steady_clock::now();
    while (!interrupted()) {
        const auto status = client.status();
        const auto now = std::chrono::steady_clock::now();
        if (!status) {
            const bool may_come_back = status.error().kind == ControlError::Kind::silent ||
                                       status.error().kind == ControlError::Kind::renewing;
            if (!may_come_back || now - heard > silence_max) {
                return unexpected{status.error().detail + "; the mocks are gone, and their books"};
            }
        } else if (status->drive != drive) {
            return unexpected{std::string{
                "another scenario is driven on these mocks, or they were started again: the books "
                "of this one are gone"}};
        } else if (status->settled) {
            return {};
        } else {
            heard = now;
            const std::int64_t left = (status->end - status->now) / one_second;
            if (!quiet && (shown < 0 || left <= shown - 10)) {
                shown = left;
                show_progress(*status, left);
            }
        }
        std::this_thread::sleep_for(question_interval);
    }
    return {};
}

ExitCode drive(const DriveOptions& options) {
    listen_for_interruption();
    auto client = ControlClient::open(options.control);
    if (!client) {
        return refuse_usage(client.error());
    }
    nlohmann::json wish;
    // The mocks may have been started in another folder.
    wish["scenario"] = std::filesystem::absolute(options.scenario).lexically_normal().string();
    const auto begun = client->post("/drive", wish.dump());
    if (!begun) {
        return refuse_usage(begun.error());
    }
    const auto answer = nlohmann::json::parse(*begun, nullptr, false);
    const auto drive = answer.is_object() ? answer.find("drive") : answer.end();
    if (drive == answer.end() || !drive->is_string()) {
        return refuse_usage(options.control.url + ": what answers there is no control API");
    }
    const auto settled = wait_until_settled(*client, drive->get<std::string>(), options.json);
    if (!settled) {
        std::cerr << "drydock: " << settled.error() << "\n";
        return ExitCode::broken;
    }
    if (interrupted()) {
        return ExitCode::interrupted;
    }
    return print_live_verdict(*client, options.json ? VerdictForm::json : VerdictForm::text);
}

}  // namespace

void add_drive_command(CLI::App& app, Action& action) {
    CLI::App* const command = app.add_subcommand(
        "drive", "Place a scenario's orders and faults on running mocks, wait, and judge"
    );
    command->footer(drive_footer);
    auto options = std::make_shared<DriveOptions>();
    command->add_option("scenario", options->scenario, "The scenario's YAML file")->required();
    command->add_option("--landscape", options->control.url, "The control API of running mocks")
        ->required()
        ->type_name("URL");
    command->add_option("--token-file", options->control.token_file, "File with its token")
        ->type_name("FILE");
    add_tls_trust_option(*command, options->control.trust);
    command->add_flag("--json", options->json, "Print verdict.json and nothing else");
    command->callback([options, &action] { action = [options] { return drive(*options); }; });
}

}  // namespace drydock::app
