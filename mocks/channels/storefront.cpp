#include "mocks/channels/storefront.hpp"

#include <utility>

#include <fmt/format.h>

#include "core/books.hpp"
#include "mocks/channels/storefront_answers.hpp"
#include "mocks/channels/storefront_ids.hpp"
#include "mocks/channels/wire.hpp"

namespace drydock::mocks {

using channels::CustomerAct;
using channels::StorefrontAsk;

Storefront::Storefront(StorefrontSettings settings, std::shared_ptr<const Demand> demand)
    : settings_{std::move(settings)},
      demand_{std::move(demand)},
      book_{demand_, settings_.channel.channel},
      shelf_{*demand_},
      customers_{settings_.channel, demand_, book_, shelf_},
      sender_{settings_.webhook},
      watch_{settings_.channel.self, settings_.strict},
      bucket_{settings_.calls_max, settings_.call_leak},
      subscriptions_{settings_.webhook_given_up_max} {}

std::span<const std::string_view> Storefront::operations() const {
    return channels::storefront_operations;
}

Operation Storefront::operation_of(const Request& request) const {
    const StorefrontAsk ask = channels::read_storefront_path(settings_.dialect, request).ask;
    Value lines;
    switch (ask) {
        case StorefrontAsk::fulfil:
            lines = request.body["fulfillment"]["line_items"];
            break;
        case StorefrontAsk::refund:
            lines = shopify() ? request.body["refund"]["line_items"] : request.body["line_items"];
            break;
        case StorefrontAsk::set_inventory:
        case StorefrontAsk::adjust_inventory:
            lines = shopify() ? request.body["quantities"] : request.body["update"];
            break;
        default:
            break;
    }
    return {static_cast<std::uint16_t>(ask), static_cast<std::uint32_t>(lines.size())};
}

Response Storefront::not_found() const {
    return channels::storefront_not_found(settings_.dialect);
}

Response Storefront::unprocessable(Key field, std::string_view message) const {
    return channels::storefront_unprocessable(settings_.dialect, field, message);
}

Response Storefront::bad_query(Key parameter, std::string_view message) const {
    return channels::storefront_bad_query(settings_.dialect, parameter, message);
}

Response Storefront::refusal(std::uint16_t status) const {
    return channels::storefront_refusal(settings_.dialect, status);
}

void Storefront::on_turned_away(
    const Moment& moment, SystemId from, const Request& request, Response& response
) {
    const bool throttled = response.status == 429;
    if (throttled && response.retry_after) {
        response.retry_after = std::max(*response.retry_after, settings_.throttle_wait);
    }
    if (bucket_.exists() && shopify()) {
        // Who is turned away for too many calls is told of a full bucket.
        const std::uint32_t level = throttled ? bucket_.size() : bucket_.level(moment.now);
        response.headers.push_back(
            {std::string{channels::call_limit_header}, fmt::format("{}/{}", level, bucket_.size())}
        );
    }
    watch_.turned_away(
        moment.now,
        from,
        operation_of(request).index,
        response.retry_after.value_or(Duration::zero())
    );
}

void Storefront::on_start(const Moment& moment, Step& step) {
    subscribe_first(moment, step);
    customers_.on_start(moment, step);
}

void Storefront::on_timer(const Moment& moment, TimerId id, Step& step) {
    if (WebhookSender::owns(id)) {
        sender_.on_timer(moment, id, step);
        return;
    }
    if (const auto late = postponed_.find(id.value); late != postponed_.end()) {
        const Postponed event = std::move(late->second);
        postponed_.erase(late);
        send(moment, event, body_of(event.topic, event.act), step);
        return;
    }
    for (const CustomerAct& act : customers_.on_timer(moment, id, step)) {
        tell(moment, act, step);
    }
}

void Storefront::on_outcome(const Moment& moment, const Outcome& outcome, Step& step) {
    const auto end = sender_.on_outcome(moment, outcome, step);
    if (!end) {
        return;
    }
    const Delivery& delivery = deliveries_[end->delivery - 1];
    if (end->accepted && delivery.order != channels::no_order) {
        book_.accept(delivery.order, moment.now);
    }
    if (subscriptions_.ended(delivery.subscription, end->accepted) && shopify()) {
        subscriptions_.remove(delivery.subscription);
    }
}

void Storefront::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    Response response = answer(moment, incoming, step);
    if (bucket_.exists() && shopify()) {
        bucket_.take(incoming.begun);
        response.headers.push_back(
            {std::string{channels::call_limit_header},
             fmt::format("{}/{}", bucket_.level(moment.now), bucket_.size())}
        );
    }
    step.reply(incoming.exchange, std::move(response));
}

Response Storefront::answer(const Moment& moment, const Incoming& incoming, Step& step) {
    const Request& request = incoming.request;
    const channels::StorefrontPath path =
        channels::read_storefront_path(settings_.dialect, request);
    if (watch_.on()) {
        watch(moment, incoming, path);
    }
    switch (path.ask) {
        case StorefrontAsk::list:
            return list(request);
        case StorefrontAsk::count:
            return count(request);
        case StorefrontAsk::set_inventory:
            return set_inventory(moment, request);
        case StorefrontAsk::adjust_inventory:
            return adjust_inventory(moment, request);
        case StorefrontAsk::list_inventory:
            return list_inventory(request);
        case StorefrontAsk::list_webhooks:
        case StorefrontAsk::get_webhook:
        case StorefrontAsk::create_webhook:
        case StorefrontAsk::update_webhook:
        case StorefrontAsk::remove_webhook:
            return answer_webhook(path.ask, moment, request, path.id, step);
        case StorefrontAsk::unknown:
            return not_found();
        default:
            break;
    }
    const auto order = find_order(path.id);
    return order ? answer_order(path.ask, {moment, request, *order, path.item}, step) : not_found();
}

std::optional<std::uint32_t> Storefront::find_order(std::string_view id) const {
    const auto number = channels::number_of(id);
    const auto order = number && *number >= channels::order_id_first
                           ? book_.find_demand(*number - channels::order_id_first)
                           : std::nullopt;
    return order && !removed_.contains(*order) ? order : std::nullopt;
}

Response Storefront::answer_order(StorefrontAsk ask, const Errand& errand, Step& step) {
    switch (ask) {
        case StorefrontAsk::get:
            return get(errand);
        case StorefrontAsk::fulfil:
            return fulfil(errand, step);
        case StorefrontAsk::list_fulfilments:
            return list_fulfilments(errand);
        case StorefrontAsk::add_event:
            return add_event(errand);
        case StorefrontAsk::accept_cancel:
            return answer_cancel(errand, CancelAnswer::confirmed, step);
        case StorefrontAsk::reject_cancel:
            return answer_cancel(errand, CancelAnswer::denied, step);
        case StorefrontAsk::cancel:
            return cancel(errand, step);
        case StorefrontAsk::remove:
            return remove(errand, step);
        case StorefrontAsk::list_refunds:
            return list_refunds(errand);
        default:
            return refund(errand, step);
    }
}

void Storefront::write_books(Books& books) const {
    book_.write_books(settings_.channel.self, books);
    shelf_.write_books(settings_.channel.self, books);
    books.orders_unplaced += customers_.orders_unplaced();
    books.lines_unplaced += customers_.lines_unplaced();
    watch_.write_books(books);
}

void Storefront::read_gauges(std::vector<Gauge>& gauges) const {
    const auto add = [&](std::string_view name, auto value) {
        gauges.push_back({name, static_cast<std::int64_t>(value)});
    };
    add("orders_placed", book_.order_count());
    add("orders_unplaced", customers_.orders_unplaced());
    add("lines_unplaced", customers_.lines_unplaced());
    add("webhooks_pending", sender_.pending_count() + postponed_.size());
    add("subscriptions", subscriptions_.active_count());
    add("cancels_open", book_.cancels_open());
    add("returns_held", customers_.returns_held());
    add("reversals_dropped", customers_.reversals_dropped());
    add("refunds", book_.refund_count());
}

}  // namespace drydock::mocks
