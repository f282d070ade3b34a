#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "harness/live/external.hpp"
#include "harness/live/open_world.hpp"
#include "harness/live/readiness.hpp"
#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/workload/workload.hpp"
#include "live/http/server.hpp"
#include "live/http/url.hpp"

namespace drydock::harness {

/// A scenario with all that it means, ready to run.
struct LoadedScenario {
    Scenario scenario{};
    RehearsalPlan plan{};
    Workload workload{};
};

struct ServedLandscapeSettings {
    std::string address = "127.0.0.1";
    /// Of the first system, the next for the second, and so on; 0: the operating system chooses.
    std::uint16_t first_port = 0;
    std::uint16_t control_port = 0;  ///< Always of this machine alone.
    std::string control_token{};     ///< Not empty.
    live::http::Url runtime{};       ///< Where somebody's middleware takes webhooks.
    /// A driven scenario's window begins once that is ready, and at the latest after this.
    Duration ready_within = ready_within_max;
    std::optional<live::http::ServerIdentity> identity{};
    /// An Odoo in it is called in the mock's place. Its trust is that of all calls.
    Externals externals{};
};

struct ServedSystem {
    std::string name{};
    std::string kind{};
    std::string url{};
    bool is_elsewhere = false;
};

/// What is being served, for whoever is to use it.
struct ServedAddresses {
    std::vector<ServedSystem> systems{};
    std::string control_url{};
};

struct ServedHooks {
    /// Reads the scenario that somebody wants driven. The error is for him.
    std::function<expected<LoadedScenario, std::string>(const std::string& file)> load{};
    /// Called once all sockets are open.
    std::function<void(const ServedAddresses&)> ready{};
    /// Asked five times a second.
    std::function<bool()> stops{};
    /// Told of each World: one before any drive, one a drive.
    OpenWorldHooks onlooker{};
};

/// Serves a scenario's landscape but for its integration runtime, for whatever middleware takes
/// that place, until hooks.stops(). Nobody orders anything until a scenario is driven.
///
/// The control API, JSON with the token as bearer: GET /status, GET /systems, GET /verdict, and
/// POST /drive {"scenario": "<file>"}, which begins anew with empty books on the same ports, with
/// that scenario's demand, faults and clock; and those of LiveControl. The error is for the
/// operator.
[[nodiscard]] expected<void, std::string> serve_landscape(
    LoadedScenario first, const ServedLandscapeSettings& settings, const ServedHooks& hooks
);

}  // namespace drydock::harness
