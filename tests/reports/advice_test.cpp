#include "reports/advice.hpp"

#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"

namespace drydock::reports {
namespace {

TEST(AdviceTest, EveryOracleHasAdviceOfItsOwn) {
    harness::Expectation unknown;
    unknown.metric.name = "parcels";
    for (const std::string_view name : harness::oracle_names) {
        harness::Expectation expectation;
        expectation.metric.name = name;
        EXPECT_NE(advice_for(expectation), advice_for(unknown)) << name;
    }
    EXPECT_FALSE(advice_for(unknown).empty());
}

}  // namespace
}  // namespace drydock::reports
