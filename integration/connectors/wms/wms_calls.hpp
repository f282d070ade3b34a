#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/exchange.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/model/catalogue.hpp"
#include "integration/model/order.hpp"

/// The warehouse's REST API. Natural key of an order: `reference`, the channel's number.
namespace drydock::integration::wms {

[[nodiscard]] Request release_order(SystemId, const Order&, const Catalogue&);
[[nodiscard]] Request find_order(SystemId, std::string_view number);
/// No lines: all that is open.
[[nodiscard]] Request cancel_order(
    SystemId, const Order&, std::string_view request, const std::vector<LineUnits>& lines
);
[[nodiscard]] Request attach_label(SystemId, std::string_view parcel, std::string_view tracking);
[[nodiscard]] Request
authorise_return(SystemId, const Order&, std::string_view request, const std::vector<LineUnits>& lines, const Catalogue&);
[[nodiscard]] Request list_inventory(SystemId, std::string_view cursor);
[[nodiscard]] Request list_messages(SystemId, std::int64_t after, std::uint32_t limit);

/// 201 with its id, or 409 duplicate_reference, which means that it is there already.
[[nodiscard]] Reading read_release(const Response&);
/// The order of that reference, or absent.
[[nodiscard]] Reading read_found(const Response&);
/// first: 1 when cancelled, 0 when it was too late.
[[nodiscard]] Reading read_cancel(const Response&);
/// Any 2xx; 409 duplicate_reference too.
[[nodiscard]] Reading read_accepted(const Response&);

}  // namespace drydock::integration::wms
