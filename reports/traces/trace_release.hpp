#pragma once

#include <cstdint>
#include <vector>

#include "reports/traces/order_traces.hpp"

namespace drydock::reports {

class TraceWriter;

struct TraceReleaseSettings {
    TraceSampling sampling{};
    /// An order of which nothing was heard for that long is settled, so far.
    /// Assumption: longer than most waits between two tries, and short for who waits for a trace.
    Duration quiet_after = 15 * one_second;
    /// A call without an end keeps its order from being settled for no longer than this.
    /// Assumption: more than any caller's time-out; what is left then is of a crashed caller.
    Duration open_max = 5 * one_minute;
};

/// Orders' traces while a run goes on: one is let go once its order is settled and the sampling has
/// decided to keep it. What happens to the order later follows, under the same spans; an order that
/// is not kept so far is looked at again whenever something happens to it. On the World's thread.
class TraceRelease {
public:
    /// The first three outlive it; of the subject, the epoch is that of the moment.
    TraceRelease(
        const OrderTracer& tracer,
        const Demand& demand,
        const TraceSubject& subject,
        const TraceReleaseSettings& settings = {}
    );

    /// Some orders that are settled: about `spans_max` spans, those of one order together. None
    /// when no order is. They refer to texts of tracer, demand and subject.
    [[nodiscard]] std::vector<Span> take(Instant now, std::size_t spans_max);

    /// All that is left, at the end of a run: settled or not.
    void take_rest(const SpanSink& sink);

    [[nodiscard]] const OrderTraceCounts& counts() const { return counts_; }

private:
    struct Followed {
        std::vector<std::uint32_t> attempts;  ///< By time.
        std::size_t written = 0;              ///< Of attempts, from the first.
        Interest interest = Interest::none;   ///< As it was counted.
        bool waits = false;                   ///< In waiting_.
    };

    void take_in_new_attempts();
    void follow(std::uint32_t attempt, std::uint32_t order);
    [[nodiscard]] bool is_settled(const Followed& order, Instant now) const;
    /// Writes what is new of the order, if it is kept.
    void write(std::uint32_t order, TraceWriter& writer);
    void count(Followed& order, Interest interest);

    const OrderTracer& tracer_;
    const Demand& demand_;
    const TraceSubject& subject_;
    TraceReleaseSettings settings_;
    std::vector<Followed> orders_;  ///< In the demand's order.
    /// Of whose attempts some have been neither written nor turned down.
    std::vector<std::uint32_t> waiting_;
    std::size_t look_next_ = 0;            ///< In waiting_.
    std::vector<std::uint32_t> nameless_;  ///< Attempts that may turn out to be about an order.
    std::size_t attempts_seen_ = 0;
    OrderTraceCounts counts_;
};

}  // namespace drydock::reports
