#include "reports/advice.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace drydock::reports {

std::string_view advice_for(const harness::Expectation& expectation) {
    using Advice = std::pair<std::string_view, std::string_view>;
    constexpr std::array<Advice, 21> list{
        {{"lost_orders",
          "switch strategy.ingest.reconcile on, and accept an event only once it is durable"},
         {"doubled_orders",
          "switch strategy.dedup and strategy.look_up on: look up before a create is repeated"},
         {"overshipped_lines",
          "an order was released twice: look up the warehouse's order before releasing again"},
         {"invoice_mismatches",
          "an invoice was made twice or never posted: look up before the call is repeated"},
         {"invoiced_before_shipped",
          "deliver in Odoo what the warehouse confirms as shipped, not what was ordered"},
         {"price_mismatches",
          "book the price that the channel sold at (price_unit), not the list price of the day"},
         {"duplicate_labels",
          "a label was bought again after an unknown outcome: switch strategy.look_up on"},
         {"stock_mismatches",
          "a stock movement was posted twice or never: compare the SKU's moves in both systems"},
         {"parcels_in_flight",
          "shipments that Odoo does not know: read the warehouse's messages again (reconcile)"},
         {"milestone_regressions", "events overtook each other: switch strategy.lanes on"},
         {"shipped_after_cancel",
          "ask the warehouse before a cancellation is confirmed, never after"},
         {"live_after_cancel", "a cancellation overtook its order: switch strategy.lanes on"},
         {"over_refunds", "a refund was repeated: give each a key of its own"},
         {"unsettled_orders",
          "orders hang without anybody knowing: park them as exceptions with an owner"},
         {"missed_cut_offs", "labels came too late: see carrier_queue in timeline.csv"},
         {"queue_length_max",
          "the queue outgrew its bound: lower strategy.admission.queue_length_max"},
         {"retry_amplification", "retries feed the overload: lower strategy.retry.budget_percent"},
         {"backlog_drain_time",
          "what waited goes on too slowly: raise strategy.limiter.concurrency_max, or lower the "
          "wait "
          "between late tries (strategy.retry.later)"},
         {"metastable_faults",
          "the fault is over and work still stands still: lower strategy.retry.budget_percent and "
          "strategy.admission.queue_length_max, so that retries leave room"},
         {"goodput", "orders do not go on as they come: see orders_waiting in timeline.csv"},
         {"time_to_recover", "the backlog drains too slowly: see orders_waiting in timeline.csv"}}};
    const auto* const found = std::ranges::find(list, expectation.metric.name, &Advice::first);
    return found == list.end() ? "see its course over time in timeline.csv" : found->second;
}

}  // namespace drydock::reports
