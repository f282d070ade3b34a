#pragma once

#include "core/calendar.hpp"
#include "core/ids.hpp"
#include "mocks/webhooks/webhook_settings.hpp"

namespace drydock::mocks {

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
    Duration void_after = 0 * one_second;  ///< A void earlier than this after purchase is refused.
};

}  // namespace drydock::mocks
