#include <array>

#include "harness/scenario/scenario.hpp"
#include "harness/scenario/scenario_format.hpp"
#include "harness/scenario/system_formats.hpp"

namespace drydock::harness {

namespace {

using enum ValueType;

constexpr std::array<std::string_view, 6> kinds{
    "runtime", "odoo", "wms", "carrier", "storefront", "marketplace"};
static_assert(std::variant_size_v<SystemSpec::Settings> == kinds.size());

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

/// A text that is not written out where it is empty.
void optional_text(
    Describe<SystemSpec>& keys,
    std::string_view key,
    std::string ExternalSpec::*member,
    std::string_view doc
) {
    Field& field = keys.value(
        key, text, [member](SystemSpec & system) -> auto& { return system.external.*member; }, doc
    );
    field.get = [member](const void* system) {
        const std::string& value = static_cast<const SystemSpec*>(system)->external.*member;
        return value.empty() ? Stored{} : Stored{value};
    };
}

Mapping runtime_format() {
    Describe<SystemSpec> keys{"runtime", "The integration runtime."};
    optional_text(
        keys,
        "url",
        &ExternalSpec::url,
        "On the real clock: somebody's middleware takes its place, and webhooks there."
    );
    return keys.take();
}

Mapping price_changes_format() {
    using mocks::PriceChanges;
    Describe<PriceChanges> keys{"price_changes", "Prices that people change in Odoo, once."};
    keys.value("share", share, &PriceChanges::share_ppm, "Of products.");
    keys.value("factor", factor, &PriceChanges::factor_permille, "Times the list price.")
        .bounds(1, 10'000);
    keys.value("after", duration, &PriceChanges::after, "From the start of the workload.");
    return keys.take();
}

Mapping odoo_format() {
    Describe<SystemSpec> keys{"odoo", "Odoo."};
    optional_text(
        keys, "url", &ExternalSpec::url, "On the real clock: a real Odoo takes the mock's place."
    );
    optional_text(keys, "database", &ExternalSpec::database, "Its database: one for tests.");
    optional_text(keys, "user", &ExternalSpec::user, "Who logs in.");
    optional_text(
        keys,
        "password_env",
        &ExternalSpec::password_env,
        "The environment variable that holds the password or API key."
    );
    optional_text(
        keys, "password_file", &ExternalSpec::password_file, "Or the file; its first line counts."
    );
    keys.section(
        "price_changes",
        price_changes_format(),
        [](SystemSpec & system) -> auto& {
            return settings_of<mocks::OdooSettings>(system).price_changes;
        },
        "New list prices, while orders of the old ones are on their way."
    );
    return keys.take();
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
    keys.profile(
        "profile",
        &SystemSpec::profile,
        "The path of a file with keys of a system; the keys written here go first."
    );
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
            kinds[kind] == "runtime"       ? runtime_format()
            : kinds[kind] == "odoo"        ? odoo_format()
            : kinds[kind] == "wms"         ? wms_format()
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
