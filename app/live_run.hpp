#pragma once

#include <chrono>

#include "app/command_line.hpp"
#include "app/exit_code.hpp"
#include "app/loading.hpp"

namespace drydock::app {

/// `run --clock real` and `--clock both`: the scenario on the real clock, after the virtual one
/// where both are asked for, and how far apart they are.
[[nodiscard]] ExitCode run_live(
    const RunOptions& options, Loaded& loaded, std::chrono::steady_clock::time_point begin
);

}  // namespace drydock::app
