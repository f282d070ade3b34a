#include <fmt/format.h>

#include "mocks/channels/storefront.hpp"
#include "mocks/channels/storefront_ids.hpp"

/// How a seller looks after its webhook subscriptions.
///
/// Shopify: `{"webhook":{"id","topic","address","format","created_at","api_version"}}`; a dead one
/// is gone. WooCommerce: `{"id","status":"active"|"paused"|"disabled","topic","delivery_url"}`; a
/// dead one is disabled until it is set active again.
namespace drydock::mocks {

using channels::Subscription;

Response Storefront::answer_webhook(
    StorefrontAsk ask, const Moment& moment, const Request& request, std::string_view id, Step& step
) {
    if (ask == StorefrontAsk::list_webhooks) {
        return list_webhooks();
    }
    if (ask == StorefrontAsk::create_webhook) {
        return create_webhook(moment, request, step);
    }
    const auto number = channels::number_of(id);
    Subscription* const subscription = number ? subscriptions_.find(*number) : nullptr;
    if (subscription == nullptr) {
        return not_found();
    }
    if (ask == StorefrontAsk::get_webhook) {
        return show_webhook(200, *subscription);
    }
    if (ask == StorefrontAsk::update_webhook) {
        return update_webhook(*subscription, request);
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.end();
    Response response =
        shopify() ? channels::answer_with(200, writer.finish()) : show_webhook(200, *subscription);
    subscriptions_.remove(*number);
    return response;
}

Response Storefront::list_webhooks() const {
    DocumentWriter writer;
    if (shopify()) {
        writer.begin_object();
        writer.begin_array("webhooks");
    } else {
        writer.begin_array();
    }
    for (const Subscription& subscription : subscriptions_.all()) {
        writer.begin_object();
        write_webhook(writer, subscription);
        writer.end();
    }
    writer.end();
    if (shopify()) {
        writer.end();
    }
    return channels::answer_with(200, writer.finish());
}

Response Storefront::create_webhook(const Moment& moment, const Request& request, Step& step) {
    const Value body = shopify() ? request.body["webhook"] : request.body.root();
    const auto topic = channels::topic_of(settings_.dialect, body["topic"].string());
    if (!topic) {
        return unprocessable("topic", "Invalid topic specified.");
    }
    const std::string_view address =
        body[shopify() ? Key{"address"} : Key{"delivery_url"}].string();
    if (channels::path_of_address(address).empty()) {
        return unprocessable(shopify() ? Key{"address"} : Key{"delivery_url"}, "is not valid");
    }
    if (shopify()) {
        for (const Subscription& other : subscriptions_.all()) {
            if (other.topic == *topic && other.address == address) {
                return unprocessable("address", "for this topic has already been taken");
            }
        }
    }
    const Subscription& made = subscriptions_.add(*topic, std::string{address}, moment.now);
    ping(moment, made, step);
    return show_webhook(201, made);
}

Response Storefront::update_webhook(Subscription& subscription, const Request& request) const {
    const Value body = shopify() ? request.body["webhook"] : request.body.root();
    const std::string_view address =
        body[shopify() ? Key{"address"} : Key{"delivery_url"}].string();
    const std::string_view status = body["status"].string();
    if (!address.empty()) {
        const std::string_view path = channels::path_of_address(address);
        if (path.empty()) {
            return unprocessable(shopify() ? Key{"address"} : Key{"delivery_url"}, "is not valid");
        }
        subscription.path = path;
        subscription.address = address;
    }
    if (!shopify() && !status.empty()) {
        if (status != "active" && status != "paused" && status != "disabled") {
            return unprocessable("status", "status is not one of active, paused, and disabled.");
        }
        subscription.paused = status != "active";
        if (status == "active") {
            subscription.health.enable();
        }
    }
    return show_webhook(200, subscription);
}

void Storefront::write_webhook(DocumentWriter& writer, const Subscription& subscription) const {
    const std::string created =
        channels::date_text(subscription.created, settings_.channel.calendar);
    writer.field("id", subscription.id);
    if (!shopify()) {
        writer.field(
            "status",
            !subscription.health.enabled() ? "disabled"
            : subscription.paused          ? "paused"
                                           : "active"
        );
        writer.field("topic", channels::to_text(settings_.dialect, subscription.topic));
        writer.field("delivery_url", subscription.address);
        writer.field("date_created", created);
        return;
    }
    writer.field("topic", channels::to_text(settings_.dialect, subscription.topic));
    writer.field("address", subscription.address);
    writer.field("format", "json");
    writer.field("created_at", created);
    writer.field("api_version", settings_.api_version);
}

Response Storefront::show_webhook(std::uint16_t status, const Subscription& subscription) const {
    DocumentWriter writer;
    writer.begin_object();
    if (shopify()) {
        writer.begin_object("webhook");
    }
    write_webhook(writer, subscription);
    if (shopify()) {
        writer.end();
    }
    writer.end();
    return channels::answer_with(status, writer.finish());
}

}  // namespace drydock::mocks
