#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "harness/live/clock_comparison.hpp"
#include "harness/live/external.hpp"
#include "harness/live/open_world.hpp"
#include "harness/rehearsal/rehearsal.hpp"
#include "live/world/real_world.hpp"

namespace drydock::harness {

struct LiveRehearsalSettings {
    /// Where the runtime's records go: a new file, or one that an earlier life has left. Empty:
    /// memory.
    std::string journal_file{};
    std::size_t io_thread_count = 2;
    std::optional<live::http::ServerIdentity> identity{};  ///< TLS between all systems.
    /// What is called in the place of Nodes here. Its trust is that of all calls.
    Externals externals{};
    /// Of the first system, the next for the second, and so on; 0: the operating system chooses.
    std::uint16_t first_port = 0;
    OpenWorldHooks onlooker{};
};

/// Above this the run has measured the machine and not the landscape.
/// Assumption: a tenth of what a person or a partner notices.
inline constexpr Duration late_p99_max{20'000'000};

struct LiveRehearsalResult {
    Verdict verdict{};
    std::string timeline_csv{};
    std::string series_json{};  ///< Empty unless RehearsalHooks::wants_series.
    live::RealWorldHealth health{};
    /// Of the runtime, by operation: how long its partners waited for their webhooks.
    std::vector<live::ResponseTimes> response_times{};
    Pace invoiced{};
    bool healthy = true;  ///< The World kept up: late_p99 was no more than late_p99_max.
};

/// As rehearse(), on the real clock: the systems listen on sockets of this machine, and the run
/// takes as long as the scenario's window with what follows it. The window begins once the runtime
/// says that it is ready, or after ready_within_max. An external Odoo's books are read once the run
/// is over.
///
/// A passed verdict of a World that did not keep up is inconclusive. The error is for the operator:
/// no socket, no journal, or a disk that failed during the run.
[[nodiscard]] expected<LiveRehearsalResult, std::string> rehearse_live(
    const Scenario& scenario,
    Workload workload,
    const RehearsalPlan& plan,
    const RehearsalHooks& hooks,
    const LiveRehearsalSettings& settings
);

}  // namespace drydock::harness
