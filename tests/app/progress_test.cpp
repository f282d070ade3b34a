#include "app/progress.hpp"

#include <gtest/gtest.h>

namespace drydock::app {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

harness::RehearsalProgress half_way() {
    harness::RehearsalProgress progress;
    progress.status.now = Instant{5 * one_day};
    progress.end = Instant{10 * one_day};
    progress.orders_due = 1'200;
    progress.orders = 3'000;
    return progress;
}

TEST(ProgressTest, DrawsABarAtMostTenTimesASecond) {
    Progress progress{ProgressStyle::bar, Calendar{{2011, 11, 1}}};
    EXPECT_EQ(
        progress.at(seconds{1}, half_way()),
        "\r[============>           ]  50 %  2011-11-06T00:00:00  1 200 of 3 000 orders  "
        "432 000x\033[K"
    );
    EXPECT_EQ(progress.at(milliseconds{1'099}, half_way()), std::nullopt);
    EXPECT_TRUE(progress.at(milliseconds{1'100}, half_way()));
    EXPECT_EQ(progress.end(), "\r\033[K");
}

TEST(ProgressTest, WritesALineEveryFiveSeconds) {
    Progress progress{ProgressStyle::lines, Calendar{{2011, 11, 1}}};
    EXPECT_EQ(progress.at(milliseconds{1}, half_way()), std::nullopt);
    EXPECT_EQ(progress.at(seconds{5}, half_way()), std::nullopt);
    EXPECT_EQ(
        progress.at(milliseconds{5'001}, half_way()),
        " 50 %  2011-11-06T00:00:00  1 200 of 3 000 orders  86 382x\n"
    );
    EXPECT_EQ(progress.end(), "");
}

TEST(ProgressTest, SaysNothingWhenAskedToBeQuiet) {
    Progress progress{ProgressStyle::none, Calendar{{2011, 11, 1}}};
    EXPECT_EQ(progress.at(seconds{60}, half_way()), std::nullopt);
    EXPECT_EQ(progress.end(), "");
}

TEST(ProgressTest, ARunWithoutLengthIsDone) {
    Progress progress{ProgressStyle::bar, Calendar{{2011, 11, 1}}};
    const auto text = progress.at(seconds{1}, {});
    ASSERT_TRUE(text);
    EXPECT_NE(text->find("100 %"), std::string::npos);
}

}  // namespace
}  // namespace drydock::app
