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
