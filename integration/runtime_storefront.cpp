#include <utility>

#include "integration/connectors/channels/storefront_calls.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/operations/duty.hpp"
#include "integration/runtime.hpp"

/// What the runtime does with its own shop beside its orders: it polls what no webhook told, looks
/// after its subscriptions, and sets the stock that the shop sells from.
namespace drydock::integration {

namespace {

constexpr auto storefront_listener = static_cast<std::size_t>(Channel::storefront);

}  // namespace

void Runtime::on_storefront_list(const Moment& moment, const Outcome& outcome, Step& step) {
    ListPoll& list = storefront_poll_;
    if (is_good(outcome)) {
        const shop::Page page = shop::read_page(settings_, outcome.response, list.continuation);
        for (const Value order : page.orders) {
            if (!take_listed(Channel::storefront, order, list, moment, step)) {
                break;
            }
        }
        if (!page.next.empty() && !list.full) {
            list.continuation = page.next;
            poll(Duty::poll_storefront, moment, step);
            return;
        }
        end_list(Cursor::storefront, list, step);
        if (list.untold && settings_.strategy.ingest.watch_webhooks) {
            step.calls.push_back(
                {CallId{duty_word(Duty::storefront_webhooks)},
                 shop::list_webhooks(settings_),
                 settings_.strategy.timeouts.channel}
            );
        }
    }
    list.continuation.clear();
    step.set_timer(
        TimerId{duty_word(Duty::poll_storefront)},
        moment.now + settings_.strategy.ingest.reconcile_interval
    );
}

/// A shop that gave up on us says no more until it is asked to. Source: Shopify deletes the
/// subscription, WooCommerce disables the webhook.
void Runtime::on_storefront_webhooks(const Outcome& outcome, Step& step) {
    if (low_half(outcome.call.value) != 0 || !is_good(outcome)) {
        return;  // The answer to a new subscription; what is still missing shows in a later round.
    }
    std::uint64_t number = 0;
    for (Request& request : shop::missing_webhooks(settings_, outcome.response)) {
        step.calls.push_back(
            {CallId{duty_word(Duty::storefront_webhooks, ++number)},
             std::move(request),
             settings_.strategy.timeouts.channel}
        );
    }
}

void Runtime::publish_storefront(const Moment& moment, Step& step) {
    publishing_ = state_.stock().take_changed(storefront_listener, shop::quantities_max(settings_));
    if (publishing_.empty()) {
        step.set_timer(
            TimerId{duty_word(Duty::publish_storefront)},
            moment.now + settings_.strategy.stock.publish_interval
        );
        return;
    }
    std::vector<std::int64_t> units;
    units.reserve(publishing_.size());
    for (const std::uint32_t product : publishing_) {
        units.push_back(state_.stock().available(product, settings_.strategy.stock.buffer_units));
    }
    step.calls.push_back(
        {CallId{duty_word(Duty::publish_storefront)},
         shop::publish_stock(settings_, publishing_, units, state_.catalogue()),
         settings_.strategy.timeouts.channel}
    );
}

void Runtime::on_published(const Moment& moment, const Outcome& outcome, Step& step) {
    const bool good = is_good(outcome);
    if (!good) {
        // A level is a state, not a document: it is derived anew next time, never sent again.
        for (const std::uint32_t product : publishing_) {
            state_.stock().mark(storefront_listener, product);
        }
    }
    publishing_.clear();
    if (good && state_.stock().has_changes(storefront_listener)) {
        publish_storefront(moment, step);
        return;
    }
    step.set_timer(
        TimerId{duty_word(Duty::publish_storefront)},
        moment.now + settings_.strategy.stock.publish_interval
    );
}

}  // namespace drydock::integration
