#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/exchange.hpp"

namespace drydock::mocks::channels {

/// What a request asks of a marketplace. Source of the paths: amzn/selling-partner-api-models,
/// ordersV0.json, feeds_2021-06-30.json, listingsItems_2021-08-01.json. Acknowledgement,
/// cancellation and refund are feeds there; here they are calls about one order.
enum class MarketplaceAsk : std::uint16_t {
    list,
    get,
    items,
    acknowledge,
    ship,
    cancel,
    refund,
    create_document,
    upload,
    create_feed,
    get_feed,
    cancel_feed,
    get_document,
    download,
    patch_listing,
    unknown,
};

/// In the order of MarketplaceAsk.
inline constexpr std::array<std::string_view, 16> marketplace_operations{
    "orders/list",
    "orders/get",
    "orders/items",
    "orders/acknowledge",
    "orders/ship",
    "orders/cancel",
    "orders/refund",
    "feeds/document",
    "feeds/upload",
    "feeds/create",
    "feeds/get",
    "feeds/cancel",
    "feeds/result",
    "feeds/download",
    "listings/patch",
    "other"};

struct MarketplacePath {
    MarketplaceAsk ask = MarketplaceAsk::unknown;
    /// The order's number, or the id of a feed or document, or the SKU of a listing.
    std::string_view item{};
};

/// Views into the request.
[[nodiscard]] MarketplacePath read_marketplace_path(const Request& request);

}  // namespace drydock::mocks::channels
