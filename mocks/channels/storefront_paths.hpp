#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/exchange.hpp"
#include "mocks/channels/storefront_settings.hpp"

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
    count,
    cancel,
    remove,
    list_refunds,
    adjust_inventory,
    list_inventory,
    list_webhooks,
    get_webhook,
    create_webhook,
    update_webhook,
    remove_webhook,
    unknown,
};

/// In the order of StorefrontAsk.
inline constexpr std::array<std::string_view, 21> storefront_operations{
    "orders/list",         "orders/get",         "fulfillments/create",
    "fulfillments/list",   "fulfillments/event", "cancellation/accept",
    "cancellation/reject", "refunds/create",     "inventory/set",
    "orders/count",        "orders/cancel",      "orders/delete",
    "refunds/list",        "inventory/adjust",   "inventory/list",
    "webhooks/list",       "webhooks/get",       "webhooks/create",
    "webhooks/update",     "webhooks/delete",    "other"};
static_assert(storefront_operations.size() == static_cast<std::size_t>(StorefrontAsk::unknown) + 1);

struct StorefrontPath {
    StorefrontAsk ask = StorefrontAsk::unknown;
    std::string_view id{};    ///< Of the order or webhook that it names.
    std::string_view item{};  ///< The fulfilment or request within that order.
};

/// Views into the request. Shopify: "/admin/api/<version>/orders/<id>.json", of any version.
/// WooCommerce: "/wp-json/wc/v3/orders/<id>".
[[nodiscard]] StorefrontPath read_storefront_path(ShopDialect dialect, const Request& request);

}  // namespace drydock::mocks::channels
