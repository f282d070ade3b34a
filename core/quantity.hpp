#pragma once

#include <compare>
#include <cstdint>

namespace drydock {

/// An amount of goods in thousandths of a unit of measure; negative in a reversal.
struct Quantity {
    std::int64_t thousandths = 0;

    [[nodiscard]] static constexpr Quantity units(std::int64_t count) { return {count * 1'000}; }
    [[nodiscard]] constexpr bool positive() const { return thousandths > 0; }

    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr Quantity operator+(Quantity left, Quantity right) {
        return {left.thousandths + right.thousandths};
    }
    friend constexpr Quantity operator-(Quantity left, Quantity right) {
        return {left.thousandths - right.thousandths};
    }
    constexpr Quantity& operator+=(Quantity other) {
        thousandths += other.thousandths;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity other) {
        thousandths -= other.thousandths;
        return *this;
    }
};

}  // namespace drydock
