#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "core/time.hpp"
#include "integration/delivery/breaker.hpp"
#include "integration/delivery/limiter.hpp"
#include "integration/strategy.hpp"

namespace drydock::integration {

/// A piece of work that waits for its call to leave. Its owner knows what it means.
using WorkTicket = std::uint64_t;

/// Decides when calls to one remote leave: in order of arrival, within the limit of concurrent
/// calls, not while the breaker is open or the remote asked for a pause.
class Courier {
public:
    Courier(const Strategy::Limiter& limiter, const Strategy::Breaker& breaker)
        : limiter_settings_{limiter}, limiter_{limiter}, breaker_{breaker} {}

    /// False when the queue is at its bound; the ticket is not taken then.
    [[nodiscard]] bool enqueue(WorkTicket ticket);

    /// The next ticket whose call leaves now, or nullopt: nothing waits, or nothing may leave.
    [[nodiscard]] std::optional<WorkTicket> next(Instant now);

    /// A call handed out by next() has ended. `failed`: no use of its answer can be made.
    void ended(Instant now, bool failed);
    /// A ticket handed out by next() made no call after all.
    void skipped(Instant now) { ended(now, false); }

    /// The remote asked to be left alone until then.
    void pause(Instant until);

    /// When next() should be asked again although nothing ends before: the end of a pause or of an
    /// open breaker. Nullopt when nothing waits or an ending call will do.
    [[nodiscard]] std::optional<Instant> wakes_at(Instant now) const;

    [[nodiscard]] std::size_t waiting() const { return queue_.size(); }
    [[nodiscard]] std::uint32_t in_flight() const { return limiter_.in_flight(); }
    [[nodiscard]] Breaker::State breaker_state() const { return breaker_.state(); }

private:
    Strategy::Limiter limiter_settings_;
    Limiter limiter_;
    Breaker breaker_;
    std::deque<WorkTicket> queue_;
    Instant paused_until_{};
};

}  // namespace drydock::integration
