#pragma once

#include <cstdint>

#include "core/calendar.hpp"
#include "core/ids.hpp"
#include "mocks/strict/retry_header.hpp"
#include "mocks/webhooks/webhook_settings.hpp"

namespace drydock::mocks {

/// How messages are named.
enum class WmsMessageStyle : std::uint8_t {
    plain,     ///< Headers X-WMS-Topic and X-WMS-Message-Id, `topic` in the body.
    shiphero,  ///< No topic header: `webhook_type` in the body, X-Shiphero-Message-ID.
};

/// SKUs that are kept in cases.
struct CasePack {
    std::uint32_t share_ppm = 0;  ///< Of SKUs.
    std::int32_t units = 12;      ///< In a case.
};

struct WmsSettings {
    Calendar calendar;
    SystemId self;  ///< This warehouse, in the books.
    SystemId carrier;
    WebhookSettings webhook;
    Duration wave_interval = one_hour;  ///< Waves start at multiples of it after opening.
    Duration opens = 7 * one_hour;      ///< Time of day, Monday to Friday.
    Duration closes = 18 * one_hour;
    Duration cut_off = 17 * one_hour;  ///< Time of day at which the carrier collects.
    /// It also does so at multiples of this after opening; zero: at the cut-off alone.
    Duration collection_interval{};
    std::uint32_t pickers = 12;
    Duration pick_time_per_line = 20 * one_second;
    Duration pack_time = 3 * one_minute;     ///< An order.
    std::uint32_t short_pick_ppm = 2'000;    ///< Of picked lines: some units are not found.
    std::uint32_t damage_ppm = 0;            ///< Of picked lines: some units are found broken.
    Duration backorder_keep = 14 * one_day;  ///< Then the rest is closed short.
    Duration return_transit = 5 * one_day;   ///< From authorisation to receipt.
    Duration manifest_timeout = 30 * one_second;
    std::uint32_t messages_kept_max = 20'000;  ///< Of the outbox; older ones are gone.

    WmsMessageStyle messages = WmsMessageStyle::plain;
    RetryHeader retry_header = RetryHeader::retry_after;
    /// A change of an order needs If-Match with the ETag of a read before it.
    /// Source: Extensiv / 3PL Central.
    bool if_match_required = false;
    std::uint32_t substitution_ppm = 0;  ///< Of missed units, where the line allows it.
    std::uint32_t lot_tracked_ppm = 0;   ///< Of SKUs.
    CasePack case_pack{};
    std::uint32_t cycle_counts = 0;  ///< Differences found a working day.
    std::uint32_t cycle_count_units_max = 3;
    bool snapshots = false;                  ///< All moved SKUs' levels, once a working day.
    std::uint32_t webhook_given_up_max = 0;  ///< In a row, then it is disabled; 0 is never.
    bool strict = false;
};

}  // namespace drydock::mocks
