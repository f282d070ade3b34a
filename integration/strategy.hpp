#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/time.hpp"

namespace drydock::integration {

/// What the runtime does with units that the warehouse could not find.
enum class ShortPickPolicy : std::uint8_t { backorder, cancel };

/// Policy of the integration runtime, one file a strategy. `direct` and `event-driven` are values
/// of this, not code paths; so is either with one protection switched off. Source of the defaults,
/// where no other is named: docs/architecture.md, table of defaults.
struct Strategy {
    std::string name = "event-driven";

    struct Ingest {
        /// The webhook's handler does the work before it answers, as point-to-point connectors do.
        /// Nothing is kept that the caller has not been told.
        bool inline_work = false;
        /// What partners send is worked on. Else it is acknowledged and left, and all that happens
        /// is read from their lists, every reconcile_interval.
        bool webhooks = true;
        Duration marketplace_poll_interval = 2 * one_minute;
        /// Reads the storefront's and the warehouse's own lists again, for events that never came.
        bool reconcile = true;
        /// What is missing in the shop's webhooks is subscribed to again when a list shows that
        /// something was not told.
        bool watch_webhooks = true;
        Duration reconcile_interval = 15 * one_minute;
        /// A cursor looks back this much, for rows that were written late.
        Duration overlap = 10 * one_minute;
    } ingest;

    /// One effect an event, by the partner's key, and one sale order an order number.
    struct Dedup {
        bool enabled = true;
        Duration horizon = 30 * one_day;
    } dedup;

    /// A call whose outcome is unknown is looked up by natural key before it is made again.
    struct LookUp {
        bool enabled = true;
        /// A peer may still be working on a request whose caller gave up; the look-up waits so
        /// long.
        Duration wait = 5 * one_second;
        /// A request may be carried out even later, and a proxy may repeat one. So long after a
        /// sale order was booked, or a label bought, it is looked up again: what is there twice is
        /// cancelled or voided. Zero: never. Longer than a request is under way. Assumption: an
        /// Odoo worker is ended after limit_time_real (2 min), a connection in a queue after
        /// minutes.
        Duration again_after = one_hour;
    } look_up;

    /// One event of an order at a time, in order of arrival; an event before its order waits.
    struct Lanes {
        bool enabled = true;
        Duration orphan_wait = 12 * one_hour;
        std::uint32_t lane_length_max = 256;  ///< Events that wait in one lane.
    } lanes;

    /// New orders are refused with 429 while this many wait to be booked in Odoo.
    struct Admission {
        bool enabled = true;
        std::uint32_t queue_length_max = 500;
        Duration retry_after = one_minute;
    } admission;

    struct Retry {
        Duration base = one_second / 2;
        Duration cap = one_minute;
        std::uint32_t attempts_max = 8;  ///< In line, the first included; at least 1.
        std::vector<Duration> later{     ///< After that; then the lane parks as an exception.
                                    one_minute,
                                    5 * one_minute,
                                    15 * one_minute,
                                    30 * one_minute,
                                    one_hour,
                                    2 * one_hour,
                                    4 * one_hour};
        std::uint32_t budget_percent =
            10;  ///< Retries may be at most this share of a remote's calls.
        std::uint32_t budget_floor = 20;  ///< Retries that are always allowed in a row.
    } retry;

    /// Calls to one remote at once: additive increase, multiplicative decrease.
    struct Limiter {
        bool enabled = true;
        std::uint32_t concurrency_start = 8;
        std::uint32_t concurrency_max = 32;
        std::uint32_t decrease_permille = 900;
        /// Calls that wait for a place; at the bound, work stays in its lane.
        std::uint32_t queue_length_max = 100'000;
    } limiter;

    struct Breaker {
        bool enabled = true;
        std::uint32_t calls_min = 20;
        Duration window = 10 * one_second;
        std::uint32_t failure_percent = 50;
        Duration open = 15 * one_second;
        Duration open_max = 5 * one_minute;
        std::uint32_t probes = 3;
    } breaker;

    struct Timeouts {
        Duration odoo = 30 * one_second;
        Duration wms = 10 * one_second;
        Duration carrier = one_minute;
        Duration channel = 10 * one_second;
    } timeouts;

    struct Stock {
        Duration publish_interval = 5 * one_minute;
        std::uint32_t buffer_units = 0;  ///< Held back from every channel.
    } stock;

    /// Orders that a person has to look at first.
    struct Hold {
        std::int64_t units_max = 20'000;  ///< Of one line.
        bool test_orders = true;
    } hold;

    /// What the warehouse counts in cases is converted into pieces; what it counts in anything else
    /// waits for a person. Else its number is taken as it is.
    struct Units {
        bool enabled = true;
    } units;

    ShortPickPolicy short_pick = ShortPickPolicy::backorder;
    /// The warehouse may send another SKU in place of units that it cannot find.
    bool substitution = false;
    /// A parcel that is not delivered this long after dispatch is looked up at the carrier.
    Duration tracking_look_up_after = 7 * one_day;
};

}  // namespace drydock::integration
