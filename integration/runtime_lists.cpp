#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "integration/connectors/channels/channel_calls.hpp"
#include "integration/connectors/channels/marketplace_calls.hpp"
#include "integration/connectors/channels/storefront_calls.hpp"
#include "integration/connectors/wms/wms_calls.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/operations/duty.hpp"
#include "integration/runtime.hpp"

/// The partners' lists, read for what no webhook has told.
namespace drydock::integration {

namespace {

constexpr std::uint32_t messages_a_page = 200;
/// What a list shows and no webhook has told for so long is told by none. Assumption: by then a
/// partner has tried more than once.
constexpr Duration told_after = 10 * one_minute;

std::int64_t cursor_of(Instant instant) {
    return instant.time_since_epoch().count();
}

}  // namespace

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
        list.asked_steady = moment.steady;
        list.newest_seen = list.newest_seen == Instant{} ? moment.steady : list.newest_seen;
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
        if (*updated > list.newest) {
            list.newest = *updated;
            list.newest_seen = moment.steady;
        }
        list.untold = list.untold || (untold && *updated + told_after < list.asked_at);
    }
    return true;
}

void Runtime::end_list(Cursor cursor, ListPoll& list, Step& step) {
    list.continuation.clear();
    // What was read to is kept only when there was something, so that an idle list costs no record.
    if (cursor_of(list.newest) > state_.cursor(cursor)) {
        engine_.keep(State::cursor_record(cursor, cursor_of(list.newest)), step);
    }
    // By the partner's clock: one of ours that is ahead would skip what is yet to come. Its clock
    // stood at least at the newest change when that came, and time has passed since.
    const Duration since = std::max(list.asked_steady - list.newest_seen, Duration::zero());
    list.read_to = list.full ? list.newest : std::max(list.newest + since, list.listed_to);
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

}  // namespace drydock::integration
