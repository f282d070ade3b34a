#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/draws.hpp"
#include "mocks/wms/wms_settings.hpp"

namespace drydock::mocks::wms {

/// Why a picker puts fewer units into a parcel than were allocated to it.
struct Mishap {
    std::uint32_t share_ppm = 0;  ///< Of picked lines.
    Stream happens;               ///< Whether, drawn for each pick.
    Stream how_many;
    std::string_view reason;  ///< As the adjustment of stock tells it.
};

/// In the order in which they are found: what is not there cannot be broken.
[[nodiscard]] inline std::array<Mishap, 2> mishaps_of(const WmsSettings& settings) {
    return {
        {{settings.short_pick_ppm,
          Stream{"wms.short_pick"},
          Stream{"wms.short_pick.units"},
          "short_pick"},
         {settings.damage_ppm, Stream{"wms.damage"}, Stream{"wms.damage.units"}, "damage"}}};
}

}  // namespace drydock::mocks::wms
