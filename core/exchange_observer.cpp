#include "core/exchange_observer.hpp"

namespace drydock {

void tell_new_hits(
    std::span<ExchangeObserver* const> observers,
    std::span<const std::uint64_t> hits,
    std::vector<std::uint64_t>& shown,
    Instant now,
    std::uint32_t place
) {
    if (observers.empty()) {
        return;
    }
    shown.resize(hits.size());
    for (std::uint32_t fault = 0; fault < hits.size(); ++fault) {
        if (hits[fault] == shown[fault]) {
            continue;
        }
        shown[fault] = hits[fault];
        for (ExchangeObserver* const observer : observers) {
            observer->on_fault(now, place, fault);
        }
    }
}

}  // namespace drydock
