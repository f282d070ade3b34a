#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "core/document.hpp"
#include "core/quantity.hpp"

namespace drydock::mocks::odoo {

/// A quantity as Odoo keeps it: two decimals. Half the size of a Quantity, because every order line
/// and move holds some.
/// Source: Odoo 18.0 recordings, 1.123456 is read back as 1.12 (decimal accuracy "Product Unit of
/// Measure").
struct Units {
    std::int32_t hundredths = 0;

    [[nodiscard]] constexpr Quantity quantity() const { return {std::int64_t{hundredths} * 10}; }
    [[nodiscard]] constexpr bool positive() const { return hundredths > 0; }

    friend constexpr auto operator<=>(Units, Units) = default;
    friend constexpr Units operator+(Units left, Units right) {
        return {left.hundredths + right.hundredths};
    }
    friend constexpr Units operator-(Units left, Units right) {
        return {left.hundredths - right.hundredths};
    }
    friend constexpr Units operator-(Units operand) { return {-operand.hundredths}; }
    constexpr Units& operator+=(Units other) { return *this = *this + other; }
    constexpr Units& operator-=(Units other) { return *this = *this - other; }
};

/// Largest quantity of one line, either sign, in units. Assumption: twelve times the largest line
/// of the real trace (80,995), so that twenty of them still fit in a sum.
inline constexpr std::int64_t line_units_max = 1'000'000;

/// The number in `value`, rounded half away from zero to hundredths; nullopt when it is no number
/// or beyond line_units_max.
[[nodiscard]] constexpr std::optional<Units> units_of_thousandths(std::int64_t thousandths) {
    if (thousandths > line_units_max * 1'000 || thousandths < -line_units_max * 1'000) {
        return std::nullopt;
    }
    const std::int64_t half = thousandths < 0 ? -5 : 5;
    return Units{static_cast<std::int32_t>((thousandths + half) / 10)};
}

[[nodiscard]] inline std::optional<Units> units_of(Value value) {
    const auto thousandths = value.thousandths();
    return thousandths ? units_of_thousandths(*thousandths) : std::nullopt;
}

}  // namespace drydock::mocks::odoo
