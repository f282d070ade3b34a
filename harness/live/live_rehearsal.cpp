#include "harness/live/live_rehearsal.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "harness/live/external_odoo.hpp"
#include "harness/live/port_list.hpp"
#include "harness/live/readiness.hpp"
#include "harness/rehearsal/exchange_log.hpp"
#include "harness/rehearsal/gauge_recorder.hpp"
#include "harness/rehearsal/judgement.hpp"
#include "harness/rehearsal/landscape_builder.hpp"
#include "live/journal/sqlite_journal.hpp"

namespace drydock::harness {

namespace {

/// Passes the World's status on to the hook, and remembers whether it stopped the run.
void watch(
    live::RealWorld& world,
    const RehearsalHooks& hooks,
    const Demand& demand,
    Instant end,
    bool& stopped
) {
    if (!hooks.watch) {
        return;
    }
    world.watch(hooks.steps_max, [&hooks, &demand, end, &stopped](const RunStatus& status) {
        const auto due = std::ranges::upper_bound(demand.orders, status.now, {}, &DemandOrder::at);
        const RunDecision decision = hooks.watch(
            {.status = status,
             .end = end,
             .orders_due = static_cast<std::uint64_t>(due - demand.orders.begin()),
             .orders = demand.orders.size()}
        );
        stopped = stopped || decision == RunDecision::stop;
        return decision;
    });
}

}  // namespace

expected<LiveRehearsalResult, std::string> rehearse_live(
    const Scenario& scenario,
    Workload workload,
    const RehearsalPlan& plan,
    const RehearsalHooks& hooks,
    const LiveRehearsalSettings& settings
) {
    const auto demand = std::make_shared<const Demand>(std::move(workload.demand));
    live::RealWorldSettings world_settings;
    world_settings.seed = scenario.seed;
    const Instant opening = plan.calendar.instant_of(scenario.workload.from);
    world_settings.start = opening - ready_within_max;
    world_settings.io_thread_count = settings.io_thread_count;
    world_settings.identity = settings.identity;
    world_settings.trust = settings.externals.trust;
    if (settings.externals.odoo) {
        world_settings.peers[plan.roles.odoo] = settings.externals.odoo->url;
    }
    if (settings.externals.runtime) {
        world_settings.peers[plan.roles.runtime] = *settings.externals.runtime;
        world_settings.stranger = plan.roles.runtime;
        world_settings.ports = ports_from(settings.first_port, scenario.landscape.systems.size());
    }
    ExchangeLog log{
        *demand, plan.faults, {.runtime = plan.roles.runtime, .storefront = plan.roles.storefront}};
    const bool has_faults = !plan.faults.faults.empty();
    live::RealWorld world{world_settings};
    for (ExchangeObserver* const observer : hooks.observers) {
        world.observe_exchanges(*observer);
    }
    if (has_faults) {
        world.observe_exchanges(log);
    }
    build_landscape(scenario, plan, demand, world);
    if (!settings.journal_file.empty() && !settings.externals.runtime) {
        auto journal = live::SqliteJournal::open({.file = settings.journal_file});
        if (!journal) {
            return unexpected{journal.error().detail};
        }
        world.keep_records(plan.roles.runtime, std::move(*journal));
    }
    if (auto listening = world.listen(); !listening) {
        return unexpected{listening.error()};
    }
    const Instant end = last_event(*demand, plan.faults) + scenario.settle_within;
    GaugeRecorder recorder{
        scenario, plan, end, hooks.wants_series ? SeriesWish::wanted : SeriesWish::none};
    recorder.follow(world);
    if (settings.onlooker.opened) {
        settings.onlooker.opened(
            {.world = world,
             .scenario = scenario,
             .plan = plan,
             .demand = demand,
             .statistics = workload.statistics,
             .end = end}
        );
    }
    bool stopped = false;
    watch(world, hooks, *demand, end, stopped);
    const auto readiness = Readiness::ask(
        settings.externals.runtime.value_or(world.url(plan.roles.runtime)),
        world_settings.trust,
        [&world, opening] { world.between_steps([&world, opening] { world.skip_to(opening); }); }
    );
    if (!readiness) {
        if (settings.onlooker.closes) {
            settings.onlooker.closes();
        }
        return unexpected{readiness.error()};
    }
    const RunStatus status = world.run_until(end);
    const RunClock ended{status.now, std::chrono::steady_clock::now()};
    if (settings.onlooker.closes) {
        settings.onlooker.closes();
    }
    if (!world.failure().empty()) {
        return unexpected{world.failure()};
    }

    Books books = gather_books(world, scenario.landscape.systems.size());
    if (settings.externals.odoo) {
        const OdooReading reading{
            .demand = *demand, .self = plan.roles.odoo, .since = world_settings.start};
        if (auto read = read_external_books(settings.externals, reading, ended, books); !read) {
            return unexpected{read.error()};
        }
    }
    const Evidence evidence{
        .books = books,
        .demand = *demand,
        .index = OrderIndex{books},
        .odoo = plan.roles.odoo,
        .wms = plan.roles.wms,
        .settled = !stopped};
    if (hooks.at_end) {
        std::vector<std::vector<Gauge>> gauges(scenario.landscape.systems.size());
        for (std::uint16_t index = 0; index < gauges.size(); ++index) {
            world.node(SystemId{index}).read_gauges(gauges[index]);
        }
        hooks.at_end(evidence, gauges, status.now);
    }
    LiveRehearsalResult result;
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
    result.health = world.health();
    result.invoiced = invoiced_pace_of(books);
    result.response_times = world.response_times(plan.roles.runtime);
    result.healthy = result.health.late_p99 <= late_p99_max;
    if (!result.healthy && result.verdict.outcome == ResultOutcome::passed) {
        result.verdict.outcome = ResultOutcome::inconclusive;
    }
    return result;
}

}  // namespace drydock::harness
