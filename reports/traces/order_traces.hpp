#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/landscape/demand.hpp"
#include "reports/traces/order_tracer.hpp"
#include "reports/traces/span.hpp"

namespace drydock::reports {

/// A fault of the plan, as span events name it.
struct TracedFault {
    std::string id;
    std::string kind;
};

/// What the tries of a run do not say by themselves.
struct TraceSubject {
    std::uint64_t seed = 0;
    Calendar calendar;                 ///< Ties the run's Instants to dates.
    std::vector<std::string> systems;  ///< By SystemId.
    SystemId runtime;
    std::vector<SystemId> channels;   ///< By DemandOrder::channel.
    std::vector<TracedFault> faults;  ///< In the plan's order.
    /// On the real clock: what its Instants count from, in nanoseconds since 1970. Otherwise the
    /// scenario's dates are shown.
    std::optional<std::int64_t> epoch_unix_ns{};
    std::uint8_t process = 0;  ///< As the tracer's.
    bool has_channels = true;  ///< False: whoever runs the channels writes the orders' own spans.
};

struct TraceSampling {
    /// Of the orders that went well, in millionths. By the order, not by chance: the same orders in
    /// every run of a seed.
    std::uint32_t share_ppm = 10'000;
    /// An order that came to the warehouse later than this after it was placed is slow.
    Duration slow_after = 10 * one_minute;
    /// Jaeger's page is slow above 2,000 spans a trace. Source: notes on observability, d4.
    std::size_t spans_per_order_max = 2'000;
};

/// How many orders there were, and which of them are kept.
struct OrderTraceCounts {
    std::uint64_t orders = 0;  ///< Of which anything was seen.
    std::uint64_t orders_kept = 0;
    std::uint64_t orders_failed = 0;   ///< Kept: a try was not answered, or with an error.
    std::uint64_t orders_retried = 0;  ///< Kept: a request was sent again, and nothing failed.
    std::uint64_t orders_slow = 0;     ///< Kept: slow, and nothing else.
    std::uint64_t spans = 0;           ///< Of kept orders.
    std::uint64_t spans_dropped = 0;   ///< Of kept orders, above spans_per_order_max.
};

/// Why an order's trace is kept, from the weakest reason to the strongest.
enum class Interest : std::uint8_t { none, share, slow, retried, failed };

/// Of an order with these tries, by their indices.
[[nodiscard]] Interest interest_of(
    const OrderTracer& tracer,
    const DemandOrder& order,
    std::span<const std::uint32_t> attempts,
    const TraceSubject& subject,
    const TraceSampling& sampling
);

/// Takes spans of whole orders, some thousands at a time. They are gone when it returns.
using SpanSink = std::function<void(std::span<const Span>)>;

/// One trace an order: every failed, retried or slow one, and a share of the rest. A span each for
/// the order, for each job of the runtime, for each try of each call, and for each request handled.
/// No more than some thousand spans are there at any time.
[[nodiscard]] OrderTraceCounts write_order_traces(
    const OrderTracer& tracer,
    const Demand& demand,
    const TraceSubject& subject,
    const TraceSampling& sampling,
    const SpanSink& sink
);

}  // namespace drydock::reports
