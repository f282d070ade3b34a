#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "core/expected.hpp"
#include "harness/live/open_world.hpp"
#include "harness/live/served_landscape.hpp"
#include "live/http/url.hpp"

namespace drydock::harness {

struct ServedRuntimeSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::string journal_file{};  ///< Empty: memory, and a restart forgets everything.
    std::map<std::string, live::http::Url> systems{};  ///< Every other system, by its name.
    Instant start{};                                   ///< What the partners' clock shows now.
    std::optional<live::http::ServerIdentity> identity{};
    live::http::Trust trust{};
};

/// What a runtime did until it was stopped.
struct ServedRuntimeReport {
    std::uint64_t steps = 0;
    std::uint64_t records = 0;
};

struct ServedRuntimeHooks {
    /// Called once it listens, with its own address.
    std::function<void(const live::http::Url&)> ready{};
    /// Asked five times a second.
    std::function<bool()> stops{};
    OpenWorldHooks onlooker{};
};

/// Serves the integration runtime of a scenario alone, as in production, until hooks.stops(). Its
/// records are on the disk before anything of their Step leaves; what an earlier life has kept in
/// the file is read first. The error is for the operator.
[[nodiscard]] expected<ServedRuntimeReport, std::string> serve_runtime(
    const LoadedScenario& loaded,
    const ServedRuntimeSettings& settings,
    const ServedRuntimeHooks& hooks
);

}  // namespace drydock::harness
