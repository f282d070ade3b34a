#include "core/landscape/fault_hits.hpp"

#include <algorithm>
#include <utility>

namespace drydock {

std::span<const std::uint32_t> FaultHits::take_fresh() {
    taken_.clear();
    std::swap(taken_, fresh_);
    for (const std::uint32_t fault : taken_) {
        is_fresh_[fault] = false;
    }
    std::ranges::sort(taken_);
    return taken_;
}

}  // namespace drydock
