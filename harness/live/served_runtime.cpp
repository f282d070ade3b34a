#include "harness/live/served_runtime.hpp"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "harness/rehearsal/landscape_builder.hpp"
#include "live/journal/sqlite_journal.hpp"
#include "live/world/real_world.hpp"

namespace drydock::harness {

namespace {

/// The World of the runtime alone; the error names a system of which no address is known.
expected<live::RealWorldSettings, std::string> world_settings(
    const LoadedScenario& loaded, const ServedRuntimeSettings& settings
) {
    const SystemId runtime = loaded.plan.roles.runtime;
    const auto& systems = loaded.scenario.landscape.systems;
    live::RealWorldSettings world;
    world.seed = loaded.scenario.seed;
    world.start = settings.start;
    world.address = settings.address;
    world.ports.resize(systems.size());
    world.ports[runtime.value] = settings.port;
    world.serves = true;
    // Who sends a webhook is known by its path and signature, not by its address.
    world.stranger = loaded.plan.roles.storefront;
    world.identity = settings.identity;
    world.trust = settings.trust;
    for (std::uint16_t index = 0; index < systems.size(); ++index) {
        if (SystemId{index} == runtime) {
            continue;
        }
        const auto found = settings.systems.find(systems[index].name);
        if (found == settings.systems.end()) {
            return unexpected{fmt::format(
                "no address of \"{}\" is known: name it under systems, or name the control API",
                systems[index].name
            )};
        }
        world.peers.emplace(SystemId{index}, found->second);
    }
    return world;
}

}  // namespace

expected<ServedRuntimeReport, std::string> serve_runtime(
    const LoadedScenario& loaded,
    const ServedRuntimeSettings& settings,
    const ServedRuntimeHooks& hooks
) {
    const auto wanted = world_settings(loaded, settings);
    if (!wanted) {
        return unexpected{wanted.error()};
    }
    live::RealWorld world{*wanted};
    // Links and faults are the partners' affair: theirs are those that count.
    LoadedScenario bare = loaded;
    bare.scenario.landscape.links.clear();
    bare.plan.faults = {};
    const auto goods = std::make_shared<const Demand>(std::move(bare.workload.demand));
    build_landscape(bare.scenario, bare.plan, goods, world);
    const SystemId runtime = loaded.plan.roles.runtime;
    if (!settings.journal_file.empty()) {
        auto journal = live::SqliteJournal::open({.file = settings.journal_file});
        if (!journal) {
            return unexpected{journal.error().detail};
        }
        world.keep_records(runtime, std::move(*journal));
    }
    if (auto listening = world.listen(); !listening) {
        return unexpected{listening.error()};
    }
    if (hooks.onlooker.opened) {
        hooks.onlooker.opened(
            {.world = world,
             .scenario = bare.scenario,
             .plan = bare.plan,
             .demand = goods,
             .statistics = bare.workload.statistics}
        );
    }
    hooks.ready(world.url(runtime));
    world.watch(100'000, [&hooks](const RunStatus&) {
        return hooks.stops() ? RunDecision::stop : RunDecision::go_on;
    });
    const RunStatus status = world.run_until(Instant::max());
    if (hooks.onlooker.closes) {
        hooks.onlooker.closes();
    }
    if (!world.failure().empty()) {
        return unexpected{world.failure()};
    }
    return ServedRuntimeReport{
        .steps = status.steps, .records = world.system_counts().at(runtime.value).records};
}

}  // namespace drydock::harness
