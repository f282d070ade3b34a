#include "harness/campaign/shrink.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/harness/rehearsal/scenario_builder.hpp"

namespace drydock::harness {
namespace {

using Items = std::vector<std::size_t>;

/// Minimises 0 to `count` - 1 where a set fails when it holds all of `culprits`.
Items minimise_to(std::size_t count, const Items& culprits, std::size_t& tried) {
    Items items(count);
    std::iota(items.begin(), items.end(), std::size_t{0});
    return minimise(items, [&](const Candidates& sets) -> std::optional<std::size_t> {
        for (std::size_t index = 0; index < sets.count; ++index) {
            ++tried;
            if (std::ranges::includes(sets.at(index), culprits)) {
                return index;
            }
        }
        return std::nullopt;
    });
}

TEST(MinimiseTest, what_is_needed_and_nothing_else_is_left) {
    std::size_t tried = 0;
    EXPECT_EQ(minimise_to(1'000, {17}, tried), (Items{17}));
    EXPECT_LT(tried, 60U);
    EXPECT_EQ(minimise_to(100, {3, 50, 98}, tried), (Items{3, 50, 98}));
    EXPECT_EQ(minimise_to(2, {0, 1}, tried), (Items{0, 1}));
}

TEST(MinimiseTest, a_season_of_faults_takes_hundreds_of_tries_and_not_thousands) {
    std::size_t tried = 0;
    EXPECT_EQ(minimise_to(16'816, {5'000, 5'007, 5'300}, tried), (Items{5'000, 5'007, 5'300}));
    EXPECT_LT(tried, 300U);
}

TEST(MinimiseTest, nothing_is_left_of_what_fails_without_any) {
    std::size_t tried = 0;
    EXPECT_EQ(minimise_to(8, {}, tried), Items{});
    EXPECT_EQ(tried, 1U);
}

FaultSpec fault_of(std::string id, FaultKind kind, std::string sender, std::string system) {
    FaultSpec fault;
    fault.id = std::move(id);
    fault.kind = kind;
    fault.from = {2011, 11, 1};
    fault.to = {2011, 11, 4};
    fault.sender = std::move(sender);
    fault.system = std::move(system);
    fault.delay = one_minute;
    return fault;
}

TEST(ShrinkTest, a_doubled_order_comes_down_to_that_order_and_its_fault) {
    Scenario scenario = small_scenario();
    scenario.expectations = {{"doubled_orders == 0"}};
    scenario.strategy.look_up.enabled = false;
    scenario.landscape.links = {{"runtime", "odoo", {}}, {"runtime", "wms", {}}};
    // Too short a delay to time anything out: these two do nothing.
    scenario.faults = {
        fault_of("slow-wms", FaultKind::latency, "runtime", "wms"),
        fault_of("answers-lost", FaultKind::acknowledgement_lost, "runtime", "odoo"),
        fault_of("slow-odoo", FaultKind::latency, "runtime", "odoo")};
    scenario.faults[1].operation = "sale.order/create";
    scenario.faults[0].delay = scenario.faults[2].delay = one_second;
    RecordedWorkload recorded;
    recorded.workload = small_workload(16);
    ShrinkSettings settings;
    settings.jobs = 2;
    const auto shrunk = shrink(scenario, recorded, settings, {});
    ASSERT_TRUE(shrunk.has_value()) << shrunk.error();
    EXPECT_TRUE(shrunk->complete);
    EXPECT_EQ(shrunk->orders_before, 16U);
    EXPECT_EQ(shrunk->orders, 1U);
    ASSERT_EQ(shrunk->scenario.faults.size(), 1U);
    EXPECT_EQ(shrunk->scenario.faults[0].id, "answers-lost");
    const Calendar calendar{{2011, 11, 1}};
    EXPECT_LE(
        calendar.instant_of(shrunk->scenario.faults[0].to) -
            calendar.instant_of(shrunk->scenario.faults[0].from),
        2 * one_minute
    );
}

// Which of 48 orders a share of 6 % meets depends on which of them there are; a fault that strikes
// more often needs one alone.
TEST(ShrinkTest, a_fault_that_seldom_strikes_does_so_more_often_for_fewer_orders) {
    Scenario scenario = small_scenario();
    scenario.expectations = {{"doubled_orders == 0"}};
    scenario.strategy.look_up.enabled = false;
    scenario.landscape.links = {{"runtime", "odoo", {}}};
    scenario.faults = {
        fault_of("answers-lost", FaultKind::acknowledgement_lost, "runtime", "odoo")};
    scenario.faults[0].operation = "sale.order/create";
    scenario.faults[0].share_ppm = 60'000;
    RecordedWorkload recorded;
    recorded.workload = small_workload(48);
    const auto shrunk = shrink(scenario, recorded, {}, {});
    ASSERT_TRUE(shrunk.has_value()) << shrunk.error();
    EXPECT_EQ(shrunk->orders, 1U);
    ASSERT_EQ(shrunk->scenario.faults.size(), 1U);
    EXPECT_GT(shrunk->scenario.faults[0].share_ppm, 60'000U);
}

TEST(ShrinkTest, a_scenario_that_passes_is_refused) {
    RecordedWorkload recorded;
    recorded.workload = small_workload(2);
    const auto shrunk = shrink(small_scenario(), recorded, {}, {});
    ASSERT_FALSE(shrunk.has_value());
    EXPECT_NE(shrunk.error().find("does not fail"), std::string::npos);
}

}  // namespace
}  // namespace drydock::harness
