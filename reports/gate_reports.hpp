#pragma once

#include <string>
#include <vector>

#include "harness/campaign/gate.hpp"

namespace drydock::reports {

/// A line a gate, then what failed, worst first.
[[nodiscard]] std::string gate_summary(const std::vector<harness::GateResult>& results);

/// JUnit XML as CI systems read it: a suite a scenario, a case an expectation, the observed value
/// in the failure. Source: the schema of Jenkins' xunit plugin, junit-10.xsd.
[[nodiscard]] std::string gate_junit(const std::vector<harness::GateResult>& results);

/// For a pull request: a table of all gates, then each failed one's reasons, worst first.
[[nodiscard]] std::string gate_markdown(const std::vector<harness::GateResult>& results);

/// Annotations of GitHub Actions, worst first; it shows ten a step.
/// Source: docs.github.com, "Workflow commands for GitHub Actions".
[[nodiscard]] std::string gate_annotations(const std::vector<harness::GateResult>& results);

}  // namespace drydock::reports
