#pragma once

#include <string>

#include "harness/campaign/sweep.hpp"

namespace drydock::reports {

/// What a sweep found, for people: passed and failed, then each kind of failure with an example,
/// what it has in common, and the command that takes it apart; and the rare branches that no run
/// took.
[[nodiscard]] std::string sweep_summary(
    const harness::SweepReport& report, const std::string& directory
);

/// The same for machines: {"seeds", "failed", "classes", "probes", "groups": [...]}.
[[nodiscard]] std::string sweep_json(const harness::SweepReport& report);

}  // namespace drydock::reports
