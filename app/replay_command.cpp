#include "app/replay_command.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/failure_folder.hpp"
#include "harness/campaign/trial.hpp"

namespace drydock::app {

namespace {

constexpr const char* replay_footer = R"(Examples:
  drydock replay out/sweep-one-day-event-driven/failures/17
  drydock replay out/sweep-one-day-event-driven/failures/17 --about 579089
  drydock replay out/sweep-one-day-event-driven/failures/17 --until order=579089

The same bits again: the fingerprint is compared with that of the saved verdict.)";

struct ReplayOptions {
    std::string failure;
    std::string about;
    std::string until;
};

/// Of the verdict beside the scenario; empty when there is none.
std::string saved_fingerprint(const std::string& folder) {
    std::ifstream file{std::filesystem::path{folder} / "verdict.json"};
    const auto json = nlohmann::json::parse(file, nullptr, false);
    return json.is_object() ? json.value("fingerprint", "") : "";
}

/// "order=SO00871", as issues and exceptions name it, or the key alone.
std::string until_of(const std::string& text) {
    const std::size_t equals = text.find('=');
    return equals == std::string::npos ? text : text.substr(equals + 1);
}

ExitCode run_replay(const ReplayOptions& options) {
    const auto loaded = load_failure(options.failure);
    if (!loaded) {
        std::cerr << loaded.error();
        return ExitCode::usage;
    }
    std::cout << story_of(
                     loaded->scenario, loaded->recorded, {options.about, until_of(options.until)}
                 )
              << "\n";
    const harness::TrialResult result =
        harness::run_trial(loaded->scenario, loaded->recorded).result;
    for (const harness::TrialResult::Oracle& oracle : result.oracles) {
        std::cout << fmt::format(
            "{} {}, for example {}: {}\n",
            oracle.name,
            oracle.count,
            oracle.first_key,
            oracle.explanation
        );
    }
    const std::string fingerprint = fmt::format("{:016x}", result.fingerprint);
    const std::string saved = saved_fingerprint(options.failure);
    std::cout << fmt::format(
        "{}, fingerprint {}{}\n",
        harness::to_text(result.outcome),
        fingerprint,
        saved.empty()          ? ""
        : saved == fingerprint ? ", as saved"
                               : fmt::format(", but {} was saved: another version ran then", saved)
    );
    return result.failed() ? ExitCode::failed : ExitCode::passed;
}

}  // namespace

void add_replay_command(CLI::App& app, Action& action) {
    CLI::App* const command =
        app.add_subcommand("replay", "Run a saved failure again, and tell what happens in it");
    command->footer(replay_footer);
    auto options = std::make_shared<ReplayOptions>();
    command->add_option("failure", options->failure, "A folder with its scenario.yaml")
        ->required()
        ->type_name("DIR");
    command
        ->add_option(
            "--about", options->about, "Only what concerns this order, parcel or sale order"
        )
        ->type_name("KEY");
    command
        ->add_option(
            "--until",
            options->until,
            "Nothing after the last that happened to this order or record"
        )
        ->type_name("[order=]KEY");
    command->callback([options, &action] { action = [options] { return run_replay(*options); }; });
}

}  // namespace drydock::app
