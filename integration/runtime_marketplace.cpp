#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "integration/connectors/channels/marketplace_calls.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/operations/duty.hpp"
#include "integration/runtime.hpp"

/// What the runtime does with a marketplace: it polls its orders, hears of changed ones, and brings
/// it stock levels by feeds.
namespace drydock::integration {

namespace {

using channels::MarketplaceFeed;

constexpr auto marketplace_listener = static_cast<std::size_t>(Channel::marketplace);

}  // namespace

void Runtime::on_marketplace_list(const Moment& moment, const Outcome& outcome, Step& step) {
    ListPoll& list = marketplace_poll_;
    if (is_good(outcome)) {
        const Value payload = outcome.response.body["payload"];
        for (const Value order : payload["Orders"]) {
            if (!take_listed(Channel::marketplace, order, list, moment, step)) {
                break;
            }
        }
        const std::string_view next = payload["NextToken"].string();
        if (!next.empty() && !list.full) {
            list.continuation = next;
            poll(Duty::poll_marketplace, moment, step);
            return;
        }
        // Source: ordersV0.json, LastUpdatedBefore is two minutes ago.
        list.listed_to = channels::read_date(settings_, payload["LastUpdatedBefore"].string())
                             .value_or(Instant{});
        end_list(Cursor::marketplace, list, step);
    }
    list.continuation.clear();
    step.set_timer(
        TimerId{duty_word(Duty::poll_marketplace)},
        moment.now + settings_.strategy.ingest.marketplace_poll_interval
    );
}

/// A notification says that an order has changed, not what it is now: it is read. It may come twice
/// and late. Source: Amazon notifications, ORDER_CHANGE through a standard queue.
void Runtime::on_marketplace_notice(Value body, Step& step) {
    const std::string_view number =
        body["payload"]["OrderChangeNotification"]["AmazonOrderId"].string();
    if (number.empty()) {
        return;
    }
    step.calls.push_back(
        {CallId{duty_word(Duty::marketplace_order)},
         channels::get_marketplace_order(settings_, number),
         settings_.strategy.timeouts.channel}
    );
}

/// Where this fails the list shows the order.
void Runtime::on_marketplace_order(const Moment& moment, const Outcome& outcome, Step& step) {
    if (is_good(outcome)) {
        ListPoll unused;
        take_listed(Channel::marketplace, outcome.response.body["payload"], unused, moment, step);
    }
}

void Runtime::begin_feeds(const Moment& moment, Step& step) {
    const std::int64_t submitted = state_.cursor(Cursor::marketplace_feed);
    if (submitted != 0) {
        feed_.submitted_before(Instant{Duration{submitted}}, settings_.strategy.timeouts.channel);
    }
    const Duration interval =
        std::max(settings_.strategy.stock.publish_interval, MarketplaceFeed::interval_min);
    step.set_timer(
        TimerId{duty_word(Duty::publish_marketplace)},
        std::max(moment.now + interval, feed_.free_from())
    );
}

void Runtime::publish_marketplace(const Moment& moment, Step& step) {
    if (feed_.idle()) {
        auto products =
            state_.stock().take_changed(marketplace_listener, MarketplaceFeed::items_max);
        if (products.empty()) {
            step.set_timer(
                TimerId{duty_word(Duty::publish_marketplace)},
                moment.now + settings_.strategy.stock.publish_interval
            );
            return;
        }
        feed_.begin(std::move(products), moment.now);
    }
    call_feed(step);
}

void Runtime::call_feed(Step& step) {
    step.calls.push_back(
        {CallId{duty_word(Duty::publish_marketplace)},
         feed_.next_call(settings_, state_.stock(), state_.catalogue()),
         settings_.strategy.timeouts.channel}
    );
}

void Runtime::on_feed(const Moment& moment, const Outcome& outcome, Step& step) {
    const TimerId timer{duty_word(Duty::publish_marketplace)};
    switch (feed_.on_outcome(outcome, moment.now)) {
        case MarketplaceFeed::Next::create:
            engine_.keep(
                State::cursor_record(
                    Cursor::marketplace_feed, moment.now.time_since_epoch().count()
                ),
                step
            );
            call_feed(step);
            return;
        case MarketplaceFeed::Next::call:
            call_feed(step);
            return;
        case MarketplaceFeed::Next::wait:
            step.set_timer(timer, moment.now + MarketplaceFeed::status_wait);
            return;
        case MarketplaceFeed::Next::ended:
            break;
    }
    const channels::FeedEnd end = feed_.take_end();
    // A level is a state, not a document: it is derived anew next time, never sent again.
    for (const std::uint32_t product : end.again) {
        state_.stock().mark(marketplace_listener, product);
    }
    for (const std::uint32_t product : end.refused) {
        Event event;
        event.job.kind = JobKind::post_stock;
        event.job.key = state_.catalogue().at(product).sku;
        event.problem = "the marketplace refuses its stock level";
        event.owner = "channel operations";
        raise(event, moment, step);
    }
    step.set_timer(
        timer, std::max(moment.now + settings_.strategy.stock.publish_interval, feed_.free_from())
    );
}

}  // namespace drydock::integration
