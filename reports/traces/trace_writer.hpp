#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "reports/traces/order_traces.hpp"

namespace drydock::reports {

/// Of one order.
struct AlreadyWritten {
    std::size_t attempts = 0;  ///< The first of those that are given, fewer than all.
    /// Its own span and those of their jobs, and all tries since forgotten that came before them.
    bool is_begun = false;
    std::uint32_t first_kept = 0;  ///< Attempts before it are forgotten.
};

/// Makes the spans of one order after the other from its tries. What one order has needed in memory
/// serves the next.
class TraceWriter {
public:
    /// Both outlive the writer.
    TraceWriter(const OrderTracer& tracer, const TraceSubject& subject);

    /// Adds the spans of one order, the root first. `attempts`: indices of its tries, by time. What
    /// has been written of it already is not added again. Spans above `spans_max` an order are left
    /// out, and the number of those that are new is returned.
    std::uint64_t write(
        const DemandOrder& order,
        std::span<const std::uint32_t> attempts,
        std::size_t spans_max,
        const AlreadyWritten& already = {}
    );

    /// Of all orders since clear(). They refer to texts of the tracer and of the subject.
    [[nodiscard]] std::span<const Span> spans() const {
        return std::span{spans_}.first(span_count_);
    }
    void clear() { span_count_ = 0; }
    /// The same, for good: as after clear().
    [[nodiscard]] std::vector<Span> take();

private:
    /// A job of the runtime, and the place of its span.
    struct Job {
        std::uint32_t work = 0;
        std::optional<std::size_t> place{};  ///< None: written before.
    };

    [[nodiscard]] std::int64_t unix_ns(Instant instant) const;
    [[nodiscard]] Span& add(SpanKind kind, std::uint64_t number, SystemId service, SpanId parent);
    void write_root(const DemandOrder& order);
    /// None: those are under the order itself.
    [[nodiscard]] Job* job_of(std::uint32_t work);
    /// The span that the calls of that work belong under.
    [[nodiscard]] SpanId parent_of(std::uint32_t work, const Attempt& first);
    /// With its first tries, that are forgotten since.
    [[nodiscard]] bool has_written_job_of(const Attempt& attempt) const;
    /// `before`: the order's tries up to this one.
    void write_client(std::span<const std::uint32_t> before, std::uint32_t index, SpanId parent);
    void write_server(std::span<const std::uint32_t> before, std::uint32_t index, SpanId parent);
    void add_faults(std::uint32_t index, Span& span) const;
    /// To the last try before that said the same.
    void link_to_same_content(
        std::span<const std::uint32_t> before,
        const Attempt& attempt,
        Span& span,
        std::string_view reason
    ) const;

    const OrderTracer& tracer_;
    const TraceSubject& subject_;
    SpanNumbers numbers_;
    std::int64_t epoch_ns_;
    std::vector<Span> spans_;  ///< Those from span_count_ on are left from before.
    std::size_t span_count_ = 0;
    // Of the order that is written.
    TraceId trace_{};
    SpanId root_{};
    std::int64_t end_ns_ = 0;
    SpanId event_taken_{};  ///< The server span of the last event that the runtime took.
    std::vector<Job> jobs_;
    AlreadyWritten already_{};
};

}  // namespace drydock::reports
