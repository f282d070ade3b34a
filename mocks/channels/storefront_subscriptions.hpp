#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.hpp"
#include "mocks/channels/storefront_settings.hpp"
#include "mocks/strict/endpoint_health.hpp"

namespace drydock::mocks::channels {

/// What a shop tells its seller of. One act of a customer or seller may fire several topics.
enum class ShopTopic : std::uint8_t {
    order_created,
    order_paid,
    order_updated,
    order_fulfilled,
    order_partially_fulfilled,
    order_cancelled,
    order_deleted,
    fulfilment_created,
    refund_created,
    cancel_requested,
    return_requested,
};
inline constexpr std::size_t shop_topic_count = 11;

/// The dialect's name of a topic; empty when it has none.
[[nodiscard]] std::string_view to_text(ShopDialect dialect, ShopTopic topic);
[[nodiscard]] std::optional<ShopTopic> topic_of(ShopDialect dialect, std::string_view text);

/// One address that is told of one topic.
struct Subscription {
    std::uint64_t id = 0;  ///< From 1; never used again.
    ShopTopic topic = ShopTopic::order_created;
    std::string address;  ///< As its owner wrote it.
    std::string path;     ///< Of the address, where events are sent.
    EndpointHealth health{0};
    bool paused = false;  ///< WooCommerce: its owner does not want it now.
    Instant created;

    [[nodiscard]] bool is_active() const { return health.enabled() && !paused; }
};

/// The subscriptions of a shop, in the order in which they were made.
class Subscriptions {
public:
    explicit Subscriptions(std::uint32_t given_up_max) : given_up_max_{given_up_max} {}

    Subscription& add(ShopTopic topic, std::string address, Instant now);
    /// Null when there is none.
    [[nodiscard]] Subscription* find(std::uint64_t id);
    void remove(std::uint64_t id);
    [[nodiscard]] const std::vector<Subscription>& all() const { return all_; }

    /// Whether anybody is told of it.
    [[nodiscard]] bool wants(ShopTopic topic) const;

    [[nodiscard]] std::size_t active_count() const;

    /// An event for that subscription was accepted, or given up. True: that was one too many, and
    /// nothing is sent there any more.
    [[nodiscard]] bool ended(std::uint64_t id, bool accepted);

private:
    std::uint32_t given_up_max_;
    std::uint64_t made_ = 0;
    std::vector<Subscription> all_;
};

/// "https://host/a/b?c" -> "/a/b?c"; a path stays as it is. Empty when it is neither.
[[nodiscard]] std::string_view path_of_address(std::string_view address);

}  // namespace drydock::mocks::channels
