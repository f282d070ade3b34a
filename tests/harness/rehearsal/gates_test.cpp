// A gate that nothing could fail would hold nobody: each passes with every protection on, and fails
// with one of them off.
#include <string>

#include <gtest/gtest.h>

#include "harness/rehearsal/rehearsal.hpp"
#include "harness/scenario/scenario_file.hpp"

namespace drydock::harness {
namespace {

struct Gate {
    const char* name;
    const char* protection_off;
};

ResultOutcome outcome_of_gate(const std::string& name, const Overrides& overrides) {
    const std::string file = "scenarios/gates/" + name + ".yaml";
    const auto scenario = load_scenario(file, overrides);
    EXPECT_TRUE(scenario.has_value()) << to_text(scenario.error().front());
    const auto plan = plan_rehearsal(*scenario);
    auto workload = load_workload(scenario->workload, scenario->seed, folder_of(file));
    EXPECT_TRUE(plan.has_value() && workload.has_value());
    return rehearse(*scenario, *std::move(workload), *plan, {}).verdict.outcome;
}

class GatesTest : public ::testing::TestWithParam<Gate> {};

TEST_P(GatesTest, PassesWithEveryProtectionOn) {
    EXPECT_EQ(outcome_of_gate(GetParam().name, {}), ResultOutcome::passed);
}

TEST_P(GatesTest, FailsWithAProtectionOff) {
    const Gate& gate = GetParam();
    EXPECT_EQ(outcome_of_gate(gate.name, {.sets = {gate.protection_off}}), ResultOutcome::failed)
        << gate.protection_off;
}

INSTANTIATE_TEST_SUITE_P(
    Shipped,
    GatesTest,
    ::testing::Values(
        Gate{"black-friday", "strategy.look_up.enabled=false"},
        Gate{"odoo-outage-at-peak", "strategy.admission.enabled=false"},
        Gate{"carrier-down-at-cut-off", "strategy.dedup.enabled=false"},
        Gate{"duplicate-storm", "strategy.dedup.enabled=false"},
        Gate{"reordered-webhooks", "strategy.lanes.enabled=false"},
        Gate{"runtime-crash-loop", "strategy.look_up.enabled=false"},
        Gate{"credential-rotation", "strategy.ingest.reconcile=false"},
        Gate{"schema-drift", "strategy.look_up.enabled=false"}
    ),
    [](const ::testing::TestParamInfo<Gate>& gate) {
        std::string name = gate.param.name;
        std::erase(name, '-');
        return name;
    }
);

}  // namespace
}  // namespace drydock::harness
