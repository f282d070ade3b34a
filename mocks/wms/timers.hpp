#pragma once

#include <cstdint>

#include "core/ids.hpp"

namespace drydock::mocks::wms {

/// What a timer of the warehouse is for. All but the webhook sender's, which have the highest bit.
enum class TimerKind : std::uint64_t {
    wave = 1,
    opening,
    cut_off,
    manifest,    ///< Number of the manifest to try again.
    job,         ///< Job that a picker has done.
    goods_back,  ///< Return that arrives.
    receipt,     ///< Receipt of the demand that arrives.
    expiry,
};

inline constexpr unsigned timer_kind_shift = 56;
inline constexpr std::uint64_t timer_number_mask = (std::uint64_t{1} << timer_kind_shift) - 1;

[[nodiscard]] constexpr TimerId timer_of(TimerKind kind, std::uint64_t number = 0) {
    return TimerId{(static_cast<std::uint64_t>(kind) << timer_kind_shift) | number};
}

}  // namespace drydock::mocks::wms
