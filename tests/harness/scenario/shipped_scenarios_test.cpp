#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/scenario/scenario_file.hpp"

namespace drydock::harness {
namespace {

/// The files in a folder of scenarios/, by name.
std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() == ".yaml") {
            files.push_back(entry.path().string());
        }
    }
    std::ranges::sort(files);
    return files;
}

TEST(ShippedScenariosTest, AllLoad) {
    const auto files = files_in("scenarios");
    EXPECT_GE(files.size(), 3U);
    for (const std::string& file : files) {
        const auto scenario = load_scenario(file);
        EXPECT_TRUE(scenario) << to_text(scenario.error()[0]);
    }
}

TEST(ShippedScenariosTest, EveryStrategyFitsThePeakSeason) {
    for (const std::string& file : files_in("scenarios/strategies")) {
        const auto scenario = load_scenario("scenarios/peak-season.yaml", {.strategy = file});
        ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
        EXPECT_EQ(scenario->strategy.name, std::filesystem::path{file}.stem());
    }
}

TEST(ShippedScenariosTest, DirectHasNoProtection) {
    const auto scenario = load_scenario(
        "scenarios/season-small.yaml", {.strategy = "scenarios/strategies/direct.yaml"}
    );
    ASSERT_TRUE(scenario);
    const integration::Strategy& direct = scenario->strategy;
    EXPECT_TRUE(direct.ingest.inline_work);
    EXPECT_FALSE(direct.ingest.reconcile);
    EXPECT_FALSE(direct.dedup.enabled);
    EXPECT_FALSE(direct.look_up.enabled);
    EXPECT_FALSE(direct.lanes.enabled);
    EXPECT_FALSE(direct.admission.enabled);
    EXPECT_FALSE(direct.limiter.enabled);
    EXPECT_FALSE(direct.breaker.enabled);
    EXPECT_EQ(direct.retry.attempts_max, 3U);
    EXPECT_TRUE(direct.retry.later.empty());
}

}  // namespace
}  // namespace drydock::harness
