#include "harness/workload/csv.hpp"

#include <gtest/gtest.h>

namespace drydock::harness {
namespace {

std::vector<std::string> fields_of(std::string_view line) {
    std::vector<std::string_view> fields;
    std::string unquoted;
    if (!split_csv(line, fields, unquoted)) {
        return {"broken"};
    }
    return {fields.begin(), fields.end()};
}

using Fields = std::vector<std::string>;

TEST(CsvTest, SplitsAtCommas) {
    EXPECT_EQ(fields_of("a,b,c"), (Fields{"a", "b", "c"}));
    EXPECT_EQ(fields_of(",,"), (Fields{"", "", ""}));
    EXPECT_EQ(fields_of(""), (Fields{""}));
}

TEST(CsvTest, KeepsCommasAndDoubledQuotesInsideQuotes) {
    EXPECT_EQ(fields_of(R"(1,"a, b",2)"), (Fields{"1", "a, b", "2"}));
    EXPECT_EQ(fields_of(R"("6"" ruler","x")"), (Fields{R"(6" ruler)", "x"}));
    EXPECT_EQ(fields_of(R"("",)"), (Fields{"", ""}));
}

TEST(CsvTest, RefusesQuotesThatAreNotClosedOrFollowedByText) {
    EXPECT_EQ(fields_of(R"(1,"a)"), Fields{"broken"});
    EXPECT_EQ(fields_of(R"("a"b,c)"), Fields{"broken"});
}

TEST(CsvTest, ReadsWholeNumbers) {
    EXPECT_EQ(parse_whole("80995"), 80'995);
    EXPECT_EQ(parse_whole("-12"), -12);
    EXPECT_EQ(parse_whole("2147483647"), 2'147'483'647);
    for (const char* text : {"", "-", "1.0", "1 ", " 1", "1e3", "2147483648", "abc"}) {
        EXPECT_FALSE(parse_whole(text)) << text;
    }
}

TEST(CsvTest, ReadsPricesInThousandths) {
    EXPECT_EQ(parse_thousandths("2.55"), 2'550);
    EXPECT_EQ(parse_thousandths("0.001"), 1);
    EXPECT_EQ(parse_thousandths("1.045"), 1'045);
    EXPECT_EQ(parse_thousandths("12"), 12'000);
    EXPECT_EQ(parse_thousandths("-11062.06"), -11'062'060);
    EXPECT_EQ(parse_thousandths("1.0004"), 1'000);
    EXPECT_EQ(parse_thousandths("1.0005"), 1'001);
    EXPECT_EQ(parse_thousandths("1.00049"), 1'000);
    for (const char* text : {"", "-", ".", "1,5", "1.2.3", "1e3", "2147484", "x"}) {
        EXPECT_FALSE(parse_thousandths(text)) << text;
    }
}

}  // namespace
}  // namespace drydock::harness
