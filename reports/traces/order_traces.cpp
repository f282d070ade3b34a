#include "reports/traces/order_traces.hpp"

#include <span>
#include <vector>

#include "reports/traces/trace_writer.hpp"

namespace drydock::reports {

namespace {

/// Indices of the attempts of each order, by time.
struct ByOrder {
    std::vector<std::uint32_t> starts;
    std::vector<std::uint32_t> entries;

    [[nodiscard]] std::span<const std::uint32_t> of(std::size_t order) const {
        return std::span{entries}.subspan(starts[order], starts[order + 1] - starts[order]);
    }
};

ByOrder group(const OrderTracer& tracer, std::size_t order_count) {
    const Attempts& attempts = tracer.attempts();
    const auto order_of = [&](std::uint32_t attempt) {
        return tracer.works()[attempts[attempt].work].order;
    };
    ByOrder grouped;
    grouped.starts.resize(order_count + 1);
    for (std::uint32_t index = attempts.first(); index < attempts.end(); ++index) {
        if (const std::uint32_t order = order_of(index); order != nothing) {
            ++grouped.starts[order + std::size_t{1}];
        }
    }
    for (std::size_t order = 0; order < order_count; ++order) {
        grouped.starts[order + 1] += grouped.starts[order];
    }
    grouped.entries.resize(grouped.starts.back());
    std::vector<std::uint32_t> next = grouped.starts;
    for (std::uint32_t index = attempts.first(); index < attempts.end(); ++index) {
        if (const std::uint32_t order = order_of(index); order != nothing) {
            grouped.entries[next[order]++] = index;
        }
    }
    return grouped;
}

}  // namespace

Interest interest_of(
    const OrderTracer& tracer,
    const DemandOrder& order,
    std::span<const std::uint32_t> attempts,
    const TraceSubject& subject,
    const TraceSampling& sampling
) {
    Interest interest = Interest::none;
    for (const std::uint32_t index : attempts) {
        const Attempt& attempt = tracer.attempts()[index];
        if (attempt.is_foreign && attempt.status_sent >= 400) {
            return Interest::failed;
        }
        if (!attempt.is_copy && !attempt.is_foreign && !attempt.succeeded()) {
            return Interest::failed;
        }
        if (attempt.resends > 0) {
            interest = Interest::retried;
        } else if (attempt.operation == "orders/create" && interest == Interest::none &&
                   attempt.ended - order.at > sampling.slow_after) {
            interest = Interest::slow;
        }
    }
    if (interest == Interest::none &&
        is_in_trace_share(subject.seed, sampling.share_ppm, order.number)) {
        interest = Interest::share;
    }
    return interest;
}

OrderTraceCounts write_order_traces(
    const OrderTracer& tracer,
    const Demand& demand,
    const TraceSubject& subject,
    const TraceSampling& sampling,
    const SpanSink& sink
) {
    // Assumption: two megabytes of JSON, so that what is written at once is worth the call, and
    // stays in the processor's cache.
    constexpr std::size_t spans_at_once = 2'048;
    OrderTraceCounts counts;
    const ByOrder grouped = group(tracer, demand.orders.size());
    TraceWriter writer{tracer, subject};
    for (std::size_t index = 0; index < demand.orders.size(); ++index) {
        const DemandOrder& order = demand.orders[index];
        const auto attempts = grouped.of(index);
        if (attempts.empty()) {
            continue;
        }
        ++counts.orders;
        const Interest interest = interest_of(tracer, order, attempts, subject, sampling);
        if (interest == Interest::none) {
            continue;
        }
        ++counts.orders_kept;
        counts.orders_failed += interest == Interest::failed ? 1 : 0;
        counts.orders_retried += interest == Interest::retried ? 1 : 0;
        counts.orders_slow += interest == Interest::slow ? 1 : 0;
        counts.spans_dropped += writer.write(order, attempts, sampling.spans_per_order_max);
        if (writer.spans().size() >= spans_at_once) {
            counts.spans += writer.spans().size();
            sink(writer.spans());
            writer.clear();
        }
    }
    if (!writer.spans().empty()) {
        counts.spans += writer.spans().size();
        sink(writer.spans());
    }
    return counts;
}

}  // namespace drydock::reports
