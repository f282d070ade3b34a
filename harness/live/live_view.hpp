#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/expected.hpp"
#include "harness/live/open_world.hpp"
#include "harness/rehearsal/judgement.hpp"
#include "harness/season/gauge_lines.hpp"

namespace drydock::harness {

/// What a World on the real clock was at one moment, apart from it: any thread may judge it.
struct LiveLook {
    std::shared_ptr<const Scenario> scenario{};
    std::shared_ptr<const RehearsalPlan> plan{};
    std::shared_ptr<const Demand> demand{};
    WorkloadStatistics statistics{};
    Books books{};
    GaugeLines lines;
    RunStatus status{};
    std::vector<TrafficCount> traffic{};
    std::vector<SystemCount> counts{};
    std::vector<std::uint64_t> fault_hits{};
    std::string status_json{};
    bool settled = false;
};

/// A look as a page shows it. All three are JSON.
struct LivePage {
    /// now_ms, end_ms (null for no end), settled, orders, orders_due, faults[] with id, kind,
    /// system, active and injected.
    std::string status{};
    std::string verdict{};  ///< verdict.json of now.
    std::string series{};   ///< series.json of now.
};

/// Takes as long as judging a run does.
[[nodiscard]] LivePage page_of(const LiveLook& look);

/// Looks at a World between two of its Steps, and lets a person do faults to it. On the World's
/// thread.
class LiveView {
public:
    explicit LiveView(const OpenWorld& open);

    /// Each look is one point of the lines over time.
    [[nodiscard]] std::shared_ptr<const LiveLook> look();

    /// Begins a fault now: "kind", "system", and as the kind takes them "sender", "operation",
    /// "share_ppm", "delay_ms", "factor_permille", "copies", "status",
    /// "bandwidth_bytes_per_second", "field"; "seconds" is how long, a minute if it is not said.
    /// The fault's id, or what is wrong with the wish.
    [[nodiscard]] expected<std::string, std::string> inject(Value wish);
    /// Ends a fault, or keeps it from beginning. The error: there is no such fault.
    [[nodiscard]] expected<void, std::string> clear(std::string_view id);

private:
    [[nodiscard]] std::string status_json() const;

    OpenWorld open_;
    // Replaced, never changed: looks hold them.
    std::shared_ptr<const Scenario> scenario_;
    std::shared_ptr<const RehearsalPlan> plan_;
    GaugeLines lines_;
    std::size_t planned_count_;
};

}  // namespace drydock::harness
