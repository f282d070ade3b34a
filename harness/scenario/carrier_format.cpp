#include "harness/scenario/system_formats.hpp"

namespace drydock::harness {

using mocks::CarrierSettings;
using enum ValueType;

namespace {

constexpr std::array<std::string_view, 2> purchases{"one_call", "rate_then_buy"};

Mapping quota_format() {
    Describe<mocks::DailyQuota> keys{
        "daily_quota", "Calls from midnight to midnight; each more is answered 429."};
    keys.value("calls", whole, &mocks::DailyQuota::calls, "So many.").bounds(1, 100'000'000).must();
    return keys.take();
}

}  // namespace

Mapping carrier_format() {
    const auto of = [](auto member) {
        return [member](SystemSpec & system) -> auto& {
            return settings_of<CarrierSettings>(system).*member;
        };
    };
    Describe<SystemSpec> keys{"carrier", "A parcel carrier."};
    keys.section(
        "webhook", webhook_format(), of(&CarrierSettings::webhook), "Its tracking events."
    );
    keys.value("cut_off", duration, of(&CarrierSettings::cut_off), "Time of day of the collection.")
        .bounds(Duration{}, one_day);
    keys.value(
        "collection_window",
        duration,
        of(&CarrierSettings::collection_window),
        "How long the van waits for a late manifest."
    );
    keys.value("transit_min", duration, of(&CarrierSettings::transit_min), "Fastest delivery.");
    keys.value("transit_max", duration, of(&CarrierSettings::transit_max), "Slowest delivery.");
    keys.value(
        "void_after",
        duration,
        of(&CarrierSettings::void_after),
        "A void sooner after the purchase is rejected."
    );
    keys.value(
        "refund_settles_after",
        duration,
        of(&CarrierSettings::refund_settles_after),
        "A void is submitted; then it is refunded."
    );
    keys.choice(
        "purchase",
        {purchases.begin(), purchases.end()},
        of(&CarrierSettings::purchase),
        "rate_then_buy: a shipment is created first and one of its rates bought then."
    );
    keys.choice(
        "retry_header",
        {retry_headers.begin(), retry_headers.end()},
        of(&CarrierSettings::retry_header),
        retry_header_doc
    );
    keys.named(
        "daily_quotas",
        quota_format(),
        of(&CarrierSettings::daily_quotas),
        &mocks::DailyQuota::operation,
        "By operation."
    );
    keys.value(
        "tracker_created",
        boolean,
        of(&CarrierSettings::tracker_created),
        "Tells of a tracker as soon as its label is bought."
    );
    keys.value(
        "event_repeat",
        share,
        of(&CarrierSettings::event_repeat_ppm),
        "Of tracker events: sent twice under one id."
    );
    keys.value(
        "event_late",
        share,
        of(&CarrierSettings::event_late_ppm),
        "Of tracker events: sent late, so that others overtake them."
    );
    keys.value(
        "event_late_max",
        duration,
        of(&CarrierSettings::event_late_max),
        "Latest repeated or late event."
    );
    keys.value(
        "pickup",
        share,
        of(&CarrierSettings::pickup_ppm),
        "Of parcels: available for pickup before they are delivered."
    );
    keys.value(
        "return_to_sender",
        share,
        of(&CarrierSettings::return_to_sender_ppm),
        "Of parcels: never delivered."
    );
    keys.value(
        "webhook_given_up_max", whole, of(&CarrierSettings::webhook_given_up_max), given_up_doc
    );
    keys.value("strict", boolean, of(&CarrierSettings::strict), strict_doc);
    return keys.take();
}

}  // namespace drydock::harness
