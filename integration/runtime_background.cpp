#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "integration/connectors/carrier/carrier_calls.hpp"
#include "integration/connectors/channels/channel_calls.hpp"
#include "integration/connectors/channels/marketplace_calls.hpp"
#include "integration/connectors/channels/storefront_calls.hpp"
#include "integration/connectors/odoo/odoo_calls.hpp"
#include "integration/connectors/wms/wms_calls.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/gateway/line_units.hpp"
#include "integration/operations/duty.hpp"
#include "integration/runtime.hpp"

/// What the runtime does without being asked: its start, the partners' lists, stock publication.
namespace drydock::integration {

namespace {

/// Waits of the start-up calls when they fail. Assumption: nothing else can be done meanwhile.
constexpr Duration start_retry = 10 * one_second;
constexpr std::uint32_t products_a_page = 1'000;
constexpr std::uint32_t messages_a_page = 200;
/// What a list shows and no webhook has told for so long is told by none. Assumption: by then a
/// partner has tried more than once.
constexpr Duration told_after = 10 * one_minute;
constexpr Duration sweep_interval = one_hour;
/// A parcel that is this old and not delivered is the carrier's to explain, not ours to poll.
constexpr Duration tracking_given_up_after = 30 * one_day;

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
    std::vector<LineUnits> cases;  // Their sizes, by product.
    for (const Value item : outcome.response.body["items"]) {
        const auto product = state_.catalogue().find(item["sku"].string());
        const std::int64_t on_hand = item["on_hand"].thousandths().value_or(0) / 1'000;
        if (product && on_hand > 0) {
            units.push_back({*product, static_cast<std::int32_t>(on_hand)});
        }
        const std::int32_t case_units = units_of(item["case_units"]);
        if (product && case_units > 0) {
            cases.push_back({*product, case_units});
        }
    }
    engine_.keep(State::stock_record(units), step);
    if (!cases.empty()) {
        engine_.keep(State::case_record(cases), step);
    }
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
    begin_feeds(moment, step);
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
        list.listed_to = {};
        list.full = false;
        list.untold = false;
    }
    step.calls.push_back(
        {CallId{duty_word(duty)},
         storefront ? shop::list_orders(settings_, list.from, list.continuation)
                    : channels::list_marketplace_orders(settings_, list.from, list.continuation),
         strategy.timeouts.channel}
    );
}

bool Runtime::take_listed(
    Channel channel, Value order, ListPoll& list, const Moment& moment, Step& step
) {
    const bool storefront = channel == Channel::storefront;
    if (!storefront && channels::is_pending(order)) {
        return true;  // Nothing can be done for it yet; once it is paid it is listed again.
    }
    const Vocabulary vocabulary = this->vocabulary();
    const std::string_view number =
        storefront ? shop::number_of(settings_, order) : order["AmazonOrderId"].string();
    // Most of what a list shows again is known: only what was added to it is translated then.
    const bool known = settings_.strategy.dedup.enabled && state_.find_order(number).has_value();
    const Listing listing = known ? Listing::requests_only : Listing::whole;
    bool untold = false;
    for (Event& event : storefront ? translate_storefront_listing(order, listing, vocabulary)
                                   : translate_marketplace_listing(order, listing, vocabulary)) {
        untold = untold || !state_.dedup().seen(event.key);
        if (take(std::move(event), std::nullopt, moment, step) == Taken::later) {
            list.full = true;
            return false;
        }
    }
    const auto updated = storefront
                             ? shop::updated_at(settings_, order)
                             : channels::read_date(settings_, order["LastUpdateDate"].string());
    if (updated) {
        list.newest = std::max(list.newest, *updated);
        list.untold = list.untold || (untold && *updated + told_after < list.asked_at);
    }
    return true;
}

void Runtime::end_list(Cursor cursor, ListPoll& list, Step& step) {
    list.continuation.clear();
    // What was read to is kept only when there was something, so that an idle list costs no record.
    if (count_of(list.newest) > state_.cursor(cursor)) {
        engine_.keep(State::cursor_record(cursor, count_of(list.newest)), step);
    }
    // Only the partner's own times: a clock of ours that is ahead would skip what is yet to come.
    list.read_to = list.full ? list.newest : std::max(list.newest, list.listed_to);
}

void Runtime::on_warehouse_list(const Moment& moment, const Outcome& outcome, Step& step) {
    const Duration interval = settings_.strategy.ingest.reconcile_interval;
    if (is_good(outcome)) {
        const Vocabulary vocabulary = this->vocabulary();
        const Value messages = outcome.response.body["messages"];
        const std::int64_t seen_before = state_.messages_seen_to();
        bool untold = false;  // There are messages that never came by webhook.
        for (const Value message : messages) {
            if (state_.message_seen(message["sequence"].integer_or(0))) {
                continue;
            }
            untold = true;
            if (auto event = translate_warehouse(message, vocabulary)) {
                take(*std::move(event), std::nullopt, moment, step);
            } else {
                note_message(message, moment, step);
            }
        }
        if (untold) {
            step.calls.push_back(
                {CallId{duty_word(Duty::wms_webhook)},
                 wms::read_webhooks(settings_.wms),
                 settings_.strategy.timeouts.wms}
            );
        }
        // More than a page is behind; progress was made, so this ends.
        if (messages.size() >= messages_a_page && state_.messages_seen_to() > seen_before) {
            poll(Duty::poll_wms, moment, step);
            return;
        }
    }
    step.set_timer(TimerId{duty_word(Duty::poll_wms)}, moment.now + interval);
}

void Runtime::on_wms_webhook(const Outcome& outcome, Step& step) {
    const auto disabled = is_good(outcome) ? wms::disabled_webhook(outcome.response) : std::nullopt;
    if (disabled) {
        step.calls.push_back(
            {CallId{duty_word(Duty::wms_webhook)},
             wms::enable_webhook(settings_.wms, *disabled),
             settings_.strategy.timeouts.wms}
        );
    }
}

void Runtime::note_message(Value message, const Moment& moment, Step& step) {
    const std::int64_t sequence = message["sequence"].integer_or(0);
    if (sequence <= 0 || state_.message_seen(sequence)) {
        return;
    }
    if (wms::topic_of(message) == "inventory.snapshot" && state_.is_next_message(sequence)) {
        compare_snapshot(message, moment, step);
    }
    engine_.keep(State::message_record(sequence), step);
}

/// A snapshot says what lies in the warehouse, not what has changed: it is held against what the
/// changes add up to, and never posted. Source: X12 846 beside 947, one movement in both.
void Runtime::compare_snapshot(Value message, const Moment& moment, Step& step) {
    std::uint32_t different = 0;
    std::string first;
    for (const Value line : message["lines"]) {
        const auto product = state_.catalogue().find(line["sku"].string());
        const std::int64_t there = line["on_hand"].thousandths().value_or(0) / 1'000;
        if (product && there != state_.stock().on_hand(*product) && ++different == 1) {
            first = fmt::format(
                "{}: {} there, {} here",
                line["sku"].string(),
                there,
                state_.stock().on_hand(*product)
            );
        }
    }
    if (different == 0) {
        return;
    }
    Event event;
    event.job.kind = JobKind::post_stock;
    event.job.key = message["snapshot"].string();
    event.problem = fmt::format("{} products differ from the snapshot; {}", different, first);
    event.owner = "inventory control";
    raise(event, moment, step);
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
            // The carrier did not tell: perhaps it has given up telling.
            if (!carrier_hook_enabled_ || moment.now - *carrier_hook_enabled_ >= one_day) {
                carrier_hook_enabled_ = moment.now;
                step.calls.push_back(
                    {CallId{duty_word(Duty::carrier_webhook)},
                     carrier::enable_webhook(settings_.carrier),
                     settings_.strategy.timeouts.carrier}
                );
            }
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
