#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "harness/campaign/shrink.hpp"

namespace drydock::harness {

namespace {

using Items = std::vector<std::size_t>;

/// `items` in `count` parts of about the same size.
std::vector<Items> parts_of(const Items& items, std::size_t count) {
    std::vector<Items> parts(count);
    for (std::size_t index = 0; index < items.size(); ++index) {
        parts[index * count / items.size()].push_back(items[index]);
    }
    return parts;
}

Items without(const Items& items, const Items& part) {
    Items rest;
    std::ranges::set_difference(items, part, std::back_inserter(rest));
    return rest;
}

}  // namespace

std::vector<std::size_t> minimise(
    std::vector<std::size_t> items,
    const std::function<std::optional<std::size_t>(const std::vector<std::vector<std::size_t>>&)>&
        smallest_failing
) {
    std::ranges::sort(items);
    if (items.empty()) {
        return items;
    }
    if (smallest_failing({Items{}})) {
        return {};
    }
    std::size_t count = 2;
    while (items.size() >= 2) {
        count = std::min(count, items.size());
        std::vector<Items> candidates = parts_of(items, count);
        if (count > 2) {
            const std::size_t parts = candidates.size();
            for (std::size_t part = 0; part < parts; ++part) {
                candidates.push_back(without(items, candidates[part]));
            }
        }
        if (const auto found = smallest_failing(candidates)) {
            const bool was_part = *found < count;
            items = std::move(candidates[*found]);
            count = was_part ? 2 : std::max<std::size_t>(count - 1, 2);
        } else if (count == items.size()) {
            break;
        } else {
            count *= 2;
        }
    }
    return items;
}

}  // namespace drydock::harness
