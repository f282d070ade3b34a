#include "reports/sweep_summary.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace drydock::reports {
namespace {

harness::SweepReport report_with_failures() {
    harness::SweepReport report;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        harness::TrialResult& trial = report.trials.emplace_back();
        trial.seed = seed;
    }
    report.trials[1].outcome = harness::TrialResult::Class::safety;
    report.trials[1].oracles = {{"lost_orders", 1, "536365", "accepted, and nowhere"}};
    report.groups = harness::group_failures(report.trials);
    return report;
}

TEST(SweepSummaryTest, failures_come_with_an_example_and_the_command_that_takes_them_apart) {
    const std::string text = sweep_summary(report_with_failures(), "out/sweep");
    EXPECT_TRUE(text.starts_with("FAILED  1 of 3 runs\n")) << text;
    EXPECT_NE(text.find("safety: lost_orders in 1 seeds: 2"), std::string::npos) << text;
    EXPECT_NE(text.find("536365: accepted, and nowhere"), std::string::npos);
    EXPECT_NE(text.find("drydock shrink out/sweep/failures/2"), std::string::npos);
}

TEST(SweepSummaryTest, all_passed_says_so) {
    harness::SweepReport report;
    report.trials.resize(2);
    EXPECT_TRUE(sweep_summary(report, "out").starts_with("PASSED  2 of 2 runs\n"));
}

TEST(SweepSummaryTest, machines_get_seeds_and_groups) {
    const auto json = nlohmann::json::parse(sweep_json(report_with_failures()));
    EXPECT_EQ(json["failed"], 1);
    EXPECT_EQ(json["classes"]["passed"], 2);
    EXPECT_EQ(json["groups"][0]["seeds"][0], 2);
}

TEST(SweepSummaryTest, says_which_rare_branches_no_run_took) {
    harness::SweepReport report;
    report.trials.resize(2);
    report.trials[0].probes = {{"late_try", 0}, {"breaker_probe", 4}};
    report.trials[1].probes = {{"late_try", 0}, {"breaker_probe", 0}};
    const std::string text = sweep_summary(report, "out");
    EXPECT_NE(text.find("1 of 2 rare branches were taken; never: late_try\n"), std::string::npos)
        << text;
    const auto json = nlohmann::json::parse(sweep_json(report));
    EXPECT_EQ(json["probes"]["breaker_probe"], 1);
    EXPECT_EQ(json["probes_never_hit"][0], "late_try");
}

TEST(SweepSummaryTest, says_where_orders_are_stuck_and_what_excuses_them) {
    harness::SweepReport report;
    report.trials.resize(2);
    report.trials[0].outcome = harness::TrialResult::Class::liveness;
    report.trials[0].oracles = {{"unsettled_orders", 3, "536365", "it hangs", "release"}};
    report.trials[1].outcome = harness::TrialResult::Class::excused;
    report.trials[1].excused_by = "storefront-gone";
    report.groups = harness::group_failures(report.trials);
    const std::string text = sweep_summary(report, "out");
    EXPECT_NE(
        text.find("liveness: unsettled_orders stuck at release in 1 seeds"), std::string::npos
    ) << text;
    EXPECT_NE(text.find("by storefront-gone"), std::string::npos) << text;
}

}  // namespace
}  // namespace drydock::reports
