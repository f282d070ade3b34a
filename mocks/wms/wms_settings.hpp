#pragma once

#include <cstdint>

#include "core/calendar.hpp"
#include "core/ids.hpp"
#include "mocks/webhooks/webhook_settings.hpp"

namespace drydock::mocks {

struct WmsSettings {
    Calendar calendar;
    SystemId self;  ///< This warehouse, in the books.
    SystemId carrier;
    WebhookSettings webhook;
    Duration wave_interval = one_hour;  ///< Waves start at multiples of it after opening.
    Duration opens = 7 * one_hour;      ///< Time of day, Monday to Friday.
    Duration closes = 18 * one_hour;
    Duration cut_off = 17 * one_hour;  ///< Time of day at which the carrier collects.
    std::uint32_t pickers = 12;
    Duration pick_time_per_line = 20 * one_second;
    Duration pack_time = 3 * one_minute;     ///< An order.
    std::uint32_t short_pick_ppm = 2'000;    ///< Of picked lines: some units are not found.
    Duration backorder_keep = 14 * one_day;  ///< Then the rest is closed short.
    Duration return_transit = 5 * one_day;   ///< From authorisation to receipt.
    Duration manifest_timeout = 30 * one_second;
    std::uint32_t messages_kept_max = 20'000;  ///< Of the outbox; older ones are gone.
};

}  // namespace drydock::mocks
