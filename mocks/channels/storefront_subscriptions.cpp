#include "mocks/channels/storefront_subscriptions.hpp"

#include <algorithm>
#include <utility>

namespace drydock::mocks::channels {

namespace {

struct TopicNames {
    std::string_view shopify;
    std::string_view woocommerce;
};

/// In the order of ShopTopic. Source: Shopify webhook topics; WooCommerce webhook topics, order.*;
/// cancellation and return requests of WooCommerce come from a plugin of this shop.
constexpr std::array<TopicNames, shop_topic_count> names{{
    {"orders/create", "order.created"},
    {"orders/paid", {}},
    {"orders/updated", "order.updated"},
    {"orders/fulfilled", {}},
    {"orders/partially_fulfilled", {}},
    {"orders/cancelled", {}},
    {"orders/delete", "order.deleted"},
    {"fulfillments/create", {}},
    {"refunds/create", {}},
    {"fulfillment_orders/cancellation_request_submitted", "cancellation_request.created"},
    {"returns/request", "return_request.created"},
}};

}  // namespace

std::string_view to_text(ShopDialect dialect, ShopTopic topic) {
    const TopicNames& both = names[static_cast<std::size_t>(topic)];
    return dialect == ShopDialect::shopify ? both.shopify : both.woocommerce;
}

std::optional<ShopTopic> topic_of(ShopDialect dialect, std::string_view text) {
    for (std::size_t index = 0; index < names.size(); ++index) {
        const auto topic = static_cast<ShopTopic>(index);
        if (!text.empty() && to_text(dialect, topic) == text) {
            return topic;
        }
    }
    return std::nullopt;
}

Subscription& Subscriptions::add(ShopTopic topic, std::string address, Instant now) {
    std::string path{path_of_address(address)};
    all_.push_back(
        {.id = ++made_,
         .topic = topic,
         .address = std::move(address),
         .path = std::move(path),
         .health = EndpointHealth{given_up_max_},
         .created = now}
    );
    return all_.back();
}

Subscription* Subscriptions::find(std::uint64_t id) {
    const auto found = std::ranges::find(all_, id, &Subscription::id);
    return found == all_.end() ? nullptr : &*found;
}

void Subscriptions::remove(std::uint64_t id) {
    std::erase_if(all_, [&](const Subscription& subscription) { return subscription.id == id; });
}

bool Subscriptions::wants(ShopTopic topic) const {
    return std::ranges::any_of(all_, [&](const Subscription& subscription) {
        return subscription.topic == topic && subscription.is_active();
    });
}

std::size_t Subscriptions::active_count() const {
    return static_cast<std::size_t>(std::ranges::count_if(all_, &Subscription::is_active));
}

bool Subscriptions::ended(std::uint64_t id, bool accepted) {
    Subscription* const subscription = find(id);
    if (subscription == nullptr || !subscription->health.enabled()) {
        return false;
    }
    subscription->health.ended(accepted);
    return !subscription->health.enabled();
}

std::string_view path_of_address(std::string_view address) {
    if (address.starts_with('/')) {
        return address;
    }
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos) {
        return {};
    }
    const std::size_t path = address.find('/', scheme + 3);
    return path == std::string_view::npos ? std::string_view{"/"} : address.substr(path);
}

}  // namespace drydock::mocks::channels
