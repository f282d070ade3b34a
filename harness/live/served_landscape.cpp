#include "harness/live/served_landscape.hpp"

#include <random>
#include <utility>

#include <fmt/format.h>

#include "harness/live/control_api.hpp"
#include "harness/live/json_answer.hpp"
#include "harness/live/port_list.hpp"
#include "harness/live/served_scenario.hpp"
#include "harness/live/served_systems.hpp"

namespace drydock::harness {

namespace {

/// The scenario of a wish, or nothing: then its sender has been told why.
std::optional<LoadedScenario> load(
    ControlApi::Wish& wish, const Scenario& served, const ServedHooks& hooks
) {
    auto loaded = hooks.load(wish.file);
    if (!loaded) {
        wish.answerer.answer(json_refusal(422, loaded.error()));
        return std::nullopt;
    }
    if (!same_systems(loaded->scenario, served)) {
        wish.answerer.answer(json_refusal(
            422, "that scenario has other systems than this landscape: serve its own with mocks"
        ));
        return std::nullopt;
    }
    return std::move(*loaded);
}

/// Mocks that were ended and started again do not take their new books for those of before.
std::string name_of_this_process() {
    std::random_device device;
    return fmt::format("{:08x}", device());
}

}  // namespace

expected<void, std::string> serve_landscape(
    LoadedScenario first, const ServedLandscapeSettings& settings, const ServedHooks& hooks
) {
    LoadedScenario loaded = std::move(first);
    ControlApi control{settings.control_token, settings.externals};
    if (auto opened = control.open(settings.control_port, settings.identity); !opened) {
        return opened;
    }
    auto ports = ports_from(settings.first_port, loaded.scenario.landscape.systems.size());
    std::optional<ControlApi::Wish> wish;
    const std::string name = name_of_this_process();
    std::string drive;
    std::uint64_t drive_count = 0;
    while (!hooks.stops()) {
        auto served = std::make_unique<ServedScenario>(loaded, settings, ports, drive);
        live::RealWorld& world = served->world();
        if (auto listening = world.listen(); !listening) {
            return listening;
        }
        ports = served->ports();
        if (!drive.empty()) {
            if (auto asked = served->await(settings); !asked) {
                return asked;
            }
        }
        std::optional<LoadedScenario> next;
        if (hooks.onlooker.opened) {
            hooks.onlooker.opened(served->open_world());
        }
        control.attend(served.get());
        if (wish) {
            wish->answerer.answer(
                json_answer(202, fmt::format(R"({{"driven": true, "drive": "{}"}})", drive))
            );
            wish.reset();
        } else if (drive.empty()) {
            hooks.ready({.systems = served->systems(), .control_url = control.url()});
        }
        while (!next && !hooks.stops()) {
            world.watch(1'000, [&](const RunStatus&) {
                return hooks.stops() || control.wished() ? RunDecision::stop : RunDecision::go_on;
            });
            world.run_until(Instant::max());
            if (!world.failure().empty()) {
                return unexpected{world.failure()};
            }
            if ((wish = control.take_wish())) {
                next = load(*wish, loaded.scenario, hooks);
            }
        }
        control.attend(nullptr);
        if (hooks.onlooker.closes) {
            hooks.onlooker.closes();
        }
        served.reset();
        if (next) {
            drive = fmt::format("{}-{}", name, ++drive_count);
            loaded = std::move(*next);
        }
    }
    return {};
}

}  // namespace drydock::harness
