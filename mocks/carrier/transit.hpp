#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/step.hpp"
#include "mocks/carrier/carrier_settings.hpp"

namespace drydock::mocks::carrier {

/// The events of a parcel's way, in their order.
inline constexpr std::array<std::string_view, 3> tracker_events{
    "in_transit", "out_for_delivery", "delivered"};

/// All that a tracker may say; the first three are tracker_events.
enum class TrackerEvent : std::uint8_t {
    in_transit,
    out_for_delivery,
    delivered,  ///< Or return_to_sender.
    available_for_pickup,
    created,
};

/// When each of tracker_events comes.
using TransitPlan = std::array<Instant, tracker_events.size()>;

/// The way of the parcel with the label of that number, handed over at `moment`: the first scan
/// some hours after it left, then a morning on a van, and the door before the evening. Never on a
/// Sunday. Strictly rising.
[[nodiscard]] TransitPlan plan_transit(
    const CarrierSettings& settings, const Moment& moment, std::uint64_t label_number
);

}  // namespace drydock::mocks::carrier
