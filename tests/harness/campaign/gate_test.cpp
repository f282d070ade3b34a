#include "harness/campaign/gate.hpp"

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/harness/rehearsal/scenario_builder.hpp"

namespace drydock::harness {
namespace {

GateScenario gate_of(std::string name, std::string expectation) {
    GateScenario gate;
    gate.scenario = small_scenario();
    gate.scenario.name = std::move(name);
    gate.scenario.expectations = {{"lost_orders == 0"}, {std::move(expectation)}};
    gate.recorded.workload = small_workload(6);
    return gate;
}

TEST(GateTest, results_stand_in_the_order_of_the_scenarios_with_what_was_observed) {
    GateSettings settings;
    settings.jobs = 2;
    const auto results = run_gate(
        {gate_of("good", "p95(order_to_odoo) < 10min"), gate_of("bad", "exceptions > 3")},
        settings,
        {}
    );
    ASSERT_TRUE(results.has_value());
    EXPECT_TRUE(results->at(0).passed());
    EXPECT_EQ(results->at(1).outcome, ResultOutcome::failed);
    const auto& missed = results->at(1).expectations.at(1);
    EXPECT_EQ(missed.text, "exceptions > 3");
    EXPECT_EQ(missed.judgement, Judgement::failed);
    EXPECT_EQ(missed.observed, "0");
}

TEST(GateTest, a_run_against_its_own_baseline_does_not_regress) {
    const std::filesystem::path directory =
        std::filesystem::path{testing::TempDir()} / ("gate-" + std::to_string(::getpid()));
    GateSettings settings;
    settings.seeds = 3;
    settings.directory = directory.string();
    const auto first = run_gate({gate_of("day", "exceptions == 0")}, settings, {});
    ASSERT_TRUE(first.has_value()) << first.error();
    settings.baseline = directory.string();
    const auto second = run_gate({gate_of("day", "exceptions == 0")}, settings, {});
    std::filesystem::remove_all(directory);
    ASSERT_TRUE(second.has_value());
    EXPECT_EQ(second->at(0).trials.size(), 3U);
    EXPECT_TRUE(second->at(0).regressions.empty());
}

TEST(GateTest, a_baseline_that_is_not_there_is_an_error) {
    GateSettings settings;
    settings.baseline = "no/such/directory";
    EXPECT_FALSE(run_gate({}, settings, {}).has_value());
}

TEST(GateTest, a_figure_that_rose_in_every_seed_has_regressed_and_one_that_wavers_has_not) {
    std::vector<TrialResult> before;
    std::vector<TrialResult> now;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        TrialResult trial;
        trial.seed = seed;
        const auto wave = static_cast<std::int64_t>(seed % 3);
        trial.figures = {{"missed_cut_offs", 10 + wave}, {"api_calls", 100}, {"orders", 5}};
        before.push_back(trial);
        trial.figures = {
            {"missed_cut_offs", 14 + wave},
            {"api_calls", 100 + (seed % 2 == 0 ? 8 : -7)},
            {"orders", 9}};
        now.push_back(trial);
    }
    const auto regressions = regressions_of(before, now);
    ASSERT_EQ(regressions.size(), 1U);
    EXPECT_EQ(regressions[0].figure, "missed_cut_offs");
    EXPECT_EQ(regressions[0].seeds, 10U);
    EXPECT_NEAR(regressions[0].now - regressions[0].before, 4.0, 1e-9);
}

}  // namespace
}  // namespace drydock::harness
