#include "sim/virtual_world.hpp"

namespace drydock::sim {

void VirtualWorld::show_call(const ExchangeState& exchange, bool is_copy) const {
    if (observers_.empty()) {
        return;
    }
    const System& system = systems_[exchange.to.value];
    const ExchangeView view{
        .place = ExchangePool::place_of(exchange),
        .from = exchange.from,
        .to = exchange.to,
        .call = exchange.call,
        .operation = system.traffic[exchange.operation.index].operation,
        .request = exchange.request,
        .content = exchange.content,
        .is_copy = is_copy};
    for (ExchangeObserver* const observer : observers_) {
        observer->on_call(now_, view);
    }
}

void VirtualWorld::show_end(const ExchangeState& exchange, const Outcome& outcome) const {
    for (ExchangeObserver* const observer : observers_) {
        observer->on_end(now_, ExchangePool::place_of(exchange), outcome);
    }
}

void VirtualWorld::show_faults(const ExchangeState& exchange) {
    tell_new_hits(observers_, faults_->hits(), now_, ExchangePool::place_of(exchange));
}

}  // namespace drydock::sim
