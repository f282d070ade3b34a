#pragma once

#include "app/command_line.hpp"
#include "app/exit_code.hpp"
#include "app/progress.hpp"
#include "harness/verdict/verdict.hpp"

namespace drydock::app {

/// Rehearses, judges, writes the result files and prints.
[[nodiscard]] ExitCode run(const RunOptions& options);

/// How the terminal shows that a run goes on, and whether in colours.
[[nodiscard]] ProgressStyle progress_style(const RunOptions& options);
[[nodiscard]] bool wants_colour(const RunOptions& options);

[[nodiscard]] ExitCode exit_code_of(harness::ResultOutcome outcome);

}  // namespace drydock::app
