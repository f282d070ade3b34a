#include "harness/verdict/nearest.hpp"

#include <algorithm>
#include <vector>

namespace drydock::harness {

namespace {

/// Source: optimal string alignment, the restricted form of F. J. Damerau, CACM 7(3), 1964.
std::size_t distance(std::string_view left, std::string_view right) {
    const std::size_t width = right.size() + 1;
    std::vector<std::size_t> costs((left.size() + 1) * width);
    const auto cost = [&](std::size_t row, std::size_t column) -> std::size_t& {
        return costs[row * width + column];
    };
    for (std::size_t row = 0; row <= left.size(); ++row) {
        for (std::size_t column = 0; column <= right.size(); ++column) {
            if (row == 0 || column == 0) {
                cost(row, column) = row + column;
                continue;
            }
            const bool same = left[row - 1] == right[column - 1];
            std::size_t least = cost(row - 1, column - 1) + (same ? 0 : 1);
            least = std::min({least, cost(row - 1, column) + 1, cost(row, column - 1) + 1});
            if (row > 1 && column > 1 && left[row - 1] == right[column - 2] &&
                left[row - 2] == right[column - 1]) {
                least = std::min(least, cost(row - 2, column - 2) + 1);
            }
            cost(row, column) = least;
        }
    }
    return costs.back();
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    std::string_view best;
    std::size_t best_distance = word.size() + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t limit =
            std::min<std::size_t>(3, std::max<std::size_t>(1, candidate.size() / 3));
        const std::size_t changes = distance(word, candidate);
        if (changes <= limit && changes < best_distance) {
            best = candidate;
            best_distance = changes;
        }
    }
    return best;
}

}  // namespace drydock::harness
