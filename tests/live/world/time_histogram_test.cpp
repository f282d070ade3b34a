#include "live/world/time_histogram.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock::live {
namespace {

constexpr Duration micro{1'000};

TEST(TimeHistogramTest, a_quantile_is_at_most_an_eighth_too_high_and_never_too_low) {
    for (std::int64_t micros = 1; micros < 5'000'000; micros += micros / 7 + 1) {
        TimeHistogram times;
        times.add(micros * micro);
        times.add(one_hour);
        const Duration bound = times.quantile(500);
        EXPECT_GE(bound, micros * micro);
        EXPECT_LE(bound, (micros + micros / 8 + 1) * micro);
    }
}

TEST(TimeHistogramTest, quantiles_are_shares_of_all_times) {
    TimeHistogram times;
    for (int count = 0; count < 990; ++count) {
        times.add(10 * micro);
    }
    for (int count = 0; count < 10; ++count) {
        times.add(one_second);
    }
    EXPECT_LE(times.quantile(990), 12 * micro);
    EXPECT_EQ(times.quantile(991), one_second);
    EXPECT_EQ(times.max(), one_second);
    EXPECT_EQ(times.count(), 1'000U);
}

TEST(TimeHistogramTest, nothing_and_what_is_before_its_time_are_zero) {
    TimeHistogram times;
    EXPECT_EQ(times.quantile(990), Duration::zero());
    times.add(-one_second);
    EXPECT_LE(times.quantile(990), micro);
}

}  // namespace
}  // namespace drydock::live
