#pragma once

#include <compare>
#include <cstdint>

namespace drydock {

/// An identifier that cannot be passed for an identifier of another kind.
/// Usage: `using OrderId = StrongId<struct OrderIdTag>;`
template <class Tag, class Number = std::uint64_t>
struct StrongId {
    constexpr StrongId() = default;
    explicit constexpr StrongId(Number value_in) : value{value_in} {}

    Number value = 0;

    friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

}  // namespace drydock
