#pragma once

#include <span>
#include <string_view>

namespace drydock::harness {

/// The candidate with the fewest letters to change, add, drop or swap; empty when none is close
/// enough to be a slip of the pen: at most a third of its letters, and at most 3.
[[nodiscard]] std::string_view nearest(
    std::string_view word, std::span<const std::string_view> candidates
);

}  // namespace drydock::harness
