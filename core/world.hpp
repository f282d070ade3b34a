#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/ids.hpp"
#include "core/landscape/door_settings.hpp"
#include "core/landscape/fault_plan.hpp"
#include "core/landscape/link_settings.hpp"
#include "core/landscape/wall_clock.hpp"
#include "core/node.hpp"

namespace drydock {

/// Makes a Node, at the start and after each crash.
using NodeMaker = std::function<std::unique_ptr<Node>()>;

/// Where a run stands, for progress bars and for stopping it.
struct RunStatus {
    Instant now;
    std::uint64_t steps = 0;
    std::uint64_t exchanges = 0;
};

enum class RunDecision : std::uint8_t { go_on, stop };

/// Runs Nodes and carries out what they want. Owns the clock, the draws, doors and links with their
/// faults, durable records, crashes and restarts, and the fingerprint of the run.
///
/// Usage: add every system, connect them, plan faults, then run once.
class World {
public:
    World() = default;
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    virtual ~World() = default;

    /// Systems get ids 0, 1, 2, ... in the order of these calls.
    virtual SystemId add_system(std::string name, NodeMaker, const DoorSettings&) = 0;

    /// Both directions between two systems. Unconnected systems reach each other at no cost.
    virtual void connect(SystemId, SystemId, const LinkSettings&) = 0;

    virtual void plan_faults(const FaultPlan&) = 0;

    /// Called with every system's gauges each `interval` of run time.
    using GaugeReader = std::function<void(Instant, SystemId, const std::vector<Gauge>&)>;
    virtual void read_gauges_every(Duration interval, GaugeReader) = 0;

    /// Called at least every `steps_max` Steps; may stop the run.
    using Watcher = std::function<RunDecision(const RunStatus&)>;
    virtual void watch(std::uint64_t steps_max, Watcher) = 0;

    /// Runs until `end`, or until nothing is left to happen, or until the watcher stops it.
    virtual RunStatus run_until(Instant end) = 0;

    /// The system's Node of now. Valid until its next crash.
    [[nodiscard]] virtual const Node& node(SystemId) const = 0;

    /// The clock of the system, by which its Node's books are kept.
    [[nodiscard]] virtual const WallClock& clock(SystemId) const = 0;

    /// Hash over every Step so far: what was told, and all that was decided.
    [[nodiscard]] virtual std::uint64_t fingerprint() const = 0;
};

}  // namespace drydock
