#include "reports/fault_summary.hpp"

#include <gtest/gtest.h>

#include "tests/harness/verdict/verdict_builder.hpp"

namespace drydock::reports {
namespace {

using harness::Phase;

harness::Verdict verdict_with_phases() {
    harness::Verdict verdict = harness::example_verdict();
    harness::PhaseReport& report = verdict.phases;
    report.spans = {
        {Phase::baseline, Instant{}, Instant{4 * one_hour}},
        {Phase::fault, Instant{4 * one_hour}, Instant{6 * one_hour}},
        {Phase::drain, Instant{6 * one_hour}, Instant{9 * one_hour}}};
    report.calls_known = true;
    report.backlog_drain = 92 * one_second;
    harness::PhaseFigures& baseline = report.figures[0];
    baseline.length = 4 * one_hour;
    baseline.orders = 100;
    baseline.released = 100;
    baseline.calls = 1'000;
    baseline.order_to_odoo = {"order_to_odoo", {one_second}};
    harness::PhaseFigures& fault = report.figures[1];
    fault.length = 2 * one_hour;
    fault.orders = 40;
    fault.released = 10;
    fault.calls = 600;
    return verdict;
}

TEST(FaultSummaryTest, HasALineAPhase) {
    EXPECT_EQ(
        phase_table(verdict_with_phases()),
        R"(               lasts   orders   released   p95 to Odoo   p50 to release   p95 to release   calls x
  baseline ...   4 h      100      100 %           1 s                -                -      1.00
  fault ......   2 h       40       25 %             -                -                -      1.50
  recovery ...  0 ms        0          -             -                -                -         -
  drain ......  0 ms        0          -             -                -                -         -
  the backlog of the faults was gone 1 min 32 s after their end
)"
    );
}

TEST(FaultSummaryTest, SaysWhatWasMetastable) {
    harness::Verdict verdict = verdict_with_phases();
    verdict.phases.backlog_drain.reset();
    verdict.phases.backlog_left = true;
    verdict.phases.metastable = {
        {.fault = 0, .from = Instant{7 * one_hour}, .to = {}, .came = 40, .went_on = 3}};
    const std::string text = phase_table(verdict);
    EXPECT_NE(text.find("  the backlog of the faults was gone never\n"), std::string::npos) << text;
    EXPECT_NE(
        text.find("  metastable after odoo-outage: from 2011-11-01T07:00:00 40 orders or parcels "
                  "came in an hour, and 3 went on\n"),
        std::string::npos
    ) << text;
}

TEST(FaultSummaryTest, TheWorstFaultComesFirstAndWhatCameOfItInWords) {
    harness::Verdict verdict = harness::example_verdict();
    harness::FaultReport mild = verdict.faults[0];
    mild.id = "mild";
    mild.effects = {.known = true, .counts = {0, 0, 0, 0, 3, 1'200, 0}, .damaged_orders = {}};
    harness::FaultReport bad = verdict.faults[0];
    bad.id = "bad";
    bad.effects = {.known = true, .counts = {1, 2, 0, 0, 0, 0, 0}, .damaged_orders = {"536365"}};
    verdict.faults = {mild, bad};
    const std::string text = fault_table(verdict);
    EXPECT_LT(text.find("bad ..."), text.find("mild ..")) << text;
    EXPECT_NE(text.find("1 damage, 2 parked\n"), std::string::npos) << text;
    EXPECT_NE(text.find("3 deduplicated, 1 200 absorbed by retry\n"), std::string::npos) << text;
    EXPECT_NE(text.find("  damage where bad was: 536365\n"), std::string::npos) << text;
}

TEST(FaultSummaryTest, WithoutFaultsThereIsNoTable) {
    harness::Verdict verdict = harness::example_verdict();
    EXPECT_EQ(phase_table(verdict), "");
    verdict.faults.clear();
    EXPECT_EQ(fault_table(verdict), "");
}

}  // namespace
}  // namespace drydock::reports
