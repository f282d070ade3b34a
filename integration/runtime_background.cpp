#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "integration/connectors/carrier/carrier_calls.hpp"
#include "integration/connectors/channels/channel_calls.hpp"
#include "integration/connectors/odoo/odoo_calls.hpp"
#include "integration/connectors/wms/wms_calls.hpp"
#include "integration/operations/duty.hpp"
#include "integration/runtime.hpp"

/// What the runtime does without being asked: its start, the partners' lists, stock publication.
namespace drydock::integration {

namespace {

/// Waits of the start-up calls when they fail. Assumption: nothing else can be done meanwhile.
constexpr Duration start_retry = 10 * one_second;
constexpr std::uint32_t products_a_page = 1'000;
constexpr std::uint32_t messages_a_page = 200;
/// Source: Shopify inventorySetQuantities, at most 250 quantities a call.
constexpr std::size_t storefront_quantities_max = 250;
/// Source: Amazon JSON_LISTINGS_FEED, 25,000 items a feed.
constexpr std::size_t marketplace_items_max = 25'000;
/// Source: Amazon feeds best practices: one feed of a type at most every 20 minutes.
constexpr Duration marketplace_feed_interval = 20 * one_minute;
constexpr Duration sweep_interval = one_hour;
/// A parcel that is this old and not delivered is the carrier's to explain, not ours to poll.
constexpr Duration tracking_given_up_after = 30 * one_day;

bool is_good(const Outcome& outcome) {
    return outcome.answered() && outcome.response.success();
}

std::int64_t count_of(Instant instant) {
    return instant.time_since_epoch().count();
}

}  // namespace

void Runtime::on_start(const Moment& moment, Step& step) {
    session_.uid = state_.cursor(Cursor::odoo_uid);
    if (restored_ && state_.cursor(Cursor::snapshot_done) != 0) {
        begin_work(moment, step);
        engine_.resume(moment, step);
        engine_.send(moment, step);
        return;
    }
    log_in(step);
}

void Runtime::log_in(Step& step) {
    step.calls.push_back(
        {CallId{duty_word(Duty::log_in)}, odoo::log_in(session_), settings_.strategy.timeouts.odoo}
    );
}

void Runtime::on_log_in(const Moment& moment, const Outcome& outcome, Step& step) {
    const Reading reading =
        outcome.answered() ? odoo::read_id(outcome.response) : Reading::retry("no answer");
    if (reading.answer != Answer::done) {
        step.set_timer(TimerId{duty_word(Duty::log_in)}, moment.now + start_retry);
        return;
    }
    session_.uid = reading.facts.first;
    engine_.keep(State::cursor_record(Cursor::odoo_uid, session_.uid), step);
    list_products(step);
}

void Runtime::list_products(Step& step) {
    step.calls.push_back(
        {CallId{duty_word(Duty::products)},
         odoo::list_products(session_, state_.catalogue().size(), products_a_page),
         settings_.strategy.timeouts.odoo}
    );
}

void Runtime::on_products(const Moment& moment, const Outcome& outcome, Step& step) {
    const odoo::Result result = outcome.answered() ? odoo::read_result(outcome.response)
                                                   : odoo::Result{{}, Reading::retry("no answer")};
    if (!result.ok()) {
        step.set_timer(TimerId{duty_word(Duty::products)}, moment.now + start_retry);
        return;
    }
    Catalogue page;
    for (const Value product : result.value) {
        page.add(
            product["default_code"].string(),
            product["id"].integer_or(0),
            product["is_storable"].is_true()
        );
    }
    if (page.size() > 0) {
        engine_.keep(State::products_record(page), step);
    }
    if (result.value.size() >= products_a_page) {
        list_products(step);
    } else {
        list_stock("0", step);
    }
}

void Runtime::list_stock(std::string_view cursor, Step& step) {
    step.calls.push_back(
        {CallId{duty_word(Duty::stock_snapshot)},
         wms::list_inventory(settings_.wms, cursor.empty() ? "0" : cursor),
         settings_.strategy.timeouts.wms}
    );
}

void Runtime::on_stock(const Moment& moment, const Outcome& outcome, Step& step) {
    if (!is_good(outcome)) {
        step.set_timer(TimerId{duty_word(Duty::stock_snapshot)}, moment.now + start_retry);
        return;
    }
    std::vector<LineUnits> units;
    for (const Value item : outcome.response.body["items"]) {
        const auto product = state_.catalogue().find(item["sku"].string());
        const std::int64_t on_hand = item["on_hand"].thousandths().value_or(0) / 1'000;
        if (product && on_hand > 0) {
            units.push_back({*product, static_cast<std::int32_t>(on_hand)});
        }
    }
    engine_.keep(State::stock_record(units), step);
    const auto next = outcome.response.body["next"].integer();
    if (next) {
        list_stock(fmt::format("{}", *next), step);
        return;
    }
    engine_.keep(State::cursor_record(Cursor::snapshot_done, 1), step);
    engine_.keep(State::cursor_record(Cursor::storefront, count_of(moment.now)), step);
    engine_.keep(State::cursor_record(Cursor::marketplace, count_of(moment.now)), step);
    begin_work(moment, step);
}

void Runtime::begin_work(const Moment& moment, Step& step) {
    ready_ = true;
    const Strategy& strategy = settings_.strategy;
    const auto set = [&](Duty duty, Duration delay) {
        step.set_timer(TimerId{duty_word(duty)}, moment.now + delay);
    };
    set(Duty::poll_marketplace, strategy.ingest.marketplace_poll_interval);
    if (strategy.ingest.reconcile) {
        set(Duty::poll_storefront, strategy.ingest.reconcile_interval);
        set(Duty::poll_wms, strategy.ingest.reconcile_interval);
    }
    set(Duty::publish_storefront, strategy.stock.publish_interval);
    set(Duty::publish_marketplace,
        std::max(strategy.stock.publish_interval, marketplace_feed_interval));
    set(Duty::sweep, sweep_interval);
    for (std::uint32_t order = 0; order < state_.next_order(); ++order) {
        const auto& parcels = state_.case_of(order).order.parcels;
        const bool under_way = std::ranges::any_of(parcels, [](const Parcel& parcel) {
            return parcel.status >= ParcelStatus::shipped &&
                   parcel.status < ParcelStatus::delivered;
        });
        if (under_way) {
            step.set_timer(
                TimerId{duty_word(Duty::tracking, order)},
                moment.now + strategy.tracking_look_up_after
            );
        }
    }
}

void Runtime::poll(Duty duty, const Moment& moment, Step& step) {
    const Strategy& strategy = settings_.strategy;
    if (duty == Duty::poll_wms) {
        step.calls.push_back(
            {CallId{duty_word(duty)},
             wms::list_messages(settings_.wms, state_.messages_seen_to(), messages_a_page),
             strategy.timeouts.wms}
        );
        return;
    }
    const bool storefront = duty == Duty::poll_storefront;
    ListPoll& list = storefront ? storefront_poll_ : marketplace_poll_;
    if (list.continuation.empty()) {
        const Instant kept{
            Duration{state_.cursor(storefront ? Cursor::storefront : Cursor::marketplace)}};
        list.read_to = std::max(list.read_to, kept);
        list.from = std::max(Instant{}, list.read_to - strategy.ingest.overlap);
        list.newest = kept;
        list.asked_at = moment.now;
        list.full = false;
    }
    step.calls.push_back(
        {CallId{duty_word(duty)},
         storefront ? channels::list_storefront_orders(settings_, list.from, list.continuation)
                    : channels::list_marketplace_orders(settings_, list.from, list.continuation),
         strategy.timeouts.channel}
    );
}

bool Runtime::take_listed(
    Channel channel, Value order, ListPoll& list, const Moment& moment, Step& step
) {
    const bool storefront = channel == Channel::storefront;
    const Vocabulary vocabulary{state_.catalogue(), settings_.calendar};
    const std::string_view number = order[storefront ? Key{"name"} : Key{"AmazonOrderId"}].string();
    // Most of what a list shows again is known: only what was added to it is translated then.
    const bool known = settings_.strategy.dedup.enabled && state_.find_order(number).has_value();
    const Listing listing = known ? Listing::requests_only : Listing::whole;
    for (Event& event : storefront ? translate_storefront_listing(order, listing, vocabulary)
                                   : translate_marketplace_listing(order, listing, vocabulary)) {
        if (take(std::move(event), std::nullopt, moment, step) == Taken::later) {
            list.full = true;
            return false;
        }
    }
    const Key updated_key = storefront ? Key{"updated_at"} : Key{"LastUpdateDate"};
    if (const auto updated = parse_date_time(order[updated_key].string())) {
        list.newest = std::max(list.newest, settings_.calendar.instant_of(*updated));
    }
    return true;
}

void Runtime::end_list(Cursor cursor, ListPoll& list, Step& step) {
    list.continuation.clear();
    // What was read to is kept only when there was something, so that an idle list costs no record.
    if (count_of(list.newest) > state_.cursor(cursor)) {
        engine_.keep(State::cursor_record(cursor, count_of(list.newest)), step);
    }
    list.read_to = list.full ? list.newest : std::max(list.newest, list.asked_at);
}

void Runtime::on_storefront_list(const Moment& moment, const Outcome& outcome, Step& step) {
    ListPoll& list = storefront_poll_;
    if (is_good(outcome)) {
        const Value body = outcome.response.body.root();
        for (const Value order : body["orders"]) {
            if (!take_listed(Channel::storefront, order, list, moment, step)) {
                break;
            }
        }
        const std::string_view next = body["next_page_info"].string();
        if (!next.empty() && !list.full) {
            list.continuation = next;
            poll(Duty::poll_storefront, moment, step);
            return;
        }
        end_list(Cursor::storefront, list, step);
    }
    list.continuation.clear();
    step.set_timer(
        TimerId{duty_word(Duty::poll_storefront)},
        moment.now + settings_.strategy.ingest.reconcile_interval
    );
}

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
        end_list(Cursor::marketplace, list, step);
    }
    list.continuation.clear();
    step.set_timer(
        TimerId{duty_word(Duty::poll_marketplace)},
        moment.now + settings_.strategy.ingest.marketplace_poll_interval
    );
}

void Runtime::on_warehouse_list(const Moment& moment, const Outcome& outcome, Step& step) {
    const Duration interval = settings_.strategy.ingest.reconcile_interval;
    if (is_good(outcome)) {
        const Vocabulary vocabulary{state_.catalogue(), settings_.calendar};
        const Value messages = outcome.response.body["messages"];
        const std::int64_t seen_before = state_.messages_seen_to();
        for (const Value message : messages) {
            if (state_.message_seen(message["sequence"].integer_or(0))) {
                continue;
            }
            if (auto event = translate_warehouse(message, vocabulary)) {
                take(*std::move(event), std::nullopt, moment, step);
            }
        }
        // More than a page is behind; progress was made, so this ends.
        if (messages.size() >= messages_a_page && state_.messages_seen_to() > seen_before) {
            poll(Duty::poll_wms, moment, step);
            return;
        }
    }
    step.set_timer(TimerId{duty_word(Duty::poll_wms)}, moment.now + interval);
}

void Runtime::publish(Channel channel, const Moment& moment, Step& step) {
    const bool storefront = channel == Channel::storefront;
    const auto listener = static_cast<std::size_t>(channel);
    const Duty duty = storefront ? Duty::publish_storefront : Duty::publish_marketplace;
    const Duration interval =
        storefront ? settings_.strategy.stock.publish_interval
                   : std::max(settings_.strategy.stock.publish_interval, marketplace_feed_interval);
    std::vector<std::uint32_t>& products = publishing_[listener];
    products = state_.stock().take_changed(
        listener, storefront ? storefront_quantities_max : marketplace_items_max
    );
    if (products.empty()) {
        step.set_timer(TimerId{duty_word(duty)}, moment.now + interval);
        return;
    }
    std::vector<std::int64_t> units;
    units.reserve(products.size());
    for (const std::uint32_t product : products) {
        units.push_back(state_.stock().available(product, settings_.strategy.stock.buffer_units));
    }
    step.calls.push_back(
        {CallId{duty_word(duty)},
         channels::publish_stock(settings_, channel, products, units, state_.catalogue()),
         settings_.strategy.timeouts.channel}
    );
}

void Runtime::on_published(
    Channel channel, const Moment& moment, const Outcome& outcome, Step& step
) {
    const bool storefront = channel == Channel::storefront;
    const auto listener = static_cast<std::size_t>(channel);
    const Duty duty = storefront ? Duty::publish_storefront : Duty::publish_marketplace;
    const bool good = is_good(outcome);
    if (!good) {
        // A level is a state, not a document: it is derived anew next time, never sent again.
        for (const std::uint32_t product : publishing_[listener]) {
            state_.stock().mark(listener, product);
        }
    }
    publishing_[listener].clear();
    if (good && storefront && state_.stock().has_changes(listener)) {
        publish(channel, moment, step);
        return;
    }
    const Duration interval =
        storefront ? settings_.strategy.stock.publish_interval
                   : std::max(settings_.strategy.stock.publish_interval, marketplace_feed_interval);
    step.set_timer(TimerId{duty_word(duty)}, moment.now + interval);
}

void Runtime::look_up_tracking(std::uint32_t order, const Moment& moment, Step& step) {
    const Order& looked_up = state_.case_of(order).order;
    if (moment.now - looked_up.placed >
        settings_.strategy.tracking_look_up_after + tracking_given_up_after) {
        return;
    }
    for (const Parcel& parcel : looked_up.parcels) {
        if (parcel.status >= ParcelStatus::shipped && parcel.status < ParcelStatus::delivered &&
            !parcel.tracking.empty()) {
            step.calls.push_back(
                {CallId{duty_word(Duty::tracking, order)},
                 carrier::read_tracker(settings_.carrier, parcel.tracking),
                 settings_.strategy.timeouts.carrier}
            );
            step.set_timer(TimerId{duty_word(Duty::tracking, order)}, moment.now + one_day);
            return;
        }
    }
}

void Runtime::on_tracking(const Moment& moment, const Outcome& outcome, Step& step) {
    if (!is_good(outcome)) {
        return;  // The timer for the next look-up is set already.
    }
    const std::uint32_t order = low_half(outcome.call.value);
    const Value body = outcome.response.body.root();
    const ParcelStatus status = carrier::status_of(body["status"].string());
    for (const Parcel& parcel : state_.case_of(order).order.parcels) {
        if (parcel.tracking == body["tracking_code"].string() && status > parcel.status) {
            Event event;
            event.key = EventKey::of("carrier", body["status"].string(), parcel.number);
            event.job.kind = JobKind::report_milestone;
            event.job.key = parcel.number;
            event.job.number = static_cast<std::int64_t>(status);
            take(std::move(event), std::nullopt, moment, step);
            return;
        }
    }
}

void Runtime::drop_old_orphans(const Moment& moment, Step& step) {
    std::vector<Orphan> old;
    for (const Orphan& orphan : state_.orphans()) {
        if (moment.now - orphan.since >= settings_.strategy.lanes.orphan_wait) {
            old.push_back(orphan);
        }
    }
    for (const Orphan& orphan : old) {
        Event event;
        event.number = orphan.number;
        event.job = orphan.job;
        event.problem = "the order of this message never came";
        event.owner = "channel operations";
        raise(event, moment, step);
        engine_.keep(State::orphan_dropped_record(orphan.number), step);
    }
    step.set_timer(TimerId{duty_word(Duty::sweep)}, moment.now + sweep_interval);
}

}  // namespace drydock::integration
