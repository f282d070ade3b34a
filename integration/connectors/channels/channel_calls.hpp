#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/exchange.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/model/catalogue.hpp"
#include "integration/model/order.hpp"
#include "integration/runtime_settings.hpp"

/// What the runtime tells a channel, in the words of whichever channel the order came from.
namespace drydock::integration::channels {

/// Marketplaces only: the order is ours from here on.
[[nodiscard]] Request acknowledge(const RuntimeSettings&, const Order&);

[[nodiscard]] Request fulfil(
    const RuntimeSettings&,
    const Order&,
    std::string_view reference,
    std::string_view tracking,
    const std::vector<LineUnits>& lines
);
/// Storefronts only.
[[nodiscard]] Request find_fulfilment(const RuntimeSettings&, const Order&);
/// Storefronts only.
[[nodiscard]] Request report_milestone(
    const RuntimeSettings&, const Order&, std::string_view parcel, ParcelStatus
);

enum class CancelDecision : std::uint8_t { accept, reject };
[[nodiscard]] Request answer_cancel(
    const RuntimeSettings&, const Order&, std::string_view request, CancelDecision
);
/// Why money goes back: the units were not shipped and never will be, or they came back.
enum class RefundReason : std::uint8_t { cancel, goods_returned };
[[nodiscard]] Request refund(
    const RuntimeSettings&,
    const Order&,
    std::string_view key,
    RefundReason,
    const std::vector<LineUnits>& lines
);

/// Any 2xx.
[[nodiscard]] Reading read_done(const Response&);
/// 422 of a storefront, or 400 about that field, means that the request was answered before.
[[nodiscard]] Reading read_cancel_answered(const Response&);
/// Done when a fulfilment of that reference is listed, else absent.
[[nodiscard]] Reading read_fulfilment_found(const Response&, std::string_view reference);

}  // namespace drydock::integration::channels
