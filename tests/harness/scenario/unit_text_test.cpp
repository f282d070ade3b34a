#include "harness/scenario/unit_text.hpp"

#include <gtest/gtest.h>

namespace drydock::harness {
namespace {

TEST(UnitTextTest, ReadsDurationsInEveryUnit) {
    EXPECT_EQ(parse_duration("7ns"), Duration{7});
    EXPECT_EQ(parse_duration("7us"), Duration{7'000});
    EXPECT_EQ(parse_duration("500ms"), one_second / 2);
    EXPECT_EQ(parse_duration("2s"), 2 * one_second);
    EXPECT_EQ(parse_duration("10min"), 10 * one_minute);
    EXPECT_EQ(parse_duration("4 h"), 4 * one_hour);
    EXPECT_EQ(parse_duration("14d"), 14 * one_day);
    EXPECT_EQ(parse_duration("1.5h"), 90 * one_minute);
    EXPECT_EQ(parse_duration("0s"), Duration{});
}

TEST(UnitTextTest, RefusesDurationsThatAreNone) {
    for (const char* text :
         {"", "5", "s", "5 parsecs", "-5s", "1.s", ".5s", "5s ", "5 s5", "1e3s"}) {
        EXPECT_FALSE(parse_duration(text)) << text;
    }
    EXPECT_FALSE(parse_duration("0.5ns")) << "half a nanosecond cannot be held";
    EXPECT_FALSE(parse_duration("99999999999999999999d"));
    EXPECT_FALSE(parse_duration("999999999d")) << "overflows 64 bits";
}

TEST(UnitTextTest, WritesDurationsInTheLargestExactUnit) {
    EXPECT_EQ(write_duration(Duration{}), "0s");
    EXPECT_EQ(write_duration(90 * one_minute), "90min");
    EXPECT_EQ(write_duration(24 * one_hour), "1d");
    EXPECT_EQ(write_duration(Duration{416'110'000}), "416.11ms");
    EXPECT_EQ(write_duration(Duration{40'000}), "40us");
    EXPECT_EQ(write_duration(Duration{1'000'000'001}), "1000000001ns");
}

TEST(UnitTextTest, WhatIsWrittenReadsBackAsTheSame) {
    for (std::int64_t number = 1; number < 4'000'000'000'000'000'000 / 7; number = number * 7 + 3) {
        EXPECT_EQ(parse_duration(write_duration(Duration{number})), Duration{number});
        EXPECT_EQ(parse_bandwidth(write_bandwidth(number)), number);
    }
    for (std::int64_t number = 0; number <= 1'000'000; number += 1'237) {
        EXPECT_EQ(parse_share_ppm(write_share_ppm(number)), number);
        EXPECT_EQ(parse_factor_permille(write_factor_permille(number)), number);
    }
}

TEST(UnitTextTest, ReadsSharesInMillionths) {
    EXPECT_EQ(parse_share_ppm("0.5%"), 5'000);
    EXPECT_EQ(parse_share_ppm("2%"), 20'000);
    EXPECT_EQ(parse_share_ppm("0.0001%"), 1);
    EXPECT_FALSE(parse_share_ppm("0.00001%")) << "a tenth of a millionth cannot be held";
    EXPECT_FALSE(parse_share_ppm("0.5"));
}

TEST(UnitTextTest, ReadsFactorsInThousandths) {
    EXPECT_EQ(parse_factor_permille("3x"), 3'000);
    EXPECT_EQ(parse_factor_permille("0.9x"), 900);
    EXPECT_FALSE(parse_factor_permille("3"));
}

TEST(UnitTextTest, ReadsBandwidthsInBytesASecond) {
    EXPECT_EQ(parse_bandwidth("10Mbit/s"), 1'250'000);
    EXPECT_EQ(parse_bandwidth("2MB/s"), 2'000'000);
    EXPECT_EQ(parse_bandwidth("500B/s"), 500);
    EXPECT_FALSE(parse_bandwidth("4bit/s")) << "half a byte cannot be held";
    EXPECT_FALSE(parse_bandwidth("10Mbit"));
}

TEST(UnitTextTest, ReadsDatesWithAndWithoutTime) {
    EXPECT_EQ(to_text(*parse_date_text("2011-11-01")), "2011-11-01T00:00:00");
    EXPECT_EQ(to_text(*parse_date_text("2011-11-23T12:30")), "2011-11-23T12:30:00");
    EXPECT_EQ(to_text(*parse_date_text("2011-11-23T12:30:59")), "2011-11-23T12:30:59");
    EXPECT_FALSE(parse_date_text("2011-11-31"));
    EXPECT_FALSE(parse_date_text("2011-11-23T24:30"));
}

}  // namespace
}  // namespace drydock::harness
