#include "sim/event_queue.hpp"

#include "core/check.hpp"

namespace drydock::sim {

namespace {

constexpr std::size_t children = 4;

}  // namespace

void EventQueue::push_placed(const Event& event) {
    std::size_t hole = heap_.size();
    heap_.push_back(event);
    while (hole > 0) {
        const std::size_t parent = (hole - 1) / children;
        if (!before(event, heap_[parent])) {
            break;
        }
        heap_[hole] = heap_[parent];
        hole = parent;
    }
    heap_[hole] = event;
}

Event EventQueue::pop() {
    DRYDOCK_CHECK(!heap_.empty());
    const Event first = heap_.front();
    const Event last = heap_.back();
    heap_.pop_back();
    const std::size_t size = heap_.size();
    if (size == 0) {
        return first;
    }
    std::size_t hole = 0;
    for (;;) {
        const std::size_t child = hole * children + 1;
        if (child >= size) {
            break;
        }
        const std::size_t end = child + children < size ? child + children : size;
        std::size_t least = child;
        for (std::size_t other = child + 1; other < end; ++other) {
            if (before(heap_[other], heap_[least])) {
                least = other;
            }
        }
        if (!before(heap_[least], last)) {
            break;
        }
        heap_[hole] = heap_[least];
        hole = least;
    }
    heap_[hole] = last;
    return first;
}

}  // namespace drydock::sim
