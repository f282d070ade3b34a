#include "harness/campaign/sweep.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/harness/rehearsal/scenario_builder.hpp"

namespace drydock::harness {
namespace {

namespace fs = std::filesystem;

class SweepTest : public testing::Test {
protected:
    SweepTest() {
        scenario_.file = "scenario.yaml";
        scenario_.expectations = {{"lost_orders == 0"}};
        recorded_.workload = small_workload(12);
        settings_.seeds = 4;
        settings_.jobs = 2;
        settings_.directory = directory_.string();
    }
    ~SweepTest() override { fs::remove_all(directory_); }

    SweepReport run() {
        auto report = sweep(scenario_, recorded_, settings_, hooks_);
        EXPECT_TRUE(report.has_value()) << (report ? "" : report.error());
        return report ? *std::move(report) : SweepReport{};
    }
    static std::string text_of(const fs::path& file) {
        std::ostringstream text;
        text << std::ifstream{file}.rdbuf();
        return text.str();
    }

    Scenario scenario_ = small_scenario();
    RecordedWorkload recorded_;
    fs::path directory_ = fs::path{testing::TempDir()} / ("sweep-" + std::to_string(::getpid()));
    SweepSettings settings_;
    SweepHooks hooks_;
};

TEST_F(SweepTest, every_seed_is_run_once_in_a_process_of_its_own) {
    const SweepReport report = run();
    ASSERT_EQ(report.trials.size(), 4U);
    EXPECT_TRUE(report.complete);
    for (std::size_t index = 0; index < 4; ++index) {
        EXPECT_EQ(report.trials[index].seed, index + 1);
        EXPECT_EQ(report.trials[index].outcome, TrialResult::Class::passed);
        EXPECT_GT(report.trials[index].exchanges, 0U);
    }
    EXPECT_TRUE(report.groups.empty());
}

TEST_F(SweepTest, another_build_of_the_program_does_not_go_on_with_it) {
    settings_.program = "one";
    run();
    settings_.program = "other";
    const auto report = sweep(scenario_, recorded_, settings_, hooks_);
    ASSERT_FALSE(report.has_value());
    EXPECT_NE(report.error().find("another build"), std::string::npos);
}

TEST_F(SweepTest, a_sweep_goes_on_where_it_was_stopped) {
    bool stop = false;
    hooks_.progress = [&](const SweepProgress& progress) { stop = progress.done >= 2; };
    hooks_.stopped = [&] { return stop; };
    const SweepReport first = run();
    EXPECT_FALSE(first.complete);
    EXPECT_GE(first.trials.size(), 2U);
    EXPECT_LT(first.trials.size(), 4U);
    // As a kill in the middle of a line leaves it.
    std::ofstream{directory_ / "runs.jsonl", std::ios::app} << R"({"seed":4,"outc)";
    hooks_ = {};
    const SweepReport second = run();
    EXPECT_TRUE(second.complete);
    settings_.directory += "-whole";
    const SweepReport whole = run();
    fs::remove_all(settings_.directory);
    for (std::size_t index = 0; index < 4; ++index) {
        EXPECT_EQ(second.trials[index].fingerprint, whole.trials[index].fingerprint);
    }
}

TEST_F(SweepTest, another_campaign_in_the_same_directory_is_refused) {
    static_cast<void>(run());
    scenario_.settle_within += one_day;
    const auto report = sweep(scenario_, recorded_, settings_, hooks_);
    ASSERT_FALSE(report.has_value());
    EXPECT_NE(report.error().find("another"), std::string::npos);
}

TEST_F(SweepTest, failures_are_saved_and_grouped_by_what_they_broke) {
    scenario_.strategy.dedup.enabled = false;
    scenario_.strategy.look_up.enabled = false;
    FaultSpec fault;
    fault.id = "repeats";
    fault.kind = FaultKind::duplicate;
    fault.from = scenario_.workload.from;
    fault.to = scenario_.workload.to;
    fault.sender = "shop";
    fault.system = "runtime";
    fault.delay = one_minute;
    scenario_.faults = {fault};
    scenario_.landscape.links.push_back({"runtime", "shop", {}});
    const SweepReport report = run();
    EXPECT_EQ(report.failed_count(), 4U);
    ASSERT_FALSE(report.groups.empty());
    EXPECT_NE(report.groups[0].name.find("safety: "), std::string::npos) << report.groups[0].name;
    EXPECT_NE(report.groups[0].name.find("doubled_orders"), std::string::npos);
    const std::string saved = text_of(directory_ / "failures" / "1" / "scenario.yaml");
    EXPECT_NE(saved.find("repeats"), std::string::npos);
    EXPECT_NE(
        text_of(directory_ / "failures" / "1" / "verdict.json").find("doubled_orders"),
        std::string::npos
    );
}

TEST(FailureGroupsTest, kinds_of_faults_that_failures_share_are_suspected) {
    std::vector<TrialResult> trials;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        TrialResult& trial = trials.emplace_back();
        trial.seed = seed;
        trial.fault_kinds = {"latency"};
        if (seed % 4 == 0) {
            trial.fault_kinds.push_back("crash");
            trial.outcome = TrialResult::Class::safety;
            trial.oracles = {{"lost_orders", 1, "536365", "nowhere"}};
        }
    }
    const auto groups = group_failures(trials);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].seeds.size(), 10U);
    EXPECT_EQ(groups[0].example, "536365: nowhere");
    EXPECT_EQ(groups[0].suspects, std::vector<std::string>{"crash"});
}

}  // namespace
}  // namespace drydock::harness
