#include "harness/scenario/scenario_file.hpp"

#include <gtest/gtest.h>

#include "tests/harness/scenario/scenario_text.hpp"

namespace drydock::harness {
namespace {

using Lines = std::vector<std::string>;

TEST(ScenarioFileTest, ReadsEverythingThatIsWritten) {
    const auto scenario = read_scenario(std::string{good_scenario}, test_file);
    ASSERT_TRUE(scenario);
    EXPECT_EQ(scenario->name, "test");
    EXPECT_EQ(scenario->file, test_file);
    EXPECT_EQ(scenario->seed, 7U);
    EXPECT_EQ(scenario->workload.orders, "data/order_lines.csv.xz");
    EXPECT_EQ(to_text(scenario->workload.to), "2011-11-08T00:00:00");
    ASSERT_EQ(scenario->landscape.systems.size(), 6U);
    const SystemSpec& odoo = scenario->landscape.systems[1];
    EXPECT_EQ(odoo.name, "odoo");
    EXPECT_TRUE(std::holds_alternative<mocks::OdooSettings>(odoo.settings));
    EXPECT_EQ(odoo.door.workers, 2U);
    ASSERT_EQ(odoo.door.service_times.size(), 1U);
    EXPECT_EQ(odoo.door.service_times[0].operation, "*");
    EXPECT_EQ(odoo.door.service_times[0].base.p99, one_second / 100);
    ASSERT_EQ(scenario->landscape.links.size(), 1U);
    EXPECT_EQ(scenario->landscape.links[0].settings.latency, one_second / 200);
    EXPECT_EQ(scenario->strategy.name, "careful");
    ASSERT_EQ(scenario->faults.size(), 1U);
    EXPECT_EQ(scenario->faults[0].kind, FaultKind::outage);
    EXPECT_EQ(to_text(scenario->faults[0].to), "2011-11-02T13:00:00");
    ASSERT_EQ(scenario->expectations.size(), 1U);
    EXPECT_EQ(scenario->expectations[0].text, "lost_orders == 0");
}

TEST(ScenarioFileTest, WhatIsNotWrittenHasItsDefault) {
    const auto scenario = read_scenario(std::string{good_scenario}, test_file);
    ASSERT_TRUE(scenario);
    EXPECT_EQ(scenario->workload.scale, 1U);
    EXPECT_EQ(scenario->settle_within, 21 * one_day);
    EXPECT_TRUE(scenario->strategy.dedup.enabled);
}

TEST(ScenarioFileTest, AFaultWithoutDatesLastsAsLongAsTheWorkload) {
    const auto scenario =
        read_scenario(changed(", from: 2011-11-02T12:00, to: 2011-11-02T13:00", ""), test_file);
    ASSERT_TRUE(scenario);
    EXPECT_EQ(scenario->faults[0].from, scenario->workload.from);
    EXPECT_EQ(scenario->faults[0].to, scenario->workload.to);
}

TEST(ScenarioFileTest, AnUnknownKeyComesWithTheNearestOne) {
    EXPECT_EQ(
        complaints(changed("seed: 7", "sed: 7")),
        Lines{R"(2:1: unknown key "sed"; did you mean "seed"?)"}
    );
    EXPECT_EQ(
        complaints(changed("latency: 5ms", "latenci: 5ms")),
        Lines{R"(17:33: unknown key "latenci"; did you mean "latency"?)"}
    );
}

TEST(ScenarioFileTest, AKeyOfAnotherKindOfSystemIsUnknown) {
    const Lines found = complaints(changed("kind: carrier", "kind: carrier, pickers: 3"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].starts_with("13:30: unknown key \"pickers\"; expected one of kind,"));
}

TEST(ScenarioFileTest, ADuplicateKeyIsAMistake) {
    EXPECT_EQ(
        complaints(changed("seed: 7", "seed: 7\nseed: 8")),
        Lines{R"(3:1: duplicate key "seed", first written in line 2)"}
    );
}

TEST(ScenarioFileTest, AWrongTypeSaysWhatWasExpected) {
    EXPECT_EQ(
        complaints(changed("workers: 2", "workers: two")),
        Lines{"11:33: workers: found \"two\", expected a whole number, from 1 to 100000"}
    );
    EXPECT_EQ(
        complaints(changed("latency: 5ms", "latency: 5 parsecs")),
        Lines{"17:42: latency: found \"5 parsecs\", expected a duration such as 500ms, 2s, 10min, "
              "4h or 14d, at most 1d"}
    );
    EXPECT_EQ(
        complaints(changed("name: careful", "dedup: {enabled: maybe}")),
        Lines{"19:20: enabled: found \"maybe\", expected true or false"}
    );
    EXPECT_EQ(
        complaints(changed("name: careful", "retry: {later: 5min}")),
        Lines{"19:18: later: found \"5min\", expected a list of durations such as [1min, 4h]"}
    );
    EXPECT_EQ(
        complaints(changed("  from: 2011-11-01", "  from: 2011-11-31")),
        Lines{"6:9: from: found \"2011-11-31\", expected a date such as 2011-11-01 or "
              "2011-11-01T12:30:00"}
    );
    EXPECT_EQ(
        complaints(changed("{kind: wms}", "[wms]")),
        Lines{"12:10: found a list, expected a mapping"}
    );
}

TEST(ScenarioFileTest, ANumberOutOfBoundsIsAMistake) {
    EXPECT_EQ(
        complaints(changed("workers: 2", "workers: 0")),
        Lines{"11:33: workers: found \"0\", expected a whole number, from 1 to 100000"}
    );
    EXPECT_EQ(complaints(changed("workers: 2", "workers: 100000")), Lines{});
    EXPECT_EQ(complaints(changed("workers: 2", "workers: 100001")).size(), 1U);
    EXPECT_EQ(complaints(changed("kind: outage", "kind: error_rate, share: 100%")), Lines{});
    EXPECT_EQ(complaints(changed("kind: outage", "kind: error_rate, share: 101%")).size(), 1U);
}

TEST(ScenarioFileTest, AMissingKeyIsReportedWhereItShouldBe) {
    EXPECT_EQ(
        complaints(changed("  orders: data/order_lines.csv.xz\n", "")),
        Lines{R"(4:3: "orders" is missing; expected the path of a file)"}
    );
    EXPECT_EQ(
        complaints(changed("{kind: wms}", "{}")),
        Lines{
            "12:10: \"kind\" is missing; expected one of runtime, odoo, wms, carrier, storefront, "
            "marketplace"}
    );
}

TEST(ScenarioFileTest, AFileThatIsNotThereIsReportedAtItsPath) {
    EXPECT_EQ(
        complaints(changed("data/products.csv.xz", "data/none.csv")),
        Lines{R"(5:13: there is no file "scenarios/data/none.csv")"}
    );
    EXPECT_EQ(
        complaints(changed("strategy:\n  name: careful", "strategy: strategies/none.yaml")),
        Lines{"18:11: strategy: cannot read \"scenarios/strategies/none.yaml\": No such file or "
              "directory"}
    );
    const auto missing = load_scenario("scenarios/none.yaml");
    ASSERT_FALSE(missing);
    EXPECT_EQ(to_text(missing.error()[0]), "scenarios/none.yaml: No such file or directory");
}

TEST(ScenarioFileTest, AMissingLandscapeIsOneMistakeAndNotMany) {
    std::string text{good_scenario};
    const std::size_t begin = text.find("landscape:");
    text.replace(begin, text.find("strategy:") - begin, "landscape: landscapes/none.yaml\n");
    EXPECT_EQ(complaints(text).size(), 1U);
}

TEST(ScenarioFileTest, AYamlSyntaxErrorHasItsPlace) {
    const Lines found = complaints(changed("{kind: wms}", "{kind: wms"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].find("YAML syntax"), std::string::npos);
    EXPECT_TRUE(found[0].starts_with("13:")) << found[0];
}

TEST(ScenarioFileTest, AnAnchorThatHoldsItselfIsRefused) {
    EXPECT_FALSE(complaints(changed("seed: 7", "seed: &a [*a]")).empty());
}

TEST(ScenarioFileTest, AWindowMustNotEndBeforeItBegins) {
    EXPECT_EQ(
        complaints(changed("  to: 2011-11-08", "  to: 2011-11-01"))[0],
        "7:7: to: found 2011-11-01T00:00:00, expected a date after from, 2011-11-01T00:00:00"
    );
}

TEST(ScenarioFileTest, AFaultMustLieInTheRunAndEndAfterItsStart) {
    EXPECT_EQ(
        complaints(changed("to: 2011-11-02T13:00", "to: 2011-11-02T12:00")),
        Lines{"21:72: to: found 2011-11-02T12:00:00, expected a date after from, "
              "2011-11-02T12:00:00"}
    );
    EXPECT_EQ(
        complaints(changed(
            "from: 2011-11-02T12:00, to: 2011-11-02T13:00", "from: 2011-11-08, to: 2011-11-09"
        )),
        Lines{"21:50: the fault lies outside of the run, 2011-11-01T00:00:00 to "
              "2011-11-08T00:00:00"}
    );
    EXPECT_EQ(
        complaints(changed(
                       "from: 2011-11-02T12:00, to: 2011-11-02T13:00",
                       "from: 2011-10-31, to: 2011-11-01"
                   ))
            .size(),
        1U
    );
}

TEST(ScenarioFileTest, NamesOfSystemsMustBeInTheLandscape) {
    EXPECT_EQ(
        complaints(changed("system: odoo", "system: odo")),
        Lines{R"(21:38: unknown system "odo"; did you mean "odoo"?)"}
    );
    EXPECT_EQ(
        complaints(changed("to: odoo, latency", "to: odooo, latency")),
        Lines{R"(17:27: unknown system "odooo"; did you mean "odoo"?)"}
    );
    EXPECT_EQ(
        complaints(changed("to: odoo, latency", "to: runtime, latency")),
        Lines{"17:27: to: runtime is linked to itself"}
    );
    EXPECT_EQ(
        complaints(changed("latency: 5ms}", "latency: 5ms}\n    - {from: odoo, to: runtime}")),
        Lines{"18:7: odoo and runtime are linked already"}
    );
}

TEST(ScenarioFileTest, OperationsMustBeThoseOfTheSystem) {
    EXPECT_EQ(
        complaints(changed(
            "kind: outage, system: odoo",
            "kind: error_rate, system: odoo, operation: "
            "sale.order/creat"
        )),
        Lines{"21:59: odoo has no operation \"sale.order/creat\"; did you mean "
              "\"sale.order/create\"?"}
    );
    EXPECT_EQ(complaints(changed("\"*\": 10ms", "order/create: 10ms")).size(), 1U);
    EXPECT_EQ(complaints(changed("\"*\": 10ms", "sale.order/create: 10ms")), Lines{});
}

TEST(ScenarioFileTest, AFaultNeedsWhatItsKindNeedsAndNothingElse) {
    EXPECT_EQ(
        complaints(changed("kind: outage", "kind: outtage")),
        Lines{R"(21:22: kind: unknown "outtage"; did you mean "outage"?)"}
    );
    EXPECT_EQ(
        complaints(changed("kind: outage", "kind: latency")),
        Lines{"21:5: a fault of kind latency needs a delay above 0s"}
    );
    EXPECT_EQ(
        complaints(changed("kind: outage", "kind: outage, delay: 5s")),
        Lines{"21:37: a fault of kind outage has no delay"}
    );
    EXPECT_EQ(
        complaints(changed("kind: outage", "kind: slow_down")),
        Lines{"21:5: a fault of kind slow_down needs a factor above 1x"}
    );
    EXPECT_EQ(complaints(changed("kind: outage", "kind: slow_down, factor: 3x")), Lines{});
    EXPECT_EQ(
        complaints(changed("kind: outage", "kind: outage, sender: runtime")),
        Lines{"21:38: a fault of kind outage has no sender"}
    );
    EXPECT_EQ(
        complaints(changed("kind: outage", "kind: outage, operation: common/version")),
        Lines{"21:41: a fault of kind outage hits every operation"}
    );
    EXPECT_EQ(complaints(changed("kind: outage", "kind: crash")).size(), 1U);
    EXPECT_EQ(
        complaints(changed("kind: outage, system: odoo", "kind: crash, system: runtime")), Lines{}
    );
}

TEST(ScenarioFileTest, TwoFaultsMustNotHaveOneId) {
    EXPECT_EQ(
        complaints(changed("expect:", "  - {id: noon, kind: outage, system: wms}\nexpect:")),
        Lines{R"(22:10: id: "noon" is used before, in line 21)"}
    );
}

TEST(ScenarioFileTest, ALandscapeHasOneSystemOfEachKind) {
    EXPECT_EQ(
        complaints(changed("    market: {kind: marketplace}\n", "")),
        Lines{"10:5: systems: there is none of kind marketplace"}
    );
    EXPECT_EQ(
        complaints(changed("market: {kind: marketplace}", "market: {kind: wms}")),
        (Lines{
            "10:5: systems: there is none of kind marketplace",
            "15:13: market: there is a wms already"})
    );
}

TEST(ScenarioFileTest, ServiceTimesMustRise) {
    EXPECT_EQ(
        complaints(
            changed("\"*\": 10ms", "\"*\": {min: 1ms, p50: 3ms, p95: 2ms, p99: 4ms, max: 5ms}")
        ),
        Lines{"11:57: *: expected min <= p50 <= p95 <= p99 <= max"}
    );
}

TEST(ScenarioFileTest, AnExpectationThatCannotBeReadHasItsPlace) {
    const Lines found = complaints(changed("lost_orders == 0", "lost_order == 0"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].starts_with("23:5: ")) << found[0];
    EXPECT_NE(found[0].find("lost_orders"), std::string::npos);
}

TEST(ScenarioFileTest, EveryMistakeIsReportedInTheOrderOfTheFile) {
    std::string text = changed("seed: 7", "sed: 7");
    text.replace(text.find("workers: 2"), 10, "workers: x");
    text.replace(text.find("kind: outage"), 12, "kind: outbreak");
    const Lines found = complaints(text);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_TRUE(found[0].starts_with("2:1: "));
    EXPECT_TRUE(found[1].starts_with("11:33: "));
    EXPECT_TRUE(found[2].starts_with("21:22: "));
}

TEST(ScenarioFileTest, AnEmptyFileMissesItsKeys) {
    const Lines found = complaints("");
    EXPECT_EQ(found.size(), 3U) << "name, workload and landscape";
}

}  // namespace
}  // namespace drydock::harness
