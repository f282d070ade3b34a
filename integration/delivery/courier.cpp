#include "integration/delivery/courier.hpp"

#include <algorithm>

namespace drydock::integration {

bool Courier::enqueue(WorkTicket ticket) {
    if (queue_.size() >= limiter_settings_.queue_length_max) {
        return false;
    }
    queue_.push_back(ticket);
    return true;
}

std::optional<WorkTicket> Courier::next(Instant now) {
    if (queue_.empty() || now < paused_until_ || !limiter_.allows() || !breaker_.allows(now)) {
        return std::nullopt;
    }
    const WorkTicket ticket = queue_.front();
    queue_.pop_front();
    limiter_.left();
    breaker_.left();
    return ticket;
}

void Courier::ended(Instant now, bool failed) {
    limiter_.ended(failed);
    breaker_.ended(now, failed);
}

void Courier::pause(Instant until) {
    paused_until_ = std::max(paused_until_, until);
}

std::optional<Instant> Courier::wakes_at(Instant now) const {
    if (queue_.empty()) {
        return std::nullopt;
    }
    Instant at = paused_until_;
    if (breaker_.state() == Breaker::State::open) {
        at = std::max(at, breaker_.reopens_at());
    }
    return at > now ? std::optional{at} : std::nullopt;
}

}  // namespace drydock::integration
