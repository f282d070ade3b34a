#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/exchange.hpp"
#include "core/expected.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/model/order.hpp"

/// The carrier's REST API. Natural key of a label: the parcel's number as `reference`; buying twice
/// buys two labels. Source: EasyPost, label purchase has no idempotency key.
namespace drydock::integration::carrier {

[[nodiscard]] Request buy_label(
    SystemId, std::string_view parcel, std::string_view country, std::int64_t weight_grams
);
/// For carriers that sell a label for a rate: a shipment that nobody pays for yet.
[[nodiscard]] Request create_shipment(
    SystemId, std::string_view parcel, std::string_view country, std::int64_t weight_grams
);
/// text: the shipment's id and its first rate's, as buy_rate takes them.
[[nodiscard]] Reading read_created(const Response&);
[[nodiscard]] Request buy_rate(SystemId, std::string_view shipment_and_rate);
[[nodiscard]] Request find_shipment(SystemId, std::string_view shipment_and_rate);
/// As read_found, for one shipment.
[[nodiscard]] Reading read_shipment_found(const Response&);
[[nodiscard]] Request enable_webhook(SystemId);
[[nodiscard]] Request find_label(SystemId, std::string_view parcel);
[[nodiscard]] Request read_tracker(SystemId, std::string_view tracking);

/// Takes a purchase back. `shipment` is the carrier's id of it.
[[nodiscard]] Request void_label(SystemId, std::string_view shipment);

/// text: the tracking code.
[[nodiscard]] Reading read_bought(const Response&);
/// The label of that parcel that was not voided, or absent.
[[nodiscard]] Reading read_found(const Response&);

/// Shipments of that parcel that are paid for and do not bear this tracking code, by their ids.
/// The error is what a failed look-up means.
[[nodiscard]] expected<std::vector<std::string>, Reading> other_labels(
    const Response&, std::string_view tracking
);
/// A refusal is tried again later: a carrier wrongly refuses a void soon after the purchase.
/// Source: EasyPost, shipping refunds.
[[nodiscard]] Reading read_voided(const Response&);

/// The parcel status that a carrier's word stands for; packed for words that say nothing.
[[nodiscard]] ParcelStatus status_of(std::string_view word);

}  // namespace drydock::integration::carrier
