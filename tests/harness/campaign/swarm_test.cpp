#include "harness/campaign/swarm.hpp"

#include <set>

#include <gtest/gtest.h>

#include "core/landscape/fault_catalogue.hpp"
#include "harness/campaign/trial.hpp"
#include "harness/scenario/effective.hpp"
#include "harness/scenario/scenario_file.hpp"
#include "tests/harness/rehearsal/scenario_builder.hpp"

namespace drydock::harness {
namespace {

Scenario linked_scenario() {
    Scenario scenario = small_scenario();
    for (const char* const partner : {"odoo", "wms", "carrier", "shop", "bazaar"}) {
        scenario.landscape.links.push_back({"runtime", partner, {}});
    }
    return scenario;
}

std::string text_of(const std::vector<FaultSpec>& faults) {
    std::string text;
    for (const FaultSpec& fault : faults) {
        text += fault.id + " " + to_text(fault.from) + " " + to_text(fault.to) + " " +
                std::to_string(fault.share_ppm) + " " + std::to_string(fault.factor_permille) +
                " " + std::to_string(fault.delay.count()) + "\n";
    }
    return text;
}

TEST(SwarmTest, one_seed_gives_the_same_faults_and_another_one_others) {
    const Scenario scenario = linked_scenario();
    EXPECT_EQ(text_of(swarm_faults(scenario, {}, 3)), text_of(swarm_faults(scenario, {}, 3)));
    EXPECT_NE(text_of(swarm_faults(scenario, {}, 3)), text_of(swarm_faults(scenario, {}, 4)));
}

TEST(SwarmTest, each_seed_turns_a_part_of_all_faults_on_and_many_seeds_all_of_them) {
    const Scenario scenario = linked_scenario();
    const SwarmSettings whole;
    std::set<FaultKind> seen;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        std::set<FaultKind> of_seed;
        for (const FaultSpec& fault : swarm_faults(scenario, whole, seed)) {
            of_seed.insert(fault.kind);
        }
        seen.insert(of_seed.begin(), of_seed.end());
    }
    // All of the catalogue but bandwidth, and the four whose field only a scenario can name.
    EXPECT_EQ(seen.size(), fault_catalogue().size() - 5);
    const auto one = swarm_faults(scenario, whole, 1);
    std::set<std::string> places;
    for (const FaultSpec& fault : one) {
        places.insert(std::to_string(static_cast<int>(fault.kind)) + fault.sender + fault.system);
    }
    // 5 + 5 * 10 at systems, 10 directions * 12 on links, 5 * 2 of events, 6 * 2 of clocks; three
    // of ten are on.
    EXPECT_GT(places.size(), 30U);
    EXPECT_LT(places.size(), 80U);
}

TEST(SwarmTest, phases_keep_to_their_dwell_and_to_the_storm) {
    const Scenario scenario = linked_scenario();
    const Calendar calendar{{2011, 11, 1}};
    SwarmSettings settings;
    settings.lasting_outage_ppm = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        for (const FaultSpec& fault : swarm_faults(scenario, settings, seed)) {
            const Instant from = calendar.instant_of(fault.from);
            const Instant to = calendar.instant_of(fault.to);
            EXPECT_GE(from, Instant{});
            EXPECT_LE(to, calendar.instant_of(scenario.workload.to));
            const bool cut_by_the_end = fault.to == scenario.workload.to;
            EXPECT_TRUE(cut_by_the_end || to - from >= settings.dwell_min) << fault.id;
            EXPECT_LE(to - from, settings.dwell_max) << fault.id;
        }
    }
}

TEST(SwarmTest, in_some_seeds_a_channel_goes_down_for_good) {
    const Scenario scenario = linked_scenario();
    std::uint32_t lasting = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        for (const FaultSpec& fault : swarm_faults(scenario, {}, seed)) {
            if (fault.to > scenario.workload.to) {
                EXPECT_EQ(fault.kind, FaultKind::outage);
                EXPECT_TRUE(fault.system == "shop" || fault.system == "bazaar");
                ++lasting;
            }
        }
    }
    EXPECT_GT(lasting, 5U);
    EXPECT_LT(lasting, 50U);
}

TEST(SwarmTest, a_scenario_with_a_swarm_loads_again_as_it_was_saved) {
    const auto shipped = load_scenario("scenarios/one-day.yaml");
    ASSERT_TRUE(shipped.has_value());
    const SwarmSettings swarm;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Scenario stormy = scenario_of_seed(*shipped, seed, &swarm);
        ASSERT_GT(stormy.faults.size(), shipped->faults.size());
        const auto read = read_scenario(effective_yaml(stormy), "scenarios/saved.yaml");
        ASSERT_TRUE(read.has_value()) << to_text(read.error().front());
        EXPECT_EQ(effective_yaml(*read), effective_yaml(stormy));
    }
}

}  // namespace
}  // namespace drydock::harness
