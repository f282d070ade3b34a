#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/exchange.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/model/catalogue.hpp"
#include "integration/model/order.hpp"

/// The warehouse's REST API. A change of an order carries If-Match with the version that was read,
/// or nothing when that is empty or "-"; 412 and 428 are stale. Natural key of an order:
/// `reference`, the channel's number.
namespace drydock::integration::wms {

enum class Substitution : std::uint8_t { refused, allowed };
[[nodiscard]] Request release_order(SystemId, const Order&, const Catalogue&, Substitution);
[[nodiscard]] Request find_order(SystemId, std::string_view number);
/// No lines: all that is open.
[[nodiscard]] Request cancel_order(
    SystemId,
    const Order&,
    std::string_view request,
    const std::vector<LineUnits>& lines,
    std::string_view version
);
[[nodiscard]] Request attach_label(
    SystemId, std::string_view parcel, std::string_view tracking, std::string_view version
);
[[nodiscard]] Request
authorise_return(SystemId, const Order&, std::string_view request, const std::vector<LineUnits>& lines, const Catalogue&);
[[nodiscard]] Request list_inventory(SystemId, std::string_view cursor);
[[nodiscard]] Request list_messages(SystemId, std::int64_t after, std::uint32_t limit);

/// 201 with its id, or 409 duplicate_reference, which means that it is there already.
[[nodiscard]] Reading read_release(const Response&);
/// The order of that reference, or absent.
[[nodiscard]] Reading read_found(const Response&);
/// Always absent, for the change may be made: text is the order's version, "-" when it has none.
[[nodiscard]] Reading read_version(const Response&);
/// Whether the warehouse's webhook is disabled.
[[nodiscard]] Request read_webhooks(SystemId);
[[nodiscard]] Request enable_webhook(SystemId, std::int64_t id);
/// The id of the first webhook that is disabled; nullopt when none is.
[[nodiscard]] std::optional<std::int64_t> disabled_webhook(const Response&);
/// Our word for what a message is about, from its own `topic` or from ShipHero's `webhook_type`.
[[nodiscard]] std::string_view topic_of(Value message);
/// first: 1 when cancelled, 0 when it was too late.
[[nodiscard]] Reading read_cancel(const Response&);
/// Any 2xx; 409 duplicate_reference too.
[[nodiscard]] Reading read_accepted(const Response&);

}  // namespace drydock::integration::wms
