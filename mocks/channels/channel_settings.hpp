#pragma once

#include <cstdint>

#include "core/calendar.hpp"
#include "core/ids.hpp"
#include "mocks/webhooks/webhook_settings.hpp"

namespace drydock::mocks {

/// What storefront and marketplace have in common.
struct ChannelSettings {
    Calendar calendar;
    SystemId self;              ///< This channel, in the books.
    std::uint16_t channel = 0;  ///< Which of the demand's orders are placed here.
    /// How long a customer waits after the parcel before asking to send back what was ordered by
    /// mistake. Assumption: once it is unpacked.
    Duration return_after_fulfilment = one_day;
    /// The same after a cancellation that was denied. Assumption: the parcel has to arrive first.
    Duration return_after_denial = 3 * one_day;
};

}  // namespace drydock::mocks
