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
    /// Tries that are kept for what may still happen to their orders. Above it the oldest are
    /// forgotten once they are written or turned down, settled or not: so a run of any length
    /// traces its newest orders.
    /// Assumption: three quarters of OrderTracerSettings::attempts_max; the rest is for the time
    /// that a slow receiver takes.
    std::size_t attempts_kept_max = 1'500'000;
};

/// Orders' traces while a run goes on: one is let go once its order is settled and the sampling has
/// decided to keep it. What happens to the order later follows, under the same spans; an order that
/// is not kept so far is looked at again whenever something happens to it. On the World's thread.
class TraceRelease {
public:
    /// The first three outlive it; of the subject, the epoch is that of the moment.
    TraceRelease(
        OrderTracer& tracer,
        const Demand& demand,
        const TraceSubject& subject,
        const TraceReleaseSettings& settings = {}
    );

    /// Some orders that are settled: about `spans_max` spans, those of one order together. None
    /// when no order is. They refer to texts of tracer, demand and subject; those of the call
    /// before it are gone by now.
    [[nodiscard]] std::vector<Span> take(Instant now, std::size_t spans_max);

    /// All that is left, at the end of a run: settled or not.
    void take_rest(const SpanSink& sink);

    [[nodiscard]] const OrderTraceCounts& counts() const { return counts_; }

private:
    struct Followed {
        std::vector<std::uint32_t> attempts;  ///< By time.
        std::size_t written = 0;              ///< Of attempts, from the first.
        bool is_begun = false;  ///< Some are written, or were before they were forgotten.
        Interest interest = Interest::none;  ///< As it was counted.
        std::uint32_t first_kept = 0;        ///< Attempts before it are forgotten.
        bool waits = false;                  ///< In waiting_.
        bool is_seen = false;                ///< In counts_.orders.
    };

    void take_in_new_attempts();
    void follow(std::uint32_t attempt, std::uint32_t order);
    [[nodiscard]] bool is_settled(const Followed& order, Instant now) const;
    /// Writes what is new of the first `count` tries of the order, if it is kept by what they are.
    void write(std::uint32_t order, std::size_t count, TraceWriter& writer);
    void count_interest(Followed& order, Interest interest);
    /// Lets go of the oldest tries while there are too many: they are forgotten by the next take(),
    /// for spans refer to them.
    void make_room(TraceWriter& writer, std::size_t spans_max);
    /// Writes what is new of those before that one, if the order is kept, and lets go of them.
    void cut(std::uint32_t order, std::uint32_t first_kept, TraceWriter& writer);

    OrderTracer& tracer_;
    const Demand& demand_;
    const TraceSubject& subject_;
    TraceReleaseSettings settings_;
    std::vector<Followed> orders_;  ///< In the demand's order.
    /// Of whose attempts some have been neither written nor turned down.
    std::vector<std::uint32_t> waiting_;
    std::size_t look_next_ = 0;            ///< In waiting_.
    std::vector<std::uint32_t> nameless_;  ///< Attempts that may turn out to be about an order.
    std::uint32_t attempts_seen_ = 0;
    std::uint32_t forget_next_ = 0;  ///< Attempts before it are of no order here any more.
    OrderTraceCounts counts_;
};

}  // namespace drydock::reports
