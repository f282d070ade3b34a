#include "integration/model/order.hpp"

#include <algorithm>
#include <array>

namespace drydock::integration {

namespace {

constexpr std::size_t status_count = 8;

constexpr std::uint8_t bit(OrderStatus status) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(status));
}

/// Row: from. The bits of the statuses that may follow.
constexpr std::array<std::uint8_t, status_count> followers = [] {
    using enum OrderStatus;
    return std::array<std::uint8_t, status_count>{
        /* accepted */ static_cast<std::uint8_t>(bit(held) | bit(booked) | bit(cancelled)),
        /* held */ bit(cancelled),
        /* booked */ static_cast<std::uint8_t>(bit(confirmed) | bit(cancelled)),
        /* confirmed */ static_cast<std::uint8_t>(bit(released) | bit(shipped) | bit(cancelled)),
        /* released */ static_cast<std::uint8_t>(bit(part_shipped) | bit(shipped) | bit(cancelled)),
        /* part_shipped */ bit(shipped),
        /* shipped */ 0,
        /* cancelled */ 0};
}();

constexpr std::array<std::string_view, status_count> names{
    "accepted", "held", "booked", "confirmed", "released", "part shipped", "shipped", "cancelled"};

}  // namespace

bool order_status_follows(OrderStatus from, OrderStatus to) {
    return from == to || (followers.at(static_cast<std::size_t>(from)) & bit(to)) != 0;
}

std::string_view to_text(OrderStatus status) {
    return names.at(static_cast<std::size_t>(status));
}

bool Order::nothing_open() const {
    return std::ranges::all_of(lines, [](const OrderLine& line) { return line.open() <= 0; });
}

Parcel* Order::find_parcel(std::string_view parcel_number) {
    const auto found = std::ranges::find(parcels, parcel_number, &Parcel::number);
    return found == parcels.end() ? nullptr : &*found;
}

const Parcel* Order::find_parcel(std::string_view parcel_number) const {
    const auto found = std::ranges::find(parcels, parcel_number, &Parcel::number);
    return found == parcels.end() ? nullptr : &*found;
}

Money Order::price_of(const std::vector<LineUnits>& units) const {
    Money total;
    for (const LineUnits& part : units) {
        if (part.line < lines.size()) {
            total += lines[part.line].price() * Quantity::units(part.units);
        }
    }
    return total;
}

}  // namespace drydock::integration
