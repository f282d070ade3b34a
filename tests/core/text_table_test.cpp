#include "core/text_table.hpp"

#include <optional>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace drydock {
namespace {

TEST(TextTableTest, FindsNothingWhereNothingWasAdded) {
    const TextTable table;
    EXPECT_EQ(table.find(""), std::nullopt);
    EXPECT_EQ(table.find("85123A"), std::nullopt);
}

TEST(TextTableTest, TellsTextsOfEverySizeApart) {
    TextTable table;
    std::string text;
    for (std::uint32_t size = 0; size < 40; ++size) {
        EXPECT_TRUE(table.add(text, size));
        text += 'a';
    }
    text.clear();
    for (std::uint32_t size = 0; size < 40; ++size) {
        EXPECT_EQ(table.find(text), size);
        text += 'a';
    }
    EXPECT_EQ(table.find(text), std::nullopt);
    EXPECT_EQ(table.size(), 40U);
}

TEST(TextTableTest, KeepsTheFirstNumberOfAText) {
    TextTable table;
    EXPECT_TRUE(table.add("85123A", 7));
    EXPECT_FALSE(table.add("85123A", 8));
    EXPECT_EQ(table.find("85123A"), 7U);
    EXPECT_EQ(table.size(), 1U);
}

TEST(TextTableTest, TellsTextsApartThatDifferInOneByteAnywhere) {
    TextTable table;
    const std::string text = "536365-20101201-GB";
    EXPECT_TRUE(table.add(text, 100));
    for (std::uint32_t place = 0; place < text.size(); ++place) {
        std::string other = text;
        other[place] = '\0';
        EXPECT_EQ(table.find(other), std::nullopt) << place;
        EXPECT_TRUE(table.add(other, place));
        EXPECT_EQ(table.find(other), place);
    }
    EXPECT_EQ(table.find(text), 100U);
    EXPECT_TRUE(table.add(std::string(1, '\0'), 1));
    EXPECT_EQ(table.find(""), std::nullopt);
}

TEST(TextTableTest, FindsAllAfterItHasGrown) {
    TextTable table;
    constexpr std::uint32_t count = 10'000;
    for (std::uint32_t number = 0; number < count; ++number) {
        ASSERT_TRUE(table.add(fmt::format("{}{}", number % 7 == 0 ? "order-" : "", number), number)
        );
    }
    for (std::uint32_t number = 0; number < count; ++number) {
        ASSERT_EQ(table.find(fmt::format("{}{}", number % 7 == 0 ? "order-" : "", number)), number);
    }
    EXPECT_EQ(table.find("10001"), std::nullopt);
}

}  // namespace
}  // namespace drydock
