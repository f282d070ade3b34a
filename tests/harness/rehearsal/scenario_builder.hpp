#pragma once

#include <string>
#include <utility>

#include "harness/rehearsal/rehearsal.hpp"

namespace drydock::harness {

/// A landscape of one system of each kind, all at 20 ms a request, and no faults. 2011-11-01 was a
/// Tuesday.
inline Scenario small_scenario() {
    Scenario scenario;
    scenario.name = "small";
    scenario.seed = 7;
    scenario.workload.from = {2011, 11, 1};
    scenario.workload.to = {2011, 11, 4};
    scenario.settle_within = 7 * one_day;
    scenario.landscape.name = "small";
    const auto add = [&](std::string name, SystemSpec::Settings settings) {
        SystemSpec& system = scenario.landscape.systems.emplace_back();
        system.name = std::move(name);
        system.settings = std::move(settings);
        system.door.workers = 4;
        ServiceTime time;
        time.operation = "*";
        time.base = Quantiles::constant(one_second / 50);
        system.door.service_times.push_back(std::move(time));
    };
    const mocks::OdooSettings odoo;
    mocks::WmsSettings wms;
    wms.short_pick_ppm = 0;
    const mocks::CarrierSettings carrier;
    const mocks::StorefrontSettings storefront;
    const mocks::MarketplaceSettings marketplace;
    add("runtime", std::monostate{});
    add("odoo", odoo);
    add("wms", wms);
    add("carrier", carrier);
    add("shop", storefront);
    add("bazaar", marketplace);
    return scenario;
}

/// `order_count` orders of two lines each, one every 20 minutes from 8:00 of the first day, to both
/// channels in turn, with plenty of stock.
inline Workload small_workload(std::uint32_t order_count) {
    Workload workload;
    workload.calendar = Calendar{{2011, 11, 1}};
    Demand& demand = workload.demand;
    for (const char* const sku : {"MUG", "PLATE"}) {
        Product product;
        product.sku = sku;
        product.name = sku;
        product.price = {2'500};
        demand.products.push_back(std::move(product));
    }
    demand.stock_initial_units = {1'000'000, 1'000'000};
    for (std::uint32_t index = 0; index < order_count; ++index) {
        DemandOrder order;
        order.at = Instant{8 * one_hour + index * 20 * one_minute};
        order.number = std::to_string(536'365 + index);
        order.customer = 17'850 + index % 3;
        order.country = "United Kingdom";
        order.channel = static_cast<std::uint16_t>(index % 2);
        order.lines = {static_cast<std::uint32_t>(demand.lines.size()), 2};
        demand.lines.push_back({SkuId{0}, 6, 2'500});
        demand.lines.push_back({SkuId{1}, 4, 3'000});
        demand.orders.push_back(std::move(order));
    }
    return workload;
}

}  // namespace drydock::harness
