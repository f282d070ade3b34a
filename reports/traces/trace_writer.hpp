#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "reports/traces/order_traces.hpp"

namespace drydock::reports {

/// Makes the spans of one order from its tries.
class TraceWriter {
public:
    /// All outlive the writer. `spans` get the order's spans, the root first.
    TraceWriter(
        const OrderTracer& tracer,
        const TraceSubject& subject,
        const DemandOrder& order,
        std::vector<Span>& spans
    );

    /// `attempts`: indices of the order's tries, by time. Spans above `spans_max` are left out, and
    /// their number is returned.
    std::uint64_t write(std::span<const std::uint32_t> attempts, std::size_t spans_max);

private:
    [[nodiscard]] std::int64_t unix_ns(Instant instant) const;
    [[nodiscard]] Span& add(SpanKind kind, std::uint64_t number, SystemId service, SpanId parent);
    void write_root();
    /// The span that the calls of that work belong under.
    [[nodiscard]] SpanId parent_of(std::uint32_t work, const Attempt& first);
    void write_client(std::uint32_t index, SpanId parent);
    void write_server(std::uint32_t index, SpanId parent);
    void add_faults(const Attempt& attempt, Span& span) const;
    void link_to_same_content(const Attempt& attempt, Span& span, std::string_view reason) const;
    void name_jobs(std::span<const std::uint32_t> attempts);

    const OrderTracer& tracer_;
    const TraceSubject& subject_;
    const DemandOrder& order_;
    std::vector<Span>& spans_;
    TraceId trace_;
    SpanId root_;
    std::size_t first_;  ///< Place of the order's first span.
    std::int64_t epoch_ns_;
    std::int64_t end_ns_ = 0;
    SpanId event_taken_{};  ///< The server span of the last event that the runtime took.
    // Looked up only, never walked.
    std::unordered_map<std::uint32_t, std::size_t> jobs_;  ///< By work: place of its span.
    std::unordered_map<std::uint64_t, SpanId> sent_;       ///< By content: the last client span.
};

}  // namespace drydock::reports
