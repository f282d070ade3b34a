#include "harness/scenario/system_formats.hpp"

namespace drydock::harness {

using mocks::StorefrontSettings;
using enum ValueType;

namespace {

constexpr std::array<std::string_view, 2> dialects{"shopify", "woocommerce"};

auto of(auto member) {
    return [member](SystemSpec & system) -> auto& {
        return settings_of<StorefrontSettings>(system).*member;
    };
}

void describe_messages(Describe<SystemSpec>& keys) {
    keys.texts(
        "topics",
        of(&StorefrontSettings::topics),
        &mocks::TopicName::text,
        "Subscribed to before the start; twice: told twice. None: orders, cancellations, returns."
    );
    keys.value(
        "webhook_given_up_max",
        whole,
        of(&StorefrontSettings::webhook_given_up_max),
        "Events given up in a row, then the subscription is deleted or disabled; 0: never."
    );
    keys.value(
            "webhook_delay_max",
            duration,
            of(&StorefrontSettings::webhook_delay_max),
            "From an event to its sending up to this; what is sent is what is true then."
    )
        .bounds(Duration{}, one_day);
    keys.value(
            "page_size_max", whole, of(&StorefrontSettings::page_size_max), "Orders a page at most."
    )
        .bounds(1, 10'000);
    keys.value(
            "page_size_default",
            whole,
            of(&StorefrontSettings::page_size_default),
            "Orders a page when a request says nothing."
    )
        .bounds(1, 10'000);
    keys.value(
            "quantities_max",
            whole,
            of(&StorefrontSettings::quantities_max),
            "Stock levels a message at most."
    )
        .bounds(1, 100'000);
}

void describe_rules(Describe<SystemSpec>& keys) {
    keys.value(
        "throttle_wait",
        duration,
        of(&StorefrontSettings::throttle_wait),
        "Who calls too often is asked to wait so long, or longer."
    );
    keys.value(
        "refund_key_required",
        boolean,
        of(&StorefrontSettings::refund_key_required),
        "Refunds need an Idempotency-Key; else none is looked at."
    );
    keys.value(
        "inventory_key_required",
        boolean,
        of(&StorefrontSettings::inventory_key_required),
        "Stock levels need an Idempotency-Key."
    );
    keys.value(
        "compare_required",
        boolean,
        of(&StorefrontSettings::compare_required),
        "Stock levels need the expected level, or the wish to ignore it."
    );
    keys.value("strict", boolean, of(&StorefrontSettings::strict), strict_doc);
}

}  // namespace

Mapping storefront_format() {
    Describe<SystemSpec> keys{"storefront", "The own shop; tells its orders by webhook."};
    keys.choice(
        "dialect",
        {dialects.begin(), dialects.end()},
        of(&StorefrontSettings::dialect),
        "Whose paths, headers and words it speaks."
    );
    keys.value("domain", text, of(&StorefrontSettings::domain), "Its host, in headers and links.");
    keys.value(
        "api_version", text, of(&StorefrontSettings::api_version), "Shopify: in its webhooks."
    );
    keys.section(
        "webhook",
        webhook_format(),
        [](SystemSpec & system) -> auto& {
            return settings_of<StorefrontSettings>(system).webhook;
        },
        "Its orders, cancellations and returns."
    );
    describe_messages(keys);
    describe_rules(keys);
    describe_channel(keys, [](SystemSpec& system) -> mocks::ChannelSettings& {
        return settings_of<StorefrontSettings>(system).channel;
    });
    return keys.take();
}

}  // namespace drydock::harness
