#include "harness/scenario/effective.hpp"

#include <gtest/gtest.h>

#include "tests/harness/scenario/scenario_text.hpp"

namespace drydock::harness {
namespace {

TEST(EffectiveTest, WritesDefaultsToo) {
    const auto scenario = read_scenario(std::string{good_scenario}, test_file);
    ASSERT_TRUE(scenario);
    const std::string text = effective_yaml(*scenario);
    EXPECT_NE(text.find("\n  scale: 1\n"), std::string::npos);
    EXPECT_NE(
        text.find("\n    later: [1min, 5min, 15min, 30min, 1h, 2h, 4h]\n"), std::string::npos
    );
    EXPECT_NE(text.find("\n      short_pick: 0.2%\n"), std::string::npos);
}

TEST(EffectiveTest, ReadsBackAsTheSameScenario) {
    for (const char* file :
         {"scenarios/peak-season.yaml",
          "scenarios/season-small.yaml",
          "scenarios/two-years.yaml"}) {
        const auto scenario = load_scenario(file);
        ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
        const std::string text = effective_yaml(*scenario);
        const auto again = read_scenario(text, file);
        ASSERT_TRUE(again) << to_text(again.error()[0]);
        EXPECT_EQ(effective_yaml(*again), text);
        EXPECT_EQ(again->faults.size(), scenario->faults.size());
        EXPECT_EQ(again->landscape.links.size(), scenario->landscape.links.size());
    }
}

TEST(EffectiveTest, KeepsEveryValueThatDiffersFromItsDefault) {
    const Overrides overrides{
        .sets = {
            "strategy.short_pick=cancel",
            "strategy.limiter.decrease=0.5x",
            "landscape.links.0.bandwidth=10Mbit/s",
            "landscape.systems.shop.webhook.delays=[1s, 1h]",
            "landscape.systems.market.page_size_max=9",
            "workload.malformed_max=0.25%",
            "faults.noon.kind=slow_down",
            "faults.noon.factor=2.5x",
            "description=\"a: 'b' \\\"c\\\" #d\""}};
    const auto scenario = read_scenario(std::string{good_scenario}, test_file, overrides);
    ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
    const auto again = read_scenario(effective_yaml(*scenario), test_file);
    ASSERT_TRUE(again) << to_text(again.error()[0]);
    EXPECT_EQ(again->strategy.short_pick, integration::ShortPickPolicy::cancel);
    EXPECT_EQ(again->strategy.limiter.decrease_permille, 500U);
    EXPECT_EQ(again->landscape.links[0].settings.bandwidth_bytes_per_second, 1'250'000U);
    const auto& shop = std::get<mocks::StorefrontSettings>(again->landscape.systems[4].settings);
    EXPECT_EQ(shop.webhook.delays, (std::vector<Duration>{one_second, one_hour}));
    const auto& market = std::get<mocks::MarketplaceSettings>(again->landscape.systems[5].settings);
    EXPECT_EQ(market.page_size_max, 9U);
    EXPECT_EQ(again->workload.malformed_ppm_max, 2'500U);
    EXPECT_EQ(again->faults[0].factor_permille, 2'500U);
    EXPECT_EQ(again->description, "a: 'b' \"c\" #d");
}

}  // namespace
}  // namespace drydock::harness
