#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/check.hpp"
#include "core/signature.hpp"
#include "mocks/channels/storefront.hpp"
#include "mocks/channels/storefront_ids.hpp"

/// How a storefront tells its seller of what happens.
namespace drydock::mocks {

using channels::CustomerAct;
using channels::CustomerRequest;
using channels::ShopTopic;
using channels::Subscription;

namespace {

/// Customers use ids below this bit, the sender of webhooks those with the highest.
constexpr std::uint64_t postponed_bit = std::uint64_t{1} << 62U;

constexpr std::array first_topics{
    ShopTopic::order_created, ShopTopic::cancel_requested, ShopTopic::return_requested};

/// Source: class-wc-webhook.php, get_new_delivery_id: a hash of the webhook's id and the time in
/// whole seconds, so that two events in one second share it.
std::string delivery_id(std::string_view secret, std::uint64_t subscription, Instant now) {
    constexpr std::size_t digits = 32;
    const auto seconds = now.time_since_epoch() / one_second;
    return hex(hmac_sha256(secret, fmt::format("{}{}", subscription, seconds))).substr(0, digits);
}

}  // namespace

void Storefront::subscribe_first(const Moment& moment, Step& step) {
    const auto add = [&](ShopTopic topic) {
        ping(moment, subscriptions_.add(topic, settings_.webhook.path, moment.now), step);
    };
    if (settings_.topics.empty()) {
        std::ranges::for_each(first_topics, add);
        return;
    }
    for (const TopicName& name : settings_.topics) {
        if (const auto topic = channels::topic_of(settings_.dialect, name.text)) {
            add(*topic);
        }
    }
}

/// Source: class-wc-webhook.php, deliver_ping: a form `webhook_id=N` without signature.
void Storefront::ping(const Moment& moment, const Subscription& subscription, Step& step) {
    if (shopify()) {
        return;
    }
    WebhookMessage message;
    message.unsigned_form = make_bytes(fmt::format("webhook_id={}", subscription.id));
    message.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    message.path = subscription.path;
    deliveries_.push_back({channels::no_order, 0});
    const std::uint64_t delivery = sender_.send(moment, std::move(message), step);
    DRYDOCK_CHECK(delivery == deliveries_.size());
}

void Storefront::tell(const Moment& moment, const CustomerAct& act, Step& step) {
    if (act.kind == CustomerAct::Kind::order) {
        fire(
            moment,
            {ShopTopic::order_created, ShopTopic::order_paid, ShopTopic::order_updated},
            {act.index, 0, book_.demand_of(book_.order(act.index)).number},
            step
        );
        return;
    }
    const CustomerRequest& request = book_.request(act.index);
    const Act asked{request.order, act.index, request.number};
    if (act.kind == CustomerAct::Kind::cancel) {
        fire(moment, {ShopTopic::cancel_requested}, asked, step);
    } else {
        fire(moment, {ShopTopic::return_requested}, asked, step);
    }
}

/// Source: Shopify, all topics that one act fires share its Event-Id; with two subscriptions to one
/// topic each event arrives once for each.
void Storefront::fire(
    const Moment& moment, std::initializer_list<ShopTopic> topics, const Act& act, Step& step
) {
    Document order;  // The same for all topics of an order.
    for (const ShopTopic topic : topics) {
        for (const Subscription& subscription : subscriptions_.all()) {
            if (subscription.topic != topic || !subscription.is_active()) {
                continue;
            }
            Postponed event{subscription.id, topic, act, moment.now};
            if (settings_.webhook_delay_max > Duration::zero()) {
                const std::uint64_t number = ++postponed_count_;
                const Duration delay = moment.draws.delay_at_most(
                    settings_.webhook_delay_max,
                    Stream{"storefront.webhook_delay"},
                    hash_name(act.name),
                    subscription.id
                );
                postponed_.emplace(postponed_bit | number, std::move(event));
                step.set_timer(TimerId{postponed_bit | number}, moment.now + delay);
                continue;
            }
            const bool of_order =
                topic != ShopTopic::fulfilment_created && topic != ShopTopic::refund_created;
            if (order.empty() || !of_order) {
                Document body = body_of(topic, act);
                send(moment, event, body, step);
                if (of_order) {
                    order = std::move(body);
                }
                continue;
            }
            send(moment, event, order, step);
        }
    }
}

Document Storefront::body_of(ShopTopic topic, const Act& act) const {
    DocumentWriter writer;
    writer.begin_object();
    switch (topic) {
        case ShopTopic::cancel_requested:
        case ShopTopic::return_requested:
            write_request(writer, book_.request(act.item));
            break;
        case ShopTopic::fulfilment_created:
            write_fulfilment(writer, act.order, book_.order(act.order).fulfilments.at(act.item));
            break;
        case ShopTopic::refund_created:
            write_refund(writer, act.order, act.item);
            break;
        default:
            if (removed_.contains(act.order)) {
                // Source: class-wc-webhook.php, a deleted object carries only its id.
                writer.field("id", id_of(act.order));
            } else {
                write_order(writer, act.order);
            }
    }
    writer.end();
    return writer.finish();
}

void Storefront::send(
    const Moment& moment, const Postponed& event, const Document& body, Step& step
) {
    const Subscription* const subscription = subscriptions_.find(event.subscription);
    if (subscription == nullptr || !subscription->is_active()) {
        return;  // Ended while the event was postponed.
    }
    deliveries_.push_back(
        {event.topic == ShopTopic::order_created ? event.act.order : channels::no_order,
         subscription->id}
    );
    WebhookMessage message;
    message.body = body;
    message.headers = headers_of(moment, *subscription, event);
    message.path = subscription->path;
    const std::uint64_t delivery = sender_.send(moment, std::move(message), step);
    DRYDOCK_CHECK(delivery == deliveries_.size());
}

/// The act names the event: ids say the same whatever came before.
std::vector<Header> Storefront::headers_of(
    const Moment& moment, const Subscription& subscription, const Postponed& event
) const {
    const std::string topic{channels::to_text(settings_.dialect, event.topic)};
    std::vector<Header> headers;
    headers.reserve(8);
    if (shopify()) {
        headers.push_back({"X-Shopify-Topic", topic});
        headers.push_back({"X-Shopify-Shop-Domain", settings_.domain});
        headers.push_back({"X-Shopify-API-Version", settings_.api_version});
        headers.push_back(
            {"X-Shopify-Webhook-Id", fmt::format("webhook-{}-{}", event.act.name, subscription.id)}
        );
        headers.push_back({"X-Shopify-Event-Id", "event-" + event.act.name});
        headers.push_back(
            {"X-Shopify-Triggered-At",
             channels::date_text(event.triggered, settings_.channel.calendar)}
        );
        return headers;
    }
    const std::size_t dot = topic.find('.');
    headers.push_back({"X-WC-Webhook-Source", fmt::format("https://{}/", settings_.domain)});
    headers.push_back({"X-WC-Webhook-Topic", topic});
    headers.push_back({"X-WC-Webhook-Resource", topic.substr(0, dot)});
    headers.push_back({"X-WC-Webhook-Event", topic.substr(dot + 1)});
    headers.push_back({"X-WC-Webhook-ID", fmt::to_string(subscription.id)});
    headers.push_back(
        {"X-WC-Webhook-Delivery-ID",
         delivery_id(settings_.webhook.secret, subscription.id, moment.now)}
    );
    return headers;
}

}  // namespace drydock::mocks
