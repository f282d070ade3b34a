#include "harness/campaign/trial.hpp"

#include <gtest/gtest.h>

#include "tests/harness/rehearsal/scenario_builder.hpp"

namespace drydock::harness {
namespace {

TEST(TrialTest, a_result_reads_back_as_it_was_written) {
    TrialResult result;
    result.seed = 17;
    result.outcome = TrialResult::Class::safety;
    result.oracles = {{"doubled_orders", 3, "536365", "S00001 and S00002"}};
    result.expectations = {"p95(order_to_odoo) < 10min"};
    result.fault_kinds = {"crash", "duplicate"};
    result.figures = {{"missed_cut_offs", 4}, {"p95(order_to_release)", 1'500'000'000}};
    result.oracles[0].stage = "book";
    result.excused_by = "shop-gone";
    result.probes = {{"late_try", 3}, {"twin_order_taken_back", 0}};
    result.exchanges = 149'770;
    result.fingerprint = 0xfedcba9876543210U;
    const auto read = trial_of_json(to_json_line(result));
    ASSERT_TRUE(read.has_value()) << read.error();
    EXPECT_EQ(to_json_line(*read), to_json_line(result));
    EXPECT_EQ(read->oracles.at(0).explanation, "S00001 and S00002");
    EXPECT_EQ(read->oracles.at(0).stage, "book");
    EXPECT_EQ(read->probes, result.probes);
    EXPECT_EQ(read->excused_by, "shop-gone");
    EXPECT_EQ(read->fingerprint, result.fingerprint);
}

TEST(TrialTest, half_a_line_is_no_result) {
    const std::string line = to_json_line(TrialResult{});
    EXPECT_FALSE(trial_of_json(line.substr(0, line.size() / 2)).has_value());
    EXPECT_FALSE(trial_of_json("").has_value());
}

TEST(TrialTest, a_swarm_keeps_the_rules_and_drops_the_bounds_of_calm_weather) {
    Scenario base = small_scenario();
    base.expectations = {{"key lost_orders == 0"}, {"p95(order_to_odoo) < 10min"}};
    const SwarmSettings swarm;
    const Scenario stormy = scenario_of_seed(base, 9, &swarm);
    EXPECT_EQ(stormy.seed, 9U);
    EXPECT_GT(stormy.faults.size(), base.faults.size());
    ASSERT_EQ(stormy.expectations.size(), 1U);
    EXPECT_EQ(stormy.expectations[0].text, "key lost_orders == 0");
    EXPECT_EQ(scenario_of_seed(base, 9, nullptr).expectations.size(), 2U);
}

}  // namespace
}  // namespace drydock::harness
