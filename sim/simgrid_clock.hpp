#pragma once

#include <cstdint>
#include <functional>

#include "core/ids.hpp"
#include "core/time.hpp"

namespace drydock::sim {

/// Systems that may take part in connections with a bandwidth, in one process. SimGrid seals its
/// platform at the first run, so all hosts and links are made beforehand (1.2 ms for these).
inline constexpr std::size_t bandwidth_systems_max = 24;

/// SimGrid as this room sees it: the virtual clock, one alarm, and transfers that share the
/// bandwidth of a link. The only file that touches SimGrid.
///
/// A process can have one SimGrid Engine, whose clock never goes back. Each SimgridClock begins at
/// 0 of its own time wherever that clock stands; only one may run at a time. Doubles on the
/// Engine's side are rounded to whole microseconds here: a run in a process of its own repeats to
/// the bit, and so do runs one after the other unless a transfer ends within some 10 ns of half a
/// microsecond.
class SimgridClock {
public:
    using OnAlarm = std::function<void()>;
    using OnTransfer = std::function<void(std::uint64_t token, Duration elapsed)>;

    SimgridClock(OnAlarm on_alarm, OnTransfer on_transfer);
    ~SimgridClock();
    SimgridClock(const SimgridClock&) = delete;
    SimgridClock& operator=(const SimgridClock&) = delete;

    /// Gives both directions between two systems so much. Before the first run; not for more
    /// systems than bandwidth_systems_max.
    void set_bandwidth(SystemId one, SystemId other, std::uint64_t bytes_per_second);

    /// `now` of the run is the Engine's clock of this moment.
    void start(Instant now);

    /// One alarm at most: the earlier of two stays. A past instant means at once.
    void arm(Instant at);
    [[nodiscard]] bool armed() const { return timer_ != nullptr; }

    /// Starts now, which is when the alarm last fired or later. `token` comes back at its end.
    void transfer(SystemId from, SystemId to, std::uint64_t size_bytes, std::uint64_t token);
    [[nodiscard]] bool transferring() const;

    /// Runs SimGrid until neither an alarm nor a transfer is left.
    void run();

private:
    struct Transfers;
    void ring();

    OnAlarm on_alarm_;
    Transfers* transfers_;
    void* timer_ = nullptr;
    Instant armed_at_;
    double origin_seconds_ = 0.0;
};

}  // namespace drydock::sim
