#pragma once

#include <functional>
#include <memory>

#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/workload/workload.hpp"
#include "live/world/real_world.hpp"

namespace drydock::harness {

/// A World on the real clock while it is open, for whoever looks on. All of it lives until
/// OpenWorldHooks::closes.
struct OpenWorld {
    live::RealWorld& world;
    const Scenario& scenario;
    const RehearsalPlan& plan;
    std::shared_ptr<const Demand> demand{};
    const WorkloadStatistics& statistics;
    Instant end = Instant::max();  ///< Of the run; max() for one that somebody ends.
    bool is_driven = true;         ///< False: nobody orders anything.
};

/// Either may be empty.
struct OpenWorldHooks {
    /// It listens, and no Step has been done. On the thread that is to run it.
    std::function<void(const OpenWorld&)> opened{};
    /// Its last Step has been done, and it may be asked for the last time. On the same thread.
    std::function<void()> closes{};
};

}  // namespace drydock::harness
