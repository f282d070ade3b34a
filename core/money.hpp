#pragma once

#include <compare>
#include <cstdint>

#include "core/quantity.hpp"

namespace drydock {

/// An amount of the landscape's one currency in thousandths of its main unit; negative for credits.
/// Thousandths, because the real order trace holds prices such as 0.001 and 1.045.
/// Never a float: 0.1 has no exact double.
struct Money {
    std::int64_t thousandths = 0;

    friend constexpr auto operator<=>(Money, Money) = default;
    friend constexpr Money operator+(Money left, Money right) {
        return {left.thousandths + right.thousandths};
    }
    friend constexpr Money operator-(Money left, Money right) {
        return {left.thousandths - right.thousandths};
    }
    constexpr Money& operator+=(Money other) {
        thousandths += other.thousandths;
        return *this;
    }
    constexpr Money& operator-=(Money other) {
        thousandths -= other.thousandths;
        return *this;
    }

    /// Price times quantity, rounded half away from zero to a thousandth.
    friend constexpr Money operator*(Money price, Quantity quantity) {
        __extension__ using Wide = __int128;
        const Wide product = static_cast<Wide>(price.thousandths) * quantity.thousandths;
        const Wide half = product < 0 ? -500 : 500;
        return {static_cast<std::int64_t>((product + half) / 1'000)};
    }
};

}  // namespace drydock
