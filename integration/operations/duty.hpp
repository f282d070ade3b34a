#pragma once

#include <cstdint>

#include "core/ids.hpp"

namespace drydock::integration {

/// What a call or a timer of the runtime is for; in the highest byte of its id.
enum class Duty : std::uint8_t {
    job,      ///< Low 32 bits: the job; the 24 above: which try.
    courier,  ///< A courier may send again; low bits: which.
    log_in,
    products,
    stock_snapshot,
    poll_storefront,
    poll_marketplace,
    poll_wms,
    publish_storefront,
    publish_marketplace,
    tracking,             ///< Low 32 bits: the order.
    sweep,                ///< Orphans that waited too long.
    wms_webhook,          ///< Whether the warehouse still tells us anything.
    carrier_webhook,      ///< Likewise the carrier.
    storefront_webhooks,  ///< Whether the own shop still tells us of everything.
    marketplace_order,    ///< One that the marketplace says has changed.
};

[[nodiscard]] constexpr std::uint64_t duty_word(Duty duty, std::uint64_t low = 0) {
    return (std::uint64_t{static_cast<std::uint8_t>(duty)} << 56U) | low;
}
[[nodiscard]] constexpr Duty duty_of(std::uint64_t word) {
    return static_cast<Duty>(static_cast<std::uint8_t>(word >> 56U));
}
[[nodiscard]] constexpr std::uint32_t low_half(std::uint64_t word) {
    return static_cast<std::uint32_t>(word);
}

}  // namespace drydock::integration
