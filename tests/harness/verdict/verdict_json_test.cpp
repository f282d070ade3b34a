#include "harness/verdict/verdict_json.hpp"

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/harness/verdict/verdict_builder.hpp"

namespace drydock::harness {
namespace {

TEST(VerdictJsonTest, HoldsWhatADecisionNeeds) {
    const auto json = nlohmann::json::parse(to_json(example_verdict()));
    EXPECT_EQ(json["format"], 1);
    EXPECT_EQ(json["outcome"], "failed");
    EXPECT_EQ(json["scenario"], "peak-season");
    EXPECT_EQ(json["fingerprint"], "00000000deadbeef");
    EXPECT_EQ(json["from"], "2011-11-01T00:00:00");
    ASSERT_EQ(json["expectations"].size(), 4U);
    EXPECT_EQ(json["expectations"][0]["result"], "passed");
    EXPECT_EQ(json["expectations"][1]["observed"], 2);
    EXPECT_EQ(json["expectations"][2]["observed_ms"], 60'000);
    EXPECT_TRUE(json["expectations"][3]["observed_ms"].is_null());
    EXPECT_EQ(json["oracles"][1]["worst"][0]["key"], "536365");
    EXPECT_EQ(json["figures"]["order_to_odoo"]["p50_ms"], 1'000);
    EXPECT_TRUE(json["figures"]["ship_to_invoice"]["p50_ms"].is_null());
    EXPECT_EQ(json["traffic"][0]["retry_amplification_permille"], 1'200);
    EXPECT_EQ(json["faults"][0]["hits"], 41);
    EXPECT_EQ(json["faults"][0]["time_to_recover_ms"], 5'520'000);
    EXPECT_EQ(json["workload"]["lines_read"], 1'000);
}

TEST(VerdictJsonTest, TellsThePhasesAndWhatCameOfTheFaults) {
    Verdict verdict = example_verdict();
    EXPECT_TRUE(nlohmann::json::parse(to_json(verdict))["phases"]["figures"].empty());
    EXPECT_TRUE(nlohmann::json::parse(to_json(verdict))["faults"][0]["effects"].is_null());
    verdict.phases.spans = {
        {Phase::baseline, {}, Instant{one_hour}},
        {Phase::fault, Instant{one_hour}, Instant{3 * one_hour}}};
    verdict.phases.figures[1].orders = 8;
    verdict.phases.figures[1].released = 6;
    verdict.phases.figures[1].order_to_odoo = {"order_to_odoo", {one_minute}};
    verdict.phases.backlog_drain = one_minute;
    verdict.phases.metastable = {
        {.fault = 0, .from = {}, .to = Instant{one_hour}, .came = 12, .went_on = 3}};
    verdict.faults[0].effects = {
        .known = true, .counts = {0, 0, 0, 0, 0, 41, 0}, .damaged_orders = {}};
    verdict.probes = {{"late_try", 4}};
    verdict.findings[1].offenders[0].stage = "release";
    const auto json = nlohmann::json::parse(to_json(verdict));
    EXPECT_EQ(json["phases"]["spans"][1]["phase"], "fault");
    EXPECT_EQ(json["phases"]["spans"][1]["to"], "2011-11-01T03:00:00");
    EXPECT_EQ(json["phases"]["figures"][1]["goodput_permille"], 750);
    EXPECT_EQ(json["phases"]["figures"][1]["order_to_odoo"]["p95_ms"], 60'000);
    EXPECT_TRUE(json["phases"]["figures"][1]["calls"].is_null());
    EXPECT_EQ(json["phases"]["backlog_drain_ms"], 60'000);
    EXPECT_EQ(json["phases"]["metastable"][0]["fault"], "odoo-outage");
    EXPECT_EQ(json["faults"][0]["effects"]["absorbed_by_retry"], 41);
    EXPECT_EQ(json["probes"]["late_try"], 4);
    EXPECT_EQ(json["oracles"][1]["worst"][0]["stage"], "release");
    EXPECT_FALSE(json["oracles"][1]["worst"][1].contains("stage"));
    EXPECT_EQ(json["expectations"][0]["grade"], "must");
}

TEST(VerdictJsonTest, ListsWhatTheClientDidAgainstTheRules) {
    Verdict verdict = example_verdict();
    verdict.figures.violations = 7;
    verdict.figures.violations_by_kind = {
        {1, "wrong_order", 7, {{Instant{one_hour}, "label before pack"}}}};
    const auto json = nlohmann::json::parse(to_json(verdict));
    EXPECT_EQ(json["figures"]["violations"], 7);
    EXPECT_EQ(json["violations"][0]["system"], "wms");
    EXPECT_EQ(json["violations"][0]["count"], 7);
    EXPECT_EQ(json["violations"][0]["first"][0]["at"], "2011-11-01T01:00:00");
    EXPECT_EQ(json["violations"][0]["first"][0]["what"], "label before pack");
}

TEST(VerdictJsonTest, IsTheSameBytesForTheSameVerdict) {
    EXPECT_EQ(to_json(example_verdict()), to_json(example_verdict()));
}

TEST(VerdictJsonTest, HoldsNoFractions) {
    const auto json = nlohmann::json::parse(to_json(example_verdict()));
    const std::function<void(const nlohmann::json&)> check = [&](const nlohmann::json& value) {
        EXPECT_FALSE(value.is_number_float());
        if (value.is_structured()) {
            for (const auto& item : value) {
                check(item);
            }
        }
    };
    check(json);
}

TEST(VerdictJsonTest, ShowsTheWorstAndLeavesTheRestToTheDifferences) {
    Verdict verdict = example_verdict();
    std::vector<Offender> many;
    for (std::uint64_t index = 0; index < 50; ++index) {
        many.push_back({std::to_string(index), index, "lost"});
    }
    verdict.findings = {make_finding("lost_orders", std::move(many))};
    const auto json = nlohmann::json::parse(to_json(verdict));
    EXPECT_EQ(json["oracles"][0]["count"], 50);
    EXPECT_EQ(json["oracles"][0]["worst"].size(), offenders_shown_max);
    EXPECT_EQ(json["oracles"][0]["worst"][0]["key"], "49");
    const std::string csv = differences_csv(verdict);
    EXPECT_EQ(std::ranges::count(csv, '\n'), 51);
}

TEST(VerdictJsonTest, ReplacesBytesThatAreNoText) {
    Verdict verdict = example_verdict();
    verdict.findings = {make_finding("lost_orders", {{"a\xff", 1, "lost"}})};
    EXPECT_TRUE(nlohmann::json::accept(to_json(verdict)));
}

TEST(DifferencesCsvTest, QuotesFieldsThatHoldCommasOrQuotes) {
    Verdict verdict;
    verdict.findings = {make_finding("lost_orders", {{"a,b", 3, "says \"lost\", twice"}})};
    EXPECT_EQ(
        differences_csv(verdict),
        "oracle,key,severity,explanation\n"
        "lost_orders,\"a,b\",3,\"says \"\"lost\"\", twice\"\n"
    );
}

}  // namespace
}  // namespace drydock::harness
