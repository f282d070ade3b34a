#include "harness/live/served_scenario.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "harness/live/served_systems.hpp"
#include "harness/rehearsal/judgement.hpp"
#include "harness/rehearsal/landscape_builder.hpp"
#include "harness/verdict/verdict_json.hpp"

namespace drydock::harness {

namespace {

using Json = nlohmann::ordered_json;

/// The goods stay when nobody is to order.
std::shared_ptr<const Demand> demand_of(const LoadedScenario& loaded, bool driven) {
    Demand demand = loaded.workload.demand;
    if (!driven) {
        demand.orders.clear();
        demand.reversals.clear();
        demand.receipts.clear();
    }
    return std::make_shared<const Demand>(std::move(demand));
}

}  // namespace

ServedScenario::ServedScenario(
    const LoadedScenario& loaded,
    const ServedLandscapeSettings& settings,
    const std::vector<std::uint16_t>& ports,
    std::string drive
)
    : loaded_{loaded},
      drive_{std::move(drive)},
      driven_{!drive_.empty()},
      demand_{demand_of(loaded, driven_)} {
    live::RealWorldSettings world;
    world.seed = loaded.scenario.seed;
    opening_ = loaded.plan.calendar.instant_of(loaded.scenario.workload.from);
    world.start = driven_ ? opening_ - settings.ready_within : opening_;
    world.address = settings.address;
    world.ports = ports;
    world.serves = true;
    world.stranger = loaded.plan.roles.runtime;
    world.peers = {{loaded.plan.roles.runtime, settings.runtime}};
    world.identity = settings.identity;
    world.trust = settings.externals.trust;
    if (settings.externals.odoo) {
        world.peers[loaded.plan.roles.odoo] = settings.externals.odoo->url;
    }
    world_ = std::make_unique<live::RealWorld>(world);
    RehearsalPlan plan = loaded.plan;
    if (!driven_) {
        plan.faults = {};
    }
    build_landscape(loaded.scenario, plan, demand_, *world_);
    end_ = last_event(*demand_, plan.faults) + loaded.scenario.settle_within;
    live_.emplace(open_world());
}

expected<void, std::string> ServedScenario::await(const ServedLandscapeSettings& settings) {
    auto asked = Readiness::ask(settings.runtime, settings.externals.trust, [this] {
        world_->between_steps([this] { world_->skip_to(opening_); });
    });
    if (!asked) {
        return unexpected{asked.error()};
    }
    readiness_ = std::move(*asked);
    return {};
}

std::vector<std::uint16_t> ServedScenario::ports() const {
    std::vector<std::uint16_t> ports;
    for (std::uint16_t index = 0; index < world_->system_count(); ++index) {
        ports.push_back(world_->url(SystemId{index}).port);
    }
    return ports;
}

std::vector<ServedSystem> ServedScenario::systems() const {
    std::vector<ServedSystem> systems;
    const auto& all = loaded_.scenario.landscape.systems;
    for (std::uint16_t index = 0; index < all.size(); ++index) {
        systems.push_back(
            {.name = all[index].name,
             .kind = std::string{kind_name(all[index])},
             .url = world_->url(SystemId{index}).text(),
             .is_elsewhere =
                 SystemId{index} == loaded_.plan.roles.runtime || !all[index].external.url.empty()}
        );
    }
    return systems;
}

OpenWorld ServedScenario::open_world() const {
    return {
        .world = *world_,
        .scenario = loaded_.scenario,
        .plan = loaded_.plan,
        .demand = demand_,
        .statistics = loaded_.workload.statistics,
        .end = driven_ ? end_ : Instant::max(),
        .is_driven = driven_};
}

std::string ServedScenario::status_json() const {
    const Instant now = world_->now();
    const auto due = std::ranges::upper_bound(demand_->orders, now, {}, &DemandOrder::at);
    Json json;
    json["scenario"] = driven_ ? loaded_.scenario.name : "";
    json["driven"] = driven_;
    json["drive"] = drive_;
    json["now_ns"] = now.time_since_epoch().count();
    json["end_ns"] = end_.time_since_epoch().count();
    json["settled"] = driven_ && now >= end_;
    json["orders"] = demand_->orders.size();
    json["orders_due"] = due - demand_->orders.begin();
    const live::RealWorldHealth health = world_->health();
    json["late_p99_us"] = health.late_p99.count() / 1'000;
    return json.dump();
}

std::string ServedScenario::systems_json() const {
    Json json = Json::array();
    for (const ServedSystem& system : systems()) {
        json.push_back(
            {{"name", system.name},
             {"kind", system.kind},
             {"url", system.url},
             {"elsewhere", system.is_elsewhere}}
        );
    }
    return json.dump();
}

std::string ServedScenario::verdict_json_with(const Books& elsewhere) const {
    Books books = gather_books(*world_, world_->system_count());
    append_odoo_books(elsewhere, books);
    const Evidence evidence{
        .books = books,
        .demand = *demand_,
        .index = OrderIndex{books},
        .odoo = loaded_.plan.roles.odoo,
        .wms = loaded_.plan.roles.wms,
        .settled = driven_ && world_->now() >= end_};
    const RunStatus status{.now = world_->now()};
    Verdict verdict = judge(
        loaded_.scenario,
        loaded_.plan,
        loaded_.workload.statistics,
        evidence,
        {.status = status,
         .fingerprint = world_->fingerprint(),
         .traffic = world_->traffic(),
         .counts = world_->system_counts(),
         .fault_hits = world_->fault_hits()}
    );
    verdict.repeat_command = "drydock drive " + loaded_.scenario.file;
    return to_json(verdict);
}

BooksReaderThread::Wish ServedScenario::books_wish() const {
    return {
        .demand = demand_,
        .self = loaded_.plan.roles.odoo,
        .since = loaded_.plan.calendar.instant_of(loaded_.scenario.workload.from),
        .clock = {world_->now(), std::chrono::steady_clock::now()}};
}

}  // namespace drydock::harness
