#include "app/build_id.hpp"

#include <algorithm>
#include <string_view>

#include <gtest/gtest.h>

namespace drydock::app {
namespace {

TEST(BuildIdTest, this_program_has_one_of_hexadecimal_digits) {
    const std::string id = build_id();
    EXPECT_GE(id.size(), 16U);  // 160 bits with Debian's linker, 64 with others.
    EXPECT_TRUE(std::ranges::all_of(id, [](char digit) {
        return std::string_view{"0123456789abcdef"}.find(digit) != std::string_view::npos;
    }));
    EXPECT_EQ(build_id(), id);
}

}  // namespace
}  // namespace drydock::app
