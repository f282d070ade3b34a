#include "harness/rehearsal/rehearsal.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "core/check.hpp"
#include "harness/rehearsal/exchange_log.hpp"
#include "harness/rehearsal/gauge_recorder.hpp"
#include "harness/rehearsal/judgement.hpp"
#include "harness/rehearsal/landscape_builder.hpp"
#include "sim/virtual_world.hpp"

namespace drydock::harness {

namespace {

std::uint64_t orders_due(const Demand& demand, Instant now) {
    const auto after = std::ranges::upper_bound(demand.orders, now, {}, &DemandOrder::at);
    return static_cast<std::uint64_t>(after - demand.orders.begin());
}

std::vector<std::vector<Gauge>> gauges_of(
    const sim::VirtualWorld& world, std::size_t system_count
) {
    std::vector<std::vector<Gauge>> gauges(system_count);
    for (std::size_t index = 0; index < system_count; ++index) {
        world.node(SystemId{static_cast<std::uint16_t>(index)}).read_gauges(gauges[index]);
    }
    return gauges;
}

}  // namespace

RehearsalResult rehearse(
    const Scenario& scenario,
    Workload workload,
    const RehearsalPlan& plan,
    const RehearsalHooks& hooks
) {
    const auto demand = std::make_shared<const Demand>(std::move(workload.demand));
    sim::VirtualWorldSettings settings;
    settings.seed = scenario.seed;
    sim::VirtualWorld world{settings};
    build_landscape(scenario, plan, demand, world);
    world.trace_steps(hooks.tracer);
    for (ExchangeObserver* const observer : hooks.observers) {
        world.observe_exchanges(*observer);
    }

    ExchangeLog log{
        *demand, plan.faults, {.runtime = plan.roles.runtime, .storefront = plan.roles.storefront}};
    const bool has_faults = !plan.faults.faults.empty();
    if (has_faults) {
        world.observe_exchanges(log);
    }

    const Instant end = last_event(*demand, plan.faults) + scenario.settle_within;
    GaugeRecorder recorder{
        scenario, plan, end, hooks.wants_series ? SeriesWish::wanted : SeriesWish::none};
    recorder.follow(world);
    bool stopped = false;
    if (hooks.watch) {
        world.watch(hooks.steps_max, [&](const RunStatus& status) {
            const RunDecision decision = hooks.watch(
                {.status = status,
                 .end = end,
                 .orders_due = orders_due(*demand, status.now),
                 .orders = demand->orders.size()}
            );
            stopped = stopped || decision == RunDecision::stop;
            return decision;
        });
    }
    const RunStatus status = world.run_until(end);

    const Books books = gather_books(world, scenario.landscape.systems.size());
    const Evidence evidence{
        .books = books,
        .demand = *demand,
        .index = OrderIndex{books},
        .odoo = plan.roles.odoo,
        .wms = plan.roles.wms,
        .settled = !stopped};
    if (hooks.at_end) {
        hooks.at_end(evidence, gauges_of(world, scenario.landscape.systems.size()), status.now);
    }
    RehearsalResult result;
    result.verdict = judge(
        scenario,
        plan,
        workload.statistics,
        evidence,
        {.status = status,
         .fingerprint = world.fingerprint(),
         .traffic = world.traffic(),
         .counts = world.system_counts(),
         .fault_hits = world.fault_hits(),
         .exchanges = has_faults ? &log : nullptr}
    );
    result.timeline_csv = recorder.timeline_csv();
    result.series_json = recorder.series_json(evidence, result.verdict);
    return result;
}

}  // namespace drydock::harness
