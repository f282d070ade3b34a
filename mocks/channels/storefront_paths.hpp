#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/exchange.hpp"

namespace drydock::mocks::channels {

/// What a request asks of a storefront.
enum class StorefrontAsk : std::uint16_t {
    list,
    get,
    fulfil,
    list_fulfilments,
    add_event,
    accept_cancel,
    reject_cancel,
    refund,
    set_inventory,
    unknown,
};

/// In the order of StorefrontAsk.
inline constexpr std::array<std::string_view, 10> storefront_operations{
    "orders/list",
    "orders/get",
    "fulfillments/create",
    "fulfillments/list",
    "fulfillments/event",
    "cancellation/accept",
    "cancellation/reject",
    "refunds/create",
    "inventory/set",
    "other"};

struct StorefrontPath {
    StorefrontAsk ask = StorefrontAsk::unknown;
    std::string_view order{};  ///< Id of the order that it names.
    std::string_view item{};   ///< The fulfilment or request within that order.
};

/// Views into the request.
[[nodiscard]] StorefrontPath read_storefront_path(const Request& request);

}  // namespace drydock::mocks::channels
