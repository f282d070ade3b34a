#include "core/landscape/fault_reach.hpp"

#include <array>
#include <utility>

#include <gtest/gtest.h>

namespace drydock {
namespace {

constexpr std::array<std::string_view, 2> order_operations{"create_order", "cancel_order"};

std::vector<std::pair<int, int>> numbers_of(const std::vector<LinkWay>& ways) {
    std::vector<std::pair<int, int>> numbers;
    for (const LinkWay& way : ways) {
        numbers.emplace_back(way.from.value, way.to.value);
    }
    return numbers;
}

TEST(FaultReachTest, without_an_operation_all_are_meant) {
    EXPECT_EQ(operation_reached({}, order_operations), any_operation);
}

TEST(FaultReachTest, an_operation_is_found_by_its_name) {
    EXPECT_EQ(operation_reached({.operation = "cancel_order"}, order_operations), 1);
}

TEST(FaultReachTest, an_operation_that_the_system_does_not_have_meets_nothing) {
    const std::uint16_t reached =
        operation_reached({.operation = "post_invoice"}, order_operations);
    EXPECT_NE(reached, any_operation);
    EXPECT_GE(reached, order_operations.size());
}

TEST(FaultReachTest, a_fault_of_a_link_lies_on_the_ways_to_its_system) {
    const Fault loss{.kind = FaultKind::loss, .system = SystemId{1}};
    EXPECT_EQ(
        numbers_of(ways_reached(loss, 3)), (std::vector<std::pair<int, int>>{{0, 1}, {2, 1}})
    );
}

TEST(FaultReachTest, one_sender_is_one_way) {
    const Fault loss{.kind = FaultKind::loss, .system = SystemId{1}, .sender = SystemId{2}};
    EXPECT_EQ(numbers_of(ways_reached(loss, 3)), (std::vector<std::pair<int, int>>{{2, 1}}));
}

TEST(FaultReachTest, a_partition_cuts_both_directions_and_a_one_way_partition_one) {
    Fault cut{.kind = FaultKind::partition, .system = SystemId{0}, .sender = SystemId{1}};
    EXPECT_EQ(numbers_of(ways_reached(cut, 3)), (std::vector<std::pair<int, int>>{{1, 0}, {0, 1}}));
    cut.kind = FaultKind::one_way_partition;
    EXPECT_EQ(numbers_of(ways_reached(cut, 3)), (std::vector<std::pair<int, int>>{{1, 0}}));
}

}  // namespace
}  // namespace drydock
