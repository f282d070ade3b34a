#pragma once

#include "app/command_line.hpp"
#include "app/exit_code.hpp"

namespace drydock::app {

/// Rehearses, judges, writes the result files and prints.
[[nodiscard]] ExitCode run(const RunOptions& options);

}  // namespace drydock::app
