#include "harness/campaign/comparison.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/harness/rehearsal/scenario_builder.hpp"

namespace drydock::harness {
namespace {

const PairedDifference& difference(const StrategyComparison& comparison, std::string_view figure) {
    return *std::ranges::find(comparison.differences, figure, &PairedDifference::figure);
}

Scenario with_lost_answers() {
    Scenario scenario = small_scenario();
    scenario.landscape.links = {{"runtime", "odoo", {}}};
    FaultSpec fault;
    fault.id = "answers-lost";
    fault.kind = FaultKind::acknowledgement_lost;
    fault.from = scenario.workload.from;
    fault.to = scenario.workload.to;
    fault.sender = "runtime";
    fault.system = "odoo";
    fault.operation = "sale.order/create";
    fault.share_ppm = 300'000;
    scenario.faults = {fault};
    return scenario;
}

TEST(ComparisonTest, what_a_protection_is_worth_is_told_apart_from_chance) {
    Scenario unprotected = with_lost_answers();
    unprotected.strategy.look_up.enabled = false;
    RecordedWorkload recorded;
    recorded.workload = small_workload(12);
    ComparisonSettings settings;
    settings.seeds = 8;
    settings.jobs = 2;
    const StrategyComparison comparison = compare(
        {{"careful", with_lost_answers()}, {"careless", unprotected}}, recorded, settings, {}
    );
    const PairedDifference& doubled = difference(comparison, "doubled_orders");
    EXPECT_EQ(doubled.difference.count, 8U);
    EXPECT_DOUBLE_EQ(doubled.of_first.mean, 0.0);
    EXPECT_GT(doubled.difference.low(), 0.0);
    EXPECT_EQ(comparison.failed.at("careful"), 0U);
    EXPECT_EQ(comparison.failed.at("careless"), 8U);
}

TEST(ComparisonTest, a_variant_against_itself_shows_no_difference_in_anything) {
    RecordedWorkload recorded;
    recorded.workload = small_workload(6);
    ComparisonSettings settings;
    settings.seeds = 3;
    const StrategyComparison comparison = compare(
        {{"one", with_lost_answers()}, {"same", with_lost_answers()}}, recorded, settings, {}
    );
    EXPECT_GT(comparison.differences.size(), 15U);
    for (const PairedDifference& each : comparison.differences) {
        EXPECT_DOUBLE_EQ(each.difference.mean, 0.0) << each.figure;
        EXPECT_FALSE(each.difference.excludes_zero()) << each.figure;
    }
}

}  // namespace
}  // namespace drydock::harness
