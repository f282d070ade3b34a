#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "harness/campaign/shrink.hpp"

namespace drydock::harness {

namespace {

using Items = std::vector<std::size_t>;

/// Where part `part` of `count` parts of about the same size begins.
std::size_t begin_of(std::size_t part, std::size_t count, std::size_t size) {
    return (part * size + count - 1) / count;
}

/// `count` parts of `items`, then, where there are more than two, all items but each part.
Candidates parts_and_complements(const Items& items, std::size_t count) {
    return {count > 2 ? 2 * count : count, [&items, count](std::size_t candidate) {
                const std::size_t part = candidate % count;
                const auto begin = items.begin() +
                                   static_cast<std::ptrdiff_t>(begin_of(part, count, items.size()));
                const auto end =
                    items.begin() +
                    static_cast<std::ptrdiff_t>(begin_of(part + 1, count, items.size()));
                if (candidate < count) {
                    return Items(begin, end);
                }
                Items rest(items.begin(), begin);
                rest.insert(rest.end(), end, items.end());
                return rest;
            }};
}

}  // namespace

std::vector<std::size_t> minimise(
    std::vector<std::size_t> items, const FirstFailing& first_failing
) {
    std::ranges::sort(items);
    if (items.empty()) {
        return items;
    }
    if (first_failing({1, [](std::size_t) { return Items{}; }})) {
        return {};
    }
    std::size_t count = 2;
    while (items.size() >= 2) {
        count = std::min(count, items.size());
        const Candidates candidates = parts_and_complements(items, count);
        if (const auto found = first_failing(candidates)) {
            items = candidates.at(*found);
            count = *found < count ? 2 : std::max<std::size_t>(count - 1, 2);
        } else if (count == items.size()) {
            break;
        } else {
            count *= 2;
        }
    }
    return items;
}

}  // namespace drydock::harness
