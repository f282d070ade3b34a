#include "harness/oracles/order_keys.hpp"

#include <gtest/gtest.h>

#include "core/document_text.hpp"

namespace drydock::harness {
namespace {

Demand demand_of(std::uint32_t order_count) {
    Demand demand;
    demand.orders.resize(order_count);
    for (std::uint32_t index = 0; index < order_count; ++index) {
        demand.orders[index].number = std::to_string(536'365 + index);
    }
    return demand;
}

Request request_to(std::string path) {
    Request request;
    request.path = std::move(path);
    return request;
}

Request parcel_of(std::uint32_t number, std::string_view order) {
    Request request;
    request.path = "/shipments";
    const std::string parcel = "PACK-" + std::to_string(number);
    request.body = parse_document(
                       R"({"reference":")" + std::string{order} + R"(","parcel":")" + parcel + "\"}"
    )
                       .value();
    return request;
}

TEST(OrderKeysTest, every_one_of_far_more_keys_than_were_expected_keeps_its_meaning) {
    constexpr std::uint32_t order_count = 3;
    constexpr std::uint32_t parcel_count = 5'000;
    OrderKeys keys{demand_of(order_count)};
    for (std::uint32_t parcel = 0; parcel < parcel_count; ++parcel) {
        keys.learn(parcel_of(parcel, "536365"), parcel % order_count);
    }
    for (std::uint32_t parcel = 0; parcel < parcel_count; ++parcel) {
        const Request about_it = request_to("/parcels/PACK-" + std::to_string(parcel));
        EXPECT_EQ(keys.find(about_it), parcel % order_count);
    }
    for (std::uint32_t order = 0; order < order_count; ++order) {
        EXPECT_EQ(keys.find(request_to("/orders/" + std::to_string(536'365 + order))), order);
    }
    EXPECT_EQ(keys.find(request_to("/parcels/PACK-5000")), std::nullopt);
}

TEST(OrderKeysTest, what_a_key_has_meant_first_it_means_for_good) {
    OrderKeys keys{demand_of(2)};
    keys.learn(parcel_of(7, "536365"), 0);
    keys.learn(parcel_of(7, "536366"), 1);
    EXPECT_EQ(keys.find(request_to("/parcels/PACK-7")), 0U);
}

TEST(OrderKeysTest, a_demand_without_orders_knows_no_key) {
    const OrderKeys keys{Demand{}};
    EXPECT_EQ(keys.find(request_to("/orders/536365")), std::nullopt);
}

}  // namespace
}  // namespace drydock::harness
