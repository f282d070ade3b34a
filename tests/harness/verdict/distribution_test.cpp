#include "harness/verdict/distribution.hpp"

#include <gtest/gtest.h>

namespace drydock::harness {
namespace {

TEST(DistributionTest, QuantilesAreSamplesByNearestRank) {
    std::vector<Duration> samples;
    for (int value = 100; value >= 1; --value) {
        samples.emplace_back(value);
    }
    const Distribution distribution{"some", samples};
    EXPECT_EQ(distribution.quantile(0), Duration{1});
    EXPECT_EQ(distribution.quantile(500), Duration{50});
    EXPECT_EQ(distribution.quantile(950), Duration{95});
    EXPECT_EQ(distribution.quantile(951), Duration{96});
    EXPECT_EQ(distribution.quantile(1'000), Duration{100});
}

TEST(DistributionTest, OneSampleIsEveryQuantile) {
    const Distribution distribution{"some", {Duration{7}}};
    EXPECT_EQ(distribution.quantile(1), Duration{7});
    EXPECT_EQ(distribution.quantile(1'000), Duration{7});
}

TEST(DistributionTest, NoSamplesHaveNoQuantiles) {
    EXPECT_EQ(Distribution("none", {}).quantile(500), std::nullopt);
}

}  // namespace
}  // namespace drydock::harness
