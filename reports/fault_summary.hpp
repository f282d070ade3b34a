#pragma once

#include <string>

#include "harness/verdict/verdict.hpp"

namespace drydock::reports {

/// A line a phase of the run: how long, how many orders, how fast they went, what they cost in
/// calls; below it what was metastable. Empty when no fault came and went.
[[nodiscard]] std::string phase_table(const harness::Verdict& verdict);

/// A line a fault, worst first: what it met, how long it took to get over it, and what came of what
/// it met. Empty without faults.
[[nodiscard]] std::string fault_table(const harness::Verdict& verdict);

}  // namespace drydock::reports
