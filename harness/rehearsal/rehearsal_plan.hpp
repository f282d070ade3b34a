#pragma once

#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/expected.hpp"
#include "core/landscape/fault_plan.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/verdict/expectation.hpp"

namespace drydock::harness {

/// Which system of the landscape plays which part. Ids are places in the landscape's list.
struct Roles {
    SystemId runtime;
    SystemId odoo;
    SystemId wms;
    SystemId carrier;
    SystemId storefront;
    SystemId marketplace;
};

/// What a scenario means, once its names and dates are looked up.
struct RehearsalPlan {
    Roles roles;
    Calendar calendar = Calendar{};  ///< Starts at midnight of the first day.
    FaultPlan faults;                ///< In the scenario's order.
    std::vector<Expectation> expectations;
};

/// Errors are whole sentences, one for each thing that is wrong: a part that no system plays, or
/// more than one; names that the landscape does not have; expectations that cannot be read.
[[nodiscard]] expected<RehearsalPlan, std::vector<std::string>> plan_rehearsal(
    const Scenario& scenario
);

/// "acknowledgement_lost".
[[nodiscard]] std::string_view to_text(FaultKind kind);

}  // namespace drydock::harness
