#include "harness/scenario/setting.hpp"

#include <gtest/gtest.h>

#include "tests/harness/scenario/scenario_text.hpp"

namespace drydock::harness {
namespace {

using Lines = std::vector<std::string>;

Scenario with(Overrides overrides) {
    auto scenario = read_scenario(std::string{good_scenario}, test_file, overrides);
    EXPECT_TRUE(scenario);
    return scenario ? *scenario : Scenario{};
}

Lines complaints_of(const std::string& set) {
    return complaints(std::string{good_scenario}, {.sets = {set}});
}

TEST(SettingTest, ReachesWhatIsNotWritten) {
    EXPECT_FALSE(with({.sets = {"strategy.dedup.enabled=false"}}).strategy.dedup.enabled);
    EXPECT_EQ(with({.sets = {"workload.scale=2"}}).workload.scale, 2U);
    EXPECT_EQ(with({.sets = {"workload.stock.cover=3d"}}).workload.stock_cover_days, 3U);
}

TEST(SettingTest, ReachesSystemsAndFaultsByName) {
    EXPECT_EQ(
        with({.sets = {"landscape.systems.odoo.workers=4"}}).landscape.systems[1].door.workers, 4U
    );
    EXPECT_EQ(with({.sets = {"faults.noon.system=wms"}}).faults[0].system, "wms");
    EXPECT_EQ(
        with({.sets = {"landscape.links.0.latency=9ms"}}).landscape.links[0].settings.latency,
        Duration{9'000'000}
    );
}

TEST(SettingTest, ReachesOperationsAlthoughTheirNamesHaveDots) {
    const Scenario scenario = with(
        {.sets =
             {"landscape.systems.odoo.service_times.sale.order/create=50ms",
              "landscape.systems.odoo.service_times.*=20ms"}}
    );
    const auto& times = scenario.landscape.systems[1].door.service_times;
    ASSERT_EQ(times.size(), 2U);
    EXPECT_EQ(times[0].base.p50, Duration{20'000'000});
    EXPECT_EQ(times[1].operation, "sale.order/create");
}

TEST(SettingTest, TheLastOfSeveralCounts) {
    EXPECT_EQ(with({.sets = {"seed=3", "seed=4"}}).seed, 4U);
    EXPECT_EQ(with({.seed = 5, .sets = {}}).seed, 5U);
}

TEST(SettingTest, OptionsOfTheirOwnWorkLikeSettings) {
    const Scenario scenario = with(
        {.strategy = "scenarios/strategies/direct.yaml",
         .scale = 3,
         .from = "2011-11-02",
         .to = "2011-11-04T12:00"}
    );
    EXPECT_EQ(scenario.strategy.name, "direct");
    EXPECT_EQ(scenario.workload.scale, 3U);
    EXPECT_EQ(to_text(scenario.workload.from), "2011-11-02T00:00:00");
    EXPECT_EQ(to_text(scenario.workload.to), "2011-11-04T12:00:00");
}

TEST(SettingTest, AStrategyFileCanBeChangedFurther) {
    const Scenario scenario = with(
        {.strategy = "scenarios/strategies/direct.yaml", .sets = {"strategy.lanes.enabled=true"}}
    );
    EXPECT_EQ(scenario.strategy.name, "direct");
    EXPECT_TRUE(scenario.strategy.lanes.enabled);
    EXPECT_FALSE(scenario.strategy.dedup.enabled);
}

TEST(SettingTest, AMistakePointsAtTheOption) {
    EXPECT_EQ(
        complaints_of("strategy.dedup.enabld=false"),
        Lines{"--set strategy.dedup.enabld=false: unknown key \"enabld\"; did you mean "
              "\"enabled\"?"}
    );
    EXPECT_EQ(
        complaints_of("landscape.systems.odo.workers=4"),
        Lines{"--set landscape.systems.odo.workers=4: systems has no \"odo\"; did you mean "
              "\"odoo\"?"}
    );
    EXPECT_EQ(
        complaints_of("faults.non.system=wms"),
        Lines{"--set faults.non.system=wms: faults has no \"non\"; did you mean \"noon\"?"}
    );
    EXPECT_EQ(
        complaints_of("landscape.systems.odoo.workers=0"),
        Lines{"--set landscape.systems.odoo.workers=0: workers: found \"0\", expected a whole "
              "number, from 1 to 100000"}
    );
    EXPECT_EQ(
        complaints_of("workload.scale.x=1"),
        Lines{"--set workload.scale.x=1: \"scale\" is a value, with no \"x\" in it"}
    );
    EXPECT_EQ(
        complaints_of("seed"), Lines{"--set seed: expected path=value, such as workload.scale=2"}
    );
    EXPECT_EQ(complaints_of("seed=[1").size(), 1U);
    EXPECT_EQ(complaints_of("workload.orders=none.csv").size(), 1U);
}

}  // namespace
}  // namespace drydock::harness
