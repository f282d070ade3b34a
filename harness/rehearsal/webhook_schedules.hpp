#pragma once

#include <vector>

#include "core/time.hpp"

namespace drydock::harness {

/// When each partner sends an event again that was not taken, for settings that leave it open:
/// after the failure of try n it waits element n - 1, then gives up.

/// Source: shopify.dev, "Updates to webhook retry mechanism", 2024-09-10: 8 retries in 4 h,
/// exponential. Assumption: doubling, so that the eight add up to 4 h.
[[nodiscard]] std::vector<Duration> storefront_retry_delays();

/// Assumption: five quick retries, then hourly for a day, as warehouse systems' job queues do.
[[nodiscard]] std::vector<Duration> wms_retry_delays();

/// Source: EasyPost FAQ: progressive backoff up to 24 h. Assumption: doubling from a minute.
[[nodiscard]] std::vector<Duration> carrier_retry_delays();

/// Source: Amazon SQS, a message not deleted is visible again after the visibility timeout of 30 s.
/// Assumption: its redrive policy gives up after ten receives.
[[nodiscard]] std::vector<Duration> marketplace_retry_delays();

}  // namespace drydock::harness
