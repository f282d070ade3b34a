#include "harness/preflight/preflight.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "harness/scenario/scenario_file.hpp"

namespace drydock::harness {
namespace {

using Gravity = PreflightFinding::Gravity;

Scenario scenario_with(std::vector<std::string> sets, std::string strategy = "event-driven") {
    Overrides overrides;
    overrides.strategy = "scenarios/strategies/" + strategy + ".yaml";
    overrides.sets = std::move(sets);
    auto scenario = load_scenario("scenarios/one-day.yaml", overrides);
    EXPECT_TRUE(scenario.has_value());
    return *std::move(scenario);
}

std::string text_of(const Scenario& scenario, Gravity gravity) {
    std::string text;
    for (const PreflightFinding& finding : preflight(scenario)) {
        if (finding.gravity == gravity) {
            text += finding.text + "\n";
        }
    }
    return text;
}

FaultSpec fault_at(FaultKind kind, std::string sender, std::string system) {
    FaultSpec fault;
    fault.kind = kind;
    fault.sender = std::move(sender);
    fault.system = std::move(system);
    return fault;
}

TEST(PreflightTest, the_shipped_strategies_are_not_refused) {
    EXPECT_EQ(text_of(scenario_with({}), Gravity::unsafe), "");
    EXPECT_EQ(text_of(scenario_with({}), Gravity::warning), "");
    EXPECT_EQ(text_of(scenario_with({}, "direct"), Gravity::unsafe), "");
    EXPECT_NE(text_of(scenario_with({}, "direct"), Gravity::warning), "");
}

TEST(PreflightTest, a_horizon_shorter_than_a_partners_redelivery_is_refused_with_the_arithmetic) {
    // The storefront: 9 tries of 5 s, 1 + 2 + 4 + 8 + 16 + 30 + 60 + 120 minutes between them.
    const std::string text = text_of(scenario_with({"strategy.dedup.horizon=4h"}), Gravity::unsafe);
    EXPECT_NE(text.find("dedup.horizon is 4h, but storefront may deliver"), std::string::npos)
        << text;
    EXPECT_NE(text.find("9 tries of 5s, 241min of waiting"), std::string::npos) << text;
    EXPECT_EQ(text_of(scenario_with({"strategy.dedup.horizon=2d"}), Gravity::unsafe), "");
}

TEST(PreflightTest, faults_that_hold_events_back_count_for_the_horizon) {
    Scenario scenario = scenario_with({"strategy.dedup.horizon=2d"});
    scenario.faults = {fault_at(FaultKind::duplicate, "storefront", "runtime")};
    scenario.faults[0].delay = 3 * one_day;
    EXPECT_NE(text_of(scenario, Gravity::unsafe).find("3d of delay by faults"), std::string::npos)
        << text_of(scenario, Gravity::unsafe);
}

TEST(PreflightTest, a_second_look_up_before_the_last_late_request_is_refused) {
    Scenario scenario = scenario_with({"strategy.look_up.again_after=10min"});
    EXPECT_EQ(text_of(scenario, Gravity::unsafe), "");
    scenario.faults = {fault_at(FaultKind::reorder, "runtime", "carrier")};
    scenario.faults[0].delay = 15 * one_minute;
    EXPECT_NE(
        text_of(scenario, Gravity::unsafe).find("look_up.again_after is 10min, but carrier"),
        std::string::npos
    );
    scenario.faults = {fault_at(FaultKind::slow_down, "", "odoo")};
    scenario.faults[0].factor_permille = 500'000;
    EXPECT_NE(
        text_of(scenario, Gravity::unsafe).find("look_up.again_after is 10min, but odoo"),
        std::string::npos
    );
}

TEST(PreflightTest, a_storm_of_retries_is_refused) {
    EXPECT_NE(
        text_of(scenario_with({"strategy.retry.attempts_max=200"}), Gravity::unsafe)
            .find("207 tries x 2 with look-ups"),
        std::string::npos
    );
    EXPECT_NE(text_of(scenario_with({}), Gravity::note).find("at most 150"), std::string::npos);
}

}  // namespace
}  // namespace drydock::harness
