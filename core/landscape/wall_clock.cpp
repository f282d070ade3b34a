#include "core/landscape/wall_clock.hpp"

#include <algorithm>

namespace drydock {

namespace {

constexpr Duration tick{1};

}  // namespace

void WallClock::advance(Instant now, Duration by) {
    shown_max_ = std::max(shown_max_, now + ahead_);
    ahead_ += by;
    settings_.push_back({std::max(shown_max_ + tick, now + ahead_), ahead_});
}

Instant WallClock::read(Instant now) {
    Instant shown = now + ahead_;
    if (settings_.empty() || shown > shown_max_) {
        return shown;
    }
    // A nanosecond on, so that what was booked at the full hour is told from what is booked when it
    // strikes again; and one more for each that was taken already.
    shown += tick;
    for (auto found = shown_again_.find(shown); found != shown_again_.end() && found->second != now;
         found = shown_again_.find(shown)) {
        shown += tick;
    }
    shown_again_.emplace(shown, now);
    return shown;
}

Instant WallClock::when(Instant shown) const {
    if (const auto again = shown_again_.find(shown); again != shown_again_.end()) {
        return again->second;
    }
    const auto later = std::ranges::upper_bound(settings_, shown, {}, &Setting::shows_first);
    return later == settings_.begin() ? shown : shown - std::prev(later)->ahead;
}

}  // namespace drydock
