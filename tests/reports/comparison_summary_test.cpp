#include "reports/comparison_summary.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace drydock::reports {
namespace {

harness::PairedDifference difference(std::string figure, double mean, double half_width) {
    harness::PairedDifference each;
    each.figure = std::move(figure);
    each.variant = "direct";
    each.of_first = {30, 1.0, 0.1};
    each.of_variant = {30, 1.0 + mean, 0.1};
    each.difference = {30, mean, half_width};
    return each;
}

harness::StrategyComparison comparison_of(std::vector<harness::PairedDifference> differences) {
    harness::StrategyComparison comparison;
    comparison.variants = {"event-driven", "direct"};
    comparison.seeds = 30;
    for (const std::string& variant : comparison.variants) {
        comparison.failed[variant] = variant == "direct" ? 30 : 0;
        comparison.without_figures[variant] = 0;
    }
    comparison.differences = std::move(differences);
    return comparison;
}

TEST(ComparisonSummaryTest, a_conclusion_is_drawn_only_where_the_interval_allows_one) {
    const std::string text = comparison_summary(comparison_of(
        {difference("doubled_orders", 534.0, 12.0), difference("missed_cut_offs", 0.5, 0.8)}
    ));
    EXPECT_NE(
        text.find("doubled orders: direct is worse than event-driven by 534.00 (522.00 to 546.00, "
                  "95 %, 30 seeds)"),
        std::string::npos
    ) << text;
    EXPECT_NE(
        text.find("missed cut-offs: no difference can be told (-0.30 to 1.30, 30 seeds)"),
        std::string::npos
    ) << text;
    EXPECT_NE(text.find("direct           broke a rule in 30 of 30 runs"), std::string::npos);
}

TEST(ComparisonSummaryTest, times_are_told_as_times) {
    const std::string text =
        comparison_summary(comparison_of({difference("p95(order_to_release)", -9e10, 1e9)}));
    EXPECT_NE(
        text.find("direct is better than event-driven by 1 min 30 s (-1 min 31 s to -1 min 29 s"),
        std::string::npos
    ) << text;
}

TEST(ComparisonSummaryTest, machines_get_every_interval) {
    const auto json = nlohmann::json::parse(
        comparison_json(comparison_of({difference("doubled_orders", 534.0, 12.0)}))
    );
    EXPECT_EQ(json["differences"][0]["difference"]["low"], 522.0);
    EXPECT_EQ(json["differences"][0]["conclusive"], true);
    EXPECT_EQ(json["variants"][1]["failed"], 30);
}

}  // namespace
}  // namespace drydock::reports
