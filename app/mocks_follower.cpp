#include "app/mocks_follower.hpp"

#include <optional>
#include <thread>

#include <fmt/format.h>

namespace drydock::app {

namespace {

using FollowClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds follow_interval{200};

/// Nothing before a scenario is driven. Addresses first: the clock is to be that of now.
expected<std::optional<FollowedMocks>, ControlError> look_at(ControlClient& client) {
    const auto systems = client.systems();
    if (!systems) {
        return unexpected{systems.error()};
    }
    const auto status = client.status();
    if (!status) {
        return unexpected{status.error()};
    }
    if (!status->driven) {
        return std::optional<FollowedMocks>{};
    }
    FollowedMocks mocks{.now = status->now};
    for (const harness::KnownAddress& system : *systems) {
        if (system.kind != "runtime") {
            mocks.systems.emplace(system.name, system.url);
        }
    }
    return std::optional<FollowedMocks>{std::move(mocks)};
}

}  // namespace

expected<FollowedMocks, FollowError> follow_mocks(
    const ControlOptions& options, const FollowHooks& hooks, std::chrono::milliseconds silent_max
) {
    auto client = ControlClient::open(options);
    if (!client) {
        return unexpected{FollowError{ExitCode::usage, client.error()}};
    }
    bool told = false;
    bool silent = false;
    auto silent_since = FollowClock::now();
    while (!hooks.stops()) {
        auto seen = look_at(*client);
        if (!seen && seen.error().kind == ControlError::Kind::refused) {
            return unexpected{FollowError{ExitCode::usage, seen.error().detail}};
        }
        if (seen && *seen) {
            return std::move(**seen);
        }
        const auto now = FollowClock::now();
        if (seen) {
            silent = false;
            if (!told) {
                hooks.log("waits until a scenario is driven on " + options.url);
                told = true;
            }
        } else if (!silent) {
            silent = true;
            silent_since = now;
            hooks.log(fmt::format(
                "{}; asks again for up to {} s",
                seen.error().detail,
                std::chrono::ceil<std::chrono::seconds>(silent_max).count()
            ));
        } else if (now - silent_since >= silent_max) {
            return unexpected{FollowError{
                ExitCode::broken, seen.error().detail + "; start `drydock mocks` first"}};
        }
        std::this_thread::sleep_for(follow_interval);
    }
    return FollowedMocks{};
}

}  // namespace drydock::app
