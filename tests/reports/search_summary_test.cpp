#include "reports/search_summary.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace drydock::reports {
namespace {

harness::SearchResult result(
    std::vector<std::string> settings, double calls, bool safe, bool on_front
) {
    harness::SearchResult made;
    made.settings = std::move(settings);
    made.safe = safe;
    made.on_front = on_front;
    made.objectives = {harness::interval_of({calls, calls + 2.0})};
    return made;
}

TEST(SearchSummaryTest, the_front_comes_by_its_first_figure_and_the_scenario_beside_it) {
    const std::string text = search_summary(
        {result({}, 30, true, false),
         result({"strategy.retry.base=2s"}, 20, true, true),
         result({"strategy.retry.base=1s"}, 10, true, true),
         result({"strategy.retry.base=5s"}, 1, false, false)},
        {"api_calls"},
        3
    );
    EXPECT_NE(text.find("3 settings tried, 3 seeds each; 1 broke a rule"), std::string::npos);
    EXPECT_LT(text.find("base=1s"), text.find("base=2s"));
    EXPECT_LT(text.find("base=2s"), text.find("as it is"));
    EXPECT_EQ(text.find("base=5s"), std::string::npos);
    EXPECT_NE(text.find("11.00"), std::string::npos);
}

TEST(SearchSummaryTest, the_json_has_every_point_with_its_interval) {
    const auto json = nlohmann::json::parse(search_json(
        {result({}, 30, true, true), result({"a=1"}, 20, false, false)}, {"api_calls"}, 3
    ));
    EXPECT_EQ(json["points"].size(), 2U);
    EXPECT_EQ(json["points"][1]["settings"][0], "a=1");
    EXPECT_EQ(json["points"][1]["safe"], false);
    EXPECT_DOUBLE_EQ(json["points"][0]["figures"]["api_calls"]["mean"], 31.0);
    EXPECT_LT(json["points"][0]["figures"]["api_calls"]["low"], 31.0);
}

}  // namespace
}  // namespace drydock::reports
