#include "reports/traces/order_traces.hpp"

#include <span>

#include "reports/traces/trace_writer.hpp"

namespace drydock::reports {

namespace {

enum class Interest : std::uint8_t { none, share, slow, retried, failed };

/// Indices of the attempts of each order, by time.
struct ByOrder {
    std::vector<std::uint32_t> starts;
    std::vector<std::uint32_t> entries;

    [[nodiscard]] std::span<const std::uint32_t> of(std::size_t order) const {
        return std::span{entries}.subspan(starts[order], starts[order + 1] - starts[order]);
    }
};

ByOrder group(const OrderTracer& tracer, std::size_t order_count) {
    const auto order_of = [&](const Attempt& attempt) {
        return tracer.works()[attempt.work].order;
    };
    ByOrder grouped;
    grouped.starts.resize(order_count + 1);
    for (const Attempt& attempt : tracer.attempts()) {
        if (const std::uint32_t order = order_of(attempt); order != nothing) {
            ++grouped.starts[order + std::size_t{1}];
        }
    }
    for (std::size_t order = 0; order < order_count; ++order) {
        grouped.starts[order + 1] += grouped.starts[order];
    }
    grouped.entries.resize(grouped.starts.back());
    std::vector<std::uint32_t> next = grouped.starts;
    for (std::uint32_t index = 0; index < tracer.attempts().size(); ++index) {
        if (const std::uint32_t order = order_of(tracer.attempts()[index]); order != nothing) {
            grouped.entries[next[order]++] = index;
        }
    }
    return grouped;
}

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

}  // namespace

OrderTraces order_traces(
    const OrderTracer& tracer,
    const Demand& demand,
    const TraceSubject& subject,
    const TraceSampling& sampling
) {
    OrderTraces traces;
    traces.batch.services = subject.systems;
    // Two spans a try, and one for each of its few jobs; untouched memory costs nothing.
    traces.batch.spans.reserve(tracer.attempts().size() * 5 / 2 + demand.orders.size());
    const ByOrder grouped = group(tracer, demand.orders.size());
    for (std::size_t index = 0; index < demand.orders.size(); ++index) {
        const DemandOrder& order = demand.orders[index];
        const auto attempts = grouped.of(index);
        if (attempts.empty()) {
            continue;
        }
        ++traces.orders;
        const Interest interest = interest_of(tracer, order, attempts, subject, sampling);
        if (interest == Interest::none) {
            continue;
        }
        ++traces.orders_kept;
        traces.orders_failed += interest == Interest::failed ? 1 : 0;
        traces.orders_retried += interest == Interest::retried ? 1 : 0;
        traces.orders_slow += interest == Interest::slow ? 1 : 0;
        TraceWriter writer{tracer, subject, order, traces.batch.spans};
        traces.spans_dropped += writer.write(attempts, sampling.spans_per_order_max);
    }
    return traces;
}

}  // namespace drydock::reports
