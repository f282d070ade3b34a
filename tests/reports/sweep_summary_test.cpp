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

}  // namespace
}  // namespace drydock::reports
