#pragma once

#include <cstdint>
#include <string_view>

#include "mocks/channels/wire.hpp"

/// Numbers and names that all parts of a storefront share.
namespace drydock::mocks::channels {

inline constexpr std::uint32_t no_order = 0xFFFF'FFFFU;
/// The shop's ids begin above any line or customer number, so that mixing them up shows.
inline constexpr std::uint64_t order_id_first = 5'000'000'001;
inline constexpr std::uint64_t fulfilment_id_base = 4'000'000'000;
inline constexpr std::uint64_t variant_id_base = 6'000'000'000;
/// Source: the Shopify headers of partners' documentation; "32/40".
inline constexpr std::string_view call_limit_header = "X-Shopify-Shop-Api-Call-Limit";
inline constexpr LineFields storefront_line_fields{"id", "quantity"};

}  // namespace drydock::mocks::channels
