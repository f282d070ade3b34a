#pragma once

#include <cstdint>
#include <queue>
#include <vector>

#include "core/time.hpp"

namespace drydock::live {

/// Something that is due at an instant. What `kind`, `payload`, `index` and `life` mean is its
/// owner's affair.
struct TimedEvent {
    Instant at{};
    std::uint64_t order = 0;  ///< Among events of one instant; given by the queue.
    std::uint64_t payload = 0;
    std::uint32_t index = 0;
    std::uint16_t life = 0;
    std::uint8_t kind = 0;
};

/// Events by instant, at one instant in the order in which they were pushed.
class TimedQueue {
public:
    void push(TimedEvent event) {
        event.order = ++sequence_;
        heap_.push(event);
    }
    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] std::size_t size() const { return heap_.size(); }
    [[nodiscard]] const TimedEvent& top() const { return heap_.top(); }
    TimedEvent pop() {
        const TimedEvent event = heap_.top();
        heap_.pop();
        return event;
    }

private:
    struct Later {
        bool operator()(const TimedEvent& left, const TimedEvent& right) const {
            return left.at != right.at ? left.at > right.at : left.order > right.order;
        }
    };

    std::priority_queue<TimedEvent, std::vector<TimedEvent>, Later> heap_;
    std::uint64_t sequence_ = 0;
};

}  // namespace drydock::live
