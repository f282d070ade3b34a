#include "harness/campaign/statistics.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace drydock::harness {
namespace {

// Source: Student's t, 0.975 quantile with 4 degrees of freedom is 2.776 (NIST tables); the sample
// has mean 3 and standard deviation sqrt(2.5).
TEST(StatisticsTest, an_interval_is_that_of_students_t) {
    const Interval interval = interval_of({1, 2, 3, 4, 5});
    EXPECT_DOUBLE_EQ(interval.mean, 3.0);
    EXPECT_NEAR(interval.half_width, 2.776445 * std::sqrt(2.5) / std::sqrt(5.0), 1e-5);
    EXPECT_TRUE(interval.excludes_zero());
    EXPECT_FALSE(interval_of({-1, 2, 3, 4, 5, -6}).excludes_zero());
}

TEST(StatisticsTest, one_value_says_nothing_about_others) {
    EXPECT_TRUE(std::isinf(interval_of({7}).half_width));
    EXPECT_FALSE(interval_of({7}).excludes_zero());
    EXPECT_FALSE(interval_of({}).excludes_zero());
}

TEST(StatisticsTest, equal_pairs_have_no_difference_and_no_width) {
    const Interval interval = interval_of({0, 0, 0});
    EXPECT_DOUBLE_EQ(interval.half_width, 0.0);
    EXPECT_FALSE(interval.excludes_zero());
}

TEST(StatisticsTest, the_front_holds_what_nothing_beats) {
    EXPECT_EQ(
        pareto_front({{1, 9}, {2, 5}, {2, 6}, {9, 1}, {3, 5}, {1, 9}}),
        (std::vector<std::size_t>{0, 1, 3, 5})
    );
}

}  // namespace
}  // namespace drydock::harness
