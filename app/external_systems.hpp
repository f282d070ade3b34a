#pragma once

#include <string>

#include "app/external_options.hpp"
#include "core/expected.hpp"
#include "harness/live/external.hpp"
#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/scenario/scenario.hpp"

namespace drydock::app {

/// Reads the secrets of the scenario's external systems from environment and files, and tells the
/// scenario's own runtime who logs in to Odoo. The error is for the operator.
[[nodiscard]] expected<harness::Externals, std::string> resolve_externals(
    harness::Scenario& scenario, const harness::Roles& roles, const live::http::Trust& trust
);

/// A line for each finding, in columns.
[[nodiscard]] std::string findings_text(const std::vector<harness::DoctorFinding>& findings);

/// Nothing was found that forbids a test.
[[nodiscard]] bool is_safe(
    const std::vector<harness::DoctorFinding>& findings, const ExternalOptions& options
);

/// Examines the external systems, if there are any. Warnings are said on the error output; the
/// error is why nothing must be done to them, for the operator.
[[nodiscard]] expected<void, std::string> check_externals(
    const harness::Externals& externals,
    const harness::Scenario& scenario,
    const harness::RehearsalPlan& plan,
    const Demand& demand,
    const ExternalOptions& options
);

}  // namespace drydock::app
