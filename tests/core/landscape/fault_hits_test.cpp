#include "core/landscape/fault_hits.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace drydock {
namespace {

using Faults = std::vector<std::uint32_t>;

Faults fresh(FaultHits& hits) {
    const auto taken = hits.take_fresh();
    return {taken.begin(), taken.end()};
}

TEST(FaultHitsTest, a_fault_is_told_once_until_it_strikes_again) {
    FaultHits hits{3};
    hits.count(2);
    hits.count(0);
    hits.count(2);
    EXPECT_EQ(fresh(hits), (Faults{0, 2}));
    EXPECT_EQ(fresh(hits), Faults{});
    hits.count(2);
    EXPECT_EQ(fresh(hits), Faults{2});
    EXPECT_EQ(hits.counts()[2], 3U);
}

TEST(FaultHitsTest, what_is_no_exchange_is_counted_and_not_told) {
    FaultHits hits{1};
    hits.add_fault();
    hits.count_untold(1);
    EXPECT_EQ(hits.counts()[1], 1U);
    EXPECT_EQ(fresh(hits), Faults{});
}

}  // namespace
}  // namespace drydock
