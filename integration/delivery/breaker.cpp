#include "integration/delivery/breaker.hpp"

#include <algorithm>

namespace drydock::integration {

namespace {

/// Remembered at most: more than any remote answers in a window, and 64 KiB.
constexpr std::size_t calls_max = 4096;

}  // namespace

bool Breaker::allows(Instant now) {
    if (!settings_.enabled) {
        return true;
    }
    if (state_ == State::open && now >= reopens_at_) {
        state_ = State::half_open;
        probes_left_ = settings_.probes;
        probes_good_ = 0;
    }
    return state_ == State::closed || (state_ == State::half_open && probes_left_ > 0);
}

void Breaker::left() {
    if (state_ == State::half_open && probes_left_ > 0) {
        --probes_left_;
    }
}

void Breaker::trip(Instant now) {
    state_ = State::open;
    recent_.clear();
    failures_ = 0;
    // Doubling stops at 20, above any sensible open_max / open, before the shift could overflow.
    const auto doublings = std::min<std::uint32_t>(trips_, 20);
    const Duration open = settings_.open > settings_.open_max / (std::int64_t{1} << doublings)
                              ? settings_.open_max
                              : settings_.open * (std::int64_t{1} << doublings);
    reopens_at_ = now + open;
    ++trips_;
}

void Breaker::ended(Instant now, bool failed) {
    if (!settings_.enabled || state_ == State::open) {
        return;
    }
    if (state_ == State::half_open) {
        if (failed) {
            trip(now);
        } else if (++probes_good_ >= settings_.probes) {
            state_ = State::closed;
            trips_ = 0;
        }
        return;
    }
    recent_.push_back({now, failed});
    failures_ += failed ? 1U : 0U;
    while (recent_.size() > settings_.calls_min &&
           (now - recent_.front().at > settings_.window || recent_.size() > calls_max)) {
        failures_ -= recent_.front().failed ? 1U : 0U;
        recent_.pop_front();
    }
    const auto calls = static_cast<std::uint32_t>(recent_.size());
    if (calls >= settings_.calls_min && failures_ * 100 >= settings_.failure_percent * calls) {
        trip(now);
    }
}

}  // namespace drydock::integration
