#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mocks/channels/channel_settings.hpp"

namespace drydock::mocks {

/// Whose paths, headers, words and webhooks a storefront speaks. What differs otherwise is a number
/// of its settings.
enum class ShopDialect : std::uint8_t {
    shopify,      ///< Admin REST API; a failing webhook subscription is deleted.
    woocommerce,  ///< WordPress REST API; a failing webhook is disabled.
};

/// "orders/create", "order.created".
struct TopicName {
    std::string text;
};

struct StorefrontSettings {
    ChannelSettings channel;
    WebhookSettings webhook;
    ShopDialect dialect = ShopDialect::shopify;
    std::string domain = "twin.myshopify.com";  ///< The shop's host, in headers and links.
    std::string api_version = "2024-10";        ///< Shopify only. Paths of any version are taken.

    /// Topics that the seller has subscribed to before the start, in the dialect's words; twice
    /// means two subscriptions. Empty: new orders, cancellations and returns.
    std::vector<TopicName> topics{};
    /// Events given up in a row that end a subscription: deleted by Shopify, disabled by
    /// WooCommerce; 0 is never. Source: Shopify, after the 8th failed retry of one
    /// (hookrescue.com); WooCommerce, at the 7th failure in a row (class-wc-webhook.php).
    std::uint32_t webhook_given_up_max = 0;
    /// From an event to its sending, drawn up to this; WooCommerce writes the payload only then.
    Duration webhook_delay_max{};

    /// Source: Shopify REST pagination, limit 250; WooCommerce, per_page 100.
    std::uint32_t page_size_max = 250;
    std::uint32_t page_size_default = 50;
    /// Levels that one message may set. Source: Shopify inventorySetQuantities.
    std::uint32_t quantities_max = 250;

    /// The leaky bucket that the door enforces, to be told in a header; 0: no header.
    /// Source: Shopify REST rate limits, 40 that leak 2 a second.
    std::uint32_t calls_max = 0;
    Duration call_leak = one_second / 2;
    /// What a refusal for too many calls asks to wait. Source: Shopify, Retry-After: 2.0.
    Duration throttle_wait = 2 * one_second;

    /// Refunds need an Idempotency-Key, and one that is repeated answers with the first result.
    /// Not: such a key is not looked at. Source: Shopify, mandatory from API version 2026-04;
    /// WooCommerce has none.
    bool refund_key_required = true;
    bool inventory_key_required = false;  ///< Likewise. Without it a key may be sent.
    /// Levels are set with the level that is expected, or with the wish to ignore it.
    /// Source: Shopify InventorySetQuantities, COMPARE_QUANTITY_REQUIRED.
    bool compare_required = false;

    bool strict = false;  ///< What the seller does against the rules goes into the books.
};

}  // namespace drydock::mocks
