#include "integration/delivery/dedup.hpp"

namespace drydock::integration {

void Dedup::remember(EventKey key, Instant now) {
    if (words_.insert(key.word).second) {
        by_age_.push_back({now, key.word});
    }
    while (!by_age_.empty() && now - by_age_.front().at > horizon_) {
        words_.erase(by_age_.front().word);
        by_age_.pop_front();
    }
}

}  // namespace drydock::integration
