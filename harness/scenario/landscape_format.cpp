#include <array>

#include "harness/scenario/scenario.hpp"
#include "harness/scenario/scenario_format.hpp"

namespace drydock::harness {

namespace {

using mocks::CarrierSettings;
using mocks::MarketplaceSettings;
using mocks::StorefrontSettings;
using mocks::WebhookSettings;
using mocks::WmsSettings;
using enum ValueType;

constexpr std::array<std::string_view, 6> kinds{
    "runtime", "odoo", "wms", "carrier", "storefront", "marketplace"};
static_assert(std::variant_size_v<SystemSpec::Settings> == kinds.size());

template <class Settings>
Settings& settings_of(SystemSpec& system) {
    return std::get<Settings>(system.settings);
}

void set_kind(SystemSpec& system, std::int64_t kind) {
    if (static_cast<std::size_t>(kind) == system.settings.index()) {
        return;
    }
    switch (kind) {
        case 1:
            system.settings.emplace<1>();
            break;
        case 2:
            system.settings.emplace<2>();
            break;
        case 3:
            system.settings.emplace<3>();
            break;
        case 4:
            system.settings.emplace<4>();
            break;
        case 5:
            system.settings.emplace<5>();
            break;
        default:
            system.settings.emplace<0>();
    }
}

Mapping service_time_format() {
    Describe<ServiceTime> keys{
        "service_time",
        "How long an operation keeps a worker busy; one duration alone is constant."};
    const auto quantile = [&](std::string_view key, auto member, std::string_view doc) {
        keys.value(
                key,
                duration,
                [member](ServiceTime& time) -> Duration& { return time.base.*member; },
                doc
        )
            .must();
    };
    quantile("min", &Quantiles::minimum, "The shortest.");
    quantile("p50", &Quantiles::p50, "Half are at most this long.");
    quantile("p95", &Quantiles::p95, "95 % are.");
    quantile("p99", &Quantiles::p99, "99 % are.");
    quantile("max", &Quantiles::maximum, "The longest.");
    keys.value("per_line", duration, &ServiceTime::per_line, "More for each line of the request.");
    keys.shorthand([](ServiceTime& time, Duration constant) {
        time.base = Quantiles::constant(constant);
    });
    return keys.take();
}

Mapping rate_limit_format() {
    Describe<RateLimit> keys{"rate_limit", "A token bucket; one token a request."};
    keys.value("burst", whole, &RateLimit::burst, "Tokens of a full bucket.")
        .bounds(1, 1'000'000)
        .must();
    keys.value("interval", duration, &RateLimit::interval, "One more token each.")
        .bounds(Duration{1}, one_day)
        .must();
    keys.value("status", whole, &RateLimit::status, "Answer to a request without token.")
        .bounds(400, 599);
    return keys.take();
}

Mapping webhook_format() {
    Describe<WebhookSettings> keys{"webhook", "How events are sent, and sent again."};
    keys.value("timeout", duration, &WebhookSettings::timeout, "Of one try.")
        .bounds(Duration{1'000'000}, one_day);
    keys.value(
        "delays",
        durations,
        &WebhookSettings::delays,
        "Before the second, third, ... try; then the event is given up."
    );
    return keys.take();
}

Mapping wms_format() {
    const auto of = [](auto member) {
        return [member](SystemSpec & system) -> auto& {
            return settings_of<WmsSettings>(system).*member;
        };
    };
    Describe<SystemSpec> keys{"wms", "A warehouse."};
    keys.section("webhook", webhook_format(), of(&WmsSettings::webhook), "Its messages.");
    keys.value("wave_interval", duration, of(&WmsSettings::wave_interval), "Between two waves.")
        .bounds(one_minute, one_day);
    keys.value("opens", duration, of(&WmsSettings::opens), "Time of day, Monday to Friday.")
        .bounds(Duration{}, one_day);
    keys.value("closes", duration, of(&WmsSettings::closes), "Time of day.")
        .bounds(Duration{}, one_day);
    keys.value("cut_off", duration, of(&WmsSettings::cut_off), "Time of day of the collection.")
        .bounds(Duration{}, one_day);
    keys.value("pickers", whole, of(&WmsSettings::pickers), "At work at once.").bounds(1, 100'000);
    keys.value("pick_time_per_line", duration, of(&WmsSettings::pick_time_per_line), "One picker.");
    keys.value("pack_time", duration, of(&WmsSettings::pack_time), "An order.");
    keys.value(
        "short_pick",
        share,
        of(&WmsSettings::short_pick_ppm),
        "Of picked lines: some units are not found."
    );
    keys.value(
        "backorder_keep",
        duration,
        of(&WmsSettings::backorder_keep),
        "Then the rest is closed short."
    );
    keys.value(
        "return_transit",
        duration,
        of(&WmsSettings::return_transit),
        "From authorisation to receipt of a return."
    );
    keys.value(
            "manifest_timeout",
            duration,
            of(&WmsSettings::manifest_timeout),
            "Of the hand-over to the carrier."
    )
        .bounds(Duration{1'000'000}, one_day);
    keys.value("messages_kept_max", whole, of(&WmsSettings::messages_kept_max), "Of the outbox.")
        .bounds(1, 100'000'000);
    return keys.take();
}

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
        "A void sooner after the purchase is refused."
    );
    return keys.take();
}

void describe_channel(Describe<SystemSpec>& keys, auto channel_of) {
    const auto of = [channel_of](auto member) {
        return [ channel_of, member ](SystemSpec & system) -> auto& {
            return channel_of(system).*member;
        };
    };
    keys.value(
        "return_after_fulfilment",
        duration,
        of(&mocks::ChannelSettings::return_after_fulfilment),
        "A customer asks to send back so long after the parcel came."
    );
    keys.value(
        "return_after_denial",
        duration,
        of(&mocks::ChannelSettings::return_after_denial),
        "The same after a cancellation that was denied."
    );
}

Mapping storefront_format() {
    Describe<SystemSpec> keys{"storefront", "The own shop; tells its orders by webhook."};
    keys.section(
        "webhook",
        webhook_format(),
        [](SystemSpec & system) -> auto& {
            return settings_of<StorefrontSettings>(system).webhook;
        },
        "Its orders, cancellations and returns."
    );
    describe_channel(keys, [](SystemSpec& system) -> mocks::ChannelSettings& {
        return settings_of<StorefrontSettings>(system).channel;
    });
    return keys.take();
}

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
        "feed_interval_min",
        duration,
        of(&MarketplaceSettings::feed_interval_min),
        "A stock feed sooner than this after the last is refused."
    );
    return keys.take();
}

Mapping system_format() {
    Describe<SystemSpec> keys{"system", "A system and the door before it."};
    keys.choice(
            "kind",
            {kinds.begin(), kinds.end()},
            [](const SystemSpec& system) {
                return static_cast<std::int64_t>(system.settings.index());
            },
            set_kind,
            "Which mock it is; runtime: the integration runtime."
    )
        .must();
    const auto of = [](auto member) {
        return [member](SystemSpec & system) -> auto& {
            return system.door.*member;
        };
    };
    keys.value("workers", whole, of(&DoorSettings::workers), "Requests in service at once.")
        .bounds(1, 100'000);
    keys.value(
        "accept_queue_max",
        whole,
        of(&DoorSettings::accept_queue_max),
        "Requests that wait for a worker; more are refused."
    );
    keys.named(
        "service_times",
        service_time_format(),
        of(&DoorSettings::service_times),
        &ServiceTime::operation,
        "By operation; \"*\" is every other one."
    );
    keys.named(
        "rate_limits",
        rate_limit_format(),
        of(&DoorSettings::rate_limits),
        &RateLimit::operation,
        "By operation; \"*\" is all together."
    );
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        keys.alternative(
            kinds[kind] == "wms"           ? wms_format()
            : kinds[kind] == "carrier"     ? carrier_format()
            : kinds[kind] == "storefront"  ? storefront_format()
            : kinds[kind] == "marketplace" ? marketplace_format()
                                           : Mapping{}
        );
    }
    return keys.take();
}

Mapping link_format() {
    const auto of = [](auto member) {
        return [member](LinkSpec & link) -> auto& {
            return link.settings.*member;
        };
    };
    Describe<LinkSpec> keys{"link", "The way between two systems, each direction alike."};
    keys.value("from", text, &LinkSpec::from, "A system.").must();
    keys.value("to", text, &LinkSpec::to, "Another one.").must();
    keys.value("latency", duration, of(&LinkSettings::latency), "One way.")
        .bounds(Duration{}, one_day);
    keys.value("jitter", duration, of(&LinkSettings::jitter_max), "Added, uniform up to this.")
        .bounds(Duration{}, one_day);
    keys.value(
            "bandwidth",
            bandwidth,
            of(&LinkSettings::bandwidth_bytes_per_second),
            "Without it, size costs nothing."
    )
        .bounds(1, std::numeric_limits<std::int64_t>::max() / 8);
    return keys.take();
}

}  // namespace

std::span<const std::string_view> system_kinds() {
    return kinds;
}

Mapping landscape_format() {
    Describe<LandscapeSpec> keys{"landscape", "The systems and the links between them."};
    keys.value("name", text, &LandscapeSpec::name, "In verdicts.");
    keys.named(
            "systems",
            system_format(),
            &LandscapeSpec::systems,
            &SystemSpec::name,
            "By the name that faults and links use."
    )
        .must();
    keys.list("links", link_format(), &LandscapeSpec::links, "", "Between systems.");
    return keys.take();
}

}  // namespace drydock::harness
