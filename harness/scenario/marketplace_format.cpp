#include "harness/scenario/system_formats.hpp"

namespace drydock::harness {

using mocks::FeedSettings;
using mocks::MarketplaceSettings;
using mocks::NotificationSettings;
using enum ValueType;

namespace {

Mapping feed_format() {
    Describe<FeedSettings> keys{"feeds", "A marketplace's feed service."};
    keys.value(
            "interval_min",
            duration,
            &FeedSettings::interval_min,
            "A feed of a type sooner than this after the last is refused."
    )
        .bounds(Duration{}, one_day);
    keys.value(
            "queue_time_max", duration, &FeedSettings::queue_time_max, "In the queue, up to this."
    )
        .bounds(Duration{}, one_day);
    keys.value("work_time", duration, &FeedSettings::work_time, "In progress.")
        .bounds(Duration{}, one_day);
    keys.value("time_per_item", duration, &FeedSettings::time_per_item, "More for each message.")
        .bounds(Duration{}, one_minute);
    keys.value("items_max", whole, &FeedSettings::items_max, "More messages: FATAL.")
        .bounds(1, 1'000'000);
    keys.value(
        "fatal",
        share,
        &FeedSettings::fatal_ppm,
        "Of feeds: FATAL, with some, none or all of their messages applied."
    );
    keys.value(
        "item_error",
        share,
        &FeedSettings::item_error_ppm,
        "Of messages: an error in a feed that is DONE."
    );
    keys.value("reports_kept", duration, &FeedSettings::reports_kept, "Then they are gone.");
    keys.value(
        "public_url", text, &FeedSettings::public_url, "Of the host, before a document's path."
    );
    return keys.take();
}

Mapping notification_format() {
    Describe<NotificationSettings> keys{"notifications", "What a marketplace tells its seller."};
    keys.value("enabled", boolean, &NotificationSettings::enabled, "Else it tells nothing.");
    keys.value("delay_max", duration, &NotificationSettings::delay_max, "Each comes up to so late.")
        .bounds(Duration{}, one_day);
    keys.value("repeat", share, &NotificationSettings::repeat_ppm, "Of them: come twice.");
    keys.section("webhook", webhook_format(), &NotificationSettings::webhook, "How they are sent.");
    return keys.take();
}

}  // namespace

Mapping marketplace_format() {
    const auto of = [](auto member) {
        return [member](SystemSpec & system) -> auto& {
            return settings_of<MarketplaceSettings>(system).*member;
        };
    };
    Describe<SystemSpec> keys{"marketplace", "Sells for many; its order list has to be polled."};
    describe_channel(keys, of(&MarketplaceSettings::channel));
    keys.value("page_size_max", whole, of(&MarketplaceSettings::page_size_max), "Orders a page.")
        .bounds(1, 100'000);
    keys.value(
        "order_visible_after",
        duration,
        of(&MarketplaceSettings::order_visible_after),
        "A new order is in the list so much later."
    );
    keys.value(
        "next_token_kept",
        duration,
        of(&MarketplaceSettings::next_token_kept),
        "Then a NextToken is refused."
    );
    keys.value(
        "marketplace_id", text, of(&MarketplaceSettings::marketplace_id), "Of MarketplaceIds."
    );
    keys.value("seller_id", text, of(&MarketplaceSettings::seller_id), "Of its seller.");
    keys.value(
        "pending",
        share,
        of(&MarketplaceSettings::pending_ppm),
        "Of orders: Pending at first, without address and total."
    );
    keys.value(
            "pending_max", duration, of(&MarketplaceSettings::pending_max), "The longest they are."
    )
        .bounds(Duration{}, 30 * one_day);
    keys.section(
        "feeds", feed_format(), of(&MarketplaceSettings::feeds), "How stock levels are taken."
    );
    keys.section(
        "notifications",
        notification_format(),
        of(&MarketplaceSettings::notifications),
        "ORDER_CHANGE, more than once and in any order."
    );
    keys.choice(
        "retry_header",
        {retry_headers.begin(), retry_headers.end()},
        of(&MarketplaceSettings::retry_header),
        retry_header_doc
    );
    keys.value(
        "throttled",
        share,
        of(&MarketplaceSettings::throttled_ppm),
        "Of requests: 429 although the rate is kept."
    );
    keys.value("strict", boolean, of(&MarketplaceSettings::strict), strict_doc);
    return keys.take();
}

}  // namespace drydock::harness
