#pragma once

#include <string_view>

#include "core/exchange.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/model/order.hpp"

/// The carrier's REST API. Natural key of a label: the parcel's number as `reference`; buying twice
/// buys two labels. Source: EasyPost, label purchase has no idempotency key.
namespace drydock::integration::carrier {

[[nodiscard]] Request buy_label(
    SystemId, std::string_view parcel, std::string_view country, std::int64_t weight_grams
);
[[nodiscard]] Request find_label(SystemId, std::string_view parcel);
[[nodiscard]] Request read_tracker(SystemId, std::string_view tracking);

/// text: the tracking code.
[[nodiscard]] Reading read_bought(const Response&);
/// The label of that parcel that was not voided, or absent.
[[nodiscard]] Reading read_found(const Response&);

/// The parcel status that a carrier's word stands for; packed for words that say nothing.
[[nodiscard]] ParcelStatus status_of(std::string_view word);

}  // namespace drydock::integration::carrier
