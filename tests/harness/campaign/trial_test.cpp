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

Offender order(std::string number) {
    Offender offender;
    offender.key = std::move(number);
    return offender;
}

Verdict verdict_with(std::string_view oracle, std::vector<Offender> offenders) {
    Verdict verdict;
    verdict.findings.push_back(make_finding(oracle, std::move(offenders)));
    return verdict;
}

void stood_still(Verdict& verdict) {
    verdict.calendar = Calendar{DateTime{.year = 2011, .month = 12, .day = 6}};
    verdict.faults.emplace_back().id = "odoo-outage";
    Metastable& stretch = verdict.phases.metastable.emplace_back();
    stretch.from = Instant{one_hour};
    stretch.came = 30;
}

void missed(Verdict& verdict, std::string_view expectation, Judgement judgement) {
    const auto parsed = parse_expectation(expectation, {});
    ASSERT_TRUE(parsed.has_value()) << parsed.error();
    verdict.expectations.push_back({*parsed, judgement, {}});
}

constexpr std::string_view stuck = "unsettled_orders";
using Class = TrialResult::Class;

TEST(TrialClassTest, what_may_never_happen_outweighs_what_has_not_happened_yet) {
    Verdict verdict = verdict_with(stuck, {order("1")});
    EXPECT_EQ(result_of(verdict, {}).outcome, Class::liveness);
    verdict.findings.push_back(make_finding("doubled_orders", {order("1")}));
    EXPECT_EQ(result_of(verdict, {}).outcome, Class::safety);
}

TEST(TrialClassTest, orders_are_excused_only_when_all_that_are_stuck_are) {
    const Excuses excuses{{"1", "shop-gone"}};
    const TrialResult alone = result_of(verdict_with(stuck, {order("1")}), excuses);
    EXPECT_EQ(alone.outcome, Class::excused);
    EXPECT_EQ(alone.excused_by, "shop-gone");
    EXPECT_FALSE(alone.failed());
    const Verdict both = verdict_with(stuck, {order("1"), order("2")});
    EXPECT_EQ(result_of(both, excuses).outcome, Class::liveness);
}

TEST(
    TrialClassTest, work_that_stood_still_after_a_fault_is_metastable_although_all_came_to_its_end
) {
    Verdict verdict;
    stood_still(verdict);
    const TrialResult result = result_of(verdict, {});
    EXPECT_EQ(result.outcome, Class::metastable);
    EXPECT_EQ(
        result.words,
        "after odoo-outage: from 2011-12-06T01:00:00 30 came in an hour, and 0 went on"
    );
}

TEST(TrialClassTest, what_stood_still_and_never_came_to_its_end_is_a_matter_of_liveness) {
    Verdict verdict = verdict_with(stuck, {order("1")});
    stood_still(verdict);
    EXPECT_EQ(result_of(verdict, {}).outcome, Class::liveness);
}

TEST(TrialClassTest, a_missed_figure_is_a_bound_and_one_without_data_tells_nothing) {
    Verdict verdict;
    missed(verdict, "missed_cut_offs == 0", Judgement::inconclusive);
    EXPECT_EQ(result_of(verdict, {}).outcome, Class::unknown);
    missed(verdict, "queue_length_max <= 30", Judgement::failed);
    const TrialResult result = result_of(verdict, {});
    EXPECT_EQ(result.outcome, Class::bound);
    EXPECT_EQ(result.expectations.size(), 2U);
}

TEST(TrialClassTest, a_warning_is_no_failure) {
    Verdict verdict;
    missed(verdict, "warn missed_cut_offs == 0", Judgement::failed);
    EXPECT_EQ(result_of(verdict, {}).outcome, Class::passed);
}

}  // namespace
}  // namespace drydock::harness
