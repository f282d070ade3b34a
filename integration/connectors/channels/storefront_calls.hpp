#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/exchange.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/model/catalogue.hpp"
#include "integration/model/order.hpp"
#include "integration/runtime_settings.hpp"

/// What the runtime tells its own shop, in the shop's dialect.
namespace drydock::integration::shop {

/// "orders/7" -> "/admin/api/2024-10/orders/7.json" or "/wp-json/wc/v3/orders/7".
[[nodiscard]] std::string path_to(const RuntimeSettings&, std::string_view resource);

/// All orders that changed at `updated_from` or later, oldest change first. `continuation` is empty
/// for the first page, else what `read_page` gave.
[[nodiscard]] Request list_orders(
    const RuntimeSettings&, Instant updated_from, std::string_view continuation
);

struct Page {
    Value orders;      ///< Valid as long as the response.
    std::string next;  ///< Empty: this was the last page.
};
/// `continuation` is that of the request.
[[nodiscard]] Page read_page(
    const RuntimeSettings&, const Response&, std::string_view continuation
);

/// What the merchant calls the order.
[[nodiscard]] std::string_view number_of(const RuntimeSettings&, Value order);
[[nodiscard]] std::optional<Instant> updated_at(const RuntimeSettings&, Value order);

[[nodiscard]] Request refund(
    const RuntimeSettings&,
    const Order&,
    std::string_view key,
    std::string_view reason,
    const std::vector<LineUnits>& lines
);
/// A shop without idempotency keys has to be asked before a refund is repeated.
[[nodiscard]] bool refund_is_repeatable(const RuntimeSettings&);
[[nodiscard]] Request find_refund(const RuntimeSettings&, const Order&);
[[nodiscard]] Reading read_refund_found(const Response&, std::string_view key);

/// Levels that one message may set.
[[nodiscard]] std::size_t quantities_max(const RuntimeSettings&);
/// The new levels of `products`; units by the same positions.
[[nodiscard]] Request
publish_stock(const RuntimeSettings&, const std::vector<std::uint32_t>& products, const std::vector<std::int64_t>& units, const Catalogue&);

/// The topic of a webhook, in its dialect.
[[nodiscard]] std::string_view topic_of(const RuntimeSettings&, const Request&);
/// When that happened which a webhook tells; none: it does not say. Not covered by the signature.
/// Source: shopify.dev, webhook headers, X-Shopify-Triggered-At; WooCommerce sends none.
[[nodiscard]] std::optional<Instant> triggered_at(const RuntimeSettings&, const Request&);
/// Source: class-wc-webhook.php, deliver_ping: a form without signature, for a new webhook.
[[nodiscard]] bool is_ping(const RuntimeSettings&, const Request&);

/// Which events the shop still tells us of.
[[nodiscard]] Request list_webhooks(const RuntimeSettings&);
/// What brings back those that it has deleted or disabled; empty when all are there.
[[nodiscard]] std::vector<Request> missing_webhooks(const RuntimeSettings&, const Response&);

}  // namespace drydock::integration::shop
