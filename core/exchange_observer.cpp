#include "core/exchange_observer.hpp"

namespace drydock {

void tell_new_hits(
    std::span<ExchangeObserver* const> observers, FaultHits& hits, Instant now, std::uint32_t place
) {
    for (const std::uint32_t fault : hits.take_fresh()) {
        for (ExchangeObserver* const observer : observers) {
            observer->on_fault(now, place, fault);
        }
    }
}

}  // namespace drydock
