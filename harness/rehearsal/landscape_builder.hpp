#pragma once

#include <memory>

#include "core/landscape/demand.hpp"
#include "core/world.hpp"
#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

/// Adds the scenario's systems to an empty World in the landscape's order, connects them and plans
/// the faults. Fills in what settings leave open: ids, calendar, receivers, paths and secrets of
/// webhooks ("secret-of-<system>"), and the partners' own retry schedules.
void build_landscape(
    const Scenario& scenario,
    const RehearsalPlan& plan,
    const std::shared_ptr<const Demand>& demand,
    World& world
);

}  // namespace drydock::harness
