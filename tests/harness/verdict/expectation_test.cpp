#include "harness/verdict/expectation.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock::harness {
namespace {

const ExpectationSubjects subjects{{"odoo", "wms"}, {"odoo-outage", "ack-lost"}};

std::string error_of(std::string_view text) {
    const auto parsed = parse_expectation(text, subjects);
    return parsed ? "" : parsed.error();
}

TEST(ExpectationTest, ReadsACount) {
    const auto parsed = parse_expectation(" doubled_orders==0 ", subjects);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->text, "doubled_orders==0");
    EXPECT_EQ(parsed->metric.name, "doubled_orders");
    EXPECT_EQ(parsed->comparison, Comparison::equal);
    EXPECT_EQ(parsed->unit, BoundUnit::count);
    EXPECT_EQ(parsed->bound, 0);
}

TEST(ExpectationTest, ReadsQuantilesAndMaximum) {
    const auto p95 = parse_expectation("p95(order_to_release) < 10min", subjects);
    ASSERT_TRUE(p95);
    EXPECT_EQ(p95->quantile_permille, 950U);
    EXPECT_EQ(p95->bound, (10 * one_minute).count());
    EXPECT_EQ(parse_expectation("p99.9(order_to_odoo) <= 2s", subjects)->quantile_permille, 999U);
    EXPECT_EQ(parse_expectation("max(order_to_odoo) <= 3d", subjects)->quantile_permille, 1'000U);
}

TEST(ExpectationTest, ReadsSubjectsAndPercentages) {
    const auto recovery = parse_expectation("time_to_recover(odoo-outage) < 2h", subjects);
    ASSERT_TRUE(recovery);
    EXPECT_EQ(recovery->subject, "odoo-outage");
    EXPECT_EQ(recovery->bound, (2 * one_hour).count());
    const auto ratio = parse_expectation("retry_amplification(odoo) <= 112.5%", subjects);
    ASSERT_TRUE(ratio);
    EXPECT_EQ(ratio->bound, 1'125'000);
    const auto share = parse_expectation("exceptions(catalogue) < 1%", subjects);
    ASSERT_TRUE(share);
    EXPECT_EQ(share->unit, BoundUnit::millionths);
    EXPECT_EQ(share->bound, 10'000);
    EXPECT_TRUE(parse_expectation("exceptions > 0", subjects));
}

TEST(ExpectationTest, ReadsThePhase) {
    const auto parsed =
        parse_expectation("p95(order_to_release, phase=recovery) < 10min", subjects);
    ASSERT_TRUE(parsed) << parsed.error();
    EXPECT_EQ(parsed->phase, Phase::recovery);
    EXPECT_EQ(parsed->metric.name, "order_to_release");
    EXPECT_EQ(parsed->subject, "");
    EXPECT_EQ(parse_expectation("orders( phase = fault ) >= 1", subjects)->phase, Phase::fault);
    const auto calls = parse_expectation("retry_amplification(phase=drain) < 150%", subjects);
    ASSERT_TRUE(calls) << calls.error();
    EXPECT_EQ(calls->phase, Phase::drain);
    EXPECT_FALSE(parse_expectation("p95(order_to_odoo) < 1h", subjects)->phase);
}

TEST(ExpectationTest, SaysWhatIsWrongWithAPhase) {
    EXPECT_EQ(
        error_of("p95(order_to_odoo, phase=recovry) < 1h"),
        "there is no phase \"recovry\", did you mean \"recovery\"?"
    );
    EXPECT_EQ(
        error_of("p95(order_to_odoo, phase=x) < 1h"),
        "there is no phase \"x\"; there are baseline, fault, recovery, drain"
    );
    EXPECT_EQ(
        error_of("p95(order_to_odoo, phas=fault) < 1h"),
        "there is no argument \"phas\", did you mean \"phase\"?"
    );
    EXPECT_EQ(
        error_of("p95(stock_staleness, phase=fault) < 1h"),
        "\"stock_staleness\" is known for the whole run only"
    );
    EXPECT_EQ(
        error_of("lost_orders(phase=fault) == 0"), "\"lost_orders\" is known for the whole run only"
    );
    EXPECT_EQ(error_of("goodput > 90%"), "say of which phase: goodput(phase=recovery)");
    EXPECT_EQ(
        error_of("retry_amplification(odoo, phase=fault) < 2%"),
        "\"retry_amplification\" is asked of a system or of a phase, not of both"
    );
    EXPECT_EQ(
        error_of("p95(order_to_odoo, phase=) < 1h"),
        "say which phase: baseline, fault, recovery, drain"
    );
}

TEST(ExpectationTest, ReadsTheGrade) {
    const auto warned = parse_expectation(" warn  missed_cut_offs == 0", subjects);
    ASSERT_TRUE(warned);
    EXPECT_EQ(warned->grade, Grade::warn);
    EXPECT_EQ(warned->text, "missed_cut_offs == 0");
    EXPECT_EQ(parse_expectation("key lost_orders == 0", subjects)->grade, Grade::key);
    EXPECT_EQ(parse_expectation("lost_orders == 0", subjects)->grade, Grade::must);
    EXPECT_NE(error_of("wann lost_orders == 0"), "");
}

TEST(ExpectationTest, NamesTheNearestMetric) {
    EXPECT_EQ(
        error_of("lost_order == 0"),
        "there is no metric \"lost_order\", did you mean \"lost_orders\"?"
    );
    EXPECT_EQ(error_of("nonsense == 0"), "there is no metric \"nonsense\"");
    EXPECT_EQ(
        error_of("time_to_recover(odoo-outgae) < 2h"),
        "there is no fault \"odoo-outgae\", did you mean \"odoo-outage\"?"
    );
    EXPECT_EQ(error_of("calls(odo) < 2"), "there is no system \"odo\", did you mean \"odoo\"?");
}

TEST(ExpectationTest, SaysHowAMetricIsWritten) {
    EXPECT_EQ(
        error_of("order_to_odoo < 2s"),
        "\"order_to_odoo\" is a distribution; write p95(order_to_odoo) or max(order_to_odoo)"
    );
    EXPECT_EQ(
        error_of("p95(lost_orders) < 2s"),
        "\"lost_orders\" is one number; write lost_orders without p95"
    );
    EXPECT_EQ(error_of("lost_orders(odoo) == 0"), "\"lost_orders\" takes nothing in parentheses");
    EXPECT_EQ(error_of("calls < 2"), "say of which system: calls(odoo)");
}

TEST(ExpectationTest, RefusesAValueOfAnotherKind) {
    EXPECT_NE(error_of("lost_orders == 2h"), "");
    EXPECT_NE(error_of("p95(order_to_odoo) < 2"), "");
    EXPECT_NE(error_of("p95(order_to_odoo) < 2%"), "");
    EXPECT_NE(error_of("retry_amplification(odoo) < 2"), "");
    EXPECT_NE(error_of("p95(order_to_odoo) < 2 weeks"), "");
    EXPECT_NE(error_of("p95(order_to_odoo) < 10001d"), "");
    EXPECT_NE(error_of("p95(order_to_odoo) < -1s"), "");
    EXPECT_NE(error_of("lost_orders == 99999999999999999999"), "");
    EXPECT_NE(error_of("lost_orders < 1.2345%"), "");
}

TEST(ExpectationTest, RefusesBrokenText) {
    EXPECT_NE(error_of(""), "");
    EXPECT_NE(error_of("lost_orders"), "");
    EXPECT_NE(error_of("lost_orders =="), "");
    EXPECT_NE(error_of("lost_orders =< 2"), "");
    EXPECT_NE(error_of("p101(order_to_odoo) < 2s"), "");
    EXPECT_NE(error_of("p100(order_to_odoo) < 2s"), "");
    EXPECT_NE(error_of("p95(order_to_odoo < 2s"), "");
    EXPECT_NE(error_of("== 2"), "");
    EXPECT_NE(error_of("lost_orders == 2 3"), "");
}

}  // namespace
}  // namespace drydock::harness
