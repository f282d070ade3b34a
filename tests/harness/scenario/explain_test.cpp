#include "harness/scenario/explain.hpp"

#include <gtest/gtest.h>

#include "tests/harness/scenario/scenario_text.hpp"

namespace drydock::harness {
namespace {

/// Three orders on the first day, two of them in one hour, and one on the third.
Demand small_demand() {
    Demand demand;
    const auto order = [&](Duration at, std::uint16_t channel, std::uint32_t lines) {
        DemandOrder& added = demand.orders.emplace_back();
        added.at = Instant{at};
        added.channel = channel;
        added.lines.count = lines;
    };
    order(9 * one_hour, 0, 7);
    order(12 * one_hour, 0, 1);
    order(12 * one_hour + one_minute, 1, 2);
    order(2 * one_day + 9 * one_hour, 0, 1'000);
    return demand;
}

std::string explained() {
    const auto scenario = read_scenario(std::string{good_scenario}, test_file);
    EXPECT_TRUE(scenario);
    return explain(*scenario, small_demand());
}

void expect_part(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nis not in\n" << text;
}

TEST(ExplainTest, ShowsTheLoadByDayAndHour) {
    const std::string text = explained();
    expect_part(text, "4 orders with 1,010 lines: 3 in the storefront, 1 on the marketplace\n");
    expect_part(
        text,
        "  2011-11-01 Tue      3  ██████████████████████████████████████████████████\n"
        "  2011-11-02 Wed      0\n"
        "  2011-11-03 Thu      1  ████████████████▋\n"
    );
    expect_part(text, "  12:00               2  ██");
    expect_part(
        text, "Peak hour 2011-11-01T12:00: 2 orders. Most lines from 2011-11-03T09:00: 1,000."
    );
}

TEST(ExplainTest, ShowsFaultsOnATimeline) {
    expect_part(
        explained(),
        "  noon  ·█·····\n        2011-11-02T12:00 for 1h: odoo: connections are refused\n"
    );
}

TEST(ExplainTest, ShowsLandscapeAndExpectations) {
    const std::string text = explained();
    expect_part(text, "  odoo         odoo           2 workers, 128 may wait\n");
    expect_part(text, "  runtime - odoo: 5ms\n");
    expect_part(text, "Expected\n  lost_orders == 0\n");
}

TEST(ExplainTest, SaysWhatAStrategyDoesAndWhatItDoesNot) {
    integration::Strategy strategy;
    expect_part(
        explain_strategy(strategy), "An event has one effect however often it comes, within 30d.\n"
    );
    strategy.dedup.enabled = false;
    strategy.look_up.enabled = false;
    strategy.retry.later.clear();
    const std::string text = explain_strategy(strategy);
    expect_part(text, "An event that comes twice has its effect twice.\n");
    expect_part(text, "A call with unknown outcome is simply made again.\n");
    expect_part(text, "Then it is given up.\n");
}

}  // namespace
}  // namespace drydock::harness
