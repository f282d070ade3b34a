#include "reports/terminal_summary.hpp"

#include <string_view>

#include <gtest/gtest.h>

#include "tests/harness/verdict/verdict_builder.hpp"

namespace drydock::reports {
namespace {

constexpr std::string_view summary_of_example = R"(FAILED  peak-season with event-driven, seed 7
  orders of 2011-11-01T00:00:00 to 2011-12-10T00:00:00
  ended 2011-12-11T00:00:00, 234 567 exchanges, fingerprint 00000000deadbeef

Expectations
  ✗ doubled_orders == 0 .................................................... 2
      536365  3 sale orders: S00001, S00002, S00003
      536370  2 sale orders: S00007, S00008
  ✗ max(order_to_odoo) < 30s ........................................... 1 min
  ? p95(ship_to_invoice) < 4h ........................................ no data
  ✓ lost_orders == 0 ....................................................... 0

Orders
  placed ............................................. 1 200 with 30 000 lines
  accepted ............................................................. 1 200
  parcels shipped ...................................................... 1 100
  parcels that missed their cut-off ........................................ 0
  orders in more than one parcel ........................................... 0
  units sold that never came ............................................... 0
  longest queue of accepted orders ................. 37 at 2011-11-01T09:00:00
  exceptions for a person .................................... 3, 1 still open
    catalogue .............................................................. 2
    sales .................................................................. 1

                      p50     p95     p99     max
  order_to_odoo ..... 1 s   1 min   1 min   1 min
  ship_to_invoice ...   -       -       -       -

Systems
            calls   errors   calls for one settled
  odoo ... 12 000    2 000                    1.20
  wms ....  2 200        0                    1.00

Faults
                    kind   requests hit   time to recover   what came of them
  odoo-outage ... outage             41        1 h 32 min                   -

Next
  doubled_orders: switch strategy.dedup and strategy.look_up on: look up before a create is repeated
  order_to_odoo: see its course over time in timeline.csv
  every offender: out/peak/differences.csv
  whole verdict:  out/peak/verdict.json
  once more:      drydock run scenarios/peak-season.yaml --seed 7

  ✗ doubled_orders == 0 .................................................... 2
  ✗ max(order_to_odoo) < 30s ........................................... 1 min
)";

TEST(TerminalSummaryTest, PutsTheVerdictFirstAndFailuresBeforeTheRest) {
    EXPECT_EQ(
        terminal_summary(harness::example_verdict(), {.directory = "out/peak"}), summary_of_example
    );
}

TEST(TerminalSummaryTest, KeyFiguresComeFirstAndAWarningIsNoFailure) {
    harness::Verdict verdict = harness::example_verdict();
    verdict.expectations[0].expectation.grade = harness::Grade::key;
    verdict.expectations[1].expectation.grade = harness::Grade::warn;
    const std::string text = terminal_summary(verdict, {});
    EXPECT_LT(text.find("✓ lost_orders == 0"), text.find("✗ max(order_to_odoo)"));
    EXPECT_LT(text.find("✗ max(order_to_odoo)"), text.find("! doubled_orders == 0"));
    EXPECT_EQ(text.find("✗ doubled_orders == 0"), std::string::npos) << text;
}

TEST(TerminalSummaryTest, UsesColourOnlyWhenAsked) {
    const harness::Verdict verdict = harness::example_verdict();
    EXPECT_EQ(terminal_summary(verdict, {}).find('\033'), std::string::npos);
    EXPECT_NE(terminal_summary(verdict, {.colour = true}).find("\033[1;31m"), std::string::npos);
}

TEST(TerminalSummaryTest, ListsTheThreeWorstOffendersAndCountsTheRest) {
    harness::Verdict verdict = harness::example_verdict();
    verdict.findings[1].offenders.assign(5, {"536365", 1, std::string(200, 'x')});
    const std::string text = terminal_summary(verdict, {});
    EXPECT_NE(text.find("      and 2 more\n"), std::string::npos);
    EXPECT_NE(text.find("x…\n"), std::string::npos);
}

TEST(TerminalSummaryTest, APassedVerdictEndsWithTheCommandThatRepeatsIt) {
    harness::Verdict verdict = harness::example_verdict();
    verdict.expectations.clear();
    verdict.outcome = harness::ResultOutcome::passed;
    const std::string text = terminal_summary(verdict, {});
    EXPECT_TRUE(text.starts_with("PASSED  peak-season with event-driven, seed 7\n"));
    EXPECT_TRUE(text.ends_with("drydock run scenarios/peak-season.yaml --seed 7\n"));
}

}  // namespace
}  // namespace drydock::reports
