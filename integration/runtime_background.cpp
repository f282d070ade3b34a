#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "integration/connectors/carrier/carrier_calls.hpp"
#include "integration/connectors/odoo/odoo_calls.hpp"
#include "integration/connectors/wms/wms_calls.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/gateway/line_units.hpp"
#include "integration/operations/duty.hpp"
#include "integration/runtime.hpp"

/// What the runtime does without being asked: its start, parcels that nobody tells of, orphans.
namespace drydock::integration {

namespace {

/// Waits of the start-up calls when they fail. Assumption: nothing else can be done meanwhile.
constexpr Duration start_retry = 10 * one_second;
constexpr std::uint32_t products_a_page = 1'000;
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
