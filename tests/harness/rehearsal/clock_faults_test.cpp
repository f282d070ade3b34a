// What a wrong clock and a half-closed connection do to orders, and what keeps them from harm.
#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/harness/rehearsal/scenario_builder.hpp"

namespace drydock::harness {
namespace {

/// On from 9:10 to 13:30 of the first day.
FaultSpec& plan(Scenario& scenario, FaultKind kind, const char* system) {
    FaultSpec& fault = scenario.faults.emplace_back();
    fault.id = std::to_string(scenario.faults.size());
    fault.kind = kind;
    fault.system = system;
    fault.from = {.year = 2011, .month = 11, .day = 1, .hour = 9, .minute = 10};
    fault.to = {.year = 2011, .month = 11, .day = 1, .hour = 13, .minute = 30};
    return fault;
}

Verdict verdict_of(const Scenario& scenario) {
    const auto plan = plan_rehearsal(scenario);
    EXPECT_TRUE(plan.has_value());
    return rehearse(scenario, small_workload(20), *plan, {}).verdict;
}

std::uint64_t offenders(const Verdict& verdict, std::string_view oracle) {
    return std::ranges::find(verdict.findings, oracle, &Finding::oracle)->count;
}

void expect_no_offenders(const Verdict& verdict, const std::string& what) {
    for (const Finding& finding : verdict.findings) {
        EXPECT_EQ(finding.count, 0U) << what << ": " << finding.oracle;
    }
    for (const FaultReport& fault : verdict.faults) {
        EXPECT_GT(fault.hits, 0U) << what << ": " << fault.id;
    }
}

TEST(ClockFaultsTest, NoOrderSuffersFromAnyOneClockThatIsAnHourOff) {
    for (const char* const system : {"runtime", "odoo", "wms", "carrier", "shop", "bazaar"}) {
        for (const FaultKind kind : {FaultKind::clock_ahead, FaultKind::clock_behind}) {
            Scenario scenario = small_scenario();
            plan(scenario, kind, system).delay = one_hour;
            scenario.strategy.ingest.overlap = 2 * one_hour;
            expect_no_offenders(verdict_of(scenario), system);
        }
    }
}

// A list is read from the latest date on, and what a channel's clock dates long before it is not
// seen there: that is what the overlap is for.
TEST(ClockFaultsTest, AListThatLooksBackLessThanAClockIsSetBackLosesOrders) {
    Scenario scenario = small_scenario();
    plan(scenario, FaultKind::clock_behind, "bazaar").delay = one_hour;
    scenario.strategy.ingest.overlap = 10 * one_minute;
    EXPECT_GT(offenders(verdict_of(scenario), "lost_orders"), 0U);
}

TEST(ClockFaultsTest, OrdersNeverToldAreReadFromTheListAlthoughTheClockIsAhead) {
    Scenario scenario = small_scenario();
    plan(scenario, FaultKind::swallow, "runtime").sender = "shop";
    plan(scenario, FaultKind::clock_ahead, "runtime").delay = one_hour;
    expect_no_offenders(verdict_of(scenario), "swallow");
}

TEST(HalfCloseTest, AnOrderBookedAfterTheLookUpIsTakenBackByTheSecondLook) {
    Scenario scenario = small_scenario();
    plan(scenario, FaultKind::half_close, "odoo").operation = "sale.order/create";
    // Handled some time after the connection has ended: whoever looks meanwhile finds nothing.
    scenario.landscape.systems.at(1).door.service_times.at(0).base =
        Quantiles::constant(20 * one_second);
    expect_no_offenders(verdict_of(scenario), "with a second look");

    scenario.strategy.look_up.again_after = Duration::zero();
    EXPECT_GT(offenders(verdict_of(scenario), "doubled_orders"), 0U);
}

}  // namespace
}  // namespace drydock::harness
