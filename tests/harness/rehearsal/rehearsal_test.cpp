#include "harness/rehearsal/rehearsal.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/season/axis.hpp"
#include "harness/verdict/verdict_json.hpp"
#include "tests/harness/rehearsal/scenario_builder.hpp"

namespace drydock::harness {
namespace {

RehearsalResult run(
    const Scenario& scenario, std::uint32_t order_count, const RehearsalHooks& hooks = {}
) {
    const auto plan = plan_rehearsal(scenario);
    EXPECT_TRUE(plan);
    return rehearse(scenario, small_workload(order_count), *plan, hooks);
}

/// Of every oracle.
std::string offences(const Verdict& verdict) {
    std::string text;
    for (const Finding& finding : verdict.findings) {
        for (const Offender& offender : finding.offenders) {
            text += finding.oracle + " " + offender.key + ": " + offender.explanation + "\n";
        }
    }
    return text;
}

TEST(RehearsalTest, EveryOrderComesToItsEndWhenNothingGoesWrong) {
    Scenario scenario = small_scenario();
    scenario.expectations = {{"lost_orders == 0"}, {"p95(order_to_odoo) < 10min"}};
    const RehearsalResult result = run(scenario, 20);
    EXPECT_EQ(offences(result.verdict), "");
    EXPECT_EQ(result.verdict.outcome, ResultOutcome::passed);
    EXPECT_EQ(result.verdict.figures.orders, 20U);
    EXPECT_EQ(result.verdict.figures.orders_accepted, 20U);
    EXPECT_EQ(result.verdict.figures.parcels, 20U);
    EXPECT_EQ(result.verdict.figures.exceptions, 0U);
    EXPECT_GT(result.verdict.exchanges, 20U * 10);
    EXPECT_TRUE(result.timeline_csv.starts_with("time,system,gauge,value\n"));
    EXPECT_NE(result.timeline_csv.find("runtime,orders_waiting"), std::string::npos);
}

TEST(RehearsalTest, TheSameSeedGivesTheSameVerdict) {
    Scenario scenario = small_scenario();
    const std::string first = to_json(run(scenario, 6).verdict);
    EXPECT_EQ(first, to_json(run(scenario, 6).verdict));
    scenario.seed = 8;
    EXPECT_NE(first, to_json(run(scenario, 6).verdict));
}

TEST(RehearsalTest, AnOutageIsHitAndGotOver) {
    Scenario scenario = small_scenario();
    FaultSpec fault;
    fault.id = "odoo-outage";
    fault.kind = FaultKind::outage;
    fault.from = {2011, 11, 1, 9};
    fault.to = {2011, 11, 1, 11};
    fault.system = "odoo";
    scenario.faults = {fault};
    scenario.expectations = {{"time_to_recover(odoo-outage) < 2h"}, {"queue_length_max >= 3"}};
    const RehearsalResult result = run(scenario, 20);
    EXPECT_EQ(offences(result.verdict), "");
    EXPECT_GT(result.verdict.faults[0].hits, 0U);
    EXPECT_EQ(result.verdict.faults[0].recovered, Recovered::yes);
    EXPECT_EQ(result.verdict.outcome, ResultOutcome::passed);
}

TEST(RehearsalTest, TheSeriesIsMadeWhenItIsWantedAndTheSameForTheSameSeed) {
    Scenario scenario = small_scenario();
    FaultSpec fault;
    fault.id = "odoo-outage";
    fault.kind = FaultKind::outage;
    fault.from = {2011, 11, 1, 9};
    fault.to = {2011, 11, 1, 11};
    fault.system = "odoo";
    scenario.faults = {fault};
    EXPECT_EQ(run(scenario, 20).series_json, "");
    RehearsalHooks hooks;
    hooks.wants_series = true;
    const RehearsalResult result = run(scenario, 20, hooks);
    EXPECT_EQ(result.series_json, run(scenario, 20, hooks).series_json);
    EXPECT_EQ(to_json(result.verdict), to_json(run(scenario, 20).verdict));

    const auto series = nlohmann::json::parse(result.series_json);
    EXPECT_EQ(series["start"], "2011-11-01T00:00:00");
    EXPECT_EQ(series["landscape"]["systems"].size(), 6U);
    EXPECT_EQ(
        series["landscape"]["systems"][1], (nlohmann::json{{"name", "odoo"}, {"kind", "odoo"}})
    );
    EXPECT_EQ(series["stages"].size(), 8U);
    EXPECT_EQ(series["stages"][1]["count"], 20);
    // One order every 20 minutes, and two hours without Odoo.
    EXPECT_EQ(series["faults"][0]["held_up"], 6);
    EXPECT_EQ(series["faults"][0]["worst"][0]["order"], series["orders"][0]["number"]);
    EXPECT_GT(series["orders"][0]["events"].size(), 5U);
    for (const char* const part : {"business", "technical"}) {
        for (const auto& line : series[part]["lines"]) {
            EXPECT_EQ(line["values"].size(), series[part]["points"]) << line["name"];
            EXPECT_LE(line["values"].size(), axis_points_max);
        }
    }
}

TEST(RehearsalTest, AStoppedRunIsInterruptedAndJudgedAsFarAsItCame) {
    RehearsalHooks hooks;
    hooks.steps_max = 10;
    std::uint64_t orders_due = 0;
    hooks.watch = [&](const RehearsalProgress& progress) {
        orders_due = std::max(orders_due, progress.orders_due);
        EXPECT_EQ(progress.orders, 20U);
        EXPECT_LE(progress.status.now, progress.end);
        return progress.orders_due >= 5 ? RunDecision::stop : RunDecision::go_on;
    };
    const RehearsalResult result = run(small_scenario(), 20, hooks);
    EXPECT_EQ(result.verdict.outcome, ResultOutcome::interrupted);
    EXPECT_LT(result.verdict.end, Instant{one_day});
    EXPECT_GE(result.verdict.figures.orders, 5U);
    EXPECT_LT(result.verdict.figures.orders, 20U);
    const auto finding =
        std::ranges::find(result.verdict.findings, "unsettled_orders", &Finding::oracle);
    EXPECT_FALSE(finding->applicable);
}

}  // namespace
}  // namespace drydock::harness
