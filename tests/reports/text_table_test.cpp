#include "reports/text_table.hpp"

#include <gtest/gtest.h>

namespace drydock::reports {
namespace {

TEST(TextTableTest, GroupsDigitsByThree) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1'000), "1 000");
    EXPECT_EQ(grouped(1'234'567), "1 234 567");
}

TEST(TextTableTest, CountsCharactersAndNotBytes) {
    EXPECT_EQ(width_of("a✗é"), 3U);
}

TEST(TextTableTest, DotsFillTheLineToItsWidth) {
    EXPECT_EQ(dotted("placed", "12", 16), "placed ...... 12");
    EXPECT_EQ(dotted("accepted", "1 200", 10), "accepted .. 1 200");
}

TEST(TextTableTest, ColumnsAreAsWideAsTheirWidestCell) {
    TextTable table{{"", "calls", "errors"}};
    EXPECT_TRUE(table.empty());
    table.add({"odoo", "12 000", "3"});
    table.add({"marketplace", "7", "0"});
    EXPECT_EQ(
        table.text("  "),
        "                   calls   errors\n"
        "  odoo .......... 12 000        3\n"
        "  marketplace ...      7        0\n"
    );
}

}  // namespace
}  // namespace drydock::reports
