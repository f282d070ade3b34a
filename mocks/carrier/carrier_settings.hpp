#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/ids.hpp"
#include "mocks/strict/retry_header.hpp"
#include "mocks/webhooks/webhook_settings.hpp"

namespace drydock::mocks {

/// How a label is bought.
enum class CarrierPurchase : std::uint8_t {
    one_call,       ///< The shipment is bought as it is created.
    rate_then_buy,  ///< Create a shipment, read its rates, buy one of them.
};

/// Calls of one operation from midnight to midnight; each more is answered 429 until then.
/// Source: FedEx, "Daily transaction quota exceeded. Retry after 12:00AM GMT".
struct DailyQuota {
    std::string operation{};
    std::uint32_t calls = 1;
};

struct CarrierSettings {
    Calendar calendar;
    SystemId self;  ///< This carrier, in the books.
    WebhookSettings webhook;
    Duration cut_off = 17 * one_hour;  ///< Time of day; later hand-overs leave the next day.
    /// How long the van waits for a late manifest. Assumption: longer than a warehouse tries to
    /// hand over, so that what was loaded leaves the same day.
    Duration collection_window = 45 * one_minute;
    Duration transit_min = 1 * one_day;
    Duration transit_max = 4 * one_day;
    Duration void_after = 0 * one_second;  ///< A void earlier than this is rejected.
    /// From the submission of a void until its money is back. Source: EasyPost, USPS, 15 d or more.
    Duration refund_settles_after = 15 * one_day;

    CarrierPurchase purchase = CarrierPurchase::one_call;
    RetryHeader retry_header = RetryHeader::retry_after;
    std::vector<DailyQuota> daily_quotas{};
    bool tracker_created = false;        ///< A first event as soon as the label is bought.
    std::uint32_t event_repeat_ppm = 0;  ///< Of tracker events: sent twice under one id.
    std::uint32_t event_late_ppm = 0;    ///< Of tracker events: later ones overtake them.
    Duration event_late_max = 12 * one_hour;
    std::uint32_t pickup_ppm = 0;            ///< Of parcels: wait at a shop before delivery.
    std::uint32_t return_to_sender_ppm = 0;  ///< Of parcels: never delivered.
    std::uint32_t webhook_given_up_max = 0;  ///< In a row, then it is disabled; 0 is never.
    bool strict = false;
};

}  // namespace drydock::mocks
