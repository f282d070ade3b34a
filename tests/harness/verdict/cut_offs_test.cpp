#include "harness/verdict/cut_offs.hpp"

#include <gtest/gtest.h>

namespace drydock::harness {
namespace {

/// 2011-11-01 was a Tuesday.
Instant at(std::uint8_t day, std::uint8_t hour, std::uint8_t minute = 0) {
    return Calendar{{2011, 11, 1}}.instant_of({2011, 11, day, hour, minute, 0});
}

CutOffRule rule() {
    CutOffRule made;
    made.calendar = Calendar{{2011, 11, 1}};
    return made;
}

Parcel parcel(Instant packed, std::optional<Instant> shipped) {
    Parcel made;
    made.packed = packed;
    made.shipped = shipped;
    return made;
}

TEST(CutOffTest, AParcelIsInTimeUntilTheMarginBeforeTheCutOff) {
    EXPECT_EQ(cut_off_for(at(1, 16, 30), rule()), at(1, 17));
    EXPECT_EQ(cut_off_for(at(1, 16, 31), rule()), at(2, 17));
}

TEST(CutOffTest, NobodyCollectsOnAWeekend) {
    EXPECT_EQ(cut_off_for(at(4, 17, 30), rule()), at(7, 17));
    EXPECT_EQ(cut_off_for(at(5, 9), rule()), at(7, 17));
}

TEST(CutOffTest, CountsParcelsThatLeftAfterTheirCollection) {
    const Instant end = at(30, 0);
    EXPECT_EQ(missed_cut_offs({parcel(at(1, 9), at(1, 17, 45))}, rule(), end), 0U);
    EXPECT_EQ(missed_cut_offs({parcel(at(1, 9), at(1, 17, 46))}, rule(), end), 1U);
    EXPECT_EQ(missed_cut_offs({parcel(at(1, 16, 45), at(2, 17))}, rule(), end), 0U);
}

TEST(CutOffTest, CountsParcelsThatNeverLeftButNoCancelledOnes) {
    EXPECT_EQ(missed_cut_offs({parcel(at(1, 9), {})}, rule(), at(30, 0)), 1U);
    EXPECT_EQ(missed_cut_offs({parcel(at(1, 9), {})}, rule(), at(1, 12)), 0U);
    Parcel cancelled = parcel(at(1, 9), {});
    cancelled.cancelled = at(1, 10);
    EXPECT_EQ(missed_cut_offs({cancelled}, rule(), at(30, 0)), 0U);
}

}  // namespace
}  // namespace drydock::harness
