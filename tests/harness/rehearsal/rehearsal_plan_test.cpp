#include "harness/rehearsal/rehearsal_plan.hpp"

#include <gtest/gtest.h>

#include "tests/harness/rehearsal/scenario_builder.hpp"

namespace drydock::harness {
namespace {

FaultSpec outage(std::string system) {
    FaultSpec fault;
    fault.id = "outage";
    fault.from = {2011, 11, 2, 9};
    fault.to = {2011, 11, 2, 11};
    fault.system = std::move(system);
    return fault;
}

std::string first_error(const Scenario& scenario) {
    const auto plan = plan_rehearsal(scenario);
    return plan ? "" : plan.error().front();
}

TEST(RehearsalPlanTest, FindsEveryPartByTheKindOfItsSettings) {
    const auto plan = plan_rehearsal(small_scenario());
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->roles.runtime, SystemId{0});
    EXPECT_EQ(plan->roles.carrier, SystemId{3});
    EXPECT_EQ(plan->roles.marketplace, SystemId{5});
}

TEST(RehearsalPlanTest, TurnsDatesOfFaultsIntoInstants) {
    Scenario scenario = small_scenario();
    scenario.faults = {outage("odoo")};
    const auto plan = plan_rehearsal(scenario);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->faults.faults[0].from, Instant{one_day + 9 * one_hour});
    EXPECT_EQ(plan->faults.faults[0].system, SystemId{1});
    EXPECT_FALSE(plan->faults.faults[0].sender);
    EXPECT_FALSE(plan->faults.faults[0].operation);
}

TEST(RehearsalPlanTest, NamesAPartThatNobodyPlays) {
    Scenario scenario = small_scenario();
    scenario.landscape.systems.pop_back();
    EXPECT_EQ(
        first_error(scenario),
        "the landscape \"small\" has 0 systems that are a marketplace; it needs one"
    );
}

TEST(RehearsalPlanTest, NamesASystemThatIsNotThere) {
    Scenario scenario = small_scenario();
    scenario.faults = {outage("odo")};
    EXPECT_EQ(
        first_error(scenario),
        "fault \"outage\": the landscape has no system \"odo\", did you mean \"odoo\"?"
    );
}

TEST(RehearsalPlanTest, NamesAFaultThatEndsBeforeItBegins) {
    Scenario scenario = small_scenario();
    scenario.faults = {outage("odoo")};
    std::swap(scenario.faults[0].from, scenario.faults[0].to);
    EXPECT_EQ(first_error(scenario), "fault \"outage\": it ends before it begins");
}

TEST(RehearsalPlanTest, NamesAnExpectationThatCannotBeRead) {
    Scenario scenario = small_scenario();
    scenario.expectations = {{"lost_ordres == 0"}};
    EXPECT_EQ(
        first_error(scenario),
        "expectation \"lost_ordres == 0\": there is no metric \"lost_ordres\", did you mean "
        "\"lost_orders\"?"
    );
}

}  // namespace
}  // namespace drydock::harness
