#include "harness/season/gauge_lines.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock::harness {
namespace {

constexpr SystemId runtime{0};
constexpr SystemId odoo{1};

Instant hour(int count) {
    return Instant{count * one_hour};
}

GaugeLines lines(std::int64_t step_hours = 1) {
    return GaugeLines{{.step = step_hours * one_hour, .points = 10}, {"runtime", "odoo"}};
}

using Values = std::vector<std::int64_t>;

TEST(GaugeLinesTest, ALevelIsToldAtTheEndOfItsInterval) {
    GaugeLines of = lines();
    of.add(hour(1), runtime, {{"jobs", 3}});
    of.add(hour(2), runtime, {{"jobs", 5}});
    const auto told = of.lines();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].system, "runtime");
    EXPECT_EQ(told[0].name, "jobs");
    EXPECT_EQ(told[0].kind, LineKind::level);
    EXPECT_EQ(told[0].values, (Values{3, 5}));
}

TEST(GaugeLinesTest, OfSeveralLevelsInOneIntervalTheMostIsKept) {
    GaugeLines of = lines(2);
    of.add(hour(1), runtime, {{"jobs", 9}});
    of.add(hour(2), runtime, {{"jobs", 4}});
    of.add(hour(3), runtime, {{"jobs", 1}});
    EXPECT_EQ(of.lines().at(0).values, (Values{9, 1}));
}

TEST(GaugeLinesTest, ACounterIsToldByInterval) {
    GaugeLines of = lines();
    of.add(hour(1), runtime, {{"retries", 2}});
    of.add(hour(2), runtime, {{"retries", 2}});
    of.add(hour(3), runtime, {{"retries", 7}});
    EXPECT_EQ(of.lines().at(0).kind, LineKind::count);
    EXPECT_EQ(of.lines().at(0).values, (Values{2, 0, 5}));
}

TEST(GaugeLinesTest, ACounterThatACrashSetBackCountsOnFromThere) {
    GaugeLines of = lines();
    of.add(hour(1), runtime, {{"retries", 10}});
    of.add(hour(2), runtime, {{"retries", 3}});
    EXPECT_EQ(of.lines().at(0).values, (Values{10, 3}));
}

TEST(GaugeLinesTest, WhatIsNothingAllTheTimeIsLeftOut) {
    GaugeLines of = lines();
    of.add(hour(1), runtime, {{"jobs", 0}, {"orphans", 1}});
    ASSERT_EQ(of.lines().size(), 1U);
    EXPECT_EQ(of.lines()[0].name, "orphans");
}

TEST(GaugeLinesTest, TrafficIsToldBySystemAndInterval) {
    GaugeLines of = lines();
    std::vector<SystemTraffic> traffic(2);
    traffic[1].calls = 4;
    traffic[1].failed = 1;
    of.add(hour(1), traffic);
    traffic[1].calls = 10;
    traffic[1].timed_out = 2;
    of.add(hour(2), traffic);
    const auto told = of.lines();
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].system, "odoo");
    EXPECT_EQ(told[0].name, "calls");
    EXPECT_EQ(told[0].values, (Values{4, 6}));
    EXPECT_EQ(told[1].values, (Values{1, 2}));
}

TEST(GaugeLinesTest, AllLinesAreOfOneLength) {
    GaugeLines of = lines();
    of.add(hour(1), runtime, {{"retries", 2}, {"jobs", 1}});
    of.add(hour(3), odoo, {{"pickings_open", 1}});
    for (const Line& line : of.lines()) {
        EXPECT_EQ(line.values.size(), 3U) << line.name;
    }
}

}  // namespace
}  // namespace drydock::harness
