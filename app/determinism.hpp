#pragma once

#include <string>
#include <vector>

#include "app/exit_code.hpp"

namespace drydock::app {

/// Runs `words`, a whole `run` command line without --verify-determinism, twice in processes of
/// their own, the second with another layout of its heap, and compares them Step by Step. The first
/// prints and writes what the run would have without; its exit code is returned when both are the
/// same. Otherwise prints the first Step that differs, with those before it: ExitCode::broken.
[[nodiscard]] ExitCode verify_determinism(const std::vector<std::string>& words);

/// Makes allocations of this process lie elsewhere, and fresh memory hold other bytes, than in a
/// process that has not called this.
void perturb_heap();

}  // namespace drydock::app
