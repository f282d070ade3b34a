#include "harness/rehearsal/landscape_builder.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/check.hpp"
#include "harness/rehearsal/webhook_schedules.hpp"
#include "integration/runtime.hpp"
#include "mocks/carrier/carrier.hpp"
#include "mocks/channels/marketplace.hpp"
#include "mocks/channels/storefront.hpp"
#include "mocks/odoo/odoo.hpp"
#include "mocks/wms/wms.hpp"

namespace drydock::harness {

namespace {

/// Of the demand's two channels, as the workload divides them.
constexpr std::uint16_t storefront_channel = 0;
constexpr std::uint16_t marketplace_channel = 1;

std::string secret_of(std::string_view system) {
    return "secret-of-" + std::string{system};
}

/// Makes the Node of each kind of settings.
struct NodeMakerOf {
    const Scenario& scenario;
    const RehearsalPlan& plan;
    const std::shared_ptr<const Demand>& demand;
    SystemId self;

    [[nodiscard]] const std::string& name(SystemId id) const {
        return scenario.landscape.systems.at(id.value).name;
    }

    /// `path` is the runtime's own for this kind of partner, whatever the landscape calls it.
    void fill(mocks::WebhookSettings& webhook, std::string path, std::vector<Duration> delays)
        const {
        webhook.receiver = plan.roles.runtime;
        webhook.path = std::move(path);
        webhook.secret = secret_of(name(self));
        if (webhook.delays.empty()) {
            webhook.delays = std::move(delays);
        }
    }

    template <class Settings>
    [[nodiscard]] const Settings& partner(SystemId id) const {
        return std::get<Settings>(scenario.landscape.systems.at(id.value).settings);
    }

    template <class Settings>
    [[nodiscard]] integration::HookSecret hook_of(SystemId partner) const {
        const SystemSpec& system = scenario.landscape.systems.at(partner.value);
        return {secret_of(system.name), std::get<Settings>(system.settings).webhook.signature};
    }

    NodeMaker operator()(std::monostate) const {
        integration::RuntimeSettings settings;
        settings.calendar = plan.calendar;
        settings.strategy = scenario.strategy;
        settings.odoo = plan.roles.odoo;
        settings.wms = plan.roles.wms;
        settings.carrier = plan.roles.carrier;
        settings.storefront = plan.roles.storefront;
        settings.marketplace = plan.roles.marketplace;
        const auto& odoo = std::get<mocks::OdooSettings>(
            scenario.landscape.systems.at(plan.roles.odoo.value).settings
        );
        settings.odoo_database = odoo.database;
        settings.odoo_login = odoo.login;
        settings.odoo_password = odoo.password;
        settings.wms_if_match = partner<mocks::WmsSettings>(plan.roles.wms).if_match_required;
        settings.carrier_rates = partner<mocks::CarrierSettings>(plan.roles.carrier).purchase ==
                                 mocks::CarrierPurchase::rate_then_buy;
        const auto& shop = partner<mocks::StorefrontSettings>(plan.roles.storefront);
        settings.storefront_dialect = shop.dialect == mocks::ShopDialect::shopify
                                          ? integration::StorefrontDialect::shopify
                                          : integration::StorefrontDialect::woocommerce;
        settings.storefront_api_version = shop.api_version;
        settings.storefront_hook = hook_of<mocks::StorefrontSettings>(plan.roles.storefront);
        settings.wms_hook = hook_of<mocks::WmsSettings>(plan.roles.wms);
        settings.carrier_hook = hook_of<mocks::CarrierSettings>(plan.roles.carrier);
        const auto& market = partner<mocks::MarketplaceSettings>(plan.roles.marketplace);
        settings.marketplace_id = market.marketplace_id;
        settings.marketplace_seller_id = market.seller_id;
        settings.marketplace_hook = {
            secret_of(name(plan.roles.marketplace)), market.notifications.webhook.signature};
        return [settings] { return std::make_unique<integration::Runtime>(settings); };
    }

    NodeMaker operator()(mocks::OdooSettings settings) const {
        settings.calendar = plan.calendar;
        settings.self = self;
        return
            [settings, goods = demand] { return std::make_unique<mocks::Odoo>(settings, goods); };
    }

    NodeMaker operator()(mocks::WmsSettings settings) const {
        settings.calendar = plan.calendar;
        settings.self = self;
        settings.carrier = plan.roles.carrier;
        fill(settings.webhook, "/webhooks/wms", wms_retry_delays());
        return [settings, goods = demand] { return std::make_unique<mocks::Wms>(settings, goods); };
    }

    NodeMaker operator()(mocks::CarrierSettings settings) const {
        settings.calendar = plan.calendar;
        settings.self = self;
        fill(settings.webhook, "/webhooks/carrier", carrier_retry_delays());
        return [settings] { return std::make_unique<mocks::Carrier>(settings); };
    }

    NodeMaker operator()(mocks::StorefrontSettings settings) const {
        settings.channel.calendar = plan.calendar;
        settings.channel.self = self;
        settings.channel.channel = storefront_channel;
        fill(settings.webhook, "/webhooks/storefront", storefront_retry_delays());
        // The shop tells how full the bucket is that its door enforces.
        const auto& limits = scenario.landscape.systems.at(self.value).door.rate_limits;
        const auto all = std::ranges::find(limits, "*", &RateLimit::operation);
        if (all != limits.end()) {
            settings.calls_max = all->burst;
            settings.call_leak = all->interval;
        }
        return [settings, wanted = demand] {
            return std::make_unique<mocks::Storefront>(settings, wanted);
        };
    }

    NodeMaker operator()(mocks::MarketplaceSettings settings) const {
        settings.channel.calendar = plan.calendar;
        settings.channel.self = self;
        settings.channel.channel = marketplace_channel;
        fill(settings.notifications.webhook, "/webhooks/marketplace", marketplace_retry_delays());
        for (const RateLimit& limit : scenario.landscape.systems.at(self.value).door.rate_limits) {
            settings.usage_plans.push_back({limit.operation, limit.interval});
        }
        return [settings, wanted = demand] {
            return std::make_unique<mocks::Marketplace>(settings, wanted);
        };
    }
};

SystemId id_of(const LandscapeSpec& landscape, std::string_view name) {
    const auto found = std::ranges::find(landscape.systems, name, &SystemSpec::name);
    DRYDOCK_CHECK(found != landscape.systems.end());  // The plan has checked every link.
    return SystemId{static_cast<std::uint16_t>(found - landscape.systems.begin())};
}

}  // namespace

void build_landscape(
    const Scenario& scenario,
    const RehearsalPlan& plan,
    const std::shared_ptr<const Demand>& demand,
    World& world
) {
    const LandscapeSpec& landscape = scenario.landscape;
    for (std::size_t index = 0; index < landscape.systems.size(); ++index) {
        const SystemSpec& system = landscape.systems[index];
        const SystemId self{static_cast<std::uint16_t>(index)};
        NodeMaker maker = std::visit(NodeMakerOf{scenario, plan, demand, self}, system.settings);
        const SystemId given = world.add_system(system.name, std::move(maker), system.door);
        DRYDOCK_CHECK(given == self);
    }
    for (const LinkSpec& link : landscape.links) {
        world.connect(id_of(landscape, link.from), id_of(landscape, link.to), link.settings);
    }
    world.plan_faults(plan.faults);
}

}  // namespace drydock::harness
