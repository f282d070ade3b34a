#include "harness/scenario/scenario_format.hpp"
#include "integration/strategy.hpp"

namespace drydock::harness {

namespace {

using integration::Strategy;
using enum ValueType;

Mapping ingest_format() {
    using Ingest = Strategy::Ingest;
    Describe<Ingest> keys{"ingest", "How events come in."};
    keys.value(
        "inline_work",
        boolean,
        &Ingest::inline_work,
        "Do the work before the webhook is answered, and keep nothing."
    );
    keys.value(
        "webhooks",
        boolean,
        &Ingest::webhooks,
        "Work on what partners send. Else it is acknowledged and left, and lists are read instead."
    );
    keys.value(
            "marketplace_poll_interval",
            duration,
            &Ingest::marketplace_poll_interval,
            "Between two readings of the marketplace's order list."
    )
        .bounds(one_second, one_day);
    keys.value(
        "reconcile",
        boolean,
        &Ingest::reconcile,
        "Read the storefront's and the warehouse's own lists again, for events that never came."
    );
    keys.value(
        "watch_webhooks",
        boolean,
        &Ingest::watch_webhooks,
        "Subscribes again to what the shop has stopped telling."
    );
    keys.value("reconcile_interval", duration, &Ingest::reconcile_interval, "Between two of those.")
        .bounds(one_second, 30 * one_day);
    keys.value(
        "overlap",
        duration,
        &Ingest::overlap,
        "A cursor looks back this much, for rows that were written late."
    );
    return keys.take();
}

Mapping dedup_format() {
    using Dedup = Strategy::Dedup;
    Describe<Dedup> keys{"dedup", "One effect an event, one sale order an order number."};
    keys.value("enabled", boolean, &Dedup::enabled, "Switches it.");
    keys.value("horizon", duration, &Dedup::horizon, "How long a key is remembered.")
        .bounds(one_second, 3'650 * one_day);
    return keys.take();
}

Mapping look_up_format() {
    using LookUp = Strategy::LookUp;
    Describe<LookUp> keys{
        "look_up", "A call whose outcome is unknown is looked up before it is made again."};
    keys.value("enabled", boolean, &LookUp::enabled, "Switches it.");
    keys.value(
        "wait",
        duration,
        &LookUp::wait,
        "Before the look-up: the partner may still be at work on the request."
    );
    keys.value(
            "again_after",
            duration,
            &LookUp::again_after,
            "After a sale order or label was made: what is there twice is taken back; 0s: never."
    )
        .bounds(Duration{}, 30 * one_day);
    return keys.take();
}

Mapping lanes_format() {
    using Lanes = Strategy::Lanes;
    Describe<Lanes> keys{"lanes", "One event of an order at a time, in order of arrival."};
    keys.value("enabled", boolean, &Lanes::enabled, "Switches them.");
    keys.value(
        "orphan_wait",
        duration,
        &Lanes::orphan_wait,
        "An event before its order waits so long for it."
    );
    keys.value("lane_length_max", whole, &Lanes::lane_length_max, "Events that wait in one lane.")
        .bounds(1, 1'000'000);
    return keys.take();
}

Mapping admission_format() {
    using Admission = Strategy::Admission;
    Describe<Admission> keys{"admission", "New orders are refused with 429 while too many wait."};
    keys.value("enabled", boolean, &Admission::enabled, "Switches it.");
    keys.value(
            "queue_length_max",
            whole,
            &Admission::queue_length_max,
            "Orders that may wait to be booked in Odoo."
    )
        .bounds(1, 10'000'000);
    keys.value("retry_after", duration, &Admission::retry_after, "Told with the refusal.");
    return keys.take();
}

Mapping retry_format() {
    using Retry = Strategy::Retry;
    Describe<Retry> keys{"retry", "Trying again what failed in passing."};
    keys.value("base", duration, &Retry::base, "First delay at most; doubles each time.")
        .bounds(Duration{1'000'000}, one_day);
    keys.value("cap", duration, &Retry::cap, "Longest of those delays.")
        .bounds(Duration{1'000'000}, one_day);
    keys.value("attempts_max", whole, &Retry::attempts_max, "In line, the first included.")
        .bounds(1, 1'000);
    keys.value("later", durations, &Retry::later, "Delays after that; then a person has to look.");
    keys.value(
            "budget",
            percent,
            &Retry::budget_percent,
            "Retries may be at most this share of a partner's calls."
    )
        .bounds(0, 1'000);
    keys.value(
        "budget_floor", whole, &Retry::budget_floor, "Retries that are always allowed in a row."
    );
    return keys.take();
}

Mapping limiter_format() {
    using Limiter = Strategy::Limiter;
    Describe<Limiter> keys{"limiter", "How many calls to one partner are out at once."};
    keys.value("enabled", boolean, &Limiter::enabled, "Switches it.");
    keys.value("concurrency_start", whole, &Limiter::concurrency_start, "At first.")
        .bounds(1, 10'000);
    keys.value("concurrency_max", whole, &Limiter::concurrency_max, "At most.").bounds(1, 10'000);
    keys.value("decrease", factor, &Limiter::decrease_permille, "What a dropped call makes of it.")
        .bounds(1, 1'000);
    keys.value(
            "queue_length_max", whole, &Limiter::queue_length_max, "Calls that wait for a place."
    )
        .bounds(1, 100'000'000);
    return keys.take();
}

Mapping breaker_format() {
    using Breaker = Strategy::Breaker;
    Describe<Breaker> keys{"breaker", "Stops calling what fails, then probes."};
    keys.value("enabled", boolean, &Breaker::enabled, "Switches it.");
    keys.value("calls_min", whole, &Breaker::calls_min, "Fewer calls tell nothing.")
        .bounds(1, 1'000'000);
    keys.value(
            "window",
            duration,
            &Breaker::window,
            "All calls this young count, and never fewer than calls_min."
    )
        .bounds(Duration{1'000'000}, one_day);
    keys.value("failure", percent, &Breaker::failure_percent, "Opens it.").bounds(1, 100);
    keys.value("open", duration, &Breaker::open, "Before the first probe; doubles each time.")
        .bounds(Duration{1'000'000}, one_day);
    keys.value("open_max", duration, &Breaker::open_max, "Longest of those.")
        .bounds(Duration{1'000'000}, one_day);
    keys.value("probes", whole, &Breaker::probes, "That have to succeed to close it.")
        .bounds(1, 1'000);
    return keys.take();
}

Mapping timeouts_format() {
    using Timeouts = Strategy::Timeouts;
    constexpr Duration least{1'000'000};
    Describe<Timeouts> keys{"timeouts", "How long the runtime waits for an answer."};
    keys.value("odoo", duration, &Timeouts::odoo, "Of Odoo.").bounds(least, one_day);
    keys.value("wms", duration, &Timeouts::wms, "Of the warehouse.").bounds(least, one_day);
    keys.value("carrier", duration, &Timeouts::carrier, "Of the carrier.").bounds(least, one_day);
    keys.value("channel", duration, &Timeouts::channel, "Of storefront and marketplace.")
        .bounds(least, one_day);
    return keys.take();
}

Mapping stock_policy_format() {
    using Stock = Strategy::Stock;
    Describe<Stock> keys{"stock_policy", "What channels are told of stock."};
    keys.value("publish_interval", duration, &Stock::publish_interval, "Between two publications.")
        .bounds(one_second, 30 * one_day);
    keys.value("buffer_units", whole, &Stock::buffer_units, "Held back of each product.");
    return keys.take();
}

Mapping hold_format() {
    using Hold = Strategy::Hold;
    Describe<Hold> keys{"hold", "Orders that a person has to look at first."};
    keys.value("units_max", whole, &Hold::units_max, "Of one line; more waits.")
        .bounds(1, std::numeric_limits<std::int64_t>::max());
    keys.value("test_orders", boolean, &Hold::test_orders, "Orders of test products wait.");
    return keys.take();
}

Mapping units_format() {
    using Units = Strategy::Units;
    Describe<Units> keys{"units", "Units of measure of what the warehouse tells."};
    keys.value(
        "enabled",
        boolean,
        &Units::enabled,
        "Cases are converted into pieces, and a unit of unknown size waits for a person. Else "
        "the number is taken as it is."
    );
    return keys.take();
}

}  // namespace

Mapping strategy_format() {
    Describe<Strategy> keys{"strategy", "Policy of the integration runtime."};
    keys.value("name", text, &Strategy::name, "In verdicts and comparisons.");
    keys.section("ingest", ingest_format(), &Strategy::ingest, "How events come in.");
    keys.section("dedup", dedup_format(), &Strategy::dedup, "De-duplication.");
    keys.section("look_up", look_up_format(), &Strategy::look_up, "Look-up before retry.");
    keys.section("lanes", lanes_format(), &Strategy::lanes, "Order within one order.");
    keys.section("admission", admission_format(), &Strategy::admission, "Back-pressure.");
    keys.section("retry", retry_format(), &Strategy::retry, "Trying again.");
    keys.section("limiter", limiter_format(), &Strategy::limiter, "Concurrency.");
    keys.section("breaker", breaker_format(), &Strategy::breaker, "Circuit breaker.");
    keys.section("timeouts", timeouts_format(), &Strategy::timeouts, "Of calls.");
    keys.section("stock", stock_policy_format(), &Strategy::stock, "Stock publishing.");
    keys.section("hold", hold_format(), &Strategy::hold, "For a person.");
    keys.section("units", units_format(), &Strategy::units, "Units of measure.");
    keys.choice(
        "short_pick",
        {"backorder", "cancel"},
        &Strategy::short_pick,
        "What becomes of units that the warehouse could not find."
    );
    keys.value(
        "substitution",
        boolean,
        &Strategy::substitution,
        "The warehouse may send another product in place of units that it cannot find."
    );
    keys.value(
            "tracking_look_up_after",
            duration,
            &Strategy::tracking_look_up_after,
            "A parcel not delivered by then is looked up at the carrier."
    )
        .bounds(one_minute, 3'650 * one_day);
    return keys.take();
}

}  // namespace drydock::harness
