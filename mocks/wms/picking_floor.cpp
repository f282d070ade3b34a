#include "mocks/wms/picking_floor.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"

namespace drydock::mocks::wms {

std::uint32_t PickingFloor::queue(std::uint32_t order) {
    std::uint32_t index = static_cast<std::uint32_t>(jobs_.size());
    if (jobs_unused_.empty()) {
        jobs_.emplace_back();
    } else {
        index = jobs_unused_.back();
        jobs_unused_.pop_back();
    }
    jobs_[index].order = order;
    queue_.push_back(index);
    return index;
}

void PickingFloor::add(std::uint32_t job, Pick pick) {
    std::vector<Pick>& picks = jobs_[job].picks;
    if (picks.empty() || picks.back().line < pick.line) {
        picks.push_back(pick);
        return;
    }
    const auto place = std::ranges::lower_bound(picks, pick.line, {}, &Pick::line);
    if (place->line == pick.line) {
        place->units += pick.units;
    } else {
        picks.insert(place, pick);
    }
}

void PickingFloor::remove(std::uint32_t job, Pick pick) {
    std::vector<Pick>& picks = jobs_[job].picks;
    const auto place = std::ranges::lower_bound(picks, pick.line, {}, &Pick::line);
    DRYDOCK_CHECK(place != picks.end() && place->line == pick.line && pick.units <= place->units);
    place->units -= pick.units;
    if (place->units == 0) {
        picks.erase(place);
    }
}

std::optional<std::uint32_t> PickingFloor::begin_next() {
    while (pickers_free_ > 0 && !queue_.empty()) {
        const std::uint32_t index = queue_.front();
        queue_.pop_front();
        if (!jobs_[index].picks.empty()) {
            --pickers_free_;
            ++pickers_busy_;
            return index;
        }
        jobs_unused_.push_back(index);  // All of it was cancelled.
    }
    return std::nullopt;
}

Job PickingFloor::finish(std::uint32_t index) {
    DRYDOCK_CHECK(pickers_busy_ > 0);
    --pickers_busy_;
    ++pickers_free_;
    jobs_unused_.push_back(index);
    return std::exchange(jobs_[index], Job{});
}

}  // namespace drydock::mocks::wms
