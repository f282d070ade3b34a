#include "reports/gate_reports.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace drydock::reports {
namespace {

using harness::GateResult;
using harness::Judgement;
using harness::ResultOutcome;

std::vector<GateResult> three_gates() {
    std::vector<GateResult> results(3);
    results[0].name = "calm";
    results[0].outcome = ResultOutcome::passed;
    results[0].expectations = {{"lost_orders == 0", Judgement::passed, "0"}};
    results[1].name = "storm";
    results[1].file = "scenarios/gates/storm.yaml";
    results[1].outcome = ResultOutcome::failed;
    results[1].expectations = {
        {"p95(order_to_odoo) < 10min", Judgement::failed, "1 h 32 min"},
        {"lost_orders == 0", Judgement::passed, "0"}};
    results[2].name = "flood";
    results[2].file = "scenarios/gates/flood.yaml";
    results[2].outcome = ResultOutcome::failed;
    results[2].expectations = {{"lost_orders == 0", Judgement::failed, "2"}};
    results[2].findings = {"lost_orders 2, for example 536365: \"nowhere\" & gone"};
    return results;
}

TEST(GateReportsTest, junit_has_the_observed_value_in_the_failure_and_is_well_formed) {
    const std::string xml = gate_junit(three_gates());
    EXPECT_NE(xml.find("<failure message=\"failed, observed 1 h 32 min\"/>"), std::string::npos)
        << xml;
    EXPECT_NE(xml.find("name=\"p95(order_to_odoo) &lt; 10min\""), std::string::npos);
    EXPECT_NE(xml.find("<testsuite name=\"storm\" tests=\"3\" failures=\"1\""), std::string::npos)
        << xml;
    EXPECT_EQ(xml.find(" & "), std::string::npos);
}

TEST(GateReportsTest, the_worst_gate_comes_first_everywhere) {
    for (const std::string& text :
         {gate_summary(three_gates()),
          gate_markdown(three_gates()),
          gate_annotations(three_gates())}) {
        EXPECT_LT(text.find("flood"), text.find("storm")) << text;
    }
    EXPECT_TRUE(gate_summary(three_gates()).starts_with("FAILED  1 of 3 gates\n"));
    EXPECT_NE(
        gate_markdown(three_gates()).find("| calm | ✅ passed | 1 of 1 |  |"), std::string::npos
    );
}

TEST(GateReportsTest, an_annotation_is_one_line_that_names_its_file) {
    const std::string text = gate_annotations(three_gates());
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
    EXPECT_TRUE(
        text.starts_with("::error file=scenarios/gates/flood.yaml,title=Drydock gate flood::")
    ) << text;
    EXPECT_NE(text.find("observed 2%0A"), std::string::npos);
}

TEST(GateReportsTest, a_warning_is_said_and_fails_nothing) {
    std::vector<GateResult> results(1);
    results[0].name = "calm";
    results[0].outcome = ResultOutcome::passed;
    results[0].expectations = {
        {"lost_orders == 0", Judgement::passed, "0", harness::Grade::key},
        {"missed_cut_offs == 0", Judgement::failed, "3", harness::Grade::warn}};
    EXPECT_NE(
        gate_summary(results).find("warning: missed_cut_offs == 0, observed 3"), std::string::npos
    );
    EXPECT_EQ(gate_junit(results).find("<failure"), std::string::npos);
    EXPECT_NE(gate_markdown(results).find("`lost_orders == 0`: 0"), std::string::npos);
    EXPECT_TRUE(gate_annotations(results).starts_with("::warning ")) << gate_annotations(results);
}

}  // namespace
}  // namespace drydock::reports
