#include "harness/campaign/search.hpp"

#include <set>

#include <gtest/gtest.h>

namespace drydock::harness {
namespace {

std::vector<std::string> values(std::string_view text, std::size_t steps) {
    const auto axis = parse_axis(text, steps);
    return axis ? axis->values : std::vector<std::string>{axis.error()};
}

TEST(SearchTest, a_range_is_cut_by_equal_ratios_and_keeps_its_ends) {
    EXPECT_EQ(values("a.b=1s..100s", 3), (std::vector<std::string>{"1s", "10s", "100s"}));
    EXPECT_EQ(values("a=4..64", 5), (std::vector<std::string>{"4", "8", "16", "32", "64"}));
    EXPECT_EQ(values("a=0..8", 3), (std::vector<std::string>{"0", "4", "8"}));
    EXPECT_EQ(values("a=1%..4%", 3), (std::vector<std::string>{"1%", "2%", "4%"}));
    EXPECT_EQ(values("a=1..2", 5), (std::vector<std::string>{"1", "2"}));
}

TEST(SearchTest, values_may_be_listed) {
    const auto axis = parse_axis("strategy.dedup.enabled=true,false", 5);
    ASSERT_TRUE(axis);
    EXPECT_EQ(axis->path, "strategy.dedup.enabled");
    EXPECT_EQ(axis->values, (std::vector<std::string>{"true", "false"}));
}

TEST(SearchTest, what_is_no_range_is_refused) {
    for (const char* const text : {"a", "=1..2", "a=", "a=2..1", "a=1s..5", "a=x..y"}) {
        EXPECT_FALSE(parse_axis(text, 3)) << text;
    }
}

TEST(SearchTest, few_combinations_are_all_tried_and_of_many_an_even_choice_each_once) {
    const std::vector<SearchAxis> few{{"a", {"1", "2"}}, {"b", {"3", "4", "5"}}};
    EXPECT_EQ(search_points(few, 6).size(), 6U);
    EXPECT_EQ(search_points(few, 6)[1], (std::vector<std::string>{"a=2", "b=3"}));

    SearchAxis many{"a", {}};
    for (int value = 0; value < 100; ++value) {
        many.values.push_back(std::to_string(value));
    }
    SearchAxis other = many;
    other.path = "b";
    const auto points = search_points({many, other}, 20);
    ASSERT_EQ(points.size(), 20U);
    EXPECT_EQ(std::set<std::vector<std::string>>(points.begin(), points.end()).size(), 20U);
    int low = 0;
    for (const auto& point : points) {
        low += point.front().size() == 3 || point.front() < "a=50" ? 1 : 0;
    }
    EXPECT_NEAR(low, 10, 3);
}

/// Figures "x" and "y" of the scenario as it is and of three settings.
StrategyComparison compared(const std::vector<std::pair<double, double>>& figures) {
    StrategyComparison comparison;
    for (std::size_t variant = 0; variant < figures.size(); ++variant) {
        const std::string name = std::to_string(variant);
        comparison.variants.push_back(name);
        comparison.failed[name] = 0;
        comparison.without_figures[name] = 0;
        if (variant > 0) {
            const auto interval = [](double value) { return interval_of({value, value}); };
            comparison.differences.push_back(
                {"x", name, interval(figures[0].first), interval(figures[variant].first), {}}
            );
            comparison.differences.push_back(
                {"y", name, interval(figures[0].second), interval(figures[variant].second), {}}
            );
        }
    }
    return comparison;
}

TEST(SearchTest, the_front_holds_what_nothing_beats_and_nothing_that_broke_a_rule) {
    StrategyComparison comparison = compared({{5, 5}, {1, 9}, {9, 1}, {0, 0}});
    comparison.failed["3"] = 1;
    const auto results = judge_search(comparison, {{"a=1"}, {"a=2"}, {"a=3"}}, {"x", "y"});
    ASSERT_EQ(results.size(), 4U);
    EXPECT_TRUE(results[0].on_front);
    EXPECT_TRUE(results[1].on_front);
    EXPECT_TRUE(results[2].on_front);
    EXPECT_FALSE(results[3].on_front);
    EXPECT_FALSE(results[3].safe);
    comparison.failed["3"] = 0;
    const auto all = judge_search(comparison, {{"a=1"}, {"a=2"}, {"a=3"}}, {"x", "y"});
    EXPECT_FALSE(all[0].on_front);
    EXPECT_TRUE(all[3].on_front);
}

TEST(SearchTest, a_figure_that_no_run_has_keeps_a_point_off_the_front) {
    const auto results = judge_search(compared({{1, 1}, {2, 2}}), {{"a=1"}}, {"x", "z"});
    EXPECT_FALSE(results[0].safe);
    EXPECT_FALSE(results[1].on_front);
}

}  // namespace
}  // namespace drydock::harness
