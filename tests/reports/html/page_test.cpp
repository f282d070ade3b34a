#include "reports/html/page.hpp"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/trace_context.hpp"
#include "harness/campaign/trial.hpp"

namespace drydock::reports {
namespace {

using nlohmann::json;

constexpr std::size_t empty_page_size_max_bytes = 200'000;

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

/// What the page's script reads.
json data_in(const std::string& page) {
    const std::string_view begin = "<script type=\"application/json\" id=\"data\">";
    const std::size_t from = page.find(begin) + begin.size();
    return json::parse(page.substr(from, page.find("</script>", from) - from));
}

json verdict() {
    return {
        {"outcome", "failed"},
        {"scenario", "peak"},
        {"expectations",
         {{{"text", "doubled_orders == 0"}, {"result", "failed"}, {"observed_text", "2"}},
          {{"text", "time_to_recover(update) < 2h"}, {"result", "failed"}},
          {{"text", "lost_orders == 0"}, {"result", "passed"}, {"observed_text", "0"}}}},
        {"traffic", {{{"system", "odoo"}}}},
        {"faults", {{{"id", "update"}}}}};
}

std::string page_of(const json& verdict_json, const std::string& series = "") {
    const auto page = run_page(
        {.directory = "out/peak", .verdict_json = verdict_json.dump(), .series_json = series}
    );
    return page ? *page : "no page: " + page.error();
}

TEST(PageTest, TheVerdictIsInThePageAsItWasWritten) {
    const json data = data_in(page_of(verdict()));
    EXPECT_EQ(data["kind"], "run");
    EXPECT_EQ(data["directory"], "out/peak");
    EXPECT_EQ(data["verdict"], verdict());
    EXPECT_TRUE(data["series"].is_null());
}

TEST(PageTest, TheSeriesIsInThePageAsItWasWritten) {
    const json data = data_in(page_of(verdict(), R"({"format":1,"orders":[]})"));
    EXPECT_EQ(data["series"]["format"], 1);
}

TEST(PageTest, ThereIsAdviceForWhatFailedAndForNothingElse) {
    const json advice = data_in(page_of(verdict()))["advice"];
    ASSERT_EQ(advice.size(), 2U);
    EXPECT_EQ(advice[0]["expectation"], "doubled_orders == 0");
    EXPECT_NE(advice[0]["text"].get<std::string>().find("dedup"), std::string::npos);
    EXPECT_EQ(advice[1]["expectation"], "time_to_recover(update) < 2h");
}

TEST(PageTest, NoTextEndsTheScriptThatItStandsIn) {
    json hostile = verdict();
    hostile["scenario"] = "</script><script>alert(1)</script><!--";
    const std::string page = page_of(hostile);
    EXPECT_EQ(count_of(page, "</script"), 2U);
    EXPECT_EQ(page.find("<!--"), std::string::npos);
    EXPECT_EQ(data_in(page)["verdict"]["scenario"], hostile["scenario"]);
}

TEST(PageTest, ItFetchesNothing) {
    const std::string page = page_of(verdict());
    for (const std::string_view fetch :
         {"src=", "@import", "url(http", "<link", "XMLHttpRequest", "import("}) {
        EXPECT_EQ(page.find(fetch), std::string::npos) << fetch;
    }
    // The script can fetch, for a live page; the policy of this one forbids it.
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
    EXPECT_EQ(page.find("connect-src"), std::string::npos);
}

TEST(PageTest, OrdersToReadAboutHaveTheTracesOfTheSeed) {
    json seeded = verdict();
    seeded["seed"] = 7;
    const std::string series = R"({"orders":[{"number":"536365"}]})";
    const auto data = run_data(
        {.directory = "out/peak",
         .verdict_json = seeded.dump(),
         .series_json = series,
         .jaeger_url = "http://localhost:16686"}
    );
    ASSERT_TRUE(data);
    const json read = json::parse(*data);
    EXPECT_EQ(read["traces"]["536365"], to_hex(trace_of(7, "536365")));
    EXPECT_EQ(read["jaeger"], "http://localhost:16686");
}

TEST(PageTest, ALivePageAsksItsOwnServerAlone) {
    const std::string page = live_page({.target = "here", .key = "secret", .injects = true});
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(page.find("connect-src 'self'"), std::string::npos);
    EXPECT_EQ(page_of(verdict()).find("connect-src"), std::string::npos);
    const json data = data_in(page);
    EXPECT_EQ(data["kind"], "live");
    EXPECT_EQ(data["key"], "secret");
    // To crash a process it is killed.
    EXPECT_EQ(count_of(data["fault_kinds"].dump(), "\"crash\""), 0U);
    EXPECT_EQ(count_of(data["fault_kinds"].dump(), "\"outage\""), 1U);
}

TEST(PageTest, ThePageItselfIsSmall) {
    EXPECT_LT(page_of(verdict()).size(), empty_page_size_max_bytes);
}

TEST(PageTest, WhatIsNoJsonIsNamed) {
    const auto broken = run_page({.directory = "d", .verdict_json = "{", .series_json = ""});
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error(), "verdict.json is no JSON object");
    const auto half =
        run_page({.directory = "d", .verdict_json = verdict().dump(), .series_json = "[1"});
    ASSERT_FALSE(half);
    EXPECT_EQ(half.error(), "series.json is no JSON object");
}

TEST(PageTest, AComparisonIsInItsPage) {
    const auto page = compare_page("out/c", R"({"seeds":30,"variants":[{"name":"direct"}]})");
    ASSERT_TRUE(page);
    EXPECT_EQ(data_in(*page)["kind"], "compare");
    EXPECT_EQ(data_in(*page)["comparison"]["seeds"], 30);
}

TEST(PageTest, RunsOfASweepAreGroupedAndAHalfWrittenLineIsLeftOut) {
    harness::TrialResult passed;
    passed.seed = 2;
    harness::TrialResult failed;
    failed.seed = 1;
    failed.outcome = harness::TrialResult::Class::safety;
    failed.oracles.push_back({"doubled_orders", 3, "536365", "twice in Odoo"});
    const std::string runs = "{\"format\":1}\n" + harness::to_json_line(passed) + "\n" +
                             harness::to_json_line(failed) + "\n{\"seed\":3,";
    const auto page = sweep_page("out/s", runs);
    ASSERT_TRUE(page);
    const json data = data_in(*page);
    EXPECT_EQ(data["sweep"]["seeds"], 2);
    EXPECT_EQ(data["sweep"]["failed"], 1);
    ASSERT_EQ(data["sweep"]["groups"].size(), 1U);
    EXPECT_EQ(data["sweep"]["groups"][0]["seeds"], json({1}));
    EXPECT_EQ(data["trials"][0]["seed"], 1);
    EXPECT_TRUE(data["trials"][0]["failed"]);
    EXPECT_FALSE(data["trials"][1]["failed"]);
}

TEST(PageTest, ASweepWithoutAFinishedRunHasNoPage) {
    EXPECT_FALSE(sweep_page("out/s", "{\"format\":1}\n"));
}

}  // namespace
}  // namespace drydock::reports
