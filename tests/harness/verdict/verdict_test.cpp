#include "harness/verdict/verdict.hpp"

#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"

namespace drydock::harness {
namespace {

Verdict verdict() {
    Verdict made;
    made.figures.orders = 200;
    made.findings = {
        make_finding("lost_orders", {{"1", 1, "gone"}}), make_finding("doubled_orders", {})};
    made.figures.distributions.emplace_back(
        "order_to_odoo", std::vector{Duration{one_second}, Duration{one_minute}}
    );
    made.traffic.push_back({.system = "odoo", .calls = 12, .succeeded = 10});
    made.faults.push_back({.id = "outage"});
    return made;
}

ExpectationResult result_of(std::string_view text, const Verdict& of) {
    const auto parsed = parse_expectation(text, {{"odoo", "wms"}, {"outage"}});
    EXPECT_TRUE(parsed) << text;
    return evaluate(*parsed, of);
}

TEST(EvaluateTest, HoldsCountsAgainstTheirBounds) {
    EXPECT_EQ(result_of("lost_orders == 0", verdict()).judgement, Judgement::failed);
    EXPECT_EQ(result_of("lost_orders == 0", verdict()).observed.value, 1);
    EXPECT_EQ(result_of("lost_orders != 0", verdict()).judgement, Judgement::passed);
    EXPECT_EQ(result_of("doubled_orders == 0", verdict()).judgement, Judgement::passed);
    EXPECT_EQ(result_of("lost_orders < 1", verdict()).judgement, Judgement::failed);
    EXPECT_EQ(result_of("lost_orders <= 1", verdict()).judgement, Judgement::passed);
    EXPECT_EQ(result_of("lost_orders > 1", verdict()).judgement, Judgement::failed);
    EXPECT_EQ(result_of("lost_orders >= 1", verdict()).judgement, Judgement::passed);
}

TEST(EvaluateTest, TakesAPercentageOfTheOrders) {
    const auto result = result_of("lost_orders < 0.5%", verdict());
    EXPECT_EQ(result.judgement, Judgement::failed);
    EXPECT_EQ(observed_text(result), "0.5%");
    EXPECT_EQ(result_of("lost_orders <= 0.5%", verdict()).judgement, Judgement::passed);
    Verdict empty = verdict();
    empty.figures.orders = 0;
    EXPECT_EQ(result_of("lost_orders <= 1%", empty).judgement, Judgement::inconclusive);
}

TEST(EvaluateTest, HoldsQuantilesAgainstDurations) {
    EXPECT_EQ(result_of("p50(order_to_odoo) <= 1s", verdict()).judgement, Judgement::passed);
    const auto result = result_of("max(order_to_odoo) < 1min", verdict());
    EXPECT_EQ(result.judgement, Judgement::failed);
    EXPECT_EQ(observed_text(result), "1 min");
}

TEST(EvaluateTest, WithoutDataIsInconclusive) {
    EXPECT_EQ(
        result_of("max(ship_to_invoice) < 1min", verdict()).judgement, Judgement::inconclusive
    );
    EXPECT_EQ(result_of("calls(wms) < 1", verdict()).judgement, Judgement::inconclusive);
    EXPECT_EQ(
        result_of("time_to_recover(outage) < 1h", verdict()).judgement, Judgement::inconclusive
    );
    Verdict stopped = verdict();
    stopped.findings[0] = not_applicable("lost_orders");
    EXPECT_EQ(result_of("lost_orders == 0", stopped).judgement, Judgement::inconclusive);
}

TEST(EvaluateTest, NeverRecoveringIsWorseThanAnyBound) {
    Verdict of = verdict();
    of.faults[0].recovered = Recovered::never;
    const auto result = result_of("time_to_recover(outage) < 100d", of);
    EXPECT_EQ(result.judgement, Judgement::failed);
    EXPECT_EQ(observed_text(result), "never");
    of.faults[0].recovered = Recovered::yes;
    of.faults[0].time_to_recover = 92 * one_minute;
    EXPECT_EQ(observed_text(result_of("time_to_recover(outage) < 2h", of)), "1 h 32 min");
}

TEST(EvaluateTest, HoldsSystemsAndOwnersAgainstTheirBounds) {
    Verdict of = verdict();
    of.figures.exceptions = 3;
    of.figures.exceptions_by_owner = {{"sales", 3}};
    EXPECT_EQ(result_of("exceptions(sales) == 3", of).judgement, Judgement::passed);
    EXPECT_EQ(result_of("exceptions(finance) == 0", of).judgement, Judgement::passed);
    EXPECT_EQ(result_of("exceptions == 3", of).judgement, Judgement::passed);
    EXPECT_EQ(result_of("retry_amplification(odoo) <= 120%", of).judgement, Judgement::passed);
    EXPECT_EQ(result_of("retry_amplification(odoo) < 120%", of).judgement, Judgement::failed);
}

TEST(EvaluateTest, APhaseIsJudgedByItsOwnOrders) {
    Verdict of = verdict();
    EXPECT_EQ(
        result_of("p95(order_to_odoo, phase=recovery) < 1min", of).judgement,
        Judgement::inconclusive
    );
    of.phases.spans = {{Phase::recovery, {}, Instant{one_hour}}};
    PhaseFigures& recovery = of.phases.figures[static_cast<std::size_t>(Phase::recovery)];
    recovery.orders = 4;
    recovery.released = 3;
    recovery.calls = 60;
    recovery.order_to_odoo = {"order_to_odoo", {one_minute}};
    PhaseFigures& baseline = of.phases.figures[static_cast<std::size_t>(Phase::baseline)];
    baseline.orders = 10;
    baseline.calls = 100;
    of.phases.calls_known = true;
    EXPECT_EQ(
        result_of("p95(order_to_odoo, phase=recovery) < 1min", of).judgement, Judgement::failed
    );
    EXPECT_EQ(
        result_of("p95(order_to_odoo, phase=recovery) <= 1min", of).judgement, Judgement::passed
    );
    EXPECT_EQ(result_of("orders(phase=recovery) == 4", of).judgement, Judgement::passed);
    EXPECT_EQ(result_of("goodput(phase=recovery) == 75%", of).judgement, Judgement::passed);
    EXPECT_EQ(
        result_of("retry_amplification(phase=recovery) == 150%", of).judgement, Judgement::passed
    );
}

TEST(EvaluateTest, ABacklogThatNeverDrainsIsWorseThanAnyBound) {
    Verdict of = verdict();
    EXPECT_EQ(result_of("backlog_drain_time < 1h", of).judgement, Judgement::inconclusive);
    of.phases.backlog_drain = 30 * one_minute;
    EXPECT_EQ(result_of("backlog_drain_time < 1h", of).judgement, Judgement::passed);
    of.phases.backlog_left = true;
    EXPECT_EQ(result_of("backlog_drain_time < 1h", of).judgement, Judgement::failed);
}

TEST(EvaluateTest, EveryMetricCanBeEvaluated) {
    Verdict of = verdict();
    of.faults[0].recovered = Recovered::yes;
    of.findings.clear();
    for (const std::string_view name : oracle_names) {
        of.findings.push_back(make_finding(name, {}));
    }
    for (const std::string_view name : distribution_names) {
        of.figures.distributions.emplace_back(std::string{name}, std::vector{Duration{1}});
    }
    of.phases.spans = {{Phase::baseline, {}, Instant{one_hour}}};
    of.phases.figures[0].orders = 10;
    of.phases.figures[0].released = 9;
    of.phases.backlog_drain = one_minute;
    for (const MetricName& metric : metric_names()) {
        Expectation expectation;
        expectation.metric = metric;
        if (metric.phase == MetricPhase::must) {
            expectation.phase = Phase::baseline;
        }
        expectation.quantile_permille = 500;
        expectation.subject = metric.subject == MetricSubject::fault    ? "outage"
                              : metric.subject == MetricSubject::system ? "odoo"
                                                                        : "";
        EXPECT_EQ(evaluate(expectation, of).observed.state, Observation::State::value)
            << metric.name;
    }
}

TEST(OutcomeTest, FailedGoesBeforeInconclusiveGoesBeforePassed) {
    ExpectationResult passed;
    passed.judgement = Judgement::passed;
    ExpectationResult failed;
    failed.judgement = Judgement::failed;
    ExpectationResult inconclusive;
    inconclusive.judgement = Judgement::inconclusive;
    EXPECT_EQ(outcome_of({}), ResultOutcome::passed);
    EXPECT_EQ(outcome_of({passed}), ResultOutcome::passed);
    EXPECT_EQ(outcome_of({passed, inconclusive}), ResultOutcome::inconclusive);
    EXPECT_EQ(outcome_of({inconclusive, failed, passed}), ResultOutcome::failed);
}

TEST(OutcomeTest, AWarningFailsNothing) {
    ExpectationResult warned;
    warned.judgement = Judgement::failed;
    warned.expectation.grade = Grade::warn;
    EXPECT_EQ(outcome_of({warned}), ResultOutcome::passed);
    warned.judgement = Judgement::inconclusive;
    EXPECT_EQ(outcome_of({warned}), ResultOutcome::passed);
    warned.judgement = Judgement::failed;
    warned.expectation.grade = Grade::key;
    EXPECT_EQ(outcome_of({warned}), ResultOutcome::failed);
}

TEST(DurationTextTest, NamesTheTwoLargestUnits) {
    EXPECT_EQ(duration_text({}), "0 ms");
    EXPECT_EQ(duration_text(Duration{999'999}), "0 ms");
    EXPECT_EQ(duration_text(12 * one_second + Duration{5'000'000}), "12 s 5 ms");
    EXPECT_EQ(duration_text(one_hour), "1 h");
    EXPECT_EQ(duration_text(one_hour + one_second), "1 h");
    EXPECT_EQ(duration_text(26 * one_hour + one_minute), "1 d 2 h");
}

}  // namespace
}  // namespace drydock::harness
