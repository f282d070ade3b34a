#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mocks/channels/channel_settings.hpp"
#include "mocks/strict/retry_header.hpp"

namespace drydock::mocks {

/// How long the feed service takes, and what goes wrong there by nature.
struct FeedSettings {
    /// A feed of a type sooner than this after the last is refused.
    /// Source: Amazon feeds best practices, one feed of a type at most every 20 minutes.
    Duration interval_min = 20 * one_minute;
    /// A feed waits up to this, drawn for each, and until the one before it has ended.
    Duration queue_time_max{};
    Duration work_time{};              ///< In progress, whatever its size.
    Duration time_per_item{};          ///< More for each of its messages.
    std::uint32_t items_max = 25'000;  ///< Source: Amazon JSON_LISTINGS_FEED. More: FATAL.
    /// Of feeds, parts per million: end FATAL, with a drawn number of their first messages applied.
    /// Source: feeds_2021-06-30.json, "some, none, or all of the operations may have completed".
    std::uint32_t fatal_ppm = 0;
    /// Of messages of known SKUs, parts per million: an error of the message in a feed that is
    /// DONE.
    std::uint32_t item_error_ppm = 0;
    Duration reports_kept = 28 * one_day;  ///< Source: Amazon feeds FAQ.
    /// Before the path of a document, so that its URL is whole: "http://localhost:8080". Empty for
    /// one on this host.
    std::string public_url{};
};

/// ORDER_CHANGE notifications, pushed as a queue's subscriber hands them on. Source: Amazon
/// notifications through a standard SQS queue, at least once and unordered.
struct NotificationSettings {
    bool enabled = false;
    Duration delay_max{};          ///< Each comes up to so late, drawn for each: unordered.
    std::uint32_t repeat_ppm = 0;  ///< Parts per million: comes a second time.
    WebhookSettings webhook{};
};

/// Answers to an operation carry its rate. Amazon: x-amzn-RateLimit-Limit.
struct UsagePlan {
    std::string operation;
    Duration interval{};  ///< One more token each. Above zero.
};

struct MarketplaceSettings {
    ChannelSettings channel;
    std::string marketplace_id = "A1F83G8C2ARO7P";  ///< Source: Amazon marketplace ids, UK.
    std::string seller_id = "A1SELLER";
    std::uint32_t page_size_max = 100;  ///< Source: ordersV0.json, MaxResultsPerPage 1 to 100.
    /// Changes are listed so much later, and no date to list up to may be younger.
    Duration order_visible_after = 2 * one_minute;  ///< Source: ordersV0.json, LastUpdatedBefore.
    Duration next_token_kept = one_hour;            ///< Assumption: then a NextToken is refused.
    /// Of orders, parts per million: Pending first, for a drawn time up to `pending_max`.
    std::uint32_t pending_ppm = 0;
    Duration pending_max{};
    FeedSettings feeds;
    NotificationSettings notifications;
    /// Source: SP-API answers 429 without Retry-After; the rate is in a header of its own.
    RetryHeader retry_header = RetryHeader::none;
    /// What the door enforces, to be told in the header; of an operation without one nothing is.
    std::vector<UsagePlan> usage_plans;
    /// Of requests, parts per million: 429 although the rate is kept. Source: Amazon usage plans,
    /// some requests are throttled even below the limit.
    std::uint32_t throttled_ppm = 0;
    bool strict = false;  ///< What the seller does against the rules goes into the books.
};

}  // namespace drydock::mocks
