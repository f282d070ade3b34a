#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace drydock::harness {

/// What came of one request that a fault met. Worst first.
enum class FaultEffect : std::uint8_t {
    damage,            ///< An oracle has found something wrong with its order.
    parked,            ///< Its order was given to a person with a name.
    compensated,       ///< It was done twice, and the second was taken back.
    refused_upstream,  ///< Not met itself: turned away, 429 or 503, by a runtime that had enough.
    deduplicated,      ///< It was there twice, and counted once.
    absorbed,          ///< It went wrong, and what it was for was done all the same.
    none,              ///< It went as it would have without the fault, if later.
};
inline constexpr std::array<std::string_view, 7> fault_effect_names{
    "damage",
    "parked",
    "compensated",
    "refused_upstream",
    "deduplicated",
    "absorbed_by_retry",
    "no_effect"};

/// Of one fault. Each request counts once, however often the fault met it.
struct FaultEffects {
    bool known = false;                     ///< False where nobody looked at every exchange.
    std::array<std::uint64_t, 7> counts{};  ///< In the order of FaultEffect.
    /// Numbers of orders with damage, at most damaged_orders_max, by number.
    std::vector<std::string> damaged_orders{};

    [[nodiscard]] std::uint64_t of(FaultEffect effect) const {
        return counts[static_cast<std::size_t>(effect)];
    }
    [[nodiscard]] std::uint64_t total() const {
        return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    }
};
inline constexpr std::size_t damaged_orders_max = 5;

}  // namespace drydock::harness
