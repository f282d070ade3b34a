#pragma once

#include <cstdint>
#include <deque>

#include "core/time.hpp"
#include "integration/strategy.hpp"

namespace drydock::integration {

/// Stops calling a remote that fails most of the time, and probes whether it is back.
///
/// Opens when `failure_percent` failed of the last `calls_min` calls, or of all in the last
/// `window` where these are more: a remote that is called once a minute has one, too. Stays open
/// for `open`, twice as long after every failed probe up to `open_max`; then lets `probes` calls
/// through at once: all must succeed to close it. Source of the states: Resilience4j,
/// CircuitBreaker.
class Breaker {
public:
    explicit Breaker(const Strategy::Breaker& settings) : settings_{settings} {}

    enum class State : std::uint8_t { closed, open, half_open };

    /// Whether a call may leave now. Moves from open to half open when its time has come.
    [[nodiscard]] bool allows(Instant now);
    /// A call that was allowed has left.
    void left();
    /// A call that had left has ended.
    void ended(Instant now, bool failed);

    [[nodiscard]] State state() const { return state_; }
    /// When an open breaker lets the first probe through.
    [[nodiscard]] Instant reopens_at() const { return reopens_at_; }

private:
    struct Call {
        Instant at;
        bool failed;
    };
    void trip(Instant now);

    Strategy::Breaker settings_;
    State state_ = State::closed;
    std::deque<Call> recent_;     ///< Oldest first.
    std::uint32_t failures_ = 0;  ///< Of recent_.
    std::uint32_t probes_left_ = 0;
    std::uint32_t probes_good_ = 0;
    std::uint32_t trips_ = 0;  ///< In a row, without a closed state between.
    Instant reopens_at_{};
};

}  // namespace drydock::integration
