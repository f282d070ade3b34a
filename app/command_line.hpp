#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/action.hpp"
#include "app/external_options.hpp"
#include "app/telemetry_options.hpp"
#include "app/tls_options.hpp"

namespace drydock::app {

/// What is said about the scenario on top of its file.
struct ScenarioOptions {
    std::string file;
    std::string strategy;  ///< A file; empty for the scenario's own.
    std::optional<std::uint64_t> seed;
    std::optional<std::uint32_t> scale;
    std::string from;  ///< A date, or empty.
    std::string to;
    std::vector<std::string> settings;  ///< "strategy.dedup.enabled=false"
    bool force = false;                 ///< Run a strategy that is unsafe by arithmetic, too.
};

/// Adds the options of a scenario to a command.
void add_scenario_options(CLI::App& command, ScenarioOptions& options);

enum class Output : std::uint8_t { summary, json, nothing };

enum class Colour : std::uint8_t { automatic, never };

enum class RunClockChoice : std::uint8_t { simulated, real, both };

struct RunOptions {
    ScenarioOptions scenario;
    std::string directory;  ///< Empty for the default one.
    Output output = Output::summary;
    Colour colour = Colour::automatic;
    bool verify_determinism = false;
    RunClockChoice clock = RunClockChoice::simulated;
    std::string journal_file;  ///< Of the runtime, on the real clock; empty for memory.
    TlsOptions tls;            ///< Of all systems, on the real clock.
    ExternalOptions external;
    std::uint16_t first_port = 8'100;  ///< Where an external runtime finds the systems.
    TelemetryOptions telemetry;

    // Hidden; for the two runs that --verify-determinism compares.
    std::string fingerprints_file;  ///< Where to write the fingerprint after every Step.
    std::string step_log_file;      ///< Where to write what happened at the Steps near one.
    std::uint64_t step_log_around = 0;
    bool perturb_heap = false;
};

struct ValidateOptions {
    ScenarioOptions scenario;
};

struct ExplainOptions {
    ScenarioOptions scenario;
};

struct SchemaOptions {};

/// What is left to do when the command line has been read: print `text`, and exit with `code`.
struct Say {
    std::string text;
    int code = 0;
};

using Command =
    std::variant<Say, Action, RunOptions, ValidateOptions, ExplainOptions, SchemaOptions>;

/// Reads the words of the command line, without the program's name.
[[nodiscard]] Command read_command_line(std::vector<std::string> words);

}  // namespace drydock::app
