#pragma once

#include <string>

#include "app/control_client.hpp"
#include "app/exit_code.hpp"
#include "core/expected.hpp"

namespace drydock::app {

/// A verdict.json that running mocks have given, as a person reads it and as an exit code.
struct LiveVerdict {
    std::string text;
    ExitCode code;
};

/// The error: it is no verdict.
[[nodiscard]] expected<LiveVerdict, std::string> read_live_verdict(const std::string& json);

enum class VerdictForm : std::uint8_t { text, json };

/// Asks running mocks for their verdict and prints it. What goes wrong is said on the error output.
[[nodiscard]] ExitCode print_live_verdict(ControlClient& client, VerdictForm form);

/// Says what is wrong, for the operator.
[[nodiscard]] ExitCode refuse_usage(const std::string& error);

}  // namespace drydock::app
