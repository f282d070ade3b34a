#pragma once

#include <cstdint>
#include <string_view>

#include "core/document.hpp"
#include "core/exchange.hpp"
#include "mocks/channels/storefront_settings.hpp"

/// How a storefront says no, in its dialect.
///
/// Shopify: 422 `{"errors":{"field":["msg"]}}`, 404 `{"errors":"Not Found"}`, 429 `{"errors":
/// "Exceeded 2 calls per second ..."}`. WooCommerce, as WordPress: `{"code":"...","message":"...",
/// "data":{"status":400}}`. Both common knowledge.
namespace drydock::mocks::channels {

[[nodiscard]] Response storefront_not_found(ShopDialect dialect);

/// A field of the body cannot be taken: 422, WooCommerce 400.
[[nodiscard]] Response storefront_unprocessable(
    ShopDialect dialect, Key field, std::string_view message
);

/// The query cannot be taken: 400.
[[nodiscard]] Response storefront_bad_query(
    ShopDialect dialect, Key parameter, std::string_view message
);

/// 429, 503, 500: said by the door in the shop's place.
[[nodiscard]] Response storefront_refusal(ShopDialect dialect, std::uint16_t status);

}  // namespace drydock::mocks::channels
