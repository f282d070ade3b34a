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

Exit codes: as `drydock audit`; 130 stopped by Ctrl-C, the mocks go on.)";

struct DriveOptions {
    std::string scenario;
    ControlOptions control;
    bool json = false;
};

/// How often running mocks are asked how far they are.
constexpr std::chrono::milliseconds question_interval{1'000};

/// Waits until the scenario has settled. The error is for the operator.
expected<void, std::string> wait_until_settled(ControlClient& client, bool quiet) {
    std::int64_t shown = -1;
    while (!interrupted()) {
        const auto text = client.get("/status");
        if (!text) {
            return unexpected{text.error()};
        }
        const auto status = nlohmann::json::parse(*text, nullptr, false);
        if (status.is_discarded()) {
            return unexpected{std::string{"the answer is no JSON"}};
        }
        if (status.value("settled", false)) {
            return {};
        }
        const std::int64_t left =
            (status.value("end_ns", std::int64_t{0}) - status.value("now_ns", std::int64_t{0})) /
            1'000'000'000;
        if (!quiet && (shown < 0 || left <= shown - 10)) {
            shown = left;
            std::cout << fmt::format(
                             "  {} of {} orders placed, {} s left\n",
                             status.value("orders_due", 0),
                             status.value("orders", 0),
                             left
                         )
                      << std::flush;
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
    if (const auto begun = client->post("/drive", wish.dump()); !begun) {
        return refuse_usage(begun.error());
    }
    if (const auto settled = wait_until_settled(*client, options.json); !settled) {
        return refuse_usage(settled.error());
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
